// Event data of every workflow, `WORKFLOW EVENT` on the first line and JSON after it: refused with
// a path, or decided; and what was decided is the same once more from its stored text.

#include "adapters/files/profile.hpp"
#include "engine/data/canonical.hpp"
#include "engine/register/event_body.hpp"
#include "engine/register/projection.hpp"
#include "engine/register/rulebook.hpp"
#include "engine/register/succeeding.hpp"
#include "workflows/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace duban;

void require(bool holds) {
  if (!holds) std::abort();
}

const Catalogue& catalogue() {
  static const auto all = all_workflows();
  return all;
}

const Rules& rules() {
  static const auto regulation =
      regulation_of(read_profile(DUBAN_SOURCE_DIR "/config/regulations/fujian.toml").value())
          .value();
  static const auto calendar =
      Calendar::from_days("fuzz", {{parse_date("2025-05-31").value(), "端午节", false}}).value();
  static const Rules both{regulation, calendar, "calendar"};
  return both;
}

Actor anybody() {
  Actor actor;
  actor.name = "fuzz";
  for (const auto& [name, authority] : rules().regulation.text.authorities)
    actor.roles.insert(actor.roles.end(), authority.roles.begin(), authority.roles.end());
  return actor;
}

const json::object& uses() {
  static const json::object all{
      {"series", "17-3"},
      {"serial", 7},
      {"host",
       {{"id", "2"},
        {"state", "assigned"},
        {"facts", {{"number", "17-3-002"}, {"handed_on", "2025-03-14"}}}}},
      {"session", {{"code", "17-3"}, {"opened_on", "2025-01-08"}, {"closed_on", "2025-01-12"}}},
      {"meeting", {{"code", "2025-5"}, {"name", "m"}, {"held_on", "2025-09-24"}}}};
  return all;
}

Instant now() {
  return parse_instant("2025-03-14T01:00:00Z").value();
}

struct Act {
  std::int64_t part;
  const char* event;
  const char* data;
};

/// The family after each of these acts.
void live(const char* workflow, std::initializer_list<Act> acts, std::vector<Family>& stages) {
  auto family = new_family(CaseId{1}, workflow, "350000");
  stages.push_back(family);
  for (const auto& act : acts) {
    Command command;
    command.id = CaseId{1, act.part};
    command.event = act.event;
    command.data = json::parse(act.data);
    command.actor = anybody();
    Draft draft{catalogue(), std::move(family)};
    draft.apply(command, now(), rules(), uses()).value();
    family = std::move(draft).written();
    stages.push_back(family);
  }
}

/// Families in every state that the usual way and some of the unusual ones lead through.
const std::vector<Family>& stages() {
  static const auto all = [] {
    std::vector<Family> made;
    const Act submit{0, "submit", R"({"title":"t","text":"t","lead_deputy":"a","session":"17-3"})"};
    const Act reg{0, "register", "{}"};
    const Act assign{0, "assign", R"({"mode":"lead_and_co","units":[{"unit":"u","role":"lead"},
                                      {"unit":"v","role":"co"}]})"};
    const auto* sign = R"({"name":"n","telephone":"1"})";
    const auto* reply = R"({"number":"1","reply_class":"B","signatory":"s","text":"t",
      "contact_person":"c","commitments":[{"text":"t"}]})";
    live("suggestion",
         {submit,
          reg,
          assign,
          {1, "object", R"({"reason":"r","approved_by":"b"})"},
          {1, "reject_objection", R"({"reason":"r"})"},
          {2, "sign", sign}},
         made);
    live("suggestion",
         {submit,
          reg,
          assign,
          {1, "sign", sign},
          {2, "sign", sign},
          {1, "request_extension", R"({"reason":"r"})"},
          {2, "submit_co_opinion", R"({"text":"t","signatory":"s"})"},
          {1, "reply", reply},
          {0, "rate", R"({"result":"unsatisfied","words":"w"})"},
          {0, "order_redo", R"({"ground":"g"})"},
          {2, "submit_co_opinion", R"({"text":"t","signatory":"s"})"},
          {1, "reply", reply},
          {0, "rate", R"({"result":"satisfied"})"},
          {0, "close", R"({"disclosure":"publish","archive":["a"]})"}},
         made);
    live("suggestion", {submit, {0, "withdraw", R"({"letter":"l","signers":["a"]})"}}, made);
    const Act generate{0, "generate", R"({"kind":"专项审计","anchored_on":"2025-03-01"})"};
    const Act hand_in{0, "submit", R"({"signatory":"s","answers_for_truth":true})"};
    live("report", {{0, "generate", R"({"kind":"社会保险费征缴","limit":"report_first_half"})"}},
         made);
    live("report",
         {{0, "generate",
           R"({"kind":"专项工作报告送委员会征求意见稿","sender":"u","meeting":"2025-5"})"}},
         made);
    live("report",
         {generate,
          hand_in,
          {0, "check", "{}"},
          {0, "return", R"({"missing":["m"]})"},
          hand_in,
          {0, "check", "{}"},
          {0, "accept", "{}"},
          {0, "use", R"({"way":"circulated"})"},
          {0, "close", R"({"archive":"a"})"}},
         made);
    return made;
  }();
  return all;
}

void check(const Family& family, CaseId id, const std::string& event, const json::value& data) {
  Command command;
  command.id = id;
  command.event = event;
  command.data = data;
  command.actor = anybody();
  Draft draft{catalogue(), family};
  const auto decided = draft.apply(command, now(), rules(), uses());
  if (!decided) {
    require(!decided.error().subject.empty());
    require(draft.events().empty());
    return;
  }
  const auto body = json::parse(draft.events().front().body);
  require(canonical(body) == draft.events().front().body);
  Draft again{catalogue(), family};
  require(again.apply(command_from(body.as_object()), now(), rules(), uses()).has_value());
  require(again.events().size() == draft.events().size());
  for (std::size_t i = 0; i < again.events().size(); ++i)
    require(again.events()[i].body == draft.events()[i].body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  const auto line = text.find('\n');
  const auto blank = text.find(' ');
  if (line == text.npos || blank > line) return 0;
  const auto* workflow = catalogue().find(text.substr(0, blank));
  if (!workflow) return 0;
  boost::system::error_code failed;
  const auto data = json::parse(text.substr(line + 1), failed);
  if (failed) return 0;
  const auto event = text.substr(blank + 1, line - blank - 1);
  // The engine's own: nobody may ask for them.
  if (event == projection_event || event == succession_event) return 0;
  for (const auto& family : stages())
    for (const auto& kase : family.cases)
      if (kase.workflow == workflow->name()) check(family, kase.id, event, data);
  return 0;
}
