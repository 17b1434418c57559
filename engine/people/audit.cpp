#include "engine/people/audit.hpp"

#include "engine/data/canonical.hpp"

namespace duban {

namespace {

constexpr int at_once = 1000;

}  // namespace

std::string body_of(const AuditEntry& entry) {
  return canonical({{"seq", entry.seq},
                    {"at", to_text(entry.at)},
                    {"by", entry.by},
                    {"congress", entry.congress},
                    {"origin", entry.origin},
                    {"act", entry.act},
                    {"about", entry.about},
                    {"outcome", entry.outcome}});
}

std::optional<std::int64_t> first_break(std::string_view before,
                                        std::int64_t first_seq,
                                        std::span<const AuditEntry> entries) {
  std::string previous{before};
  for (const auto& entry : entries) {
    if (entry.seq != first_seq || entry.hash != chain_hash(previous, body_of(entry)))
      return first_seq;
    previous = entry.hash;
    ++first_seq;
  }
  return {};
}

RecordedAct::RecordedAct(AuditLog& log, AuditEntry act)
    : log_{log}, act_{std::move(act)}, begun_{log_.begin(act_)} {}

RecordedAct::~RecordedAct() {
  if (!is_open_) return;
  try {
    finish("unknown");
  } catch (const std::exception&) {
    // It stays begun, and is added as unknown by whoever begins something later.
  }
}

void RecordedAct::finish(std::string outcome) {
  act_.outcome = std::move(outcome);
  log_.finish(begun_, act_);
  is_open_ = false;
}

void RecordedAct::drop() {
  log_.drop(begun_);
  is_open_ = false;
}

std::optional<std::string> fault_of(AuditLog& log) {
  const auto last = log.last();
  std::int64_t through = 0;
  std::string before;
  for (;;) {
    const auto entries = log.entries("", through, at_once);
    if (const auto broken = first_break(before, through + 1, entries))
      return "audit log, entry " + std::to_string(*broken) + ": was changed, or is missing";
    if (entries.empty()) break;
    through = entries.back().seq;
    before = entries.back().hash;
  }
  // Whoever adds meanwhile only makes it longer.
  if (through >= last.seq && (through > last.seq || before == last.hash)) return {};
  return "audit log, entry " + std::to_string(last.seq) + ": was changed, or is missing";
}

}  // namespace duban
