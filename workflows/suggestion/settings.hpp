#pragma once

#include "engine/regulation.hpp"
#include "engine/rounding.hpp"

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

/// Whether a merged item is counted for itself or with its host.
BOOST_DEFINE_ENUM_CLASS(MergeCount, each, host)

// Which definition of a rate a place uses; the first of each is the default.

/// 办结: not being handled again, filed, or simply answered.
BOOST_DEFINE_ENUM_CLASS(Completion, done, closed, answered)
/// 答复率 of all items, or of those that are due.
BOOST_DEFINE_ENUM_CLASS(ReplyBase, all, due)
/// 按期办结率 of all whose lateness can be judged, or of the answered alone.
BOOST_DEFINE_ENUM_CLASS(OnTimeBase, due, answered)
BOOST_DEFINE_ENUM_CLASS(OnTimeLimit, extended, original)
BOOST_DEFINE_ENUM_CLASS(SatisfactionBase, rated, answered, handled)
BOOST_DEFINE_ENUM_CLASS(HandledBase, handled, answered)
BOOST_DEFINE_ENUM_CLASS(AnsweredBase, answered, handled)
/// 落实率 of commitments, or of the items that have some.
BOOST_DEFINE_ENUM_CLASS(ImplementationOf, commitments, items)

struct RateSettings {
  Sourced<Completion> completion;
  Sourced<ReplyBase> reply;
  Sourced<OnTimeBase> on_time;
  Sourced<OnTimeLimit> on_time_limit;
  Sourced<SatisfactionBase> satisfaction_base;
  Sourced<HandledBase> fulfilment_base;
  Sourced<HandledBase> adoption_base;
  Sourced<AnsweredBase> face_to_face_base;
  Sourced<ImplementationOf> implementation;
  Sourced<std::string> combined_label;  ///< of satisfied and basically satisfied together
  Sourced<int> decimals;
  Sourced<RoundingMethod> rounding;
  bool operator==(const RateSettings&) const = default;
};
BOOST_DESCRIBE_STRUCT(RateSettings,
                      (),
                      (completion,
                       reply,
                       on_time,
                       on_time_limit,
                       satisfaction_base,
                       fulfilment_base,
                       adoption_base,
                       face_to_face_base,
                       implementation,
                       combined_label,
                       decimals,
                       rounding))

/// What a regulation decides about suggestions beside limits, ladders and authorities.
struct Settings {
  Sourced<int> max_rounds;  ///< the first reply counts as round 1
  Sourced<int> max_extensions;
  Sourced<ExtensionBy> extension_by;
  Sourced<WithdrawUntil> withdraw_until;
  Sourced<JointRating> joint_rating;
  Sourced<bool> rates_attitude;      ///< attitude and result are rated apart
  Sourced<bool> face_to_face_first;  ///< a 面商 record or consent to a letter comes first
  Sourced<bool> reply_through_lead;  ///< the lead deputy may pass a reply on to the co-signers
  Sourced<MergeCount> merge_count;
  Sourced<std::string> number_format;  ///< `{session}-{serial}`
  Sourced<std::vector<ReplyClass>> reply_classes;
  Sourced<std::vector<std::string>> inadmissible;  ///< grounds to decline
  RateSettings rates;
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
                       reply_through_lead,
                       merge_count,
                       number_format,
                       reply_classes,
                       inadmissible,
                       rates))

/// The settings of a profile; read once per edition and thread.
[[nodiscard]] const Settings& settings_of(const Regulation& regulation);

/// Refuses settings of a profile that do not read or could not work.
[[nodiscard]] Result<void> check_settings_of(const Regulation& regulation);

}  // namespace duban::suggestion
