#pragma once

#include "workflows/suggestion/facts.hpp"

/// The events of a suggestion.  The type's name is the stored code (Assign → assign); the day of
/// the act is the event's `occurred_on` and stands beside the data.
namespace duban::suggestion {

/// The office receives a suggestion (收到).
struct Submit {
  std::optional<std::string> title;  ///< title, text and a deputy are needed unless it is secret
  std::optional<std::string> text;
  std::optional<std::string> lead_deputy;
  std::vector<std::string> co_signers;
  std::optional<Origin> origin;  ///< session unless said otherwise
  std::optional<std::string> session;
  std::optional<std::string> category;
  std::optional<std::string> delegation;
  bool confidential = false;
  bool state_secret = false;
};
BOOST_DESCRIBE_STRUCT(Submit,
                      (),
                      (title,
                       text,
                       lead_deputy,
                       co_signers,
                       origin,
                       session,
                       category,
                       delegation,
                       confidential,
                       state_secret))

/// Another level of congress passes one on; handled as a recess item.
struct ReceiveTransfer {
  std::optional<std::string> title;  ///< as in Submit
  std::optional<std::string> text;
  std::optional<std::string> lead_deputy;
  std::vector<std::string> co_signers;
  std::string origin_office;
  std::string origin_number;
  bool confidential = false;
  bool state_secret = false;
};
BOOST_DESCRIBE_STRUCT(ReceiveTransfer,
                      (),
                      (title,
                       text,
                       lead_deputy,
                       co_signers,
                       origin_office,
                       origin_number,
                       confidential,
                       state_secret))

/// Changed before hand-over, or by the deputy after it was declined.
struct Amend {
  std::optional<std::string> title;
  std::optional<std::string> text;
  std::optional<std::string> category;
  std::vector<std::string> co_signers;  ///< empty: unchanged
};
BOOST_DESCRIBE_STRUCT(Amend, (), (title, text, category, co_signers))

/// Numbered, classified, in the catalogue (登记编号).
struct Register {
  std::optional<std::string> number;  ///< by default the next of the session's series
  std::optional<std::string> session;
  std::optional<std::string> category;
  bool several_matters = false;  ///< 一事一议 is not kept
  std::optional<std::string> inadmissible_ground;
  std::vector<std::string> unconfirmed_co_signers;
  bool conflict_of_interest = false;  ///< the deputy would have to stay out of it (回避)
};
BOOST_DESCRIBE_STRUCT(Register,
                      (),
                      (number,
                       session,
                       category,
                       several_matters,
                       inadmissible_ground,
                       unconfirmed_co_signers,
                       conflict_of_interest))

struct Decline {
  std::string ground;  ///< one of the profile's list
  std::string explanation;
  bool deputy_informed = false;
  bool handled_as_letter = false;
};
BOOST_DESCRIBE_STRUCT(Decline, (), (ground, explanation, deputy_informed, handled_as_letter))

/// Handled together with a host (并案): a link, not an end.
struct LinkMerge {
  std::string host;  ///< id of the host
  std::string reason;
  bool deputies_noticed = false;
};
BOOST_DESCRIBE_STRUCT(LinkMerge, (), (host, reason, deputies_noticed))

struct UnlinkMerge {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(UnlinkMerge, (), (reason))

struct MarkKey {
  Date meeting_on{};
  std::string leader;
  std::string committee;
  std::optional<std::string> lead_unit;
};
BOOST_DESCRIBE_STRUCT(MarkKey, (), (meeting_on, leader, committee, lead_unit))

/// First step of a two-step hand-over: to the government office, which then assigns.
struct PassToGovernment {
  std::string office;
};
BOOST_DESCRIBE_STRUCT(PassToGovernment, (), (office))

struct UnitShare {
  std::string unit;
  UnitRole role{};
  std::optional<std::string> part;  ///< separate handling: what this unit answers for
};
BOOST_DESCRIBE_STRUCT(UnitShare, (), (unit, role, part))

/// Handed over to the units (交办).
struct Assign {
  Mode mode{};
  std::vector<UnitShare> units;
  bool complex = false;
  std::optional<Date> session_closed_on;
  std::optional<std::string> category;
};
BOOST_DESCRIBE_STRUCT(Assign, (), (mode, units, complex, session_closed_on, category))

/// A further or another unit, with a clock from its own hand-over.
struct Reassign {
  std::vector<UnitShare> units;
  std::vector<std::string> release;  ///< units that give it up
  std::optional<std::string> note;   ///< needed if a unit gets it a second time
};
BOOST_DESCRIBE_STRUCT(Reassign, (), (units, release, note))

/// Derived: every live assignment has been accepted.
struct Start {};
BOOST_DESCRIBE_STRUCT(Start, (), ())

/// Derived: a unit's objection was upheld.
struct UnitReturned {};
BOOST_DESCRIBE_STRUCT(UnitReturned, (), ())

/// Nobody takes over the part of a unit that was released.
struct WaiveReassignment {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WaiveReassignment, (), (reason))

/// Derived: the day on which a unit got it was wrong.
struct HandOverCorrected {
  std::optional<Date> from;  ///< nothing: an import could not tell it
  Date to{};
};
BOOST_DESCRIBE_STRUCT(HandOverCorrected, (), (from, to))

/// The session it was raised at closes on another day than was known.
struct SessionMoved {
  Date closed_on{};
};
BOOST_DESCRIBE_STRUCT(SessionMoved, (), (closed_on))

/// Derived: a unit may reply later than the first limit.
struct UnitExtended {
  Date until{};
};
BOOST_DESCRIBE_STRUCT(UnitExtended, (), (until))

/// Derived: every reply of this round is there.
struct AllReplied {};
BOOST_DESCRIBE_STRUCT(AllReplied, (), ())

/// Derived: the quality check sent a reply back.
struct ReplyRejected {};
BOOST_DESCRIBE_STRUCT(ReplyRejected, (), ())

struct Rate {
  Satisfaction result{};
  std::optional<Satisfaction> attitude;
  std::optional<std::string> words;   ///< required if either is unsatisfied
  std::optional<std::string> deputy;  ///< the lead deputy unless another signer rates
  std::optional<std::string> unit;    ///< separate handling: whose reply
};
BOOST_DESCRIBE_STRUCT(Rate, (), (result, attitude, words, deputy, unit))

/// The office goes back to the deputy (回访).
struct Revisit {
  ContactWay way{};
  std::string words;
  std::optional<Satisfaction> result;
  std::optional<Satisfaction> attitude;
};
BOOST_DESCRIBE_STRUCT(Revisit, (), (way, words, result, attitude))

/// Asks the deputy for the rating (催办); raised by the feedback clock as well.
struct Urge {
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(Urge, (), (words))

/// The feedback limit ran out although the deputy was urged: 未评价.
struct FeedbackLapsed {};
BOOST_DESCRIBE_STRUCT(FeedbackLapsed, (), ())

/// Handle it again (重新办理), by the same units.
struct OrderRedo {
  std::string ground;
  std::optional<std::string> finding;  ///< of officer or experts, if the deputy is not unsatisfied
  std::optional<Date> until;           ///< instead of the profile's limit
  std::vector<std::string> units;      ///< separate handling: only these; empty: all
};
BOOST_DESCRIBE_STRUCT(OrderRedo, (), (ground, finding, until, units))

/// Still unsatisfied after the last round: joint study or expert evaluation.
struct EscalateRedo {
  std::string finding;
  std::optional<std::string> result;
};
BOOST_DESCRIBE_STRUCT(EscalateRedo, (), (finding, result))

struct Close {
  Disclosure disclosure{};
  std::optional<std::string> withhold_reason;
  std::vector<std::string> archive;         ///< what was filed
  std::optional<std::string> redo_refused;  ///< why an unsatisfied item is not redone
};
BOOST_DESCRIBE_STRUCT(Close, (), (disclosure, withhold_reason, archive, redo_refused))

struct Publish {
  bool full_text = false;
  std::optional<std::string> reason;  ///< withheld before: why the ground for it has gone
};
BOOST_DESCRIBE_STRUCT(Publish, (), (full_text, reason))

struct Withhold {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Withhold, (), (reason))

struct Withdraw {
  std::string letter;                ///< number or date of the written withdrawal
  std::vector<std::string> signers;  ///< who signed it
};
BOOST_DESCRIBE_STRUCT(Withdraw, (), (letter, signers))

struct TransferLevel {
  std::string target;
  std::string reason;
  bool deputy_told = false;
};
BOOST_DESCRIBE_STRUCT(TransferLevel, (), (target, reason, deputy_told))

BOOST_DEFINE_ENUM_CLASS(ReopenGround, failed_commitment, false_reply)
struct Reopen {
  ReopenGround ground{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reopen, (), (ground, reason))

/// Undoes a wrong entry; the wrong one stays in the history.
struct Correct {
  std::string reason;
  std::optional<std::string> title;
  std::optional<std::string> text;
  std::optional<std::string> category;
  std::optional<std::string> lead_deputy;
  std::optional<std::vector<std::string>> co_signers;
  std::optional<bool> complex;
  std::optional<bool> confidential;
  std::optional<Date> received_on;
  std::optional<Date> registered_on;
};
BOOST_DESCRIBE_STRUCT(Correct,
                      (),
                      (reason,
                       title,
                       text,
                       category,
                       lead_deputy,
                       co_signers,
                       complex,
                       confidential,
                       received_on,
                       registered_on))

}  // namespace duban::suggestion
