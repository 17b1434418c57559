#include "adapters/files/profile.hpp"
#include "adapters/tables/calendar_csv.hpp"
#include "engine/data/codec.hpp"
#include "engine/register/moves.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

namespace duban::test {

namespace {

constexpr auto congress_code = "340100";
constexpr std::array units_of_the_worked_cases{
    "甲局",   "乙局",   "丙局",         "丁局",         "交通",     "交通局",
    "主办局", "会办局", "县交通运输局", "市交通运输局", "县水务局", "县财政局"};

Date day(const std::string& text) {
  return parse_date(text).value();
}

Instant at_hour(const std::string& text, int hour) {
  return start_of(day(text)) + std::chrono::hours{hour};
}

RegulationText profile_text(const std::string& name, const Overrides& overrides) {
  auto profile = read_profile(DUBAN_SOURCE_DIR "/config/regulations/" + name + ".toml");
  if (!profile) FAIL(profile.error().subject << ": " << profile.error().detail);
  if (overrides) overrides(profile->text);
  return profile->text;
}

json::value merged(const std::string& base, const std::string& more) {
  auto tree = json::parse(base).as_object();
  const auto added = json::parse(more);
  for (const auto& [name, value] : added.as_object()) tree[name] = value;
  return tree;
}

constexpr auto plain_reply = R"({"number":"交建〔2025〕8号","reply_class":"A","signatory":"局长",
  "text":"已办结","contact_person":"李联络"})";

std::string words_of(const Error& error) {
  static const std::map<Problem, std::string> names{
      {Problem::condition, "condition"},       {Problem::no_authority, "no_authority"},
      {Problem::not_in_state, "not_in_state"}, {Problem::bad_input, "bad_input"},
      {Problem::stale_version, "stale"},       {Problem::no_such_event, "no_such_event"},
      {Problem::no_such_case, "no_such_case"}, {Problem::not_found, "not_found"},
      {Problem::conflict, "conflict"}};
  return names.at(error.problem) + ":" + error.subject;
}

int year_of(Date date) {
  return static_cast<int>(std::chrono::year_month_day{date}.year());
}

Calendar calendar_of(const std::string& name, const std::function<bool(int)>& wanted) {
  const auto whole = load_calendar(DUBAN_SOURCE_DIR "/config/calendars", name).value();
  auto days = whole.days();
  std::erase_if(days, [&](const CalendarDay& one) { return !wanted(year_of(one.date)); });
  auto years = whole.known_years();
  std::erase_if(years, [&](auto year) { return !wanted(static_cast<int>(year)); });
  return Calendar::from_days(name, std::move(days)).value().with_known_years(std::move(years));
}

Calendar calendar_through(const std::string& name, int last) {
  return calendar_of(name, [&](int year) { return year <= last; });
}

std::string told_of(const ClockMove& move) {
  const auto due = [](const Clock& clock) { return clock.due ? to_text(*clock.due) : "unknown"; };
  auto text = to_text(move.after.id) + " " + move.after.kind + " " + due(move.before);
  if (move.after.due != move.before.due) text += " → " + due(move.after);
  if (move.after.computed) text += " (computed " + to_text(*move.after.computed) + ")";
  return text;
}

}  // namespace

CaseId part(CaseId root, std::int64_t number) {
  return CaseId{root.stored() / CaseId::family_size, number};
}

Actor anybody() {
  Actor actor;
  actor.name = "王督办";
  actor.roles = {"officer",     "deputies_body", "gov_office", "contact", "unit_head",    "deputy",
                 "lead_deputy", "chair_meeting", "committee",  "leader",  "administrator"};
  return actor;
}

Actor deputy(const std::string& name) {
  Actor actor;
  actor.name = name;
  actor.roles = {"deputy", "lead_deputy"};
  actor.deputy = name;
  return actor;
}

Actor contact_of(const std::string& unit) {
  Actor actor;
  actor.name = unit + "联络员";
  actor.roles = {"contact"};
  actor.unit = unit;
  return actor;
}

