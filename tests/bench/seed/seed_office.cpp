#include "bench/seed/seed_office.hpp"

#include "adapters/files/profile.hpp"
#include "adapters/tables/calendar_csv.hpp"

#include <soci/soci.h>
#include <unistd.h>

#include <stdexcept>

namespace duban::bench {

namespace json = boost::json;

namespace {

using days = std::chrono::days;

// From one step to the next.
constexpr days to_register{1}, to_assign{4}, to_sign{2}, to_contact{20}, to_reply{30}, to_rate{9},
    to_close{10};

Date day_before_all() {
  return parse_date("1999-01-01").value();
}

std::unique_ptr<sql::Database> made(const std::filesystem::path& path) {
  return sql::Database::create("sqlite:" + path.string(), start_of(day_before_all())).value();
}

template <class T>
T sound(Result<T> result, const char* what) {
  if (!result)
    throw std::runtime_error(std::string{what} + ": " + result.error().subject + " " +
                             result.error().detail);
  return std::move(result).value();
}

}  // namespace

Date first_day(Through through, Date today) {
  auto day = today;
  if (through >= Through::registered) day -= to_register;
  if (through >= Through::assigned) day -= to_assign;
  if (through >= Through::in_handling) day -= to_sign;
  if (through >= Through::answered) day -= to_contact + to_reply;
  if (through >= Through::closed) day -= to_rate + to_close;
  return day;
}

Congress keep_editions(Directory& directory, const Catalogue& catalogue) {
  const auto profile =
      sound(read_profile(DUBAN_SOURCE_DIR "/config/regulations/cn.toml"), "profile");
  const auto regulation = Rulebook::edition_of(sound(regulation_of(profile), "regulation"));
  const auto calendar = Rulebook::edition_of(
      sound(load_calendar(DUBAN_SOURCE_DIR "/config/calendars", "cn"), "calendar"));
  directory.keep(regulation);
  directory.keep(calendar);
  for (const auto& workflow : catalogue.all()) directory.keep(Rulebook::edition_of(*workflow));
  Congress congress;
  congress.level = "city";
  congress.regulation = regulation.hash;
  congress.calendar = calendar.hash;
  return congress;
}

ScratchOffice::ScratchOffice(const std::filesystem::path& folder,
                             std::int64_t root,
                             const std::string& session,
                             int contacts)
    : path_{folder / ("duban-seed-" + std::to_string(getpid()))},
      contacts_{contacts},
      session_{session},
      time_{start_of(day_before_all())},
      database_{made(path_)},
      store_{*database_},
      directory_{*database_},
      catalogue_{all_workflows()},
      register_{store_, directory_, catalogue_, time_} {
  congress_ = keep_editions(directory_, catalogue_);
  congress_.code = congress_.name = "@C@";
  if (!directory_.put(congress_, true)) throw std::runtime_error("the scratch register is not new");
  for (const char* unit : {"@U@", "@V@"}) (void)directory_.put(Unit{"@C@", unit, unit}, true);
  const auto before = std::to_string(root - 1);
  database_->session() << "UPDATE meta SET value = '" << before << "' WHERE name = 'last_root'";
}

ScratchOffice::~ScratchOffice() {
  database_.reset();
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + end);
}

Command ScratchOffice::command(CaseId id, const char* event, json::object event_body) const {
  Command command;
  command.id = id;
  command.event = event;
  command.data = std::move(event_body);
  const bool is_deputys = command.event == "rate";
  command.actor.name = is_deputys ? "@D@" : "王督办";
  command.actor.roles = {is_deputys ? "lead_deputy" : "officer"};
  return command;
}

void ScratchOffice::fire(CaseId id, const char* event, json::object event_body) {
  (void)sound(register_.fire(command(id, event, std::move(event_body))), event);
}

void ScratchOffice::on(Date day) {
  time_.move_to(start_of(day) + std::chrono::hours{10});
}

std::vector<CaseId> ScratchOffice::parts(CaseId root) {
  std::vector<CaseId> all;
  for (const auto& kase : store_.load(root).value().cases)
    if (!kase.id.is_root()) all.push_back(kase.id);
  return all;
}

