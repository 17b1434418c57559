#pragma once

#include "engine/regulation.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace duban::suggestion {

/// A value of a profile with the place it is written (regulation and article, or "proposal").
template <class T>
struct Sourced {
  T value{};
  std::string source;
  bool operator==(const Sourced&) const = default;
  BOOST_DESCRIBE_CLASS(Sourced, (), (value, source), (), ())
};

/// A class of reply (domain 3.3).  The same letter means different things in different places.
struct ReplyClass {
  std::string code;  ///< A, B, C, D; 甲, 乙, 丙 …
  std::string name;
  bool counts_as_done = false;      ///< solved
  bool counts_as_progress = false;  ///< being solved or planned
  bool needs_date = false;          ///< refused without a commitment that has a date
  bool operator==(const ReplyClass&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReplyClass, (), (code, name, counts_as_done, counts_as_progress, needs_date))

/// Until when a suggestion may be withdrawn.
BOOST_DEFINE_ENUM_CLASS(WithdrawUntil, answered, handed_over)
/// Whose rating counts for an item with several signers.
BOOST_DEFINE_ENUM_CLASS(JointRating, lead, worst, majority)
/// How the longer limit comes about: by someone's consent, or by telling the deputy.
BOOST_DEFINE_ENUM_CLASS(ExtensionBy, consent, notice)

/// What a regulation decides about suggestions beside limits, ladders and authorities.
struct Settings {
  Sourced<int> max_rounds;  ///< the first reply counts as round 1
  Sourced<int> max_extensions;
  Sourced<ExtensionBy> extension_by;
  Sourced<WithdrawUntil> withdraw_until;
  Sourced<JointRating> joint_rating;
  Sourced<bool> rates_attitude;        ///< attitude and result are rated apart
  Sourced<bool> face_to_face_first;    ///< a 面商 record is needed before the reply
  Sourced<std::string> number_format;  ///< `{session}-{serial}`
  Sourced<std::vector<ReplyClass>> reply_classes;
  Sourced<std::vector<std::string>> inadmissible;  ///< grounds to decline
  bool operator==(const Settings&) const = default;
};
BOOST_DESCRIBE_STRUCT(Settings,
                      (),
                      (max_rounds,
                       max_extensions,
                       extension_by,
                       withdraw_until,
                       joint_rating,
                       rates_attitude,
                       face_to_face_first,
                       number_format,
                       reply_classes,
                       inadmissible))

/// The settings of a profile; read once per edition and thread.
[[nodiscard]] const Settings& settings_of(const Regulation& regulation);

/// Refuses settings of a profile that do not read or could not work.
[[nodiscard]] Result<void> check_settings_of(const Regulation& regulation);

}  // namespace duban::suggestion
