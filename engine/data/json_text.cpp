#include "engine/data/json_text.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/utf8.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace duban {

namespace {

namespace json = boost::json;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool begins_a_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

/// The character that stands at `at`.
std::string_view character_at(std::string_view text, std::size_t at) {
  auto end = at + 1;
  while (end < text.size() && !begins_a_character(text[end])) ++end;
  return text.substr(at, end - at);
}

Error fault_at(std::string_view text, std::size_t at, const std::string& subject, std::string why) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && !begins_a_character(text[at])) --at;
  const auto before = text.substr(0, at);
  const auto line_begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  const auto line = 1 + std::ranges::count(before, '\n');
  const auto column = 1 + std::ranges::count_if(before.substr(line_begin), begins_a_character);
  return bad_input(subject, "is not JSON, line " + std::to_string(line) + " column " +
                                std::to_string(column) + ": " + std::move(why));
}

std::string misplaced(std::string_view character) {
  constexpr std::string_view wide = "“”‘’：，｛｝［］";
  std::string why = "`" + std::string{character} + "` does not belong here";
  if (character.size() > 1 && wide.find(character) != wide.npos)
    why += "; write \" : , { } [ ] in half width";
  return why;
}

std::string why(const boost::system::error_code& failed, std::string_view text, std::size_t at) {
  if (failed == json::error::incomplete || at >= text.size())
    return "the text ends too early; a quotation mark or a bracket is not closed";
  if (failed == json::error::too_deep) return "is nested too deep";
  if (failed == json::error::extra_data) return "more follows after the end";
  if (failed == json::error::exponent_overflow) return "the number is too large";
  if (failed != json::error::syntax) return "the escape after \\u is wrong";
  if (static_cast<unsigned char>(text[at]) < 0x20)
    return "a line end or control character stands in a text; write \\n instead";
  return misplaced(character_at(text, at));
}

/// Looks for members given twice in a text that is JSON.
class Doubles {
 public:
  explicit Doubles(std::string_view text) : text_{text} {}

  /// The path of the first, or nothing.
  [[nodiscard]] std::optional<std::string> first() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '{' || c == '[') open_.push_back({.is_object = c == '{'});
      if (c == '}' || c == ']') open_.pop_back();
      if (c == ',' && !open_.empty()) next_member();
      if (c == '"' && !take_text()) return path();
    }
    return {};
  }

 private:
  struct Level {
    bool is_object = false, wants_name = true;
    std::size_t index = 0;
    std::string name{};
    std::set<std::string> names{};
  };

  void next_member() {
    open_.back().wants_name = true;
    ++open_.back().index;
  }

  /// False if it is the name of a member that was there before.
  bool take_text() {
    const auto begin = at_++;
    while (text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    if (open_.empty() || !open_.back().is_object || !open_.back().wants_name) return true;
    auto& level = open_.back();
    level.wants_name = false;
    const auto written = text_.substr(begin, at_ + 1 - begin);
    level.name =
        std::string{std::string_view{json::parse({written.data(), written.size()}).as_string()}};
    return level.names.insert(level.name).second;
  }

  [[nodiscard]] std::string path() const {
    std::string path;
    for (const auto& level : open_)
      path = level.is_object ? codec::member_path(path, level.name)
                             : path + "[" + std::to_string(level.index) + "]";
    return path;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Level> open_;
};

std::optional<Error> wrong_encoding(std::string_view text, const std::string& subject) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return bad_input(subject, "the file is UTF-16; save it as UTF-8");
  if (is_utf8(text)) return {};
  return bad_input(subject, "the text is not UTF-8, perhaps GB18030; save it as UTF-8");
}

}  // namespace

Result<json::value> parse_json(std::string_view text, const std::string& subject) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (auto fault = wrong_encoding(text, subject)) return *fault;
  json::stream_parser parser;
  boost::system::error_code failed;
  const auto read = parser.write_some(text.data(), text.size(), failed);
  if (failed) return fault_at(text, read, subject, why(failed, text, read));
  if (const auto rest = text.find_first_not_of(" \t\r\n", read); rest != text.npos)
    return fault_at(text, rest, subject, "more follows after the end");
  parser.finish(failed);
  if (failed) return fault_at(text, text.size(), subject, why(failed, text, text.size()));
  if (const auto twice = Doubles{text}.first()) return bad_input(*twice, "is given twice");
  return parser.release();
}

}  // namespace duban