std::vector<NoticeRow> ScratchOffice::notices_about(CaseId root) {
  auto all = directory_.outbox("", 0, 1000);
  std::erase_if(all, [&](const NoticeRow& row) { return row.notice.about.root() != root; });
  return all;
}

CaseId ScratchOffice::live(const Story& story) {
  on(story.submitted_on);
  auto submit = command({}, "submit",
                        {{"title", "@T@"},
                         {"text", "现状与问题附后，请予研究办理。"},
                         {"lead_deputy", "@D@"},
                         {"session", session_}});
  submit.workflow = "suggestion";
  submit.congress = "@C@";
  const auto root = sound(register_.open(submit), "submit").id;
  if (story.through == Through::declined) {
    on(story.submitted_on + to_register);
    fire(root, "decline",
         {{"ground", "本人或者亲属的个人事项"},
          {"explanation", "已向代表说明"},
          {"deputy_informed", true}});
  }
  if (story.through >= Through::registered) {
    on(story.submitted_on + to_register);
    fire(root, "register", {{"number", "@N@"}});
  }
  if (story.through >= Through::assigned) handle(root, story);
  if (story.through >= Through::answered) answer(root);
  if (story.through >= Through::closed) finish(root);
  return root;
}

void ScratchOffice::handle(CaseId root, const Story& story) {
  json::array units;
  const auto share = [&](const char* unit, const char* role) {
    json::object one{{"unit", unit}, {"role", role}};
    if (story.mode == Mode::separate) one.emplace("part", "各自职责内的部分");
    units.push_back(std::move(one));
  };
  constexpr const char* names[] = {"sole", "lead_and_co", "separate"};
  const char* mode = names[static_cast<int>(story.mode)];
  share("@U@", story.mode == Mode::lead_and_co ? "lead" : mode);
  if (story.mode != Mode::sole) share("@V@", story.mode == Mode::separate ? mode : "co");
  auto day = story.submitted_on + to_register + to_assign;
  on(day);
  fire(root, "assign", {{"mode", mode}, {"units", units}});
  if (story.through < Through::in_handling) return;
  on(day += to_sign);
  for (const auto part : parts(root))
    fire(part, "sign", {{"name", "李联络"}, {"telephone", "0551-1"}});
}

void ScratchOffice::answer(CaseId root) {
  on(date_of(time_.now()) + to_contact);
  auto all = parts(root);
  for (const auto part : all)
    for (int i = 0; i < contacts_; ++i)
      fire(part, "record_contact",
           {{"way", "face_to_face"}, {"persons", "@D@"}, {"summary", "当面沟通办理情况"}});
  on(date_of(time_.now()) + to_reply);
  const bool has_lead = store_.load(root).value().cases.size() == 3 &&
                        store_.load(all.back()).value().find(all.back())->facts.at("role") == "co";
  if (has_lead) {
    fire(all.back(), "submit_co_opinion", {{"text", "同意主办单位意见"}, {"signatory", "局长"}});
    all.pop_back();
  }
  for (const auto part : all)
    fire(part, "reply",
         {{"number", "建复〔8〕号"},
          {"reply_class", "A"},
          {"signatory", "局长"},
          {"sealed", true},
          {"text", "已经办结。"},
          {"contact_person", "李联络"}});
}

void ScratchOffice::finish(CaseId root) {
  on(date_of(time_.now()) + to_rate);
  const auto rate = [&](const char* unit) {
    json::object rating{{"result", "satisfied"}};
    if (*unit) rating.emplace("unit", unit);
    auto asked = command(root, "rate", rating);
    return register_.fire(asked);
  };
  if (!rate("")) {
    (void)sound(rate("@U@"), "rate");
    (void)sound(rate("@V@"), "rate");
  }
  on(date_of(time_.now()) + to_close);
  fire(root, "close", {{"disclosure", "publish"}, {"archive", json::array{"答复函"}}});
  fire(root, "publish", {{"full_text", true}});
}

}  // namespace duban::bench
