#include "bench/office.hpp"

#include "adapters/accounts/secrets.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "engine/data/canonical.hpp"
#include "first_congress.hpp"

#include <soci/soci.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace duban::bench {

namespace {

std::unique_ptr<sql::Database> opened_or_made(const std::string& url) {
  auto opened = sql::Database::open(url);
  return opened ? std::move(*opened) : sql::Database::create(url, {}).value();
}

}  // namespace

Office::Office(const std::string& url, std::size_t connections)
    : pool_{std::make_unique<sql::Pool>(opened_or_made(url), connections)},
      store{*pool_},
      directory{*pool_},
      catalogue{all_workflows()},
      time{SystemTime{}.now()},
      open_register{store, directory, catalogue, time} {
  const auto congresses = directory.congresses();
  if (std::ranges::find(congresses, test::first_congress, &Congress::code) == congresses.end())
    test::make_first_congress(directory, "市交通运输局");
}

std::unique_ptr<Register> Office::another() {
  return std::make_unique<Register>(store, directory, catalogue, time);
}

void Office::tidy() {
  pool_->run([](sql::Database& db) { db.session() << "VACUUM ANALYZE"; });
}

Command Office::command(CaseId id, const char* event, const char* text) {
  Command command;
  command.id = id;
  command.event = event;
  command.data = json::parse(text);
  command.actor.name = "officer";
  command.actor.roles = {"officer", "deputies_body", "contact", "lead_deputy", "unit_head"};
  return command;
}

CaseId Office::in_handling(Register& by) {
  auto submit =
      command({}, "submit", R"({"title":"关于道路的建议","text":"路面破损严重，请予改造。",
                                "lead_deputy":"张代表","session":"17-3"})");
  submit.workflow = "suggestion";
  submit.congress = test::first_congress;
  const auto id = by.open(submit)->id;
  fire(by, id, "register");
  fire(by, id, "assign", R"({"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]})");
  fire(by, assignment_of(id), "sign", R"({"name":"李联络","telephone":"1"})");
  return id;
}

void Office::fire(Register& by, CaseId id, const char* event, const char* text) {
  const auto done = by.fire(command(id, event, text));
  if (!done) throw std::runtime_error(std::string{event} + ": " + done.error().subject);
}

void make_users(const std::string& url, const std::vector<User>& users) {
  const auto database = sql::Database::open(url);
  sql::SqlDirectory directory{**database};
  sql::SqlAccounts accounts{**database};
  const auto hash = accounts::hash_password(password);
  for (const auto& user : users) {
    (void)directory.put(user, true);  // unless an earlier run has
    accounts.set_password(user.name, hash, false);
  }
}

FreshFile::FreshFile(const std::string& name)
    : path{(std::filesystem::temp_directory_path() / (name + std::to_string(::getpid())))
               .string()} {}

FreshFile::~FreshFile() {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}

}  // namespace duban::bench
