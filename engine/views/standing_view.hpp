#pragma once

#include "engine/data/whole.hpp"
#include "engine/register/succession.hpp"

namespace duban {

struct SuccessionView {
  std::int64_t id = 0;
  std::string congress;
  Party what{};
  std::string before, after;
  Date on{};
  std::string reason, recorded_by, recorded_at;
};
BOOST_DESCRIBE_STRUCT(SuccessionView,
                      (),
                      (id, congress, what, before, after, on, reason, recorded_by, recorded_at))

struct DelegationView {
  std::int64_t id = 0;
  std::string congress;
  Delegation::Of what{};
  std::string principal, delegate;
  Date from{}, through{};
  std::string reason, given_by, given_at;
  std::optional<std::string> ended_by, ended_at;
};
BOOST_DESCRIBE_STRUCT(DelegationView,
                      (),
                      (id,
                       congress,
                       what,
                       principal,
                       delegate,
                       from,
                       through,
                       reason,
                       given_by,
                       given_at,
                       ended_by,
                       ended_at))

[[nodiscard]] SuccessionView succession_view(const Succession& succession);
[[nodiscard]] DelegationView delegation_view(const Delegation& delegation);

}  // namespace duban
