// duban_bench_scheduler URL [--pending N] [--due N] [--schedulers K] [--ordinary N] [--seconds S]
//                       [--json]
//
// Makes a register at URL, an empty PostgreSQL database or schema, fills it with copies of a case
// that the engine has decided, and measures: how long clocks take that are all due in the same
// second, whether the ledger holds each rung once, and how late the rungs of an ordinary minute
// are.

#include "adapters/sql/listener.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/schedule/scheduler.hpp"
#include "first_congress.hpp"

#include <CLI/CLI.hpp>
#include <soci/soci.h>

#include <algorithm>
#include <barrier>
#include <chrono>
#include <cstdio>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace duban::bench {
namespace {

using Steady = std::chrono::steady_clock;

const Instant begins = parse_instant("2025-03-14T09:00:00+08:00").value();

struct Options {
  std::string url;
  long long pending = 1'000'000, due = 100'000, ordinary = 2'000;
  int schedulers = 2, seconds = 10;
  bool json = false;
};

/// Goes on from a moment of our choosing as real time does.
class ShiftedTime final : public TimeSource {
 public:
  explicit ShiftedTime(Instant from) : from_{from} {}
  [[nodiscard]] Instant now() override {
    return from_ + std::chrono::duration_cast<Instant::duration>(Steady::now() - start_);
  }

 private:
  Instant from_;
  Steady::time_point start_ = Steady::now();
};

/// A connection with a register of its own, as a node has.
struct Node {
  Node(const std::string& url, TimeSource& time, Signals& signals)
      : database{sql::Database::open(url).value()},
        store{*database},
        directory{*database},
        cases{store, directory, catalogue, time, &signals} {}

  std::unique_ptr<sql::Database> database;
  sql::SqlStore store;
  sql::SqlDirectory directory;
  Catalogue catalogue{all_workflows()};
  Register cases;
};

Done fire(Register& cases, CaseId id, const char* event, const char* text) {
  Command command;
  command.id = id;
  command.workflow = "suggestion";
  command.congress = test::first_congress;
  command.event = event;
  command.data = boost::json::parse(text);
  command.actor.name = "officer";
  command.actor.roles = {"officer", "deputies_body", "contact", "lead_deputy", "unit_head"};
  const auto done = id == CaseId{} ? cases.open(command) : cases.fire(command);
  if (!done) throw std::runtime_error(std::string{event} + ": " + done.error().subject);
  return *done;
}

/// A suggestion in handling, whose unit has three months to reply.
CaseId template_case(Register& cases) {
  const auto id = fire(cases, {}, "submit",
                       R"({"title":"关于道路的建议","text":"路面破损严重，请予改造。",
                           "lead_deputy":"张代表","session":"17-3"})")
                      .id;
  fire(cases, id, "register", "{}");
  fire(cases, id, "assign", R"({"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]})");
  fire(cases, CaseId{id.stored() / CaseId::family_size, 1}, "sign",
       R"({"name":"李联络","telephone":"1"})");
  return id;
}

/// Copies families row by row: `i` counts the copies from one.
class Copies {
 public:
  Copies(soci::session& sql, CaseId original) : sql_{sql}, original_{original.stored()} {}

  /// Families first + 1 to first + count; the reply clocks are next due at `next_at`, SQL over i.
  void make(long long first, long long count, const std::string& next_at) {
    const auto shift = " - " + std::to_string(original_) + " + (" + std::to_string(first) +
                       " + i) * " + std::to_string(CaseId::family_size);
    copy("cases", count,
         {{"id", "id" + shift},
          {"number",
           "CASE number WHEN '' THEN '' ELSE 'c' || (" + std::to_string(first) + " + i) END"}});
    copy(
        "clocks", count,
        {{"case_id", "case_id" + shift},
         {"next_at", "CASE WHEN next_at IS NOT NULL AND kind = 'reply' THEN " + next_at + " END"}});
  }

