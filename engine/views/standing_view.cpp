#include "engine/views/standing_view.hpp"

namespace duban {

SuccessionView succession_view(const Succession& succession) {
  return {.id = succession.id,
          .congress = succession.congress,
          .what = succession.what,
          .before = succession.before,
          .after = succession.after,
          .on = succession.happened_on,
          .reason = succession.reason,
          .recorded_by = succession.recorded_by,
          .recorded_at = to_local_text(succession.recorded_at)};
}

DelegationView delegation_view(const Delegation& delegation) {
  DelegationView view{.id = delegation.id,
                      .congress = delegation.congress,
                      .what = delegation.what,
                      .principal = delegation.principal,
                      .delegate = delegation.delegate,
                      .from = delegation.from_day,
                      .through = delegation.through_day,
                      .reason = delegation.reason,
                      .given_by = delegation.given_by,
                      .given_at = to_local_text(delegation.given_at),
                      .ended_by = {},
                      .ended_at = {}};
  if (!delegation.ended_at) return view;
  view.ended_by = delegation.ended_by;
  view.ended_at = to_local_text(*delegation.ended_at);
  return view;
}

}  // namespace duban
