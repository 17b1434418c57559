#pragma once

#include "engine/time/instant.hpp"
#include "workflows/report/settings.hpp"

/// What the register knows of a periodic report (定期报送材料).  Members are stored by name: a
/// released one is never renamed.
namespace duban::report {

/// Heard at a meeting, or circulated.
BOOST_DEFINE_ENUM_CLASS(Way, heard, circulated)

/// One time the material was handed in.
struct Submission {
  Date on{};
  std::string signatory;
  std::vector<std::string> joint_signers;
  std::vector<std::string> files;
  bool late = false;  ///< after the original limit, whatever was granted for completing it
  bool operator==(const Submission&) const = default;
};
BOOST_DESCRIBE_STRUCT(Submission, (), (on, signatory, joint_signers, files, late))

/// Sent back as incomplete.
struct Gap {
  Date on{};
  std::vector<std::string> missing;
  std::string words;
  bool operator==(const Gap&) const = default;
};
BOOST_DESCRIBE_STRUCT(Gap, (), (on, missing, words))

struct Facts {
  std::string number;  ///< kind, period and sender: what makes it the only one
  std::string kind;
  std::string title;
  std::string period;
  std::string sender;
  std::vector<std::string> joint_senders;
  std::string committee;
  std::vector<std::string> content;

  Occasion occasion{};
  std::string limit;                ///< of the profile
  std::optional<Date> anchored_on;  ///< what the limit counts from: the audit's end, the meeting
  std::optional<Date> due_on;       ///< a day set by request
  std::string meeting;
  std::optional<Date> planned_on;

  std::optional<Date> original_due;  ///< measure of lateness, from the first submission on
  std::vector<Submission> submissions;
  std::vector<Gap> gaps;
  std::optional<Date> accepted_on;
  std::optional<Way> way;
  std::string used_at;
  bool briefing = false;  ///< the standing committee will hear a briefing on it (听取汇报)
  std::string waive_reason;
  std::string archive;
  std::optional<Date> closed_on;
  int urgings = 0;

  bool operator==(const Facts&) const = default;
};
BOOST_DESCRIBE_STRUCT(Facts,
                      (),
                      (number,
                       kind,
                       title,
                       period,
                       sender,
                       joint_senders,
                       committee,
                       content,
                       occasion,
                       limit,
                       anchored_on,
                       due_on,
                       meeting,
                       planned_on,
                       original_due,
                       submissions,
                       gaps,
                       accepted_on,
                       way,
                       used_at,
                       briefing,
                       waive_reason,
                       archive,
                       closed_on,
                       urgings))

}  // namespace duban::report
