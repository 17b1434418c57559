#include "engine/views/move_view.hpp"

#include "engine/views/clock_view.hpp"

namespace duban {

MoveView move_view(const ClockMove& move,
                   Register& cases,
                   Protection& protection,
                   const Words& words) {
  const auto id = move.after.id;
  Summary summary;
  if (const auto family = cases.store().load(id)) {
    const auto& self = *family->find(id);
    summary = cases.catalogue().at(self.workflow).summary(self.facts);
  }
  return {.case_ = to_text(id),
          .number = summary.number,
          .title = protection.of(id).text(summary.title),
          .unit = summary.unit,
          .kind = move.after.kind,
          .label = clock_name(move.after, words),
          .clock = move.after.number,
          .from = move.before.due,
          .to = move.after.due,
          .computed = move.after.computed,
          .provisional = move.after.provisional};
}

}  // namespace duban
