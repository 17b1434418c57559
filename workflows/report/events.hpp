#pragma once

#include "workflows/report/facts.hpp"

/// The events of a periodic report.
namespace duban::report {

/// The plan wants it, or somebody asks for it.
struct Generate {
  std::string kind;                    ///< of the plan
  std::optional<std::string> sender;   ///< where the plan names none
  std::optional<std::string> title;    ///< the plan's name and the period unless given
  std::optional<std::string> period;   ///< 2025上, 2025; made from the limit unless given
  std::optional<std::string> limit;    ///< which of the plan's, if there are several
  std::optional<Date> anchored_on;     ///< the day its limit counts from: the end of the audit
  std::optional<Date> due;             ///< asked for by this day
  std::optional<std::string> meeting;  ///< code of the meeting it is for
};
BOOST_DESCRIBE_STRUCT(Generate, (), (kind, sender, title, period, limit, anchored_on, due, meeting))

/// Its window opens; raised by the clock.
struct OpenWindow {};
BOOST_DESCRIBE_STRUCT(OpenWindow, (), ())

/// The sender hands it in (报送).
struct Submit {
  std::string signatory;  ///< head of the sender
  bool answers_for_truth = false;
  std::vector<std::string> joint_signers;
  std::vector<std::string> covered;  ///< the plan's points that it covers
  std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(Submit, (), (signatory, answers_for_truth, joint_signers, covered, files))

/// The committee begins to check it.
struct Check {};
BOOST_DESCRIBE_STRUCT(Check, (), ())

/// Incomplete: to be completed (退回补充).
struct Return {
  std::vector<std::string> missing;
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(Return, (), (missing, words))

struct Accept {
  std::vector<std::string> ticked;  ///< every point of the plan
};
BOOST_DESCRIBE_STRUCT(Accept, (), (ticked))

/// Heard or circulated.
struct Use {
  Way way{};
  std::optional<std::string> meeting;
  bool briefing = false;  ///< the standing committee resolves to hear a briefing
};
BOOST_DESCRIBE_STRUCT(Use, (), (way, meeting, briefing))

struct Waive {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Waive, (), (reason))

struct Close {
  std::string archive;  ///< number in the archive
};
BOOST_DESCRIBE_STRUCT(Close, (), (archive))

/// The office urges the sender (催报).
struct Urge {
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(Urge, (), (words))

/// The meeting it is for has another day.
struct MeetingMoved {
  std::optional<Date> held_on;  ///< nothing: not fixed yet
};
BOOST_DESCRIBE_STRUCT(MeetingMoved, (), (held_on))

/// Undoes a wrong entry; the wrong one stays in the history.
struct Correct {
  std::string reason;
  std::optional<std::string> title;
  std::optional<std::string> committee;
  std::optional<std::vector<std::string>> joint_senders;
  std::optional<Date> anchored_on;
  std::optional<Date> due;
};
BOOST_DESCRIBE_STRUCT(Correct, (), (reason, title, committee, joint_senders, anchored_on, due))

}  // namespace duban::report
