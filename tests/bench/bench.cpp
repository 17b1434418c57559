// bench [NAME ...] [--json]: what the README's figures come from.  Each is measured beside a
// yardstick in the same process, turn by turn, because machines differ and drift.

#include "adapters/files/profile.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"
#include "adapters/tables/calendar_csv.hpp"
#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/proof/verify.hpp"
#include "engine/register/register.hpp"
#include "workflows/catalogue.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace duban::bench {
namespace {

struct Figure {
  std::string bench, what, unit;
  double ours = 0;
  std::optional<double> yardstick;
};

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> all) {
  std::ranges::sort(all);
  return all[all.size() / 2];
}

/// A register in a file of its own with one congress.
class Office {
 public:
  Office()
      : path_{std::filesystem::temp_directory_path() / ("duban-bench-" + std::to_string(getpid()))},
        database_{make(path_)},
        store{*database_},
        directory{*database_},
        catalogue{all_workflows()},
        time_{parse_instant("2025-03-14T09:00:00+08:00").value()},
        open_register{store, directory, catalogue, time_} {
    const auto profile = read_profile(DUBAN_SOURCE_DIR "/config/regulations/cn.toml").value();
    const auto regulation = Rulebook::edition_of(regulation_of(profile).value());
    const auto days =
        Rulebook::edition_of(load_calendar(DUBAN_SOURCE_DIR "/config/calendars", "cn").value());
    directory.keep(regulation);
    directory.keep(days);
    for (const auto& workflow : catalogue.all()) directory.keep(Rulebook::edition_of(*workflow));
    if (!directory.put(Congress{"340100", "某市", "city", "", regulation.hash, days.hash}, true))
      throw std::runtime_error("the bench's register is not new");
    (void)directory.put(Unit{"340100", "市交通运输局", "市交通运输局"}, true);
  }
  ~Office() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + end);
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  [[nodiscard]] std::string file() const { return path_.string(); }

  static Command command(CaseId id, const char* event, const char* data) {
    Command command;
    command.id = id;
    command.event = event;
    command.data = json::parse(data);
    command.actor.name = "officer";
    command.actor.roles = {"officer", "deputies_body", "contact", "lead_deputy", "unit_head"};
    return command;
  }

  CaseId in_handling() {
    auto submit =
        command({}, "submit", R"({"title":"关于道路的建议","text":"路面破损严重，请予改造。",
                                            "lead_deputy":"张代表","session":"17-3"})");
    submit.workflow = "suggestion";
    submit.congress = "340100";
    const auto id = open_register.open(submit)->id;
    const CaseId unit{id.stored() / CaseId::family_size, 1};
    fire(id, "register", "{}");
    fire(id, "assign", R"({"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]})");
    fire(unit, "sign", R"({"name":"李联络","telephone":"1"})");
    return id;
  }

  void fire(CaseId id, const char* event, const char* data) {
    const auto done = open_register.fire(command(id, event, data));
    if (!done) throw std::runtime_error(std::string{event} + ": " + done.error().subject);
  }

 private:
  static std::unique_ptr<sql::Database> make(const std::filesystem::path& path) {
    return sql::Database::create("sqlite:" + path.string(),
                                 parse_instant("2025-03-14T09:00:00+08:00").value())
        .value();
  }

  std::filesystem::path path_;
  std::unique_ptr<sql::Database> database_;

 public:
  sql::SqlStore store;
  sql::SqlDirectory directory;
  Catalogue catalogue;

 private:
  FixedTime time_;

 public:
  Register open_register;
};

/// The same rows by hand on the same schema, one transaction each: what SQLite itself gives.
class ByHand {
 public:
  explicit ByHand(const std::string& file) {
    sqlite3_open(file.c_str(), &db_);
    exec(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "CREATE TABLE c (id INTEGER PRIMARY KEY, version INTEGER, facts TEXT, hash TEXT);"
        "CREATE TABLE e (case_id INTEGER, seq INTEGER, body TEXT, hash TEXT, PRIMARY KEY (case_id, "
        "seq));"
        "CREATE TABLE o (id INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT);"
        "INSERT INTO c VALUES (1, 0, '{}', ''), (2, 0, '{}', '');");
    begin_ = prepare("BEGIN IMMEDIATE");
    read_ = prepare("SELECT version, facts, hash FROM c WHERE id BETWEEN 1 AND 2");
    update_ =
        prepare("UPDATE c SET version = version + 1, facts = ?1 WHERE id = ?2 AND version = ?3");
    event_ = prepare("INSERT INTO e VALUES (1, ?1, ?2, 'h')");
    outbox_ = prepare("INSERT INTO o (key, body) VALUES (?1, '{}')");
    commit_ = prepare("COMMIT");
  }
  ~ByHand() {
    for (auto* one : {begin_, read_, update_, event_, outbox_, commit_}) sqlite3_finalize(one);
    sqlite3_close(db_);
  }
  ByHand(const ByHand&) = delete;
  ByHand& operator=(const ByHand&) = delete;

