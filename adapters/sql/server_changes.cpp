#include "adapters/sql/server_changes.hpp"

#include "adapters/sql/taken_files.hpp"
#include "engine/register/clocks.hpp"
#include "engine/register/signals.hpp"

#include <algorithm>
#include <set>

namespace duban::sql {

namespace {

/// How often a statement is tried that lost a race: each time it sees what the winner has written.
constexpr int attempts = 5;

/// A change set as a row; `nth` ties the rows of one group together.
struct SetRow {
  int nth = 0;
  long long root = 0, expected = 0;
  int touches_root = 0, due_soon = 0;
  std::string user_name, key, request, answer;
  long long created_at = 0;
};
BOOST_DESCRIBE_STRUCT(
    SetRow,
    (),
    (nth, root, expected, touches_root, due_soon, user_name, key, request, answer, created_at))

struct ExpectedRow {
  int nth = 0;
  long long expected = 0;
};
BOOST_DESCRIBE_STRUCT(ExpectedRow, (), (nth, expected))

struct PartRow {
  int nth = 0;
};
BOOST_DESCRIBE_STRUCT(PartRow, (), (nth))

struct SerialRow {
  int nth = 0;
  std::string congress, series;
  long long serial = 0;
};
BOOST_DESCRIBE_STRUCT(SerialRow, (), (nth, congress, series, serial))

SetRow row_of(int nth, const ChangeSet& set) {
  return {nth,
          set.root.stored(),
          set.expected_family_version,
          touches_root(set) ? 1 : 0,
          falls_due_by(set, recorded_at(set) + poll_interval) ? 1 : 0,
          set.idempotency_user,
          set.idempotency_key,
          set.idempotency_request,
          set.idempotency_answer,
          stored(recorded_at(set))};
}

/// What a change set lays claim to.  Two sets of one statement may not claim the same, since
/// neither would see the other.
class Claims {
 public:
  /// Adds the claims of `set`, or says that one of them is taken.
  [[nodiscard]] bool add(const ChangeSet& set) {
    std::vector<std::string> claims{"family " + std::to_string(set.root.stored())};
    for (const auto& serial : set.serials)
      claims.push_back(name("series", set.congress, serial.series));
    for (const auto& taken : taken_by(set)) claims.push_back("file " + std::to_string(taken.id));
    for (const auto& change : set.cases)
      if (!change.summary.number.empty())
        claims.push_back(name("number", change.after.congress, change.summary.number));
    if (!set.idempotency_key.empty())
      claims.push_back(name("key", set.idempotency_user, set.idempotency_key));
    if (std::ranges::any_of(claims, [&](const auto& claim) { return taken_.contains(claim); }))
      return false;
    taken_.insert(claims.begin(), claims.end());
    return true;
  }

 private:
  static std::string name(std::string_view kind, std::string_view first, std::string_view second) {
    return std::string{kind}.append("\0", 1).append(first).append("\0", 1).append(second);
  }
  std::set<std::string> taken_;
};

/// The longest run of change sets from the front that may go in one statement.
std::size_t wave_length(std::span<const ChangeSet* const> group) {
  Claims claims;
  std::size_t length = 0;
  while (length < group.size() && claims.add(*group[length])) ++length;
  return length;
}

Applied applied_of(std::string_view word) {
  if (word == "yes") return Applied::yes;
  return word == "repeated" ? Applied::repeated : Applied::stale;
}

}  // namespace

/// The rows of a wave, and what parts they make.
struct ServerChanges::Rows {
  explicit Rows(std::span<const ChangeSet* const> wave) {
    for (int nth = 0; const auto* set : wave) add(nth++, *set);
  }

  void add(int nth, const ChangeSet& set) {
    const PartRow part{nth};
    const auto row = row_of(nth, set);
    sets.add(row);
    has.keys |= !row.key.empty();
    has.roots |= row.touches_root != 0;
    has.wakes |= row.due_soon != 0;
    for (const auto& change : set.cases) {
      cases.add(ExpectedRow{nth, change.expected_version}, row::from(stored_form(change, set)),
                row::from(change.summary));
      has.numbers |= !change.summary.number.empty();
      add_finding(part, change);
    }
    for (const auto& event : set.events) events.add(part, row::from(event));
    for (const auto& taken : taken_by(set)) files.add(part, taken);
    for (const auto& clock : set.clocks) clocks.add(part, row::from(clock, set.congress));
    for (const auto& notice : set.notices) notices.add(part, row::from(notice, recorded_at(set)));
    for (const auto& taken : set.serials)
      serials.add(SerialRow{nth, set.congress, taken.series, taken.serial});
    has.cases |= !set.cases.empty();
    has.events |= !set.events.empty();
    has.clocks |= !set.clocks.empty();
    has.notices |= !set.notices.empty();
    has.serials |= !set.serials.empty();
    has.files = !files.is_empty();
  }

