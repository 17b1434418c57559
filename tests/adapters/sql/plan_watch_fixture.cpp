#include "adapters/sql/plan_watch_fixture.hpp"

#include <boost/json.hpp>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <set>

namespace duban::sql {

namespace {

/// Read whole on purpose: a few rows in any register.  A congress has tens of units, sessions and
/// meetings and hundreds of deputies; pending_moves is empty but for minutes, and who acts for whom
/// is told once a year or so.
const std::set<std::string, std::less<>> tiny{
    "meta",          "congresses", "units",  "deputies",   "users",       "sessions",   "meetings",
    "pending_moves", "editions",   "series", "migrations", "successions", "delegations"};

std::string text_in(const boost::json::object& node, std::string_view member) {
  const auto* value = node.if_contains(member);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

}  // namespace

class PlanWatch::Listener {
 public:
  virtual ~Listener() = default;
  virtual Seen seen() = 0;
};

// PostgreSQL --------------------------------------------------------------------------------------

class PlanWatch::ServerListener : public Listener {
 public:
  explicit ServerListener(soci::session& session)
      : session_{session},
        connection_{static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_} {
    for (const auto* setting :
         {"LOAD 'auto_explain'", "SET auto_explain.log_analyze TO on",
          "SET auto_explain.log_timing TO off", "SET auto_explain.log_format TO json",
          "SET auto_explain.log_level TO notice", "SET auto_explain.log_min_duration TO 0",
          "SET client_min_messages TO notice"})
      session << setting;
    before_ = PQsetNoticeReceiver(
        connection_,
        [](void* self, const PGresult* told) {
          static_cast<ServerListener*>(self)->hear(
              PQresultErrorField(told, PG_DIAG_MESSAGE_PRIMARY));
        },
        this);
  }
  ~ServerListener() override {
    session_ << "SET client_min_messages TO warning";
    PQsetNoticeReceiver(connection_, before_, nullptr);
  }
  ServerListener(const ServerListener&) = delete;
  ServerListener& operator=(const ServerListener&) = delete;

  Seen seen() override { return std::exchange(seen_, {}); }

 private:
  void hear(std::string_view message) {
    const auto plan = message.find("plan:\n");
    if (plan == message.npos) return;
    ++seen_.statements;
    const auto told = boost::json::parse(boost::json::string_view{message.substr(plan + 6)});
    look_at(told.at("Plan").as_object());
  }

  void look_at(const boost::json::object& node) {
    const auto kind = text_in(node, "Node Type"), table = text_in(node, "Relation Name");
    const bool is_scan = kind.ends_with("Scan") && !table.empty() && !tiny.contains(table);
    if (is_scan) look_at_scan(node, kind, table);
    if (const auto* parts = node.if_contains("Plans"))
      for (const auto& part : parts->as_array()) look_at(part.as_object());
  }

  void look_at_scan(const boost::json::object& node,
                    const std::string& kind,
                    const std::string& table) {
    const auto number = [&](std::string_view member) {
      const auto* value = node.if_contains(member);
      return value ? value->to_number<double>() : 0;
    };
    const auto removed = number("Rows Removed by Filter");
    seen_.wasted = std::max(seen_.wasted, static_cast<long long>(removed));
    // The first entry of an index needs no condition; rows that a bitmap names were looked up
    // there.
    const bool is_first = kind.starts_with("Index") && number("Actual Rows") + removed <= 1;
    const bool is_looked_up = node.contains("Index Cond") || kind == "Bitmap Heap Scan";
    if (!is_looked_up && !is_first)
      seen_.walks.push_back(kind + " on " + table + " " + text_in(node, "Index Name") + " " +
                            text_in(node, "Filter"));
  }

  soci::session& session_;
  PGconn* connection_;
  PQnoticeReceiver before_ = nullptr;
  Seen seen_;
};

// SQLite ------------------------------------------------------------------------------------------

class PlanWatch::FileListener : public Listener {
 public:
  explicit FileListener(soci::session& session)
      : file_{static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_} {
    sqlite_api::sqlite3_trace_v2(
        file_, SQLITE_TRACE_PROFILE,
        [](unsigned, void* self, void* ran, void*) {
          static_cast<FileListener*>(self)->hear(static_cast<sqlite_api::sqlite3_stmt*>(ran));
          return 0;
        },
        this);
  }
  ~FileListener() override { sqlite_api::sqlite3_trace_v2(file_, 0, nullptr, nullptr); }
  FileListener(const FileListener&) = delete;
  FileListener& operator=(const FileListener&) = delete;

  Seen seen() override {
    auto seen = std::exchange(seen_, {});
    for (const auto& text : std::exchange(texts_, {})) look_at(text, seen.walks);
    seen_ = {};
    texts_ = {};
    return seen;
  }

 private:
  void hear(sqlite_api::sqlite3_stmt* ran) {
    const std::string text = sqlite_api::sqlite3_sql(ran);
    if (text.find("'texts_index_") != text.npos) return;  // the index of texts reads its own tables
    ++seen_.statements;
    texts_.insert(text);
    const auto steps = sqlite_api::sqlite3_stmt_status(ran, SQLITE_STMTSTATUS_VM_STEP, 1);
    seen_.wasted = std::max<long long>(seen_.wasted, steps);
  }

  void look_at(const std::string& text, std::vector<std::string>& walks) {
    std::set<std::string> aliases;  // of subqueries: reading those whole is the point of them
    for (const auto& step : plan_of(text)) {
      const auto second = step.substr(std::min(step.find(' '), step.size() - 1) + 1);
      const auto name = second.substr(0, second.find(' '));
      if (step.starts_with("CO-ROUTINE") || step.starts_with("MATERIALIZE")) aliases.insert(name);
      const bool is_walk = step.starts_with("SCAN ") && !aliases.contains(name) &&
                           !tiny.contains(name) && name != "CONSTANT" &&
                           step.find("VIRTUAL TABLE") == step.npos;  // json_each
      if (is_walk) walks.push_back(step + " in " + text);
    }
  }

  std::vector<std::string> plan_of(const std::string& text) {
    sqlite_api::sqlite3_stmt* plan = nullptr;
    const auto question = "EXPLAIN QUERY PLAN " + text;
    std::vector<std::string> steps;
    if (sqlite_api::sqlite3_prepare_v2(file_, question.c_str(), -1, &plan, nullptr) != SQLITE_OK)
      return {"SCAN that cannot be explained"};
    while (sqlite_api::sqlite3_step(plan) == SQLITE_ROW)
      steps.emplace_back(
          reinterpret_cast<const char*>(sqlite_api::sqlite3_column_text(plan, 3)));  // NOLINT
    sqlite_api::sqlite3_finalize(plan);
    return steps;
  }

  sqlite_api::sqlite3* file_;
  std::set<std::string> texts_;
  Seen seen_;
};

PlanWatch::PlanWatch(Database& database) {
  if (database.dialect() == Dialect::sqlite)
    listener_ = std::make_unique<FileListener>(database.session());
  else
    listener_ = std::make_unique<ServerListener>(database.session());
}

PlanWatch::~PlanWatch() = default;

PlanWatch::Seen PlanWatch::seen() {
  return listener_->seen();
}

}  // namespace duban::sql