Office::Office(const std::string& today,
               const std::string& profile,
               const Overrides& overrides,
               const std::string& calendar,
               int known_through,
               sql::Dialect dialect)
    : place_{dialect, at_hour(today, 9)}, catalogue_{all_workflows()}, time_{at_hour(today, 9)} {
  const auto regulation = read_regulation(profile_text(profile, overrides)).value();
  const auto checked = catalogue_.check(regulation);
  if (!checked) FAIL(checked.error().subject << ": " << checked.error().detail);
  const auto days = calendar_through(calendar, known_through);
  directory().keep(Rulebook::edition_of(regulation));
  directory().keep(Rulebook::edition_of(days));
  for (const auto& workflow : catalogue_.all()) directory().keep(Rulebook::edition_of(*workflow));
  const Congress congress{congress_code,
                          "某市人大常委会",
                          "city",
                          "",
                          Rulebook::edition_of(regulation).hash,
                          Rulebook::edition_of(days).hash};
  REQUIRE(directory().put(congress, true).has_value());
  for (const char* unit : units_of_the_worked_cases)
    REQUIRE(directory().put(Unit{congress_code, unit, unit}, true).has_value());
  register_ = std::make_unique<Register>(store(), directory(), catalogue_, time_);
}

Command Office::command(CaseId id, const std::string& event, const std::string& data) {
  Command command;
  command.id = id;
  command.event = event;
  command.data = json::parse(data);
  command.actor = anybody();
  return command;
}

CaseId Office::submitted(const std::string& data, const std::string& text) {
  auto submit = command({}, "submit", data);
  submit.workflow = "suggestion";
  submit.congress = congress_code;
  if (!text.empty()) submit.occurred_on = day(text);
  const auto done = register_->open(submit);
  if (!done) FAIL(done.error().subject << ": " << done.error().detail);
  return done->id;
}

CaseId Office::opened(const std::string& workflow,
                      const std::string& event,
                      const std::string& data) {
  auto opening = command({}, event, data);
  opening.workflow = workflow;
  opening.congress = congress_code;
  const auto done = register_->open(opening);
  if (!done) FAIL(done.error().subject << ": " << done.error().detail);
  return done->id;
}

std::string Office::refusal_to_open(const std::string& workflow,
                                    const std::string& event,
                                    const std::string& data) {
  auto opening = command({}, event, data);
  opening.workflow = workflow;
  opening.congress = congress_code;
  const auto done = register_->open(opening);
  return done ? "done" : words_of(done.error());
}

CaseId Office::numbered(const std::string& number) {
  CaseFilter filter;
  filter.number = number;
  const auto found = directory().cases(filter);
  if (found.size() != 1) FAIL(found.size() << " cases have the number " << number);
  return found.front().id;
}

std::vector<std::string> Office::import_notice(int year) {
  const auto notice = calendar_of("cn", [&](int other) { return other == year; });
  auto congress = directory().congresses().front();
  const auto updated = register_->rulebook().calendar(congress.calendar).with_notice(notice);
  directory().keep(Rulebook::edition_of(updated));
  const auto edition = Rulebook::edition_of(updated).hash;

  std::vector<std::string> previewed, moved;
  rehearse_calendar(*register_, congress.code, updated,
                    [&](const ClockMove& move) { previewed.push_back(told_of(move)); });
  if (edition != congress.calendar)
    REQUIRE(directory().adopt_calendar(congress.code, congress.calendar, edition).has_value());
  carry_out_moves(*register_, [&](const ClockMove& move) { moved.push_back(told_of(move)); });
  CHECK(previewed == moved);
  return moved;
}

void Office::pick(const std::string& profile) {
  const auto regulation = read_regulation(profile_text(profile, {})).value();
  directory().keep(Rulebook::edition_of(regulation));
  auto congress = directory().congresses().front();
  congress.regulation = Rulebook::edition_of(regulation).hash;
  REQUIRE(directory().put(congress, false).has_value());
  register_->rulebook().forget_congresses();
}

std::string Office::refusal_to_submit(const std::string& data) {
  auto submit = command({}, "submit", data);
  submit.workflow = "suggestion";
  submit.congress = congress_code;
  const auto done = register_->open(submit);
  return done ? "done" : words_of(done.error());
}

