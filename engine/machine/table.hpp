#pragma once

#include <array>
#include <string_view>
#include <type_traits>

// mp11/mpl.hpp teaches MPL to read an mp_list, so a table may be one, and the 20-row limit of
// mpl::vector is gone without a macro.
#include "engine/data/name.hpp"
#include "engine/workflow.hpp"

#include <boost/mp11.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/states.hpp>

/// The words a workflow's table is written in.
namespace duban {

namespace mp11 = boost::mp11;
using boost::mp11::mp_list;

/// Clock kinds of which at least one runs while a case is in the state.
template <Literal... Kinds>
struct Runs {
  static constexpr std::array<std::string_view, sizeof...(Kinds)> clocks{Kinds.view()...};
  static constexpr std::string_view reason{};
};

/// Why no clock of the case itself need run in the state.
template <Literal Reason>
struct WaitsWithout {
  static constexpr std::array<std::string_view, 0> clocks{};
  static constexpr std::string_view reason = Reason.view();
};

/// A state.  `Code` is what the database stores: never rename or reuse one.
template <Literal Code, class Waiting>
struct State : boost::msm::front::state<> {
  using waiting = Waiting;
  static constexpr std::string_view code = Code.view();
  static constexpr bool final = false;
};

/// A state that no row leaves.
template <Literal Code>
struct Final : State<Code, WaitsWithout<"the life of the case has ended">> {
  static constexpr bool final = true;
};

/// Where every case is before its first event.  Never stored.
struct New : State<"new", WaitsWithout<"not in the register yet">> {};

/// A set of states: the row stands for one row from each.
template <class... States>
struct Any {};

/// Target of a row that acts but stays where it is.
using Stay = boost::msm::front::none;

/// What a row does: functions `void f(Change<Facts>&)` or `void f(Change<Facts>&, const Event&)`.
/// A function that starts or stops a clock is named start_KIND_clock, stop_KIND_clock.
template <auto... Functions>
struct Do {
  static constexpr std::array<std::string_view, sizeof...(Functions)> names{
      name_of<Functions>()...};
};

/// On what conditions: functions `bool f(const View<Facts>&)` or `bool f(…, const Event&)`, all of
/// which must hold.  They are judged in order; the first that does not hold is named in the
/// refusal.
template <auto... Functions>
struct If {
  static constexpr std::array<std::string_view, sizeof...(Functions)> names{
      name_of<Functions>()...};
};

/// One row: where it is written, from where, on what, by whose authority, to where, doing what,
/// provided what.  Authority `derived`: raised inside a transaction only, never by a person.
template <Literal Source,
          class From,
          class On,
          Literal Authority,
          class To,
          class Doing = Do<>,
          class Provided = If<>>
struct Row {
  using from = From;
  using on = On;
  using to = To;
  using effects = Doing;
  using conditions = Provided;
  static constexpr std::string_view source = Source.view();
  static constexpr std::string_view authority = Authority.view();
};

namespace table {

template <class R>
struct Expand {
  using type = mp_list<R>;
};
template <Literal Source,
          class... Froms,
          class On,
          Literal Authority,
          class To,
          class Doing,
          class Provided>
struct Expand<Row<Source, Any<Froms...>, On, Authority, To, Doing, Provided>> {
  using type = mp_list<Row<Source, Froms, On, Authority, To, Doing, Provided>...>;
};
template <class R>
using expand = typename Expand<R>::type;

/// One row per from-state.
template <class Rows>
using Expanded = mp11::mp_flatten<mp11::mp_transform<expand, Rows>>;

template <class R>
using from_of = typename R::from;
template <class R>
using on_of = typename R::on;
template <class R>
using to_of =
    std::conditional_t<std::is_same_v<typename R::to, Stay>, typename R::from, typename R::to>;

template <class Rows>
using StatesOf = mp11::mp_unique<
    mp11::mp_append<mp11::mp_transform<from_of, Rows>, mp11::mp_transform<to_of, Rows>>>;
template <class Rows>
using EventsOf = mp11::mp_unique<mp11::mp_transform<on_of, Rows>>;

template <class R>
constexpr RowInfo row_info() {
  return {R::source,
          R::from::code,
          event_code<typename R::on>,
          R::authority,
          to_of<R>::code,
          R::conditions::names,
          R::effects::names,
          std::is_same_v<typename R::to, Stay>};
}

template <class Rows>
inline constexpr auto row_infos = []<class... R>(mp_list<R...>) {
  return std::array<RowInfo, sizeof...(R)>{row_info<R>()...};
}(Rows{});

template <class Rows>
inline constexpr auto state_infos = []<class... S>(mp_list<S...>) {
  return std::array<StateInfo, sizeof...(S)>{
      StateInfo{S::code, S::final, S::waiting::clocks, S::waiting::reason}...};
}(StatesOf<Rows>{});

}  // namespace table
}  // namespace duban
