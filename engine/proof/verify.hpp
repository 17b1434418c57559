#pragma once

#include "engine/register/register.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace duban {

/// The first thing in a case that is not as its history says.
struct Difference {
  CaseId id;
  std::int64_t seq = 0;   ///< of the event where it shows; 0: the register itself
  std::string what;       ///< one sentence
  bool in_chain = false;  ///< the history itself is broken there: the hashes do not follow
};

/// An event that this program, with the editions the event names, decides otherwise.  Not
/// corruption.
struct DecidedDifferently {
  CaseId id;
  std::int64_t seq = 0;
  std::string event;
  std::string regulation;  ///< edition
  std::string what;
};

struct Verdict {
  std::int64_t cases = 0;
  std::int64_t events = 0;
  std::vector<Difference> differences;  ///< at most one a case: exit 1
  std::string audit_fault;              ///< what is wrong with the audit log, a sentence: exit 1
  std::vector<DecidedDifferently> differently;  ///< listed: exit 0
};

/// Judges one family: the chain of hashes, the register against the fold of its stored effects, its
/// reminders against its clocks, and every event against a second decision.
void verify_family(const FamilyHistory& history,
                   const Catalogue& catalogue,
                   Rulebook& rulebook,
                   Instant now,
                   Verdict& verdict);

}  // namespace duban
