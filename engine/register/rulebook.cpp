#include "engine/register/rulebook.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/machine/print.hpp"

#include <stdexcept>

namespace duban {

namespace {

Calendar calendar_from(const std::string& body) {
  const auto tree = json::parse(body);
  std::vector<CalendarDay> days;
  for (const auto& line : tree.at("days").as_array()) {
    const auto& day = line.as_array();
    days.push_back({parse_date(std::string_view{day.at(0).as_string()}).value(),
                    std::string{std::string_view{day.at(1).as_string()}}, day.at(2).as_bool()});
  }
  std::set<std::chrono::year> years;
  for (const auto& year : tree.at("years").as_array())
    years.insert(std::chrono::year{static_cast<int>(year.as_int64())});
  return Calendar::from_days(std::string{std::string_view{tree.at("name").as_string()}},
                             std::move(days))
      .value()
      .with_known_years(std::move(years));
}

}  // namespace

Result<Rules> Rulebook::of_congress(const std::string& code) {
  if (!congresses_.contains(code) || is_old()) read_congresses();
  const auto at = congresses_.find(code);
  if (at == congresses_.end())
    return Error{Problem::not_found, "congress",
                 "there is no congress '" + code + "' in this register"};
  return rules(at->second.regulation, at->second.calendar);
}

bool Rulebook::is_old() const {
  const auto moved = time_.now() - read_at_;
  return rule_changes_ != signals_.rule_changes() || Steady::now() - read_ > longest_held ||
         moved > longest_held || moved < Instant::duration::zero();
}

void Rulebook::read_congresses() {
  // First, so that what changes while the list is read makes it old.
  rule_changes_ = signals_.rule_changes();
  read_ = Steady::now();
  read_at_ = time_.now();
  forget_congresses();
  for (auto& congress : directory_.congresses()) congresses_[congress.code] = congress;
}

std::shared_ptr<const Representation> Rulebook::representation_of(const std::string& congress) {
  if (is_old()) read_congresses();
  auto& held = representations_[congress];
  if (!held)
    held = std::make_shared<const Representation>(Representation{
        directory_.successions(congress), directory_.delegations(congress, date_of(time_.now()))});
  return held;
}

Result<Rules> Rulebook::of_family(const Family& family) {
  auto rules = of_congress(family.root().congress);
  if (!rules || family.root().version == 0 || family.root().regulation.empty()) return rules;
  return Rules{regulation(family.root().regulation), rules->calendar, rules->calendar_edition};
}

std::string Rulebook::hold(const Calendar& calendar) {
  auto hash = edition_of(calendar).hash;
  auto& known = calendars_[hash];
  if (!known) known = std::make_unique<Calendar>(calendar);
  return hash;
}

Rules Rulebook::rules(const std::string& regulation_hash, const std::string& calendar_hash) {
  return Rules{regulation(regulation_hash), calendar(calendar_hash), calendar_hash};
}

const Regulation& Rulebook::regulation(const std::string& hash) {
  auto& known = regulations_[hash];
  if (!known) {
    const auto text = decode_stored<RegulationText>(json::parse(body(hash, "regulation")));
    known = std::make_unique<Regulation>(read_regulation(text).value());
  }
  return *known;
}

const Calendar& Rulebook::calendar(const std::string& hash) {
  auto& known = calendars_[hash];
  if (!known) known = std::make_unique<Calendar>(calendar_from(body(hash, "calendar")));
  return *known;
}

void Rulebook::check_workflow(const std::string& hash) {
  if (workflows_.contains(hash)) return;
  static_cast<void>(body(hash, "workflow"));
  workflows_.insert(hash);
}

std::string Rulebook::body(const std::string& hash, const char* kind) {
  auto edition = directory_.edition(hash);
  if (!edition || edition->kind != kind)
    throw std::runtime_error("the register lacks the " + std::string{kind} + " edition " + hash);
  if (hash_of(edition->body) != hash)
    throw std::runtime_error("the " + std::string{kind} + " edition " + hash + " was altered");
  return std::move(edition->body);
}

Edition Rulebook::edition_of(const Regulation& regulation) {
  auto body = canonical(encode(regulation.text));
  return {hash_of(body), "regulation", regulation.text.name, body};
}

Edition Rulebook::edition_of(const Workflow& table) {
  return {table.edition(), "workflow", std::string{table.name()}, canonical(table_as_json(table))};
}

Edition Rulebook::edition_of(const Calendar& calendar) {
  json::array days;
  for (const auto& day : calendar.days())
    days.push_back(json::array{to_text(day.date), day.name, day.is_workday});
  json::array years;
  for (const auto year : calendar.known_years()) years.emplace_back(static_cast<int>(year));
  auto body = canonical(json::object{{"name", calendar.name()}, {"years", years}, {"days", days}});
  return {hash_of(body), "calendar", calendar.name(), body};
}

}  // namespace duban
