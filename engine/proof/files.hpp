#pragma once

#include "engine/attachments/attachments.hpp"
#include "engine/proof/verify.hpp"

namespace duban {

/// Judges the files of a family, once verify_family has judged the rest: each is read through and
/// must be what its event says.
void verify_files(const FamilyHistory& history, Attachments& attachments, Verdict& verdict);

/// Judges the other way round, for the whole register: whatever a case is said to have taken must
/// be named by its event.
void verify_taken(Store& store, Attachments& attachments, Verdict& verdict);

}  // namespace duban
