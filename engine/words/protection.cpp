#include "engine/words/protection.hpp"

#include "engine/register/stored_body.hpp"

#include <algorithm>
#include <array>

namespace duban {

namespace {

namespace json = boost::json;

/// Members that name deputies, in facts and in the data of events.
constexpr std::array naming{"lead_deputy", "co_signers", "deputy",
                            "signers",     "served",     "unconfirmed_co_signers",
                            "delegation"};
/// Addresses of deputies, also inside the key of a notice.
constexpr std::array<std::string_view, 3> addresses{"deputy:", "lead_deputy:", "delegation:"};

bool is_naming(std::string_view member) {
  return std::ranges::find(naming, member) != naming.end();
}

void add_texts(const json::value& value, std::vector<std::string>& texts) {
  if (const auto* text = value.if_string()) texts.emplace_back(std::string_view{*text});
  if (const auto* array = value.if_array())
    for (const auto& item : *array) add_texts(item, texts);
}

void add_names(const json::value& value, std::vector<std::string>& names) {
  if (const auto* array = value.if_array())
    for (const auto& item : *array) add_names(item, names);
  const auto* object = value.if_object();
  if (!object) return;
  for (const auto& [key, member] : *object)
    is_naming(key) ? add_texts(member, names) : add_names(member, names);
}

/// A deputy goes by code or by name, whichever the facts hold.
void add_other_names(const std::vector<Deputy>& deputies, std::vector<std::string>& names) {
  const auto known = names;
  const auto knows = [&](const std::string& name) {
    return std::ranges::find(known, name) != known.end();
  };
  for (const auto& deputy : deputies)
    if (knows(deputy.code) || knows(deputy.name)) {
      names.push_back(deputy.code);
      names.push_back(deputy.name);
    }
}

bool is_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// A name of Latin letters stands alone: `Li` is not in `Licence`.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  const bool joined_before = at > 0 && is_letter(text[at - 1]) && is_letter(text[at]);
  const auto end = at + size;
  return !joined_before && !(end < text.size() && is_letter(text[end]) && is_letter(text[end - 1]));
}

void replace(std::string& text, std::string_view name, std::string_view instead) {
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at)) {
    const bool whole = stands_alone(text, at, name.size());
    if (whole) text.replace(at, name.size(), instead);
    at += whole ? instead.size() : 1;
  }
}

void replace_address(std::string& text, std::string_view kind, std::string_view instead) {
  for (auto at = text.find(kind); at != text.npos; at = text.find(kind, at)) {
    at += kind.size();
    if (at > kind.size() && text[at - kind.size() - 1] != ':') continue;
    text.replace(at, std::min(text.find(':', at), text.size()) - at, instead);
  }
}

bool is_protected(const json::object& facts) {
  const auto* flag = facts.if_contains("confidential");
  return flag && flag->is_bool() && flag->get_bool();
}

/// Whether a text names this deputy, and nobody else who is called alike.
bool names_only(const std::string& text,
                const std::string& code,
                const std::vector<Deputy>& deputies) {
  bool is_named = false;
  for (const auto& each : deputies) {
    if (each.code != text && each.name != text) continue;
    if (each.code != code) return false;
    is_named = true;
  }
  return is_named;
}

bool has_signed(const std::string& code,
                const json::object& facts,
                const std::vector<Deputy>& deputies) {
  std::vector<std::string> signers;
  for (const auto* member : {"lead_deputy", "co_signers"})
    if (const auto* told = facts.if_contains(member)) add_texts(*told, signers);
  return std::ranges::any_of(
      signers, [&](const std::string& signer) { return names_only(signer, code, deputies); });
}

bool is_empty(const json::value& value) {
  const auto* text = value.if_string();
  const auto* array = value.if_array();
  return (text && text->empty()) || (array && array->empty());
}

bool says(const json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  return value && value->is_string() && !value->get_string().empty();
}

bool is_by_a_deputy(const EventRecord& event) {
  const auto body = body_of(event);
  const auto* by = body.if_contains("by");
  return by && by->is_object() && says(by->get_object(), "deputy");
}

}  // namespace

// Cover -------------------------------------------------------------------------------------------

Cover::Cover(const json::object& facts, const std::vector<Deputy>& deputies, const Words& words)
    : covers_{is_protected(facts)}, instead_{words.say("（保密）", "(protected)")} {
  if (!covers_) return;
  add_names(facts, names_);
  add_other_names(deputies, names_);
  std::erase(names_, "");
  std::ranges::sort(names_, std::ranges::greater{}, &std::string::size);
}

std::string Cover::text(std::string text) const {
  if (!covers_) return text;
  for (const auto kind : addresses) replace_address(text, kind, instead_);
  for (const auto& name : names_) replace(text, name, instead_);
  return text;
}

json::object Cover::object(json::object object) const {
  if (!covers_) return object;
  // Who is a deputy goes by a login as well.
  if (says(object, "deputy") && says(object, "name")) object["name"] = instead_;
  for (auto& [key, value] : object) {
    if (is_naming(key) && !is_empty(value))
      value = instead_;
    else
      cover(value);
  }
  return object;
}

std::string Cover::recorder(const EventRecord& event) const {
  if (covers_ && is_by_a_deputy(event)) return instead_;
  return text(event.recorded_by);
}

void Cover::cover(json::value& value) const {
  if (auto* words = value.if_string()) *words = text(std::string{std::string_view{*words}});
  if (auto* array = value.if_array())
    for (auto& item : *array) cover(item);
  if (auto* inner = value.if_object()) *inner = object(std::move(*inner));
}

// Protection --------------------------------------------------------------------------------------

const Cover& Protection::of(const Family& family) {
  const auto id = family.root().id;
  const auto known = covers_.find(id);
  return known != covers_.end() ? known->second
                                : covers_.emplace(id, made_for(family)).first->second;
}

const Cover& Protection::of(CaseId id) {
  const auto known = covers_.find(id.root());
  if (known != covers_.end()) return known->second;
  const auto family = reveal_ ? Result<Family>{Error{}} : store_.load(id.root());
  return family ? of(*family) : covers_[id.root()];
}

Cover Protection::made_for(const Family& family) {
  const auto& root = family.root();
  if (reveal_ || !is_protected(root.facts)) return {};
  auto known = deputies_.find(root.congress);
  if (known == deputies_.end())
    known = deputies_.emplace(root.congress, directory_.deputies(root.congress)).first;
  if (!deputy_.empty() && has_signed(deputy_, root.facts, known->second)) return {};
  return {root.facts, known->second, words_};
}

}  // namespace duban
