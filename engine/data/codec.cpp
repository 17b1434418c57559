#include "engine/data/codec.hpp"

#include <algorithm>
#include <numeric>

namespace duban::codec {

namespace {

/// Levenshtein's distance: how many letters must change.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string Path::text() const {
  if (!parent) return std::string{name};
  if (index) return parent->text() + "[" + std::to_string(*index) + "]";
  return member_path(parent->text(), name);
}

std::string list_of(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

bool is_blank(std::string_view text) {
  constexpr std::string_view ideographic_space = "\u3000";
  while (!text.empty()) {
    if (text.starts_with(ideographic_space))
      text.remove_prefix(ideographic_space.size());
    else if (std::string_view{" \t\r\n"}.find(text.front()) != std::string_view::npos)
      text.remove_prefix(1);
    else
      return false;
  }
  return true;
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  const auto best = std::ranges::min_element(
      known, {}, [&](const std::string& candidate) { return distance(word, candidate); });
  if (best == known.end() || distance(word, *best) > std::max<std::size_t>(2, word.size() / 3))
    return {};
  return *best;
}

Error unknown_member(std::string_view path,
                     std::string_view name,
                     const std::vector<std::string>& known) {
  const auto meant = nearest(name, known);
  const auto detail = !meant.empty()  ? "is not known; did you mean " + meant + "?"
                      : known.empty() ? std::string{"is not known; no members are taken here"}
                                      : "is not known; known are " + list_of(known);
  return Error{Problem::bad_input, member_path(path, name), detail, known};
}

}  // namespace duban::codec
