#pragma once

#include "engine/time/instant.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

/// What the register knows of a suggestion (代表建议).  Members are stored by name: a released one
/// is never renamed.
namespace duban::suggestion {

/// Where it came from: raised in session, between sessions, or a bill the presidium turned into
/// one.
BOOST_DEFINE_ENUM_CLASS(Origin, session, recess, bill)
/// 独办, 主办加会办, 分办.
BOOST_DEFINE_ENUM_CLASS(Mode, sole, lead_and_co, separate)
/// 独办, 主办, 会办(协办), 分办.
BOOST_DEFINE_ENUM_CLASS(UnitRole, sole, lead, co, separate)
/// 满意, 基本满意, 不满意.
BOOST_DEFINE_ENUM_CLASS(Satisfaction, satisfied, basically_satisfied, unsatisfied)
BOOST_DEFINE_ENUM_CLASS(Disclosure, publish, withhold)
/// 面商, 走访, 座谈, 电话, 书面.
BOOST_DEFINE_ENUM_CLASS(ContactWay, face_to_face, visit, meeting, telephone, letter)
/// 办理前, 办理中, 答复后.
BOOST_DEFINE_ENUM_CLASS(ContactPhase, before, during, after)

/// Chair meeting's decision to supervise with priority (重点督办).
struct KeyMark {
  std::optional<Date> meeting_on;  ///< unknown for some imported marks
  std::string leader;
  std::string committee;
  std::string lead_unit;
  bool operator==(const KeyMark&) const = default;
};
BOOST_DESCRIBE_STRUCT(KeyMark, (), (meeting_on, leader, committee, lead_unit))

/// One rating.  The latest of a deputy in a round (and about a unit) counts; earlier ones stay.
struct Rating {
  int round = 1;
  Date on{};
  std::string deputy;
  std::string unit;  ///< in separate handling: whose reply; empty: all of them
  std::optional<Satisfaction> attitude;
  Satisfaction result{};
  std::string words;
  bool operator==(const Rating&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (round, on, deputy, unit, attitude, result, words))

struct RevisitRecord {
  int round = 1;
  Date on{};
  ContactWay way{};
  std::string words;
  bool operator==(const RevisitRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(RevisitRecord, (), (round, on, way, words))

/// A round as it was answered.  The next one leaves it as it is; a reply sent back undoes it.
struct AnsweredRound {
  int round = 1;
  std::optional<Date> on;     ///< the last of its replies; unknown for some imported ones
  std::optional<Date> limit;  ///< it was held against, extension included
  std::optional<Date> unextended_limit;  ///< … as if there had been none; of the first round
  std::vector<std::string> units;        ///< who owed the replies
  bool feedback_lapsed = false;          ///< before the next round began
  bool operator==(const AnsweredRound&) const = default;
};
BOOST_DESCRIBE_STRUCT(AnsweredRound,
                      (),
                      (round, on, limit, unextended_limit, units, feedback_lapsed))

/// Who acted here before another did: a deputy or a unit.  What they did stays theirs by name.
struct Predecessor {
  std::string deputy;
  std::string unit;
  std::string successor;
  bool operator==(const Predecessor&) const = default;
};
BOOST_DESCRIBE_STRUCT(Predecessor, (), (deputy, unit, successor))

struct Facts {
  std::string number;  ///< 届-次-序号
  std::string title;
  std::string text;
  std::string category;
  std::string session;
  Origin origin = Origin::session;
  std::optional<Date> received_on;
  std::optional<Date> registered_on;
  std::string lead_deputy;
  std::vector<std::string> co_signers;
  std::string delegation;     ///< of a delegation's item: its group head rates
  bool confidential = false;  ///< 保密: the deputy's name is protected
  bool state_secret = false;  ///< 涉密: only number, units and dates are kept

  std::string decline_ground;
  std::string origin_office;  ///< of an item passed on by another level
  std::string origin_number;
  std::string transferred_to;

  std::string host;  ///< id of the item this one is merged into (并案)
  std::optional<Date> host_handed_on;
  std::optional<KeyMark> key;

  std::optional<Mode> mode;
  bool complex = false;  ///< 涉及面广、处理难度大, said at hand-over
  std::optional<Date> government_handed_on;
  std::string government_office;
  std::optional<Date> handed_on;  ///< first hand-over to a unit: the case's own clock
  std::optional<Date> session_closed_on;
  std::vector<std::string> units_so_far;  ///< every unit that has had it
  std::optional<Date> extended_until;     ///< the latest day a unit was given in the first round

  int round = 0;
  std::optional<Date> answered_on;  ///< of this round
  std::vector<AnsweredRound> answered_rounds;
  std::vector<Rating> ratings;
  std::vector<RevisitRecord> revisits;
  int urgings = 0;               ///< of the deputy's feedback, in this round
  std::optional<Date> urged_on;  ///< the last of them was recorded
  bool feedback_lapsed = false;  ///< in this round: 未评价
  std::string redo_ground;
  std::optional<Date> redo_ordered_on;
  std::optional<Date> redo_until;
  std::string escalation_finding;
  std::string escalation_result;
  std::string redo_refused;

  std::optional<Date> closed_on;
  std::vector<std::string> archive;
  std::optional<Disclosure> disclosure;
  std::string withhold_reason;
  std::optional<Date> published_on;

  std::vector<Predecessor> predecessors;

  bool operator==(const Facts&) const = default;
};
BOOST_DESCRIBE_STRUCT(Facts,
                      (),
                      (number,
                       title,
                       text,
                       category,
                       session,
                       origin,
                       received_on,
                       registered_on,
                       lead_deputy,
                       co_signers,
                       delegation,
                       confidential,
                       state_secret,
                       decline_ground,
                       origin_office,
                       origin_number,
                       transferred_to,
                       host,
                       host_handed_on,
                       key,
                       mode,
                       complex,
                       government_handed_on,
                       government_office,
                       handed_on,
                       session_closed_on,
                       units_so_far,
                       extended_until,
                       round,
                       answered_on,
                       answered_rounds,
                       ratings,
                       revisits,
                       urgings,
                       urged_on,
                       feedback_lapsed,
                       redo_ground,
                       redo_ordered_on,
                       redo_until,
                       escalation_finding,
                       escalation_result,
                       redo_refused,
                       closed_on,
                       archive,
                       disclosure,
                       withhold_reason,
                       published_on,
                       predecessors))

}  // namespace duban::suggestion