 private:
  void copy(const std::string& table,
            long long count,
            const std::map<std::string, std::string>& changed) {
    std::string names, values;
    soci::rowset<std::string> columns =
        (sql_.prepare << "SELECT CAST(column_name AS text) FROM information_schema.columns"
                         " WHERE table_schema = current_schema() AND table_name = '" +
                             table + "'");
    for (const auto& name : columns) {
      names += (names.empty() ? "" : ", ") + name;
      values += (values.empty() ? "" : ", ") + (changed.contains(name) ? changed.at(name) : name);
    }
    const auto key = table == "cases" ? "id" : "case_id";
    sql_ << "INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM " + table +
                ", generate_series(CAST(1 AS bigint), " + std::to_string(count) + ") AS i WHERE " +
                key + " >= " + std::to_string(original_) + " AND " + key + " < " +
                std::to_string(original_ + CaseId::family_size);
  }

  soci::session& sql_;
  long long original_;
};

/// How often the ledger holds less or more than one family's reminders for one rung.
struct Ledger {
  long long missing = 0, doubled = 0;
};
Ledger ledger_of(soci::session& sql, long long first, long long count) {
  const long long begin = (first + 1) * CaseId::family_size;
  const long long end = (first + count + 1) * CaseId::family_size;
  long long families = 0, rows = 0, most = 0;
  sql << "SELECT count(*), coalesce(sum(n), 0), coalesce(max(n), 0) FROM"
         " (SELECT count(*) AS n FROM reminders WHERE case_id >= :first AND case_id < :end"
         " GROUP BY case_id / 1000) AS f",
      soci::use(begin, "first"), soci::use(end, "end"), soci::into(families), soci::into(rows),
      soci::into(most);
  long long notices = 0, keys = 0;
  sql << "SELECT count(*), count(DISTINCT (about, recipient)) FROM outbox"
         " WHERE about >= :first AND about < :end",
      soci::use(begin, "first"), soci::use(end, "end"), soci::into(notices), soci::into(keys);
  return {count - families + (families * most - rows), notices - keys};
}

void tell(const Options& options, const std::string& what, const char* unit, double ours) {
  if (options.json)
    std::printf(
        R"({"bench":"scheduler","case":"%s","unit":"%s","ours":%.4f,"yardstick":null,"ratio":null})"
        "\n",
        what.c_str(), unit, ours);
  else
    std::printf("%-60s %12.3f %s\n", what.c_str(), ours, unit);
  std::fflush(stdout);
}

class Bench {
 public:
  explicit Bench(const Options& options)
      : options_{options},
        database_{sql::Database::create(options.url, {}).value()},
        fixed_{begins} {
    sql::SqlDirectory directory{*database_};
    test::make_first_congress(directory, "市交通运输局");
    Node node{options_.url, fixed_, signals_};
    original_ = template_case(node.cases);
    rung_ = node.store.next_wake().value();
    for (const auto& clock : node.store.load(original_).value().clocks)
      if (clock.kind == "reply" && clock.next_at) rung_ = *clock.next_at;
    // The original itself never falls due, or its copies would have been reminded already.
    database_->session() << "UPDATE clocks SET next_at = CASE WHEN kind = 'reply' THEN " +
                                sql_of(rung_ + std::chrono::days{60}) +
                                " END WHERE next_at IS NOT NULL";
    fixed_.move_to(rung_);
  }

  /// Says whether every rung was raised once.
  [[nodiscard]] bool run() {
    Copies copies{database_->session(), original_};
    const auto later = sql_of(rung_ + std::chrono::days{30}) + " + i";
    copies.make(pending_from, options_.pending, later);
    tidy();
    if (options_.due > 0) at_once(copies);
    if (options_.ordinary > 0) ordinary(copies);
    return is_right_;
  }

 private:
  static constexpr long long pending_from = 1'000'000, due_from = 20'000'000,
                             ordinary_from = 40'000'000;

  static std::string sql_of(Instant moment) {
    return std::to_string(moment.time_since_epoch().count());
  }
  void tidy() {
    database_->session() << "VACUUM ANALYZE cases";
    database_->session() << "VACUUM ANALYZE clocks";
  }

