#include "engine/regulation.hpp"

#include "engine/data/canonical.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace duban {

namespace {

using codec::member_path;

/// Domain 2.0; `lead_unit` is the lead's contact as seen from a co-handling unit.
const std::vector<std::string> known_roles{
    "officer",   "deputies_body", "gov_office",    "contact",   "unit_head",
    "deputy",    "lead_deputy",   "chair_meeting", "committee", "leader",
    "lead_unit", "system",        "administrator"};
/// `meeting`: the day of the meeting it is for; `event`: the day of the act that starts the limit.
const std::vector<std::string> known_anchors{
    "hand_over", "government_hand_over", "receipt", "session_close", "meeting", "event"};

std::string item_path(std::string_view path, std::size_t index) {
  return std::string{path} + "[" + std::to_string(index) + "]";
}

/// What is wrong with one value; the parsers name the value itself where a path is wanted.
Error at_path(std::string path, Error error) {
  if (!error.subject.empty()) error.detail = "'" + error.subject + "': " + error.detail;
  error.subject = std::move(path);
  return error;
}

/// "is not known; did you mean R-REPLY?"
Error unknown_value(std::string path,
                    std::string_view kind,
                    const std::string& value,
                    const std::vector<std::string>& known) {
  const auto meant = codec::nearest(value, known);
  const auto hint = !meant.empty()  ? "did you mean " + meant + "?"
                    : known.empty() ? std::string{"the profile has none"}
                                    : "known are " + codec::list_of(known);
  return Error{Problem::bad_input, std::move(path),
               "'" + value + "' is no " + std::string{kind} + "; " + hint, known};
}

Result<void> check_source(std::string_view path, std::string_view source) {
  if (source.find_first_not_of(" \t") != source.npos) return {};
  return bad_input(member_path(path, "source"),
                   "is empty; it names regulation and article, or says \"proposal\"");
}

Result<void> check_roles(const std::string& path, const std::vector<std::string>& roles) {
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (std::ranges::find(known_roles, roles[i]) == known_roles.end())
      return unknown_value(item_path(path, i), "role", roles[i], known_roles);
    const auto before = roles.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(roles.begin(), before, roles[i]) != before)
      return bad_input(item_path(path, i), "names " + roles[i] + " twice");
  }
  return {};
}

/// A profile's settings are stored as canonical JSON, which has whole numbers only.
Result<void> check_storable(const std::string& path, const json::value& value) {
  if (value.is_double()) return bad_input(path, "expected a whole number");
  if (const auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      if (auto storable = check_storable(item_path(path, i), (*array)[i]); !storable)
        return storable;
  }
  if (const auto* object = value.if_object()) {
    for (const auto& [key, member] : *object)
      if (auto storable = check_storable(member_path(path, key), member); !storable)
        return storable;
  }
  return {};
}

Result<Offset> read_offset(std::string path, const std::string& text) {
  auto offset = parse_offset(text);
  if (!offset) return at_path(std::move(path), offset.error());
  return offset;
}

Result<std::vector<Offset>> read_rungs(const std::string& path,
                                       const std::vector<std::string>& texts) {
  std::vector<Offset> rungs;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto rung = read_offset(item_path(path, i), texts[i]);
    if (!rung) return rung.error();
    if (!rungs.empty() && !(rungs.back() < *rung))
      return bad_input(item_path(path, i), "'" + texts[i] + "' does not come after '" +
                                               texts[i - 1] +
                                               "'; rungs are listed from early to late");
    rungs.push_back(*rung);
  }
  return rungs;
}

Result<Ladder::Escalation> read_escalation(const std::string& path, const EscalationText& text) {
  auto from = read_offset(member_path(path, "from"), text.from);
  if (!from) return from.error();
  const auto to = member_path(path, "to");
  if (text.to.empty()) return bad_input(to, "is empty; it names the roles that are told as well");
  if (auto roles = check_roles(to, text.to); !roles) return roles.error();
  return Ladder::Escalation{*from, text.to};
}

Result<Ladder> read_ladder(const std::string& path, const LadderText& text) {
  if (auto source = check_source(path, text.source); !source) return source.error();
  const auto to = member_path(path, "to");
  if (auto roles = check_roles(to, text.to); !roles) return roles.error();
  auto rungs = read_rungs(member_path(path, "rungs"), text.rungs);
  if (!rungs) return rungs.error();
  if (text.to.empty() && !(text.rungs.empty() && !text.then_every && text.escalations.empty()))
    return bad_input(to, "is empty; rungs need a role that is told, such as contact or officer");

  Ladder ladder{text.to, std::move(*rungs), {}, {}};
  if (text.then_every) {
    auto every = parse_interval(*text.then_every);
    if (!every) return at_path(member_path(path, "then_every"), every.error());
    ladder.then_every = *every;
  }
  for (std::size_t i = 0; i < text.escalations.size(); ++i) {
    auto escalation =
        read_escalation(item_path(member_path(path, "escalations"), i), text.escalations[i]);
    if (!escalation) return escalation.error();
    ladder.escalations.push_back(std::move(*escalation));
  }
  return ladder;
}

