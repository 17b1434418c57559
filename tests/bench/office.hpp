#pragma once

#include "adapters/sql/grouped_store.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "engine/register/register.hpp"

#include <memory>
#include <string>
#include <vector>

namespace duban::bench {

/// A register at a URL for any number of threads, with a congress and a unit of its own: a new one
/// of real time, as those in service are, unless there is one without them (as duban_seed makes).
class Office {
 public:
  explicit Office(const std::string& url, std::size_t connections = 1);

  /// A suggestion that one unit has signed; returns its root.
  static CaseId in_handling(Register& by);
  static void fire(Register& by, CaseId id, const char* event, const char* text = "{}");
  [[nodiscard]] static Command command(CaseId id, const char* event, const char* text);

  /// What the server does by itself in time: without it pgbench's plans are of empty tables.
  void tidy();

  /// A register for one more thread.
  [[nodiscard]] std::unique_ptr<Register> another();

 private:
  std::unique_ptr<sql::Pool> pool_;

 public:
  sql::GroupedStore store;
  sql::SqlDirectory directory;
  Catalogue catalogue;
  FixedTime time;
  Register open_register;
};

/// The first part of a family: the unit's assignment.
[[nodiscard]] inline CaseId assignment_of(CaseId root) {
  return CaseId{root.stored() / CaseId::family_size, 1};
}

constexpr auto password = "春江花月夜2025年";
/// Users of the register at a URL who can sign in with `password`.
void make_users(const std::string& url, const std::vector<User>& users);

/// A path that nobody else uses; `sqlite:` goes before it.
class FreshFile {
 public:
  explicit FreshFile(const std::string& name);
  ~FreshFile();
  FreshFile(const FreshFile&) = delete;
  FreshFile& operator=(const FreshFile&) = delete;
  std::string path;
};

}  // namespace duban::bench
