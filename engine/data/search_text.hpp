#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Text as searches compare it.  Chinese has no blanks between words, so what is indexed is every
/// pair of neighbouring characters: words of two characters and more are found, and each hit is
/// then looked at again.
namespace duban {

/// Without the differences that people do not see or mean: capitals are small, letters and digits
/// of full width are ASCII, ASCII punctuation is of full width, and every blank is one space.
[[nodiscard]] std::string comparable(std::string_view text);

/// Every pair of neighbouring characters of a text, sorted, each once; none holds a blank.
[[nodiscard]] std::vector<std::string> grams_of(std::string_view text);

/// What somebody looks for, word by word, comparable.
[[nodiscard]] std::vector<std::string> search_words(std::string_view query);

/// Whether a text holds every word of search_words().
[[nodiscard]] bool holds_all(std::string_view text, const std::vector<std::string>& words);

/// How alike two texts are by their grams: how much of the shorter one stands in the other, from 0
/// to 1.  So a title is compared with a whole text.
[[nodiscard]] double likeness(const std::vector<std::string>& grams,
                              const std::vector<std::string>& others);

}  // namespace duban