Result<TimeRule> read_rule(const std::string& path, const LimitText& text) {
  auto rule = parse_time_rule(text.rule);
  if (!rule) return at_path(member_path(path, "rule"), rule.error());
  if (!text.roll) return rule;

  using Roll = TimeRule::Roll;
  static const std::vector<std::string> words{"forward", "backward", "none"};
  constexpr std::array rolls{Roll::forward, Roll::backward, Roll::none};
  const auto word = std::ranges::find(words, *text.roll);
  if (word == words.end())
    return unknown_value(member_path(path, "roll"), "roll", *text.roll, words);
  rule->roll = rolls.at(static_cast<std::size_t>(word - words.begin()));
  return rule;
}

Result<std::vector<Raise>> read_raises(const std::string& path,
                                       const std::map<std::string, std::string>& texts) {
  std::vector<Raise> raises;
  for (const auto& [event, text] : texts) {
    auto at = read_offset(member_path(path, event), text);
    if (!at) return at.error();
    raises.push_back({*at, event});
  }
  return raises;
}

Result<LimitRule> read_limit(const std::string& path,
                             const LimitText& text,
                             const std::map<std::string, LadderText>& ladders) {
  if (auto source = check_source(path, text.source); !source) return source.error();
  auto rule = read_rule(path, text);
  if (!rule) return rule.error();
  if (std::ranges::find(known_anchors, text.anchor) == known_anchors.end())
    return unknown_value(member_path(path, "anchor"), "anchor", text.anchor, known_anchors);
  if (!text.ladder.empty() && !ladders.contains(text.ladder)) {
    std::vector<std::string> names;
    for (const auto& [name, ladder] : ladders) names.push_back(name);
    return unknown_value(member_path(path, "ladder"), "ladder", text.ladder, names);
  }
  auto raises = read_raises(member_path(path, "raises"), text.raises);
  if (!raises) return raises.error();
  return LimitRule{*rule, text.anchor, text.ladder, std::move(*raises), text.source};
}

Result<void> check_authority(const std::string& path, const AuthorityText& text) {
  if (auto source = check_source(path, text.source); !source) return source;
  const auto roles = member_path(path, "roles");
  if (text.roles.empty()) return bad_input(roles, "is empty; then nobody could ever do this");
  return check_roles(roles, text.roles);
}

Result<void> check_head(const RegulationText& text) {
  if (text.name.empty())
    return bad_input("name", "is empty; it is what a congress picks, such as cn");
  if (text.title.empty()) return bad_input("title", "is empty; it is what people read");
  return check_source("", text.source);
}

}  // namespace

const LimitRule& Regulation::limit(std::string_view name) const {
  if (const auto found = limits.find(name); found != limits.end()) return found->second;
  throw std::logic_error("regulation " + text.name + " has no limit " + std::string{name});
}

const Ladder& Regulation::ladder_of(std::string_view limit_name) const {
  static const Ladder silent;
  const auto found = ladders.find(limit(limit_name).ladder);
  return found == ladders.end() ? silent : found->second;
}

const std::vector<std::string>& Regulation::roles_with(std::string_view authority) const {
  static const std::vector<std::string> nobody;
  const auto found = text.authorities.find(std::string{authority});
  return found == text.authorities.end() ? nobody : found->second.roles;
}

Result<Regulation> read_regulation(const RegulationText& text) {
  if (auto head = check_head(text); !head) return head.error();
  Regulation regulation{text, {}, {}, {}};
  for (const auto& [name, written] : text.ladders) {
    auto ladder = read_ladder(member_path("ladders", name), written);
    if (!ladder) return ladder.error();
    regulation.ladders.emplace(name, std::move(*ladder));
  }
  for (const auto& [name, written] : text.limits) {
    auto limit = read_limit(member_path("limits", name), written, text.ladders);
    if (!limit) return limit.error();
    regulation.limits.emplace(name, std::move(*limit));
  }
  for (const auto& [name, written] : text.authorities)
    if (auto sound = check_authority(member_path("authorities", name), written); !sound)
      return sound.error();
  for (const auto& [name, settings] : text.settings)
    if (auto sound = check_storable(member_path("settings", name), settings); !sound)
      return sound.error();
  regulation.edition = hash_of(canonical(encode(text)));
  return regulation;
}

}  // namespace duban
