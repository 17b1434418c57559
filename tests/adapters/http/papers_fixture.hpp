#pragma once

#include "adapters/http/served_fixture.hpp"
#include "engine/attachments/attachments.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace duban::http {

inline const std::string uploads_path = "/api/v1/uploads";
inline const std::string papers_password = "春江花月夜2025年";
constexpr std::size_t row_size = row_bytes;

/// An office with two units, one deputy, and a neighbour, whose papers are looked at.
struct Papers : ServedRegister {
  explicit Papers(sql::Dialect dialect = sql::Dialect::sqlite);
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
  /// Everything that is wrong with the files of the register.
  [[nodiscard]] std::vector<std::string> faults();
};

[[nodiscard]] std::string sha256(const std::string& content);

Told begin(const Browser& who, const std::string& name, std::size_t size);
Told send(const Browser& who, std::int64_t id, std::size_t offset, const std::string& part);
/// A file that has come whole.
[[nodiscard]] std::int64_t sent(const Browser& who,
                                const std::string& name,
                                const std::string& content);

Told fire(const Browser& who,
          const std::string& id,
          const std::string& event,
          boost::json::object body,
          Headers headers = {});
Told attach(const Browser& who, const std::string& id, std::int64_t file);
Told submit(const Browser& who, boost::json::object data, boost::json::array files = {});
[[nodiscard]] boost::json::object some_suggestion();
/// Case 1, handed over to 市交通运输局 as 1.1.
void hand_over(Papers& office, boost::json::object suggestion = some_suggestion());

[[nodiscard]] std::vector<std::string> names_in(const Told& told);
[[nodiscard]] std::string path_of(const std::string& id, std::int64_t file);

}  // namespace duban::http
