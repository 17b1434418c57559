#pragma once

#include "engine/machine/change.hpp"
#include "workflows/suggestion/assignment_facts.hpp"
#include "workflows/suggestion/facts.hpp"
#include "workflows/suggestion/settings.hpp"

/// Which limit of the profile applies, and from which day it runs.
namespace duban::suggestion {

/// The children of a suggestion with their facts, released ones left out.
struct LiveAssignment {
  const Case* kase = nullptr;
  assignment::Facts facts;
};
[[nodiscard]] std::vector<LiveAssignment> live_assignments(const Family& family);
/// Of those, the ones that owe the deputy a reply: all but co-handling units.
[[nodiscard]] std::vector<LiveAssignment> replying_assignments(const Family& family);

/// Separate handling: a unit's part came back and has not been given to another.
[[nodiscard]] bool part_awaits_unit(const Situation& at, const Facts& facts);

/// The limit of the profile for the first round of the suggestion as a whole, and its first day.
[[nodiscard]] const char* overall_reply_limit(const Facts& facts);
[[nodiscard]] std::optional<Date> overall_reply_anchor(const Facts& facts, const LimitRule& limit);
/// The limit of the first round of the suggestion as a whole, with the extensions granted or as if
/// there had been none: the latest by which its units reply.  The suggestion's own where one of
/// them has none, or came later: the deputy waits since the first hand-over.  Nothing if that is
/// not known either.
[[nodiscard]] std::optional<Date> first_limit(const Family& family,
                                              const Regulation& regulation,
                                              const Calendar& calendar,
                                              OnTimeLimit which);

/// The day the hand-over is counted from: the registration, or the receipt.
[[nodiscard]] std::optional<Date> hand_over_anchor(const Facts& facts, const LimitRule& limit);

namespace assignment {

/// The day a limit of the profile counts from.  Nothing if that day is not known.
[[nodiscard]] std::optional<Date> anchor_of(const LimitRule& limit, const Facts& facts);

/// The day a limit counts from.  Taking an item over is the unit's own matter: a merged item's
/// units have their time to sign, to object and to meet the deputy from their own hand-over.
[[nodiscard]] std::optional<Date> anchor_of(std::string_view name,
                                            const Regulation& regulation,
                                            const Facts& facts);

/// The latest day to which the reply limit may be extended, rolled.
[[nodiscard]] std::optional<Date> latest_extension(const Situation& at, const Facts& facts);

/// The limit of a unit's first reply, running or given.  Nothing if there is or was none.
[[nodiscard]] std::optional<Date> first_limit(const LiveAssignment& unit,
                                              const Family& family,
                                              const Regulation& regulation,
                                              const Calendar& calendar,
                                              OnTimeLimit which);
/// That limit as if nobody had extended it.
[[nodiscard]] std::optional<Date> unextended_limit(const Facts& facts,
                                                   const Regulation& regulation,
                                                   const Calendar& calendar);

/// (Re)starts the reply clock as the facts say: redo, extension, complex or plain.
void run_reply_clock(Change<Facts>& change);
void run_co_opinion_clock(Change<Facts>& change);

}  // namespace assignment
}  // namespace duban::suggestion
