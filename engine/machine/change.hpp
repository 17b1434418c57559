#pragma once

#include "engine/data/codec.hpp"
#include "engine/workflow.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace duban {

/// A situation with the case's own facts, typed: what conditions read.
template <class Facts>
struct View : Situation {
  View(const Situation& situation, const Facts& own) : Situation{situation}, facts{own} {}
  const Facts& facts;
};

/// What effects write to: the facts as they will be, and the list of effects.  Nothing is
/// performed.
template <class Facts>
class Change {
 public:
  Change(const Situation& situation, Facts& after, std::vector<Effect>& effects)
      : facts{after}, situation_{situation}, effects_{effects} {}

  Facts& facts;

  [[nodiscard]] const Situation& at() const { return situation_; }
  [[nodiscard]] Date occurred_on() const { return situation_.occurred_on; }
  /// The day of the act as an anchor: nothing if an import could not tell it.
  [[nodiscard]] std::optional<Date> day() const {
    return situation_.day_is_known() ? std::optional{situation_.occurred_on} : std::nullopt;
  }

  /// Starts a clock by a limit of the profile; if it runs, it gets a new due date.
  void start(std::string kind, std::string limit, std::optional<Date> anchor, int number = 0) {
    effects_.push_back(StartClock{std::move(kind), number, std::move(limit), anchor, {}, false});
  }
  /// Starts a clock whose end is itself an act (silence is acceptance): an import raises it too.
  void start_lapsing(std::string kind, std::string limit, std::optional<Date> anchor) {
    effects_.push_back(StartClock{std::move(kind), 0, std::move(limit), anchor, {}, true});
  }
  /// Starts a clock that ends on an agreed day; `limit` still gives its ladder.
  void start_agreed(std::string kind, std::string limit, Date agreed, int number = 0) {
    effects_.push_back(StartClock{std::move(kind), number, std::move(limit), {}, agreed, false});
  }
  /// Ends a clock; nothing happens if it does not run.
  void stop(std::string kind, int number = 0) {
    effects_.push_back(StopClock{std::move(kind), number});
  }
  /// Ends every running clock of this case but those of the kinds named.
  void stop_all(std::initializer_list<std::string_view> except = {}) {
    for (const auto& clock : situation_.family.clocks)
      if (clock.id == situation_.self.id && clock.running() &&
          std::ranges::find(except, clock.kind) == except.end())
        stop(clock.kind, clock.number);
  }
  void notify(std::string role, std::string text) {
    effects_.push_back(Notify{std::move(role), std::move(text)});
  }
  void raise(CaseId target, std::string_view event, json::object data = {}) {
    effects_.push_back(RaiseEvent{target, std::string{event}, std::move(data)});
  }
  void raise_on_parent(std::string_view event, json::object data = {}) {
    raise(situation_.self.id.root(), event, std::move(data));
  }
  /// Raises an event on every child, oldest first.
  void raise_on_children(std::string_view event, const json::object& data = {}) {
    for (const auto& child : situation_.family.cases)
      if (!child.id.is_root()) raise(child.id, event, data);
  }
  void open(std::string workflow, std::string_view event, json::object data) {
    effects_.push_back(OpenCase{std::move(workflow), std::string{event}, std::move(data)});
  }
  void take_serial(std::string series, std::int64_t serial) {
    effects_.push_back(TakeSerial{std::move(series), serial});
  }

 private:
  const Situation& situation_;
  std::vector<Effect>& effects_;
};

}  // namespace duban