  void add_finding(const PartRow& part, const CaseChange& change) {
    const auto& [id, congress] = std::tie(change.after.id, change.after.congress);
    for (const auto& mark : change.marks_lost) lost.add(part, row::mark_row(congress, mark, id));
    for (const auto& mark : change.marks_gained)
      gained.add(part, row::mark_row(congress, mark, id));
    if (change.grams) texts.add(part, row::Text{id.stored(), *change.grams});
    has.lost |= !change.marks_lost.empty();
    has.gained |= !change.marks_gained.empty();
    has.texts |= change.grams.has_value();
  }

  /// Only those that `has`: what the statement for it binds.
  [[nodiscard]] std::vector<ParameterText> parameters() && {
    std::vector<ParameterText> all;
    const auto take = [&](const char* name, JsonRows& rows) {
      if (!rows.is_empty()) all.push_back({name, std::move(rows).text()});
    };
    take("sets", sets);
    take("cases", cases);
    take("events", events);
    take("clocks", clocks);
    take("notices", notices);
    take("serials", serials);
    take("lost", lost);
    take("gained", gained);
    take("texts", texts);
    take("files", files);
    return all;
  }

  JsonRows sets, cases, events, clocks, notices, serials, lost, gained, texts, files;
  Parts has;
};

/// The statement for waves that have the same parts.
struct ServerChanges::Apply {
  Apply(Database& db, const Parts& has, std::vector<ParameterText> first)
      : parameters{std::move(first)},
        query{db,
              apply_statement(has,
                              {.sets = declarations<SetRow>(),
                               .cases = declarations<ExpectedRow>(),
                               .parts = declarations<PartRow>(),
                               .serials = declarations<SerialRow>(),
                               .files = declarations<TakenFile>()}),
              parameters,
              soci::into(nth),
              soci::into(applied),
              soci::into(told)} {}

  std::vector<ParameterText> parameters;
  int nth = 0;
  std::string applied;
  long long told = 0;
  Query query;
};

ServerChanges::ServerChanges(Database& db)
    : database_{db},
      settle_{db, settle_statement(), soci::use(clocks_, "clocks"),
              soci::use(reminders_, "reminders"), soci::use(notices_, "notices")} {}
ServerChanges::~ServerChanges() = default;

std::vector<Applied> ServerChanges::apply(std::span<const ChangeSet* const> group) {
  for (int attempt = 1;; ++attempt) {
    try {
      std::vector<Applied> results;
      if (wave_length(group) == group.size()) {
        apply_wave(group, results);
        return results;
      }
      Transaction transaction{database_};
      for (auto rest = group; !rest.empty();) {
        const auto length = wave_length(rest);
        apply_wave(rest.first(length), results);
        rest = rest.subspan(length);
      }
      transaction.commit();
      return results;
    } catch (const soci::soci_error& error) {
      if (attempt == attempts || !lost_a_race(error)) throw;
    }
  }
}

void ServerChanges::apply_wave(std::span<const ChangeSet* const> wave,
                               std::vector<Applied>& results) {
  Rows rows{wave};
  const auto has = rows.has;
  auto parameters = std::move(rows).parameters();
  auto at = applies_.find(has);
  if (at == applies_.end()) at = applies_.try_emplace(has, database_, has, parameters).first;
  auto& apply = at->second;
  // The statement is bound to these very strings.
  for (std::size_t i = 0; i < parameters.size(); ++i)
    apply.parameters[i].value.swap(parameters[i].value);
  apply.query.each([&] { results.push_back(applied_of(apply.applied)); });
}

void ServerChanges::settle(std::span<const Settlement> settlements, Instant now) {
  JsonRows clocks, reminders, notices;
  for (const auto& settlement : settlements) {
    for (const auto& clock : settlement.clocks)
      clocks.add(row::from(clock, ""));  // the row keeps its congress
    for (const auto& reminder : settlement.reminders) reminders.add(row::from(reminder, now));
    for (const auto& notice : settlement.notices) notices.add(row::from(notice, now));
  }
  clocks_ = std::move(clocks).text();
  reminders_ = std::move(reminders).text();
  notices_ = std::move(notices).text();
  settle_.run();
}

}  // namespace duban::sql
