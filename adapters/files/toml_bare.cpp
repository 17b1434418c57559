#include "adapters/files/toml_bare.hpp"

#include <algorithm>
#include <utility>

namespace duban {

namespace {

/// Past the string that begins at `at`; one that never ends is the library's to refuse.
std::size_t after_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool many_lines = text.substr(at, 3) == three;
  const auto close = std::string_view{three}.substr(0, many_lines ? 3 : 1);
  for (at += close.size(); at < text.size(); ++at) {
    if (text.substr(at).starts_with(close)) {
      at += close.size();
      // Up to two quotation marks may stand before the three that end it.
      for (int more = 0; many_lines && more < 2 && at < text.size() && text[at] == quote; ++more)
        ++at;
      return at;
    }
    if (!many_lines && text[at] == '\n') return at;
    if (quote == '"' && text[at] == '\\') ++at;
  }
  return text.size();
}

/// Follows just enough of the grammar to know whether a value without quotes is being read: the
/// library takes everything up to the next blank, comma or bracket for part of it, texts too.
class Place {
 public:
  [[nodiscard]] bool is_in_bare_value() const { return is_value_ && is_begun_; }

  void pass(char c) {
    const bool was_begun = std::exchange(is_begun_, false);
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
        break;
      case '\n':
        if (open_.empty()) is_value_ = false;
        break;
      case '=':
        is_begun_ = is_value_;
        is_value_ = true;
        break;
      case ',':
        if (!open_.empty()) is_value_ = open_.back() == '[';
        break;
      case '[':
      case '{':
        if (!is_value_) break;
        is_begun_ = was_begun;
        if (was_begun) break;
        open_.push_back(c);
        is_value_ = c == '[';
        break;
      case ']':
      case '}':
        if (open_.empty()) break;
        open_.pop_back();
        is_value_ = true;
        break;
      default:
        is_begun_ = true;
    }
  }

 private:
  std::string open_;       ///< brackets of the value
  bool is_value_ = false;  ///< after the equals sign
  bool is_begun_ = false;  ///< something other than a blank or a bracket stands before
};

}  // namespace

std::optional<Error> bare_text_refusal(std::string_view text, const std::string& file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const auto refuse = [&](std::size_t at, const char* why) {
    const auto line = 1 + std::ranges::count(text.substr(0, at), '\n');
    return bad_input(file + ":" + std::to_string(line), why);
  };
  Place place;
  for (auto at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
       at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      if (place.is_in_bare_value())
        return refuse(at, "a text cannot begin in the middle of a value");
      at = after_quoted(text, at);
      place.pass(c);
    } else if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (static_cast<unsigned char>(c) < 0x80) {
      place.pass(c);
      ++at;
    } else {
      return refuse(at, "a wide character stands outside straight quotation marks");
    }
  }
  return {};
}

}  // namespace duban
