#pragma once

#include "adapters/http/served_fixture.hpp"

namespace duban::http {

/// An office of one unit, with an officer, a leader, its unit's contact and an administrator, in
/// which suggestions are handled over HTTP.
struct Handling : ServedRegister {
  explicit Handling(sql::Dialect dialect = sql::Dialect::sqlite);

  static constexpr auto unit = "市交通运输局";

  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
  /// Of 王五; its id.
  std::string open(const std::string& title, bool is_confidential = false);
  void fire(const char* name,
            const std::string& id,
            const std::string& event,
            boost::json::object data = {});
  /// Registered and handed over to the unit alone.
  void hand_over(const std::string& id);
  /// Signed for, talked over and answered by the unit.
  void answer(const std::string& id);
  void on(const std::string& day) { time.move_to(parse_instant(day + "T09:00:00+08:00").value()); }
};

[[nodiscard]] std::string text_of(const boost::json::value& value);
/// The path that the first error of a 422 names.
[[nodiscard]] std::string wrong_path(const Told& told);

}  // namespace duban::http
