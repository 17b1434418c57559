#pragma once

#include "workflows/suggestion/facts.hpp"

/// What the register knows of one unit's assignment (承办任务).
namespace duban::suggestion::assignment {

struct ContactRecord {
  Date on{};
  ContactWay way{};
  std::optional<ContactPhase> phase;
  std::string persons;
  std::string summary;
  bool operator==(const ContactRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactRecord, (), (on, way, phase, persons, summary))

struct Objection {
  Date on{};
  std::string reason;
  std::string proposed_unit;
  std::string approved_by;
  bool was_in_handling = false;
  bool operator==(const Objection&) const = default;
};
BOOST_DESCRIBE_STRUCT(Objection, (), (on, reason, proposed_unit, approved_by, was_in_handling))

struct ExtensionRequest {
  Date on{};
  std::string reason;
  std::optional<Date> until;  ///< nothing: as long as the regulation allows
  bool operator==(const ExtensionRequest&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExtensionRequest, (), (on, reason, until))

struct Opinion {
  int round = 1;
  std::optional<Date> on;  ///< unknown for some imported opinions
  std::string signatory;
  std::string text;
  std::optional<Date> limit;  ///< it was held against
  bool operator==(const Opinion&) const = default;
};
BOOST_DESCRIBE_STRUCT(Opinion, (), (round, on, signatory, text, limit))

BOOST_DEFINE_ENUM_CLASS(Adoption, fully, partly, no)
// voided: with the reply that promised it
BOOST_DEFINE_ENUM_CLASS(CommitmentState, open, done, failed, voided)

struct Commitment {
  int number = 0;  ///< from 1, in the order given; the number of its clock
  int round = 1;   ///< of the reply that promised it
  std::string text;
  std::optional<Date> due;
  CommitmentState state = CommitmentState::open;
  std::string evidence;
  int carried_over = 0;
  bool operator==(const Commitment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Commitment, (), (number, round, text, due, state, evidence, carried_over))

/// The class of a reply changed later, as the matter went on (B → A).
struct Regrading {
  Date on{};
  std::string was;
  std::string evidence;
  bool operator==(const Regrading&) const = default;
};
BOOST_DESCRIBE_STRUCT(Regrading, (), (on, was, evidence))

struct ReplyRecord {
  int round = 1;
  std::optional<Date> on;  ///< unknown for some imported replies
  std::string number;
  std::string reply_class;
  std::string signatory;
  std::string text;  ///< people search in it
  bool sealed = false;
  std::optional<Date> signed_on;
  std::string contact_person;
  std::string contact_telephone;
  std::vector<std::string> copies;
  std::optional<Adoption> adopted;
  std::string defect;                    ///< why it was sent back; empty while it is valid
  std::optional<Date> limit;             ///< the limit it was held against
  std::optional<Date> unextended_limit;  ///< … without the extension, if there was one
  std::vector<Regrading> regradings;
  bool operator==(const ReplyRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReplyRecord,
                      (),
                      (round,
                       on,
                       number,
                       reply_class,
                       signatory,
                       text,
                       sealed,
                       signed_on,
                       contact_person,
                       contact_telephone,
                       copies,
                       adopted,
                       defect,
                       limit,
                       unextended_limit,
                       regradings))

struct Facts {
  std::string unit;
  UnitRole role{};
  std::string part;
  bool complex = false;
  std::optional<Date> handed_on;
  std::optional<Date> government_handed_on;
  std::optional<Date> session_closed_on;
  std::optional<Date> anchored_on;  ///< merged: the host's hand-over, from which the reply counts
  std::optional<Date> received_on;
  std::string signed_by;
  std::string telephone;
  bool accepted_by_silence = false;

  std::optional<Objection> objection;
  std::optional<ExtensionRequest> extension_request;
  int extensions = 0;
  std::optional<Date> extended_until;  ///< agreed day; with extended_to_maximum the regulation's
  bool extended_to_maximum = false;

  int round = 1;
  std::optional<Date> redo_ordered_on;
  std::optional<Date> redo_until;
  std::vector<ContactRecord> contacts;
  std::vector<Opinion> opinions;
  std::optional<Date> opinion_returned_on;  ///< in this round: had no substance
  std::vector<std::string> missing_opinions_accepted;
  std::vector<ReplyRecord> replies;
  std::vector<Commitment> commitments;
  int urgings = 0;
  bool operator==(const Facts&) const = default;
};
BOOST_DESCRIBE_STRUCT(Facts,
                      (),
                      (unit,
                       role,
                       part,
                       complex,
                       handed_on,
                       government_handed_on,
                       session_closed_on,
                       anchored_on,
                       received_on,
                       signed_by,
                       telephone,
                       accepted_by_silence,
                       objection,
                       extension_request,
                       extensions,
                       extended_until,
                       extended_to_maximum,
                       round,
                       redo_ordered_on,
                       redo_until,
                       contacts,
                       opinions,
                       opinion_returned_on,
                       missing_opinions_accepted,
                       replies,
                       commitments,
                       urgings))

}  // namespace duban::suggestion::assignment