  void transition(const std::string& facts, const std::string& body) {
    run(read_);
    run(begin_);
    for (int id = 1; id <= 2; ++id) {
      bind(update_, 1, facts);
      sqlite3_bind_int64(update_, 2, id);
      sqlite3_bind_int64(update_, 3, version_);
      run(update_);
    }
    ++version_;
    sqlite3_bind_int64(event_, 1, version_);
    bind(event_, 2, body);
    run(event_);
    const auto key = std::to_string(version_);
    bind(outbox_, 1, key);
    run(outbox_);
    run(commit_);
  }

 private:
  void exec(const char* sql) { sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr);
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int place, const std::string& text) {
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  static void run(sqlite3_stmt* statement) {
    while (sqlite3_step(statement) == SQLITE_ROW) continue;
    sqlite3_reset(statement);
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt *begin_ = nullptr, *read_ = nullptr, *update_ = nullptr, *event_ = nullptr,
               *outbox_ = nullptr, *commit_ = nullptr;
  std::int64_t version_ = 0;
};

Figure transitions() {
  Office office;
  const auto id = office.in_handling();
  const CaseId unit{id.stored() / CaseId::family_size, 1};
  office.fire(unit, "urge", "{}");
  const auto body = office.store.events(unit, 0, 100).back().body;
  const auto facts = canonical(office.store.load(unit)->find(unit)->facts);
  const auto file = office.file() + "-hand";
  std::filesystem::remove(file);
  ByHand by_hand{file};
  constexpr int turn = 500;
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int i = 0; i < 7; ++i) {
    ours.push_back(turn / seconds_of([&] {
                     for (int k = 0; k < turn; ++k) office.fire(unit, "urge", "{}");
                   }));
    theirs.push_back(turn / seconds_of([&] {
                       for (int k = 0; k < turn; ++k) by_hand.transition(facts, body);
                     }));
  }
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
  return {"transitions", "SQLite, one caller", "1/s", median(ours), median(theirs)};
}

Figure verification() {
  Office office;
  for (int i = 0; i < 400; ++i) {
    const auto id = office.in_handling();
    const CaseId unit{id.stored() / CaseId::family_size, 1};
    office.fire(unit, "record_contact",
                R"({"way":"face_to_face","persons":"张代表","summary":"面商"})");
    office.fire(unit, "reply",
                R"({"number":"8","reply_class":"A","signatory":"局长","text":"已办结",
                                   "contact_person":"李联络"})");
    office.fire(id, "rate", R"({"result":"satisfied"})");
    office.fire(id, "close", R"({"disclosure":"publish","archive":["答复函"]})");
  }
  std::vector<double> ours;
  std::vector<double> hashing;
  for (int i = 0; i < 5; ++i) {
    Verdict verdict;
    std::vector<std::string> bodies;
    const auto spent = seconds_of([&] {
      office.store.each_family({}, [&](const FamilyHistory& history) {
        verify_family(history, office.catalogue, office.open_register.rulebook(),
                      office.open_register.now(), verdict);
        return true;
      });
    });
    if (!verdict.differences.empty() || !verdict.differently.empty())
      throw std::runtime_error("the bench's register does not verify");
    ours.push_back(static_cast<double>(verdict.events) / spent);
    office.store.each_family({}, [&](const FamilyHistory& history) {
      for (const auto& event : history.events) bodies.push_back(event.body);
      return true;
    });
    std::string last;
    hashing.push_back(static_cast<double>(bodies.size()) / seconds_of([&] {
                        for (const auto& body : bodies) last = chain_hash(last, body);
                      }));
  }
  return {"verify", "one thread; yardstick: hashing alone", "events/s", median(ours),
          median(hashing)};
}

void print(const Figure& figure, bool as_json) {
  if (as_json) {
    json::object line{{"bench", figure.bench}, {"case", figure.what},  {"unit", figure.unit},
                      {"ours", figure.ours},   {"yardstick", nullptr}, {"ratio", nullptr}};
    if (figure.yardstick) {
      line["yardstick"] = *figure.yardstick;
      line["ratio"] = figure.ours / *figure.yardstick;
    }
    std::printf("%s\n", json::serialize(line).c_str());
    return;
  }
  std::printf("%-12s %-40s %12.0f %-9s", figure.bench.c_str(), figure.what.c_str(), figure.ours,
              figure.unit.c_str());
  if (figure.yardstick)
    std::printf(" %12.0f  x%.2f", *figure.yardstick, figure.ours / *figure.yardstick);
  std::printf("\n");
}

}  // namespace
}  // namespace duban::bench

int main(int argc, char** argv) {
  using namespace duban::bench;
  std::vector<std::string> names{argv + 1, argv + argc};
  const bool as_json = std::erase(names, "--json") > 0;
  const auto wanted = [&](const char* name) {
    return names.empty() || std::ranges::find(names, name) != names.end();
  };
  if (wanted("transitions")) print(transitions(), as_json);
  if (wanted("verify")) print(verification(), as_json);
  return 0;
}
