#include "adapters/cli/clock_moves.hpp"

#include "engine/data/width.hpp"
#include "engine/people/names.hpp"
#include "engine/views/move_view.hpp"

namespace duban::cli {

namespace {

constexpr std::size_t widest_case = 30;

std::string day_or_dash(const std::optional<Date>& date) {
  return date ? to_text(*date) : std::string{"-"};
}

boost::json::value day_or_null(const std::optional<Date>& date) {
  return date ? boost::json::value(to_text(*date)) : boost::json::value(nullptr);
}

/// Everything that is new about a clock.
std::string reasons_of(const ClockMove& move, const Context& context) {
  std::vector<std::string> all;
  if (move.after.computed && move.after.computed != move.before.computed)
    all.push_back(context.say("重新计算应为 {}，早于已告知的日期，仍按原日期",
                              "computed anew {}, earlier than announced: the announced day stays",
                              to_text(*move.after.computed)));
  if (move.before.computed && !move.after.computed)
    all.push_back(context.say("重新计算不再早于已告知的日期",
                              "computed anew, no longer earlier than announced"));
  if (move.before.provisional && !move.after.provisional)
    all.push_back(context.say("不再是暂定", "no longer provisional"));
  if (!move.before.provisional && move.after.provisional)
    all.push_back(context.say("暂定", "provisional"));
  if (move.before.anchor != move.after.anchor)
    all.push_back(context.say("起算日改为 {}", "counts from {}", day_or_dash(move.after.anchor)));
  if (move.before.rule != move.after.rule)
    all.push_back(context.say("{} 改为 {}", "{} becomes {}", move.before.rule, move.after.rule));
  return context.words.joined(all);
}

}  // namespace

ClockMoves::ClockMoves(OpenRegister& open, const Context& context)
    : open_{open},
      context_{context},
      protection_{open.store, open.directory, context.words, false},
      table_{{context.say("事项", "Case"), context.say("编号", "Number"),
              context.say("标题或单位", "Title or unit"), context.say("期限", "Limit"),
              context.say("原到期日", "Was due"), context.say("现到期日", "Is due"),
              context.say("说明", "Note")}} {}

void ClockMoves::add(const ClockMove& move) {
  const auto view = move_view(move, open_.cases, protection_, context_.words);
  table_.add({view.case_, view.number,
              shortened(view.unit.empty() ? view.title : view.unit, widest_case), view.label,
              day_or_dash(view.from), day_or_dash(view.to), reasons_of(move, context_)});
  rows_.push_back({{"case", view.case_},
                   {"number", view.number},
                   {"unit", view.unit},
                   {"kind", view.kind},
                   {"clock", view.clock},
                   {"before", day_or_null(view.from)},
                   {"after", day_or_null(view.to)},
                   {"computed", day_or_null(view.computed)},
                   {"provisional", view.provisional}});
}

void ClockMoves::tell(bool is_preview) const {
  if (rows_.empty()) {
    context_.tell("没有期限变动", "No limit moves");
    return;
  }
  table_.print(context_.out);
  if (is_preview)
    context_.tell("以上 {} 个期限将变动；这是预览，没有写入",
                  "These {} limits would move; this is a preview, nothing was written",
                  rows_.size());
  else
    context_.tell("{} 个期限已变动", "{} limits have moved", rows_.size());
}

namespace {

Result<void> check_names_of(const RowWithDay& row) {
  if (row.is_new)
    if (auto sound = check_handle("code", row.moved.code); !sound) return sound;
  return row.name.empty() ? Result<void>{} : check_title("--name", row.name);
}

}  // namespace

Result<void> put_with_day(RowWithDay row, OpenRegister& open, const Context& context) {
  if (auto sound = check_names_of(row); !sound) return sound;
  ClockMoves moves{open, context};
  if (row.is_preview) {
    rehearse_moved(open.cases, row.congress, row.moved, moves.collector());
  } else {
    if (auto done = row.put(); !done) return done;
    carry_out_moves(open.cases, moves.collector());
  }
  if (context.json) {
    if (!row.is_new || moves.count() > 0) row.as_json["moves"] = moves.as_json();
    context.answer(row.as_json);
    return {};
  }
  if (!row.is_preview)
    context.tell("会议 {} {} 已记入 {}", "Meeting {} {} is in congress {}", row.moved.code,
                 row.name, row.congress);
  if (!row.is_new || moves.count() > 0) moves.tell(row.is_preview);
  return {};
}

}  // namespace duban::cli
