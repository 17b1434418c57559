#pragma once

#include "engine/data/codec.hpp"
#include "engine/time/ladder.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace duban {

/// One limit of a regulation as its profile writes it: how long, from when, who is reminded, and
/// where it is written (`source`: regulation and article, or "proposal").
struct LimitText {
  std::string rule;                 ///< `3 months`, `10 working days`, `until 06-30` …
  std::string anchor;               ///< hand_over, receipt, session_close, event …
  std::optional<std::string> roll;  ///< forward, backward or none; by default what the rule says
  std::string ladder;               ///< a ladder of the same profile
  std::map<std::string, std::string> raises;  ///< event → offset (`1 day after`)
  std::string source;
  bool operator==(const LimitText&) const = default;
};
BOOST_DESCRIBE_STRUCT(LimitText, (), (rule, anchor, roll, ladder, raises, source))

struct EscalationText {
  std::string from;  ///< an offset: `1 working day after`
  std::vector<std::string> to;
  bool operator==(const EscalationText&) const = default;
};
BOOST_DESCRIBE_STRUCT(EscalationText, (), (from, to))

/// A ladder as a profile writes it.
struct LadderText {
  std::vector<std::string> to;            ///< roles told on every rung
  std::vector<std::string> rungs;         ///< offsets: `30 days before`, `on the day` …
  std::optional<std::string> then_every;  ///< `5 working days`
  std::vector<EscalationText> escalations;
  std::string source;
  bool operator==(const LadderText&) const = default;
};
BOOST_DESCRIBE_STRUCT(LadderText, (), (to, rungs, then_every, escalations, source))

struct AuthorityText {
  std::vector<std::string> roles;
  std::string source;
  bool operator==(const AuthorityText&) const = default;
};
BOOST_DESCRIBE_STRUCT(AuthorityText, (), (roles, source))

/// A regulation profile as it is stored: plain text values, content-addressed by their canonical
/// JSON.  `settings` holds one object per workflow, which that workflow reads and checks.
struct RegulationText {
  std::string name;   ///< cn, hefei, henan …
  std::string title;  ///< what people read: 河南省人民代表大会代表建议、批评和意见办理办法（2017）
  std::string source;  ///< where the text is published
  std::map<std::string, LimitText> limits;
  std::map<std::string, LadderText> ladders;
  std::map<std::string, AuthorityText> authorities;
  std::map<std::string, boost::json::object> settings;
  bool operator==(const RegulationText&) const = default;
};
BOOST_DESCRIBE_STRUCT(RegulationText,
                      (),
                      (name, title, source, limits, ladders, authorities, settings))

/// A limit, read.
struct LimitRule {
  TimeRule rule;
  std::string anchor;
  std::string ladder;
  std::vector<Raise> raises;
  std::string source;
};

/// A regulation profile, read and checked.  A value; `edition` is the hash of its canonical text.
struct Regulation {
  RegulationText text;
  std::string edition;
  std::map<std::string, LimitRule, std::less<>> limits;
  std::map<std::string, Ladder, std::less<>> ladders;

  /// Throws std::logic_error: that a workflow's limits exist is checked when a profile is loaded.
  [[nodiscard]] const LimitRule& limit(std::string_view name) const;
  /// The ladder of a limit; an empty one if the limit names none.
  [[nodiscard]] const Ladder& ladder_of(std::string_view limit_name) const;
  /// The roles that hold an authority; empty if the profile does not name it.
  [[nodiscard]] const std::vector<std::string>& roles_with(std::string_view authority) const;
};

/// Reads the rules, offsets and ladder names.  The error's subject is the path in the profile
/// (`limits.reply.rule`), so that whoever read it from a file can give the line.
[[nodiscard]] Result<Regulation> read_regulation(const RegulationText& text);

}  // namespace duban
