// duban_seed POSTGRESQL-URL [--families N] [--congresses N] [--contacts N] [--declined N]
// [--this-year N]: builds a register as large as a province's in an empty database.  A few families
// are decided for real; the others are copies of them with other ids, numbers, titles, units and
// hashes, so that `duban verify` proves them like any other.

#include "adapters/sql/columns.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "adapters/tables/csv.hpp"
#include "bench/seed/seed_office.hpp"
#include "bench/seed/seed_patterns.hpp"
#include "bench/seed/seed_tables.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <chrono>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

namespace duban::bench {
namespace {

struct Size {
  std::string url;
  std::int64_t families = 4'100'000;  ///< that make ten million cases
  int congresses = 100;
  int contacts = 0;
  int declined = 0;
  int this_year = 9;
};

constexpr int years = 10;

/// What people wrote: titles and units of published suggestions.
struct Words {
  std::vector<std::string> titles, units;
};

Words read_words() {
  std::ifstream file{DUBAN_SOURCE_DIR "/tests/data/suggestions-cn.csv"};
  const CsvColumns columns{{"title", "undertaker"},
                           {"id", "kind", "level", "area", "session", "number", "role", "doc_no",
                            "assigned_on", "replied_on", "published_on", "result_class", "source"}};
  auto reader = CsvReader::open(file, "suggestions-cn.csv", columns);
  if (!reader) throw std::runtime_error(reader.error().detail);
  const auto is_plain = [](std::string_view text) {
    return !text.empty() && text.find_first_of("\\\"\t\r\n") == text.npos;
  };
  Words words;
  std::set<std::string> units;
  while (true) {
    const auto row = reader->next();
    if (!row) throw std::runtime_error(row.error().detail);
    if (!*row) break;
    if (is_plain((**row)["title"])) words.titles.emplace_back((**row)["title"]);
    if (is_plain((**row)["undertaker"])) units.emplace((**row)["undertaker"]);
  }
  words.units.assign(units.begin(), units.end());
  return words;
}

std::string code_of(std::int64_t congress) {
  return std::to_string(350'100 + congress);
}

/// Congresses, their units and sessions, and the editions that decided.
void put_places(sql::Database& database, const Size& size, const Words& words, int this_year) {
  sql::SqlDirectory directory{database};
  const auto catalogue = all_workflows();
  auto congress = keep_editions(directory, catalogue);
  sql::Transaction transaction{database};
  for (int i = 0; i < size.congresses; ++i) {
    congress.code = code_of(i);
    congress.name = fmt::format("第{}市人大常委会", i + 1);
    if (!directory.put(congress, true)) throw std::runtime_error("the register is not new");
    for (const auto& unit : words.units) (void)directory.put(Unit{congress.code, unit, unit}, true);
  }
  transaction.commit();
  for (int i = 0; i < size.congresses; ++i)
    for (int year = this_year - years; year <= this_year; ++year) {
      const auto day = [&](int of_month) {
        return Date{std::chrono::local_days{std::chrono::year{year} / 1 / of_month}};
      };
      (void)directory.put(
          Session{code_of(i), session_of(year), session_of(year) + "会议", day(8), day(12)}, true);
    }
}

/// Numbers given, by congress and session.
using Serials = std::map<std::pair<std::string, std::string>, std::int64_t>;

class Seeding {
 public:
  Seeding(const Size& size, Words words, Patterns patterns)
      : size_{size}, words_{std::move(words)}, patterns_{std::move(patterns)} {}

  void run() {
    Indexes indexes{size_.url, {"cases", "events", "clocks", "outbox", "marks", "texts"}};
    TableCopy cases{size_.url, "cases",
                    sql::columns<sql::row::Case>() + ", " + sql::columns<sql::row::Listing>()};
    TableCopy events{size_.url, "events", sql::columns<sql::row::Event>()};
    TableCopy clocks{size_.url, "clocks", sql::columns<sql::row::Clock>()};
    TableCopy notices{size_.url, "outbox", sql::columns<sql::row::Notice>()};
    TableCopy marks{size_.url, "marks", sql::columns<sql::row::Mark>()};
    TableCopy texts{size_.url, "texts", sql::columns<sql::row::Text>()};
    SeedRows rows;
    const auto send = [&](bool all) {
      cases.send(rows.cases, all);
      events.send(rows.events, all);
      clocks.send(rows.clocks, all);
      notices.send(rows.notices, all);
      marks.send(rows.marks, all);
      texts.send(rows.texts, all);
    };
    for (std::int64_t nth = 0; nth < size_.families; ++nth) {
      add_family(nth, rows);
      send(false);
      if ((nth + 1) % 500'000 == 0) tell(fmt::format("{} families", nth + 1));
    }
    send(true);
    for (auto* table : {&cases, &events, &clocks, &notices, &marks, &texts}) table->finish();
    tell(fmt::format("{} families, {} cases, {} events are written", size_.families, cases_,
                     events_));
    indexes.make_again();
    tell("keys and indexes are made");
    close_counters();
    tell("done");
  }

 private:
  void tell(const std::string& text) {
    const auto seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    fmt::print("{:7.1f} s  {}\n", seconds, text);
    std::fflush(stdout);
  }

  /// Years follow one another as ids do; of this year's, the last, most are open.
  [[nodiscard]] const Pattern& pattern_for(std::int64_t nth) const {
    const auto of_year = size_.families * (100 - size_.this_year) / 100 / years + 1;
    const auto year = static_cast<std::size_t>(nth / of_year);
    if (year >= patterns_.closed.size()) return one_of(patterns_.open, nth);
    if (nth * 61 % 100 < size_.declined) return patterns_.declined[year];
    return one_of(patterns_.closed[year], nth);
  }

  [[nodiscard]] const Pattern& one_of(const std::vector<Pattern>& all, std::int64_t nth) const {
    // Not in step with the congresses, or each would have one kind only.
    return all[static_cast<std::size_t>(nth / size_.congresses + nth) % all.size()];
  }

  void add_family(std::int64_t nth, SeedRows& rows) {
    const auto& pattern = pattern_for(nth);
    const auto place = [&](std::int64_t number, const std::vector<std::string>& words) {
      return words[static_cast<std::size_t>(number) % words.size()];
    };
    Likeness like;
    like.root = std::to_string(nth + 1);
    like.congress = code_of(nth % size_.congresses);
    like.title = fmt::format("{}（第{}件）", place(nth / 7, words_.titles), nth + 1);
    like.deputy = fmt::format("代表{}", nth % 50'000);
    like.units = {place(nth / 3, words_.units), place(nth / 3 + 1, words_.units)};
    if (pattern.is_numbered) {
      const auto serial = ++serials_[{like.congress, pattern.session}];
      like.number = fmt::format("{}-{:03}", pattern.session, serial);
    }
    add_copy(pattern, like, rows);
    cases_ += static_cast<std::int64_t>(pattern.cases.size());
    events_ += static_cast<std::int64_t>(pattern.events.size());
  }

  void close_counters() {
    Connection connection{size_.url};
    connection.run(
        fmt::format("UPDATE meta SET value = '{}' WHERE name = 'last_root'", size_.families));
    for (const auto& [key, last] : serials_)
      connection.run(
          fmt::format("INSERT INTO series (congress, series, last) VALUES ('{}', '{}', {})",
                      key.first, key.second, last));
    connection.run(
        "DELETE FROM pending_moves");  // no case has to follow the sessions it began with
    for (const auto* table : {"cases", "events", "clocks", "outbox", "marks", "texts"})
      connection.run(fmt::format("VACUUM (ANALYZE) {}", table));
  }

  Size size_;
  Words words_;
  Patterns patterns_;
  Serials serials_;
  std::int64_t cases_ = 0, events_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void seed(const Size& size) {
  const auto today = date_of(SystemTime{}.now());
  auto created = sql::Database::create(size.url, {});
  if (!created) throw std::runtime_error(created.error().detail);
  const auto words = read_words();
  put_places(**created, size, words, static_cast<int>(std::chrono::year_month_day{today}.year()));
  auto patterns =
      decide_patterns(std::filesystem::temp_directory_path(), today, years, size.contacts);
  Seeding{size, words, std::move(patterns)}.run();
}

}  // namespace
}  // namespace duban::bench

int main(int argc, char** argv) try {
  duban::bench::Size size;
  CLI::App app{"Builds a large register in an empty PostgreSQL database"};
  app.add_option("URL", size.url, "postgresql://…")->required();
  app.add_option("--families", size.families, "how many suggestions")->check(CLI::PositiveNumber);
  app.add_option("--congresses", size.congresses, "of how many congresses")
      ->check(CLI::PositiveNumber);
  app.add_option("--contacts", size.contacts, "how often each unit speaks to the deputy: events")
      ->check(CLI::NonNegativeNumber);
  app.add_option(
         "--declined", size.declined,
         "how many of a hundred were declined at once: a history that takes a sixth of the room")
      ->check(CLI::Range(0, 100));
  app.add_option("--this-year", size.this_year,
                 "how many of a hundred are of this year, most of them open")
      ->check(CLI::Range(0, 100));
  CLI11_PARSE(app, argc, argv);
  duban::bench::seed(size);
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "duban_seed: {}\n", failure.what());
  return 1;
}