  void at_once(Copies& copies) {
    std::list<Node> nodes;
    std::list<Scheduler> schedulers;
    for (int count = 0; count < options_.schedulers; ++count) {
      auto& node = nodes.emplace_back(options_.url, fixed_, signals_);
      static_cast<void>(schedulers.emplace_back(node.cases).fire_due(rung_));
    }
    copies.make(due_from, options_.due, sql_of(rung_));
    tidy();
    const auto start = Steady::now();
    {
      std::vector<std::jthread> threads;
      for (auto& scheduler : schedulers)
        threads.emplace_back([&] { static_cast<void>(scheduler.fire_due(rung_)); });
    }
    const auto took = std::chrono::duration<double>(Steady::now() - start).count();
    const auto name = std::to_string(options_.due) + " due at once, " +
                      std::to_string(options_.pending) + " pending, " +
                      std::to_string(options_.schedulers) + " schedulers: ";
    const auto ledger = ledger_of(database_->session(), due_from, options_.due);
    tell(options_, name + "until the last", "s", took);
    tell(options_, name + "missing", "rungs", static_cast<double>(ledger.missing));
    tell(options_, name + "doubled", "rungs", static_cast<double>(ledger.doubled));
    is_right_ = is_right_ && ledger.missing == 0 && ledger.doubled == 0;
  }

  void ordinary(Copies& copies) {
    const auto lead = std::chrono::seconds{2};
    const auto step = std::chrono::microseconds{options_.seconds * 1'000'000LL / options_.ordinary};
    const auto from = rung_ + std::chrono::hours{1};
    copies.make(ordinary_from, options_.ordinary,
                sql_of(from + lead) + " + i * " + std::to_string(step.count()));
    tidy();
    ShiftedTime time{from};
    std::mutex mutex;
    std::map<Instant, Instant> ends;  // of the turns, by their beginning
    {
      std::vector<std::jthread> threads;
      for (int count = 0; count < options_.schedulers; ++count)
        threads.emplace_back([&](const std::stop_token& stop) {
          Signals signals;
          const sql::Listener listener{options_.url, signals};
          Node node{options_.url, time, signals};
          run_scheduler(node.cases,
                        {.signals = signals, .stop = stop, .each = [&](Instant at, const Fired&) {
                           const std::lock_guard lock{mutex};
                           ends[at] = time.now();
                         }});
        });
      std::this_thread::sleep_for(lead * 2 + std::chrono::seconds{options_.seconds});
    }
    tell_lateness(ends, from + lead, step);
  }

  void tell_lateness(const std::map<Instant, Instant>& ends,
                     Instant first,
                     std::chrono::microseconds step) {
    std::vector<double> late;
    soci::rowset<soci::row> rows =
        (database_->session().prepare
             << "SELECT DISTINCT case_id / 1000 - :from, raised_at FROM reminders"
                " WHERE case_id / 1000 > :from",
         soci::use(ordinary_from, "from"));
    for (const auto& row : rows) {
      const auto due = first + step * row.get<long long>(0);
      const Instant raised{std::chrono::microseconds{row.get<long long>(1)}};
      late.push_back(std::chrono::duration<double, std::milli>(ends.at(raised) - due).count());
    }
    const auto name = std::to_string(options_.ordinary) + " due over " +
                      std::to_string(options_.seconds) + " s, " + std::to_string(options_.pending) +
                      " pending: ";
    tell(options_, name + "missing", "rungs",
         static_cast<double>(options_.ordinary) - static_cast<double>(late.size()));
    is_right_ = is_right_ && std::ssize(late) == options_.ordinary;
    if (late.empty()) return;
    std::ranges::sort(late);
    const auto at = [&](std::size_t percent) { return late[(late.size() - 1) * percent / 100]; };
    tell(options_, name + "lateness p50", "ms", at(50));
    tell(options_, name + "lateness p99", "ms", at(99));
    tell(options_, name + "lateness max", "ms", late.back());
  }

  Options options_;
  std::unique_ptr<sql::Database> database_;
  FixedTime fixed_;
  Signals signals_;
  CaseId original_;
  Instant rung_{};
  bool is_right_ = true;
};

}  // namespace
}  // namespace duban::bench

int main(int argc, char** argv) {
  duban::bench::Options options;
  CLI::App app{"How fast the scheduler settles on PostgreSQL"};
  app.add_option("url", options.url, "an empty database or schema")->required();
  app.add_option("--pending", options.pending, "clocks that are not due");
  app.add_option("--due", options.due, "clocks that are due at once");
  app.add_option("--schedulers", options.schedulers);
  app.add_option("--ordinary", options.ordinary, "clocks that fall due one after the other");
  app.add_option("--seconds", options.seconds, "in which they do");
  app.add_flag("--json", options.json);
  CLI11_PARSE(app, argc, argv);
  try {
    return duban::bench::Bench{options}.run() ? 0 : 1;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
