#include "engine/data/sound_text.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/member_bounds.hpp"
#include "engine/data/utf8.hpp"

#include <spdlog/fmt/fmt.h>

namespace duban {

namespace {

namespace json = boost::json;

constexpr std::size_t longest = std::size_t{1} << 20U;

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

/// Of a text that stands on one line.
Result<void> check_length(std::string_view path, std::string_view text, std::string_view member) {
  const auto most = most_characters(member);
  if (!most || text.size() <= *most || characters_in(text) <= *most) return {};
  return bad_input(std::string{path}, fmt::format("is longer than {} characters", *most));
}

/// Names that look alike are to be alike.
Result<void> check_looks(std::string_view path, std::string_view text) {
  char32_t first = 0, last = 0;
  for (auto rest = text; !rest.empty();) {
    last = take_character(rest);
    if (first == 0) first = last;
    if (is_invisible(last))
      return bad_input(std::string{path},
                       fmt::format("holds U+{:04X}, which nobody sees; leave it out",
                                   static_cast<unsigned>(last)));
  }
  if (is_white_space(first) || is_white_space(last))
    return bad_input(std::string{path}, "begins or ends with a blank; leave it out");
  return {};
}

Result<void> check_member(std::string_view path, std::string_view text, std::string_view member) {
  if (may_have_lines(member)) return check_long_text(path, text);
  if (is_secret(member)) return check_one_line(path, text);
  return check_line(path, text);
}

using TextCheck = Result<void> (*)(std::string_view path,
                                   std::string_view text,
                                   std::string_view member);

/// `member`: whose value it is, or whose list it stands in.
Result<void> check_value(const json::value& value,
                         const std::string& path,
                         std::string_view member,
                         TextCheck check_text) {
  if (const auto* text = value.if_string())
    return check_text(path, {text->data(), text->size()}, member);
  if (const auto* list = value.if_array()) {
    if (const auto most = most_items(member); most && list->size() > *most)
      return bad_input(path, fmt::format("has more than {} items", *most));
    for (std::size_t i = 0; i < list->size(); ++i)
      if (auto sound =
              check_value((*list)[i], path + "[" + std::to_string(i) + "]", member, check_text);
          !sound)
        return sound;
  }
  if (const auto* object = value.if_object())
    for (const auto& [key, inner] : *object)
      if (auto sound = check_value(inner, codec::member_path(path, key), key, check_text); !sound)
        return sound;
  return {};
}

}  // namespace

Result<void> check_texts(const json::value& data, std::string_view path) {
  return check_value(data, std::string{path}, "", check_member);
}

Result<void> check_sizes(const json::value& data) {
  return check_value(data, "", "", check_length);
}

Result<void> check_long_text(std::string_view path, std::string_view text) {
  return check(path, text, true);
}

Result<void> check_one_line(std::string_view path, std::string_view text) {
  return check(path, text, false);
}

Result<void> check_line(std::string_view path, std::string_view text) {
  if (auto fits = check_length(path, text, ""); !fits) return fits;
  if (auto sound = check_one_line(path, text); !sound) return sound;
  if (codec::is_blank(text)) return {};  // whoever needs it says so
  return check_looks(path, text);
}

Result<void> check_name(std::string_view path, std::string_view text) {
  if (codec::is_blank(text)) return bad_input(std::string{path}, "is blank; write a name");
  if (auto sound = check_one_line(path, text); !sound) return sound;
  return check_looks(path, text);
}

}  // namespace duban
