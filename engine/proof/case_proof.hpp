#pragma once

#include "engine/attachments/attachments.hpp"
#include "engine/proof/files.hpp"

/// The whole proof of a family, its files with it.
namespace duban {

/// Judges what is kept of a family, its files with it.
void prove(const FamilyHistory& history,
           Register& cases,
           Attachments& attachments,
           Verdict& verdict,
           FileContents contents = FileContents::read);

/// The family of one case.  Refuses a case that has left no trace (no_such_case).
[[nodiscard]] Result<Verdict> prove_case(CaseId id,
                                         Register& cases,
                                         Attachments& attachments,
                                         FileContents contents = FileContents::read);

}  // namespace duban
