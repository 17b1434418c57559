#include "workflows/suggestion/finding.hpp"

namespace duban::suggestion {

namespace json = boost::json;

namespace {

/// The last object of a list; an empty one if there is none.
const json::object& last_of(const json::object& facts, std::string_view list) {
  static const json::object nothing;
  const auto* all = facts.if_contains(list);
  if (!all || !all->is_array() || all->get_array().empty()) return nothing;
  const auto& last = all->get_array().back();
  return last.is_object() ? last.get_object() : nothing;
}

// Facts leave out what has its first value.
std::string_view text_or(const json::object& facts, std::string_view name, std::string_view first) {
  const auto* value = facts.if_contains(name);
  return value && value->is_string() ? std::string_view{value->get_string()} : first;
}
std::int64_t number_or(const json::object& facts, std::string_view name, std::int64_t first) {
  const auto* value = facts.if_contains(name);
  return value && value->is_int64() ? value->get_int64() : first;
}

/// A delegation leads where no deputy does.
void mark_signers(Findable& all, const json::object& facts) {
  for (const auto* signer : {"lead_deputy", "delegation"}) all.mark_by(facts, signer, "deputy");
  all.mark_by_each(facts, "co_signers", "deputy");
  const auto lead = text_or(facts, "lead_deputy", "");
  all.mark("lead_deputy", lead.empty() ? text_or(facts, "delegation", "") : lead);
}

void mark_rating(Findable& all, const json::object& facts) {
  if (facts.contains("feedback_lapsed")) all.mark("rating", "lapsed");
  const auto& last = last_of(facts, "ratings");
  if (!last.empty() && number_or(last, "round", 1) == number_or(facts, "round", 0))
    all.mark("rating", text_or(last, "result", "satisfied"));
}

/// 17 of the session 17-3.
void mark_term(Findable& all, const json::object& facts) {
  const auto session = std::string{text_or(facts, "session", "")};
  if (const auto dash = session.find('-'); dash != session.npos)
    all.mark("term", session.substr(0, dash));
}

}  // namespace

Findable findable_of(const json::object& facts) {
  Findable all;
  for (const auto* mark : {"session", "category"}) all.mark_by(facts, mark);
  mark_term(all, facts);
  all.mark("origin", text_or(facts, "origin", "session"));
  mark_signers(all, facts);
  if (const auto* key = facts.if_contains("key"); key && key->is_object()) {
    all.mark("key", "yes");
    for (const auto* who : {"leader", "committee"}) all.mark_by(key->get_object(), who);
  }
  mark_rating(all, facts);
  for (const auto* text : {"number", "title", "text"}) all.search(facts, text);
  return all;
}

namespace assignment {

Findable findable_of(const json::object& facts) {
  Findable all;
  all.mark_by(facts, "unit");
  all.mark("role", text_or(facts, "role", "sole"));
  const auto& reply = last_of(facts, "replies");
  if (!reply.contains("defect")) all.mark_by(reply, "reply_class", "class");
  all.search(facts, "part");
  for (const auto* list : {"opinions", "replies", "commitments"})
    all.search_each(facts, list, "text");
  return all;
}

}  // namespace assignment

}  // namespace duban::suggestion
