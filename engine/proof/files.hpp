#pragma once

#include "engine/attachments/attachments.hpp"
#include "engine/proof/verify.hpp"

#include <boost/describe.hpp>

namespace duban {

/// Whether a proof reads files through: as long as that takes.
BOOST_DEFINE_ENUM_CLASS(FileContents, read, left_out)

/// Judges the files of a family, once verify_family has judged the rest: each must be registered as
/// its event says and, where it is read through, contain what it did.
void verify_files(const FamilyHistory& history,
                  Attachments& attachments,
                  Verdict& verdict,
                  FileContents contents = FileContents::read);

/// Judges the other way round, for the whole register: whatever a case is said to have taken must
/// be named by its event.
void verify_taken(Store& store, Attachments& attachments, Verdict& verdict);

}  // namespace duban
