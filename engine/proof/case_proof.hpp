#pragma once

#include "engine/attachments/attachments.hpp"
#include "engine/proof/verify.hpp"

/// The whole proof of a family, its files with it.
namespace duban {

/// Judges what is kept of a family, and reads its files through.
void prove(const FamilyHistory& history,
           Register& cases,
           Attachments& attachments,
           Verdict& verdict);

/// The family of one case.  Refuses a case that has left no trace (no_such_case).
[[nodiscard]] Result<Verdict> prove_case(CaseId id, Register& cases, Attachments& attachments);

}  // namespace duban
