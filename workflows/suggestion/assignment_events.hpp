#pragma once

#include "workflows/suggestion/assignment_facts.hpp"

/// The events of an assignment.
namespace duban::suggestion::assignment {

/// Derived: the suggestion was handed over to this unit.
struct HandOver {
  std::string unit;
  UnitRole role{};
  int round = 1;
  std::optional<std::string> part;
  bool complex = false;
  std::optional<Date> handed_on;
  std::optional<Date> government_handed_on;
  std::optional<Date> session_closed_on;
  std::optional<Date> anchored_on;
};
BOOST_DESCRIBE_STRUCT(HandOver,
                      (),
                      (unit,
                       role,
                       round,
                       part,
                       complex,
                       handed_on,
                       government_handed_on,
                       session_closed_on,
                       anchored_on))

/// The unit signs for it (签收).
struct Sign {
  std::string name;
  std::string telephone;
  std::optional<Date> received_on;  ///< day of receipt, if not the day of signing
};
BOOST_DESCRIBE_STRUCT(Sign, (), (name, telephone, received_on))

/// Derived: the case is in handling, this unit works on it.
struct Start {};
BOOST_DESCRIBE_STRUCT(Start, (), ())

struct Object {
  std::string reason;
  std::optional<std::string> proposed_unit;
  std::string approved_by;  ///< head of the unit
};
BOOST_DESCRIBE_STRUCT(Object, (), (reason, proposed_unit, approved_by))

/// Raised when the objection limit ends: silence is acceptance.
struct ObjectionLapsed {};
BOOST_DESCRIBE_STRUCT(ObjectionLapsed, (), ())

struct RejectObjection {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RejectObjection, (), (reason))

struct UpholdObjection {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(UpholdObjection, (), (reason))

struct RecordContact {
  ContactWay way{};
  std::optional<ContactPhase> phase;
  std::string persons;
  std::string summary;
};
BOOST_DESCRIBE_STRUCT(RecordContact, (), (way, phase, persons, summary))

struct SubmitCoOpinion {
  std::optional<std::string> text;  ///< needed unless it is secret
  std::string signatory;
};
BOOST_DESCRIBE_STRUCT(SubmitCoOpinion, (), (text, signatory))

struct ReturnCoOpinion {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnCoOpinion, (), (reason))

/// The deputies-work body lets the lead reply without the opinion of a silent unit.
struct AcceptMissingOpinion {
  std::string unit;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AcceptMissingOpinion, (), (unit, reason))

struct RequestExtension {
  std::string reason;
  std::optional<Date> until;  ///< nothing: as long as the regulation allows
  bool deputy_told = false;   ///< where telling the deputy is all it takes
};
BOOST_DESCRIBE_STRUCT(RequestExtension, (), (reason, until, deputy_told))

struct GrantExtension {
  std::optional<Date> until;  ///< nothing: as asked for
  bool deputy_told = false;
};
BOOST_DESCRIBE_STRUCT(GrantExtension, (), (until, deputy_told))

struct RefuseExtension {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefuseExtension, (), (reason))

struct Promise {
  std::optional<std::string> text;  ///< needed unless it is secret
  std::optional<Date> due;          ///< nothing: the profile's rule, by default the end of the year
};
BOOST_DESCRIBE_STRUCT(Promise, (), (text, due))

/// The formal written reply (答复).
struct Reply {
  std::string number;
  std::string reply_class;
  std::string signatory;  ///< head of the unit
  std::optional<Date> signed_on;
  bool sealed = false;              ///< bears the unit's seal (盖章)
  std::optional<std::string> text;  ///< needed unless it is secret
  std::string contact_person;
  std::optional<std::string> contact_telephone;
  std::optional<Adoption> adopted;
  std::vector<Promise> commitments;
  std::vector<std::string> absent_opinions;  ///< co units that gave none, as the lead states
  std::vector<std::string> served;           ///< co-signers who got the reply themselves
  bool passed_on_by_lead_deputy = false;     ///< … or the lead deputy agreed to pass it on
  bool agreed_to_letter = false;  ///< the deputy agreed to a letter in place of a meeting (青岛 28)
  std::vector<std::string> copies;
};
BOOST_DESCRIBE_STRUCT(Reply,
                      (),
                      (number,
                       reply_class,
                       signatory,
                       signed_on,
                       sealed,
                       text,
                       contact_person,
                       contact_telephone,
                       adopted,
                       commitments,
                       absent_opinions,
                       served,
                       passed_on_by_lead_deputy,
                       agreed_to_letter,
                       copies))

BOOST_DEFINE_ENUM_CLASS(
    Defect, format, wrong_class, no_signature, no_contact, misses_the_point, other)
/// The quality check sends the reply back.
struct RejectReply {
  Defect defect{};
  std::string explanation;
};
BOOST_DESCRIBE_STRUCT(RejectReply, (), (defect, explanation))

/// The class of the reply follows what has become of the matter since (B → A).
struct Regrade {
  std::string reply_class;
  std::optional<std::string> evidence;  ///< needed unless it is secret
};
BOOST_DESCRIBE_STRUCT(Regrade, (), (reply_class, evidence))

/// Derived: the suggestion is to be handled again.
struct Redo {
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Redo, (), (until))

/// Derived: the suggestion is closed.
struct Finish {};
BOOST_DESCRIBE_STRUCT(Finish, (), ())

/// Derived: withdrawn, transferred or given to another unit.
struct Release {};
BOOST_DESCRIBE_STRUCT(Release, (), ())

/// Derived: hand-over counts from another day (merge, unmerge, correction).
struct Reanchor {
  std::optional<Date> anchored_on;  ///< nothing: the unit's own hand-over
  std::optional<bool> complex;
  std::optional<Date> session_closed_on;  ///< the session now closes on another day
};
BOOST_DESCRIBE_STRUCT(Reanchor, (), (anchored_on, complex, session_closed_on))

struct CommitmentDone {
  int number = 0;
  std::string evidence;
};
BOOST_DESCRIBE_STRUCT(CommitmentDone, (), (number, evidence))

struct CommitmentFailed {
  int number = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CommitmentFailed, (), (number, reason))

/// Unfulfilled at its date: goes on to the end of the next year; the deputy gets a second letter.
struct CarryOver {
  int number = 0;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(CarryOver, (), (number, reason))

/// The office urges the unit (催办).
struct Urge {
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(Urge, (), (words))

/// Undoes a wrong entry; the wrong one stays in the history.
struct Correct {
  std::string reason;
  std::optional<Date> handed_on;
  std::optional<Date> received_on;
  std::optional<std::string> part;
};
BOOST_DESCRIBE_STRUCT(Correct, (), (reason, handed_on, received_on, part))

}  // namespace duban::suggestion::assignment
