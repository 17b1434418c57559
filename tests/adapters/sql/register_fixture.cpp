#include "adapters/sql/register_fixture.hpp"

#include "engine/register/finding.hpp"

#include <catch2/catch.hpp>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <random>

namespace duban::sql {

namespace {

const char* server_url() {
  return std::getenv("DUBAN_TEST_POSTGRESQL");
}

std::string server_url_with(const std::string& option) {
  std::string url = server_url();
  return url + (url.find('?') == url.npos ? "?" : "&") + option;
}

// Not by the process alone: whoever was killed has left its folder, and numbers come round again.
std::string unique_name() {
  static std::atomic<unsigned> count{std::random_device{}()};
  return "duban_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

void on_server(const std::string& statement) {
  soci::session session{*soci::factory_postgresql(),
                        server_url_with("application_name=duban_tests")};
  session << "SET client_min_messages TO warning";
  session << statement;
}

}  // namespace

TEST_CASE("Both databases are tested", "[sql]") {
  if (!server_url())
    WARN("PostgreSQL is left out: set DUBAN_TEST_POSTGRESQL to the URL of a UTF-8 database");
  CHECK_FALSE(dialects().empty());
}

std::vector<Dialect> dialects() {
  std::vector<Dialect> all{Dialect::sqlite};
  if (server_url()) all.push_back(Dialect::postgresql);
  return all;
}

FreshPlace::FreshPlace(Dialect dialect) {
  const auto name = unique_name();
  if (dialect == Dialect::sqlite) {
    folder = std::filesystem::temp_directory_path() / name;
    std::filesystem::create_directory(folder);
    url = "sqlite:" + (folder / "登记 簿=1.db").string();
    return;
  }
  schema_ = name;
  on_server("CREATE SCHEMA " + schema_);
  url = server_url_with("options=-csearch_path%3D" + schema_);
}

FreshPlace::~FreshPlace() {
  if (!folder.empty()) std::filesystem::remove_all(folder);
  if (!schema_.empty()) on_server("DROP SCHEMA " + schema_ + " CASCADE");
}

FreshRegister::FreshRegister(Dialect dialect, std::optional<Instant> simulated_now)
    : place{dialect},
      database{Database::create(place.url, simulated_now).value()},
      store{*database},
      directory{*database} {}

std::unique_ptr<Database> FreshRegister::connect(std::chrono::milliseconds busy_wait) const {
  return Database::open(place.url, {busy_wait}).value();
}

Instant at(std::string_view rfc3339) {
  return parse_instant(rfc3339).value();
}
Date day(std::string_view text) {
  return parse_date(text).value();
}

Case some_case(CaseId id, std::int64_t version) {
  return {.id = id,
          .congress = "410500",
          .workflow = "suggestion",
          .workflow_edition = "w1",
          .state = "assigned",
          .version = version,
          .family_version = id.is_root() ? version : 0,
          .regulation = id.is_root() ? "r1" : "",
          .facts = {{"title", "关于整修老邢峰线（群英路）的建议"},
                    {"quote", "\"'\\ \n\t𠮷"},
                    {"round", 2}},
          .opened_on = day("2025-03-01"),
          .last_event_at = at("2025-03-01T01:02:03.456789Z"),
          .last_hash = "h" + std::to_string(version)};
}

Summary some_summary(std::string number) {
  return {.number = std::move(number),
          .title = "老邢峰线（群英路）",
          .unit = "交通运输局",
          .session = "17-3",
          .confidential = true};
}

EventRecord some_event(CaseId id, std::int64_t seq) {
  return {.id = id,
          .seq = seq,
          .event = "assign",
          .occurred_on = day("2025-02-28"),
          .recorded_at = at("2025-03-01T01:02:03.456789Z"),
          .recorded_by = "officer:o'Brien",
          .from_state = "registered",
          .to_state = "assigned",
          .body = R"({"text":"老邢峰线（群英路）\"𠮷'\\ :x %1$s"})",
          .hash = "h" + std::to_string(seq)};
}

Clock some_clock(CaseId id, std::optional<Instant> next_at, int number) {
  return {.id = id,
          .kind = "reply",
          .number = number,
          .generation = 3,
          .limit = "reply",
          .rule = "3 months",
          .anchor = day("2025-03-01"),
          .nominal = day("2025-06-01"),
          .due = day("2025-06-03"),
          .computed = day("2025-06-02"),
          .provisional = true,
          .regulation = "r1",
          .calendar = "c1",
          .reminded_through = day("2025-04-01"),
          .raised_through = day("2025-04-02"),
          .next_at = next_at,
          .ended_on = {}};
}

Notice some_notice(CaseId about, std::string key) {
  return {.key = std::move(key),
          .congress = "410500",
          .about = about,
          .recipient = "unit:交通运输局:contact",
          .text = "suggestion.due_soon",
          .body = {{"days", 15}, {"title", "老邢峰线（群英路）"}}};
}

ChangeSet change_set(CaseId root, std::int64_t family_version) {
  ChangeSet set;
  set.root = root;
  set.expected_family_version = family_version;
  set.congress = "410500";
  return set;
}

ChangeSet opening(CaseId root, std::string number) {
  auto set = change_set(root, 0);
  set.cases = {{some_case(root, 1), some_summary(std::move(number)), 0}};
  auto& change = set.cases.front();
  change.marks_gained = {"session:17-3", "unit:交通运输局"};
  change.grams = stored_grams(change.summary.number + "\n" + change.summary.title);
  set.events = {some_event(root, 1)};
  return set;
}

ChangeSet step(CaseId root, std::int64_t version) {
  auto set = change_set(root, version);
  set.cases = {{some_case(root, version + 1), some_summary(), version}};
  set.events = {some_event(root, version + 1)};
  return set;
}

Applied commit(Store& store, const ChangeSet& set) {
  return store.commit({&set, 1}).front();
}

std::string contents(Database& database) {
  std::string text;
  for (const std::string table : {"meta", "series", "cases", "events", "clocks", "reminders",
                                  "outbox", "idempotency", "marks", "texts"}) {
    soci::rowset<soci::row> rows = database.session().prepare << "SELECT * FROM " + table;
    std::vector<std::string> lines;
    for (const auto& row : rows) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (row.get_indicator(i) == soci::i_null) {
          line += "|null";
          continue;
        }
        switch (row.get_properties(i).get_data_type()) {
          case soci::dt_integer:
            line += "|" + std::to_string(row.get<int>(i));
            break;
          case soci::dt_long_long:
            line += "|" + std::to_string(row.get<long long>(i));
            break;
          default:
            line += "|" + row.get<std::string>(i);
        }
      }
      lines.push_back(std::move(line));
    }
    std::ranges::sort(lines);
    text += table + "\n";
    for (const auto& line : lines) text += line + "\n";
  }
  return text;
}

}  // namespace duban::sql
