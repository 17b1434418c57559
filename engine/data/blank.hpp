#pragma once

#include "engine/data/codec.hpp"

namespace duban {

namespace codec {

// The path of the first text that says nothing, or an empty one.  What is no text has none.
inline std::string path_of_blank(const std::string& text, const Path& at) {
  return is_blank(text) ? at.text() : std::string{};
}
inline std::string path_of_blank(const std::optional<std::string>& text, const Path& at) {
  return text && !text->empty() ? path_of_blank(*text, at) : std::string{};
}
template <class T>
std::string path_of_blank(const T&, const Path&) {
  return {};
}
template <Described T>
std::string path_of_blank(const T& value, const Path& path);

template <class T>
std::string path_of_blank(const std::vector<T>& list, const Path& at) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (auto found = path_of_blank(list[i], at.item(i)); !found.empty()) return found;
  return {};
}

template <Described T>
std::string path_of_blank(const T& value, const Path& path) {
  std::string found;
  boost::mp11::mp_for_each<Members<T>>([&](auto d) {
    if (found.empty()) found = path_of_blank(value.*d.pointer, path.member(d.name));
  });
  return found;
}

}  // namespace codec

/// The path of the first text that says nothing: one that may not be absent, stands in a list, or
/// was given as blanks only.  Empty if there is none.
template <codec::Described T>
[[nodiscard]] std::string blank_member(const T& value) {
  return codec::path_of_blank(value, codec::Path{});
}

}  // namespace duban
