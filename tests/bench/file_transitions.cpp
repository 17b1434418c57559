#include "bench/benches.hpp"
#include "bench/office.hpp"
#include "engine/data/canonical.hpp"

#include <sqlite3.h>

namespace duban::bench {

namespace {

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

}  // namespace

std::vector<Figure> file_transitions() {
  const FreshFile file{"duban-bench-"};
  const FreshFile other{"duban-bench-hand-"};
  Office office{"sqlite:" + file.path};
  auto& by = office.open_register;
  const auto unit = assignment_of(Office::in_handling(by));
  Office::fire(by, unit, "urge");
  const auto body = office.store.events(unit, 0, 100).back().body;
  const auto facts = canonical(office.store.load(unit)->find(unit)->facts);
  ByHand by_hand{other.path};
  constexpr int turn = 500;
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int i = 0; i < 7; ++i) {
    ours.push_back(turn / seconds_of([&] {
                     for (int k = 0; k < turn; ++k) Office::fire(by, unit, "urge");
                   }));
    theirs.push_back(turn / seconds_of([&] {
                       for (int k = 0; k < turn; ++k) by_hand.transition(facts, body);
                     }));
  }
  return {{"transitions", "SQLite, one caller", "1/s", median(ours), median(theirs)}};
}

}  // namespace duban::bench