CaseId Office::registered(std::vector<std::string> signers) {
  json::object data{{"title", "关于改造老邢峰线（群英路）的建议"},
                    {"text", "路面破损严重，请予改造。"},
                    {"lead_deputy", signers.front()},
                    {"session", "17-3"}};
  json::array co;
  for (std::size_t i = 1; i < signers.size(); ++i) co.emplace_back(signers[i]);
  if (!co.empty()) data.emplace("co_signers", co);
  const auto id = submitted(json::serialize(data));
  fire(id, "register");
  return id;
}

CaseId Office::assigned(const std::vector<std::pair<std::string, std::string>>& units,
                        bool complex,
                        std::vector<std::string> signers) {
  const auto id = registered(std::move(signers));
  json::array shares;
  for (const auto& [unit, role] : units) {
    json::object share{{"unit", unit}, {"role", role}};
    if (role == "separate") share.emplace("part", unit + "负责的部分");
    shares.push_back(share);
  }
  const auto& role = units.front().second;
  const json::object data{
      {"mode", role == "lead" ? "lead_and_co" : role}, {"units", shares}, {"complex", complex}};
  fire(id, "assign", json::serialize(data));
  return id;
}

CaseId Office::in_handling(const std::vector<std::pair<std::string, std::string>>& units,
                           bool complex,
                           std::vector<std::string> signers) {
  const auto id = assigned(units, complex, std::move(signers));
  for (const auto& kase : family(id).cases)
    if (!kase.id.is_root()) fire(kase.id, "sign", R"({"name":"李联络","telephone":"0312-1"})");
  CHECK(state(id) == "in_handling");
  return id;
}

Done Office::fire(CaseId id, const std::string& event, const std::string& data) {
  return fire(id, event, data, anybody());
}

Done Office::fire(CaseId id, const std::string& event, const std::string& data, const Actor& who) {
  auto asked = command(id, event, data);
  asked.actor = who;
  const auto done = register_->fire(asked);
  if (!done) FAIL(event << ": " << done.error().subject << ": " << done.error().detail);
  return *done;
}

std::string Office::refusal(CaseId id, const std::string& event, const std::string& data) {
  return refusal(id, event, data, anybody());
}

std::string Office::refusal(CaseId id,
                            const std::string& event,
                            const std::string& data,
                            const Actor& who) {
  auto asked = command(id, event, data);
  asked.actor = who;
  return refusal(asked);
}

std::string Office::refusal_of_day(CaseId id,
                                   const std::string& event,
                                   const std::string& text,
                                   const std::string& data) {
  auto asked = command(id, event, data);
  asked.occurred_on = day(text);
  return refusal(asked);
}

std::string Office::refusal(const Command& asked) {
  const auto before = family(asked.id);
  const auto done = register_->fire(asked);
  if (done) return "done";
  const auto after = family(asked.id);
  CHECK(before.root().family_version == after.root().family_version);
  CHECK(before.clocks == after.clocks);
  return words_of(done.error());
}

Done Office::reply(CaseId assignment, const std::string& more) {
  return fire(assignment, "reply", json::serialize(merged(plain_reply, more)));
}

Done Office::reply_of_day(CaseId assignment, const std::string& text) {
  auto asked = command(assignment, "reply", plain_reply);
  asked.occurred_on = day(text);
  const auto done = register_->fire(asked);
  if (!done) FAIL(done.error().subject << ": " << done.error().detail);
  return *done;
}

std::string Office::reply_refusal(CaseId assignment, const std::string& more) {
  return refusal(assignment, "reply", json::serialize(merged(plain_reply, more)));
}

Done Office::rate(CaseId id, const std::string& result, const std::string& words) {
  json::object data{{"result", result}};
  if (!words.empty()) data.emplace("words", words);
  return fire(id, "rate", json::serialize(data));
}

void Office::live_until(const std::string& text) {
  const auto done = advance(*register_, time_, at_hour(text, 18));
  REQUIRE(done.has_value());
}

void Office::sleep_until(const std::string& text) {
  REQUIRE(directory().move_simulated_clock(at_hour(text, 9)).has_value());
  time_.move_to(at_hour(text, 9));
}

Fired Office::down_until(const std::string& text) {
  sleep_until(text);
  return Scheduler{*register_}.fire_due(now());
}

}  // namespace duban::test
