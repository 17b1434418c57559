#include "engine/proof/files.hpp"

#include <algorithm>

namespace duban {

namespace {

constexpr int files_at_a_time = 1000;

std::string called(const Attachment& file) {
  return "attachment " + std::to_string(file.id);
}

/// What is wrong with a file that an event names; empty if nothing is.
std::string fault_of(const EventRecord& event,
                     const Attachment& file,
                     Attachments& attachments,
                     FileContents contents) {
  const auto kept = attachments.find(file.id);
  if (!kept) return called(file) + " is missing from the register";
  if (kept->file != file || kept->taken_by != event.id || kept->taken_seq != event.seq)
    return called(file) + " is not registered as its event says";
  if (contents == FileContents::read && sha256_of(attachments, file) != file.sha256)
    return "the content of " + called(file) + " is not what it was when it came";
  return {};
}

bool is_judged(const Verdict& verdict, CaseId id) {
  return std::ranges::find(verdict.differences, id, &Difference::id) != verdict.differences.end();
}

bool is_named_in(const std::vector<EventRecord>& events, const Attachment& file) {
  if (events.empty()) return false;
  const auto files = attachments_of(events.front());
  return std::ranges::find(files, file.id, &Attachment::id) != files.end();
}

}  // namespace

void verify_files(const FamilyHistory& history,
                  Attachments& attachments,
                  Verdict& verdict,
                  FileContents contents) {
  for (const auto& event : history.events) {
    if (is_judged(verdict, event.id)) continue;
    for (const auto& file : attachments_of(event))
      if (auto fault = fault_of(event, file, attachments, contents); !fault.empty()) {
        verdict.differences.push_back({event.id, event.seq, std::move(fault)});
        break;
      }
  }
}

void verify_taken(Store& store, Attachments& attachments, Verdict& verdict) {
  for (std::int64_t after = 0;;) {
    const auto taken = attachments.taken(after, files_at_a_time);
    if (taken.empty()) return;
    after = taken.back().file.id;
    for (const auto& kept : taken)
      if (!is_judged(verdict, kept.taken_by) &&
          !is_named_in(store.events(kept.taken_by, kept.taken_seq - 1, 1), kept.file))
        verdict.differences.push_back(
            {kept.taken_by, 0, called(kept.file) + " is in the register, but no event has it"});
  }
}

}  // namespace duban
