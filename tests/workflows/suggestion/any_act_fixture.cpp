#include "workflows/office.hpp"
#include "workflows/suggestion/any_act.hpp"

#include <rapidcheck.h>

namespace duban::test {

namespace {

struct Act {
  const char* event;
  const char* data;
};

// Every event a person can ask for, with data that often fit.
const std::vector<Act> acts_on_suggestion{
    {"assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})"},
    {"assign",
     R"({"mode":"lead_and_co","units":[{"unit":"甲局","role":"lead"},{"unit":"乙局","role":"co"}]})"},
    {"assign", R"({"mode":"separate","units":[{"unit":"甲局","role":"separate","part":"一"},
                   {"unit":"乙局","role":"separate","part":"二"}],"complex":true})"},
    {"reassign", R"({"units":[{"unit":"丙局","role":"sole"}],"release":["甲局"]})"},
    {"reassign", R"({"units":[{"unit":"丁局","role":"co"}]})"},
    {"reassign", R"({"units":[{"unit":"甲局","role":"lead"}],"note":"再交"})"},
    {"pass_to_government", R"({"office":"政府办"})"},
    {"amend", R"({"category":"交通"})"},
    {"mark_key", R"({"meeting_on":"2025-03-14","leader":"赵","committee":"财经委"})"},
    {"rate", R"({"result":"satisfied"})"},
    {"rate", R"({"result":"unsatisfied","words":"未解决"})"},
    {"revisit", R"({"way":"telephone","words":"已回访"})"},
    {"urge", "{}"},
    {"feedback_lapsed", "{}"},
    {"order_redo", R"({"ground":"不满意"})"},
    {"escalate_redo", R"({"finding":"研究","result":"列入计划"})"},
    {"close", R"({"disclosure":"publish","archive":["答复函"]})"},
    {"publish", "{}"},
    {"withhold", R"({"reason":"商业秘密"})"},
    {"reopen", R"({"ground":"false_reply","reason":"答复不实"})"},
    {"withdraw", R"({"letter":"函","signers":["张代表"]})"},
    {"transfer_level", R"({"target":"省","reason":"职权","deputy_told":true})"},
    {"correct", R"({"reason":"误录","complex":true})"},
    {"waive_reassignment", R"({"reason":"不再改派"})"},
    {"rate", R"({"unit":"甲局","result":"satisfied"})"},
    {"order_redo", R"({"ground":"不满意","units":["甲局"]})"},
};
const std::vector<Act> acts_on_assignment{
    {"sign", R"({"name":"李","telephone":"1"})"},
    {"object", R"({"reason":"非职责","approved_by":"局长"})"},
    {"reject_objection", R"({"reason":"属职责"})"},
    {"uphold_objection", R"({"reason":"有理"})"},
    {"record_contact", R"({"way":"face_to_face","persons":"张","summary":"面商"})"},
    {"submit_co_opinion", R"({"text":"同意","signatory":"局长"})"},
    {"return_co_opinion", R"({"reason":"空洞"})"},
    {"accept_missing_opinion", R"({"unit":"乙局","reason":"逾期"})"},
    {"request_extension", R"({"reason":"复杂"})"},
    {"grant_extension", R"({"deputy_told":true})"},
    {"refuse_extension", R"({"reason":"不必"})"},
    {"reply",
     R"({"number":"1","reply_class":"A","signatory":"局长","text":"…","contact_person":"李"})"},
    {"reply",
     R"({"number":"1","reply_class":"B","signatory":"局长","text":"…","contact_person":"李",
                  "commitments":[{"text":"完成","due":"2025-12-31"}],"absent_opinions":["乙局"]})"},
    {"reject_reply", R"({"defect":"format","explanation":"…"})"},
    {"regrade", R"({"reply_class":"A","evidence":"验收报告"})"},
    {"commitment_done", R"({"number":1,"evidence":"报告"})"},
    {"commitment_failed", R"({"number":1,"reason":"…"})"},
    {"urge", "{}"},
    {"correct", R"({"reason":"误录","received_on":"2025-03-18"})"},
    {"correct", R"({"reason":"误录","handed_on":"2025-03-13"})"},
    {"carry_over", R"({"number":1})"},
};

/// The likeliest next act, so that random histories get far.
const std::vector<Act> way_forward{
    {"assign",
     R"({"mode":"lead_and_co","units":[{"unit":"甲局","role":"lead"},{"unit":"乙局","role":"co"}]})"},
    {"rate", R"({"result":"satisfied"})"},
    {"close", R"({"disclosure":"publish","archive":["答复函"]})"},
};

}  // namespace

Command any_act(const Family& family) {
  const auto& target = *rc::gen::elementOf(family.cases);
  const bool forward = *rc::gen::inRange(0, 4) == 0 && target.id.is_root();
  const auto chosen = *rc::gen::elementOf(forward               ? way_forward
                                          : target.id.is_root() ? acts_on_suggestion
                                                                : acts_on_assignment);
  Command command;
  command.id = target.id;
  command.event = chosen.event;
  command.data = boost::json::parse(chosen.data);
  command.actor = anybody();
  return command;
}

}  // namespace duban::test
