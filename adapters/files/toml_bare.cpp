#include "adapters/files/toml_bare.hpp"

#include <algorithm>

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

}  // namespace

std::optional<Error> bare_text_refusal(std::string_view text, const std::string& file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  for (auto at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
       at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = after_quoted(text, at);
    } else if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (static_cast<unsigned char>(c) < 0x80) {
      ++at;
    } else {
      const auto line = 1 + std::ranges::count(text.substr(0, at), '\n');
      return bad_input(file + ":" + std::to_string(line),
                       "a wide character stands outside straight quotation marks");
    }
  }
  return {};
}

}  // namespace duban
