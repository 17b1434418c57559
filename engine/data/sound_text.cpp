#include "engine/data/sound_text.hpp"

#include "engine/data/codec.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>

namespace duban {

namespace {

namespace json = boost::json;

constexpr std::size_t longest = std::size_t{1} << 20U;

/// Members that hold more than a line.
constexpr std::array long_members{"text",
                                  "summary",
                                  "words",
                                  "reason",
                                  "explanation",
                                  "note",
                                  "letter",
                                  "finding",
                                  "part",
                                  "evidence",
                                  "archive",
                                  "redo_ground",
                                  "redo_refused",
                                  "withhold_reason",
                                  "decline_ground",
                                  "inadmissible_ground",
                                  "extension_request",
                                  "objection",
                                  "escalation_finding",
                                  "escalation_result",
                                  "commitment"};

/// The code of the control character at `at`, or 0; U+0000 is told apart by a bit above.
unsigned control_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20 || byte == 0x7F) return byte == 0 ? 0x100U : byte;
  if (byte != 0xC2 || at + 1 >= text.size()) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return second >= 0x80 && second <= 0x9F ? second : 0;
}

bool is_line_end(std::string_view text, std::size_t at) {
  return text[at] == '\n' || (text[at] == '\r' && text.substr(at + 1).starts_with('\n'));
}

Result<void> check(std::string_view path, std::string_view text, bool may_break) {
  if (text.size() > longest) return bad_input(std::string{path}, "is longer than 1 MiB");
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto control = control_at(text, at);
    if (control == 0) continue;
    const bool breaks = is_line_end(text, at) || text[at] == '\t';
    if (breaks && may_break) continue;
    if (breaks)
      return bad_input(std::string{path}, "holds a line end or a tab; it stands on one line");
    return bad_input(std::string{path},
                     fmt::format("holds the control character U+{:04X}", control & 0xFFU));
  }
  return {};
}

Result<void> check_value(const json::value& value, const std::string& path, bool may_break) {
  if (const auto* text = value.if_string())
    return check(path, {text->data(), text->size()}, may_break);
  if (const auto* array = value.if_array())
    for (std::size_t i = 0; i < array->size(); ++i)
      if (auto sound = check_value((*array)[i], path + "[" + std::to_string(i) + "]", may_break);
          !sound)
        return sound;
  if (const auto* object = value.if_object())
    for (const auto& [key, member] : *object)
      if (auto sound = check_value(member, codec::member_path(path, key), may_have_lines(key));
          !sound)
        return sound;
  return {};
}

}  // namespace

bool may_have_lines(std::string_view member) {
  return std::ranges::find(long_members, member) != long_members.end();
}

Result<void> check_texts(const json::value& data, std::string_view path) {
  return check_value(data, std::string{path}, false);
}

Result<void> check_long_text(std::string_view path, std::string_view text) {
  return check(path, text, true);
}

Result<void> check_line(std::string_view path, std::string_view text) {
  return check(path, text, false);
}

Result<void> check_name(std::string_view path, std::string_view text) {
  if (codec::is_blank(text)) return bad_input(std::string{path}, "is blank; write a name");
  return check(path, text, false);
}

}  // namespace duban
