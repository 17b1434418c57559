#pragma once

#include "engine/data/blank.hpp"
#include "engine/data/canonical.hpp"
#include "engine/data/schema.hpp"
#include "engine/machine/authority.hpp"
#include "engine/machine/change.hpp"
#include "engine/machine/checks.hpp"
#include "engine/machine/print.hpp"
#include "engine/machine/table.hpp"

#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

/// Turns a table into a Boost.MSM machine behind the Workflow interface.  Included by one source
/// file per workflow and by nobody else.
namespace duban {

/// What one call of decide() or step() carries through the machine.
template <class Facts>
struct Turn {
  const Workflow* workflow = nullptr;
  const Situation* situation = nullptr;  ///< null while replaying
  const Assumption* assume = nullptr;    ///< null while deciding
  Facts before{};
  Facts after{};
  std::vector<Effect> effects{};
  std::string_view source{};
  std::optional<Error> refusal{};  ///< of the first row that did not apply

  template <class R, class E>
  bool allows(const E& event) {
    const auto no = assume ? assumed_refusal(R::conditions::names) : refusal_of<R>(event);
    if (no && !refusal) refusal = no;
    return !no;
  }

  template <class R, class E>
  void perform(const E& event) {
    source = R::source;
    if (situation && !situation->data_to_come) perform_all(typename R::effects{}, event);
  }

 private:
  [[nodiscard]] std::optional<Error> assumed_refusal(
      std::span<const std::string_view> conditions) const {
    for (const auto name : conditions)
      if (!(*assume)(name)) return Error{Problem::condition, std::string{name}, ""};
    return std::nullopt;
  }

  template <class R, class E>
  [[nodiscard]] std::optional<Error> refusal_of(const E& event) const {
    if (situation->imported) return std::nullopt;
    if (auto no = check_authority(*workflow, *situation, R::authority)) return no;
    if (auto no = first_unmet(typename R::conditions{}, event)) return no;
    // Last: a condition says in the law's words what is missing.
    if (R::authority == "derived" || situation->data_to_come ||
        !workflow->keeps_texts(situation->family.root().facts))
      return std::nullopt;
    if (auto path = blank_member(event); !path.empty())
      return bad_input(std::move(path), "is empty");
    return std::nullopt;
  }

  template <auto... F, class E>
  [[nodiscard]] std::optional<Error> first_unmet(If<F...>, const E& event) const {
    const View<Facts> view{*situation, before};
    std::string_view unmet;
    static_cast<void>((... && (holds<F>(view, event) || (unmet = name_of<F>(), false))));
    if (unmet.empty()) return std::nullopt;
    return Error{Problem::condition, std::string{unmet}, ""};
  }

  template <auto F, class E>
  [[nodiscard]] bool holds(const View<Facts>& view, const E& event) const {
    if constexpr (std::is_invocable_v<decltype(F), const View<Facts>&, const E&>) {
      return situation->data_to_come || F(view, event);
    } else {
      return F(view);
    }
  }

  template <auto... F, class E>
  void perform_all(Do<F...>, const E& event) {
    Change<Facts> change{*situation, after, effects};
    (perform_one<F>(change, event), ...);
  }

  template <auto F, class E>
  static void perform_one(Change<Facts>& change, const E& event) {
    if constexpr (std::is_invocable_v<decltype(F), Change<Facts>&, const E&>) {
      F(change, event);
    } else {
      F(change);
    }
  }
};

/// A row of ours as a row of MSM.
template <class R>
struct Allows {
  template <class E, class Fsm, class S, class T>
  bool operator()(const E& event, Fsm& fsm, S&, T&) const {
    return fsm.turn->template allows<R>(event);
  }
};
template <class R>
struct Performs {
  template <class E, class Fsm, class S, class T>
  void operator()(const E& event, Fsm& fsm, S&, T&) const {
    fsm.turn->template perform<R>(event);
  }
};
template <class R>
using MsmRow = boost::msm::front::
    Row<typename R::from, typename R::on, typename R::to, Performs<R>, Allows<R>>;

/// The front-end every workflow derives from.  The table is tried from first to last; MSM itself
/// tries conflicting rows from last to first, so the list is reversed once, here.
template <class Derived, class FactsOfCase, class Table>
struct Statute : boost::msm::front::state_machine_def<Derived> {
  using Facts = FactsOfCase;
  using Rows = table::Expanded<Table>;
  using initial_state = New;
  using transition_table = mp11::mp_reverse<mp11::mp_transform<MsmRow, Rows>>;

  // Effects are returned and never raise events inside the machine, so no queue is needed; an
  // exception passes through instead of being swallowed.
  using no_message_queue = int;
  using no_exception_thrown = int;

  Turn<Facts>* turn = nullptr;

  // MSM's default asserts.  A refused event is an ordinary answer here.
  template <class Fsm, class E>
  void no_transition(const E&, Fsm&, int) {}
};

/// Writes the active state through MSM's public serialize() hook: no entry action runs.
struct Restorer {
  int state_id;
  Restorer& operator&(int (&states)[1]) {
    states[0] = state_id;
    return *this;
  }
  template <class Ignored>
  Restorer& operator&(Ignored&) {
    return *this;
  }
};

template <class Front>
class MsmWorkflow : public Workflow {
 public:
  using Facts = typename Front::Facts;

  [[nodiscard]] std::string_view name() const final { return Front::workflow_name; }
  [[nodiscard]] std::string_view initial() const final { return New::code; }
  [[nodiscard]] std::span<const RowInfo> rows() const final { return table::row_infos<Rows>; }
  [[nodiscard]] std::span<const StateInfo> states() const final { return table::state_infos<Rows>; }
  [[nodiscard]] std::span<const EventInfo> events() const final { return event_infos(); }
  [[nodiscard]] const std::string& edition() const final {
    static const std::string hash = hash_of(canonical(table_as_json(*this)));
    return hash;
  }

