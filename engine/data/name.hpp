#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace duban {

/// A string literal that can be a template argument.
template <std::size_t N>
struct Literal {
  char text[N]{};
  constexpr Literal(const char (&s)[N]) { std::copy_n(s, N, text); }
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

namespace naming {

/// The last component of a qualified name: `duban::x::Assign` → `Assign`.
[[nodiscard]] constexpr std::string_view unqualified(std::string_view name) {
  if (const auto colon = name.rfind("::"); colon != name.npos) name.remove_prefix(colon + 2);
  return name;
}

/// Cuts `key = NAME` out of what the compiler prints for a template function.
[[nodiscard]] constexpr std::string_view argument(std::string_view pretty, std::string_view key) {
  pretty.remove_prefix(pretty.find(key) + key.size());
  return pretty.substr(0, pretty.find_first_of(";]"));
}

template <class T>
consteval std::string_view type_name() {
  return unqualified(argument(__PRETTY_FUNCTION__, "T = "));
}

constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

template <class T>
struct SnakeCase {
  static constexpr std::string_view camel = type_name<T>();
  static constexpr std::size_t size =
      camel.size() + static_cast<std::size_t>(std::ranges::count_if(camel.substr(1), is_upper));
  static constexpr auto text = [] {
    std::array<char, size> out{};
    std::size_t n = 0;
    for (const char c : camel) {
      if (is_upper(c) && n > 0) out[n++] = '_';
      out[n++] = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
  }();
};

}  // namespace naming

/// The stored code of an event type: `AcceptMissingOpinion` → `accept_missing_opinion`.  Renaming
/// the type renames the code, which is stored: the approved table in tests/ fails when one changes.
template <class E>
inline constexpr std::string_view event_code{naming::SnakeCase<E>::text.data(),
                                             naming::SnakeCase<E>::size};

/// The source name of a function given as a template argument: what tables and diagrams show.
template <auto F>
consteval std::string_view name_of() {
  std::string_view name = naming::argument(__PRETTY_FUNCTION__, "F = ");
  if (const auto paren = name.find('('); paren != name.npos) name = name.substr(0, paren);
  name = naming::unqualified(name);
  if (!name.empty() && name.front() == '&') name.remove_prefix(1);
  return name;
}

}  // namespace duban
