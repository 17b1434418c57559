#include "engine/data/search_text.hpp"

#include "engine/data/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace duban {

namespace {

constexpr char32_t to_full_width = 0xFEE0;  ///< from '!' to '～', as far as ASCII goes

bool is_space(char32_t c) {
  return c <= ' ' || c == 0x7F || c == 0xA0 || c == 0x3000;
}

bool is_letter_or_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char32_t comparable(char32_t c) {
  if (c > to_full_width + ' ' && c <= to_full_width + '~' && is_letter_or_digit(c - to_full_width))
    c -= to_full_width;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
  if (c > ' ' && c <= '~' && !is_letter_or_digit(c)) return c + to_full_width;
  return c;
}

void append(std::string& text, char32_t c) {
  const auto tail = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
  };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6U));
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | (c >> 12U));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0U | (c >> 18U));
    tail(12), tail(6), tail(0);
  }
}

}  // namespace

std::string comparable(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto c = take_character(text);
    if (!is_space(c))
      append(plain, comparable(c));
    else if (!plain.empty() && plain.back() != ' ')
      plain += ' ';
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

std::vector<std::string> grams_of(std::string_view text) {
  std::vector<std::string> grams;
  const auto plain = comparable(text);
  std::string_view rest = plain, before;
  while (!rest.empty()) {
    const auto* const begin = rest.data();
    const auto left = rest.size();
    const auto c = take_character(rest);
    const std::string_view character{begin, left - rest.size()};
    if (c != ' ' && !before.empty())
      grams.emplace_back(before.data(), before.size() + character.size());
    before = c == ' ' ? std::string_view{} : character;
  }
  std::ranges::sort(grams);
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

std::vector<std::string> search_words(std::string_view query) {
  const auto plain = comparable(query);
  std::vector<std::string> words;
  for (std::string_view rest = plain; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

bool holds_all(std::string_view text, const std::vector<std::string>& words) {
  const auto plain = comparable(text);
  return std::ranges::all_of(words,
                             [&](const auto& word) { return plain.find(word) != plain.npos; });
}

double likeness(const std::vector<std::string>& grams, const std::vector<std::string>& others) {
  if (grams.empty() || others.empty()) return 0;
  std::vector<std::string_view> common;
  std::ranges::set_intersection(grams, others, std::back_inserter(common));
  return static_cast<double>(common.size()) /
         static_cast<double>(std::min(grams.size(), others.size()));
}

}  // namespace duban