  [[nodiscard]] Result<Step> decide(const Situation& situation,
                                    std::string_view event,
                                    const json::value& data) const final {
    const auto* entry = find(event);
    if (!entry) return unknown_event(*this, event);
    // Asked at the wrong time, the data do not matter: say so before complaining of them.
    if (!possible(situation.self.state, event))
      return not_in_state(*this, situation.self.state, event);
    Turn<Facts> turn{.workflow = this, .situation = &situation};
    turn.before = decode_stored<Facts>(situation.self.facts);
    turn.after = turn.before;
    Machine machine = restored(situation.self.state, turn);
    const auto handled = situation.data_to_come ? Result<Handled>{entry->fire_empty(machine)}
                                                : entry->fire(machine, data, situation.imported);
    if (!handled) return bar_to(situation, event).value_or(handled.error());
    if (*handled == boost::msm::back::HANDLED_TRUE)
      return Step{code_of(machine), turn.source, std::move(encode(turn.after).get_object()),
                  std::move(turn.effects)};
    return turn.refusal.value();
  }

  [[nodiscard]] std::string_view step(std::string_view state,
                                      std::string_view event,
                                      const Assumption& assume) const final {
    const auto* entry = find(event);
    if (!entry) return state;
    Turn<Facts> turn{.workflow = this, .assume = &assume};
    Machine machine = restored(state, turn);
    entry->fire_empty(machine);
    return code_of(machine);
  }

 private:
  /// Who may not, or not now, is told that and not what is wrong with the data.
  [[nodiscard]] std::optional<Error> bar_to(const Situation& situation,
                                            std::string_view event) const {
    if (situation.imported) return std::nullopt;
    auto before = situation;
    before.data_to_come = true;
    const auto possible = decide(before, event, {});
    return possible ? std::nullopt : std::optional{possible.error()};
  }

  using Machine = boost::msm::back::state_machine<Front>;
  using Rows = typename Front::Rows;
  using States = table::StatesOf<Rows>;
  using Events = table::EventsOf<Rows>;
  using Handled = boost::msm::back::HandledEnum;

  // MSM numbers states by their place in the table, so its ids change when a row moves.  They live
  // only inside one call; the code is what is stored.
  template <class S>
  static constexpr int id_of = boost::msm::back::get_state_id<typename Machine::stt, S>::value;
  static constexpr auto code_by_id = []<class... S>(mp_list<S...>) {
    std::array<std::string_view, sizeof...(S)> codes{};
    ((codes[id_of<S>] = S::code), ...);
    return codes;
  }(States{});

  struct EventEntry {
    std::string_view code;
    Result<Handled> (*fire)(Machine&, const json::value&, bool);
    Handled (*fire_empty)(Machine&);
  };

  template <class E>
  static Result<Handled> fire(Machine& machine, const json::value& data, bool imported) {
    const auto event = duban::decode<E>(data, imported ? Absent::is_unknown : Absent::is_an_error);
    if (!event) return event.error();
    return machine.process_event(*event);
  }
  template <class E>
  static Handled fire_empty(Machine& machine) {
    return machine.process_event(E{});
  }

  static constexpr auto entries = []<class... E>(mp_list<E...>) {
    std::array<EventEntry, sizeof...(E)> all{
        EventEntry{event_code<E>, &fire<E>, &fire_empty<E>}...};
    std::ranges::sort(all, {}, &EventEntry::code);
    return all;
  }(Events{});

  static constexpr const auto& checked_rows = table::row_infos<Rows>;
  static constexpr const auto& checked_states = table::state_infos<Rows>;
  static_assert(checks::distinct_codes(checked_states), "two states share a code");
  static_assert(checks::all_reachable(checked_rows, checked_states, New::code),
                "a state cannot be reached");
  static_assert(checks::no_dead_ends(checked_rows, checked_states),
                "a state is a trap, or a final state is left");
  static_assert(checks::no_silent_ambiguity(checked_rows),
                "two rows for one state and event, and one has no condition");
  static_assert(checks::every_wait_has_a_clock(checked_rows, checked_states),
                "a state is entered without a clock that runs in it");

  static bool possible(std::string_view state, std::string_view event) {
    return std::ranges::any_of(
        checked_rows, [&](const RowInfo& row) { return row.from == state && row.event == event; });
  }

  static const EventEntry* find(std::string_view event) {
    const auto at = std::ranges::lower_bound(entries, event, {}, &EventEntry::code);
    return at != entries.end() && at->code == event ? &*at : nullptr;
  }

  static Machine restored(std::string_view state, Turn<Facts>& turn) {
    const auto known = std::ranges::find(code_by_id, state);
    if (known == code_by_id.end())
      throw std::logic_error("stored state '" + std::string{state} + "' is not in the table");
    Machine machine;
    Restorer restore{static_cast<int>(known - code_by_id.begin())};
    machine.serialize(restore, 0);
    machine.turn = &turn;
    return machine;
  }

  static std::string_view code_of(const Machine& machine) {
    return code_by_id[static_cast<std::size_t>(machine.current_state()[0])];
  }

  static std::span<const EventInfo> event_infos() {
    static const auto all = []<class... E>(mp_list<E...>) {
      return std::vector<EventInfo>{EventInfo{event_code<E>, schema_of<E>()}...};
    }(Events{});
    return all;
  }
};

}  // namespace duban
