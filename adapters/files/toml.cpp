#include "adapters/files/toml.hpp"

#include "adapters/files/toml_bare.hpp"
#include "engine/data/codec.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

// The library asserts what its next lines check and report properly; what a file says wrongly is an
// answer, not the end of the program.  So its parser is compiled here, without the assertions.
#undef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>

namespace duban {

namespace {

/// No file here nests half as deep; what does would otherwise be walked until the stack ends.
constexpr int deepest = 16;
/// The library itself nests as deep as a line of dots is long.
constexpr std::size_t longest_line = 4096;

/// Walks a TOML tree and keeps the position of every value on the way.
class Conversion {
 public:
  explicit Conversion(const std::string& file) : file_{file}, positions_{file} {}

  Result<json::value> convert(const toml::node& node, const std::string& path, int depth = 0) {
    if (depth > deepest) return bad_input(path, "is nested too deep");
    if (const auto line = node.source().begin.line; line > 0) positions_.put(path, file_, line);
    if (const auto* table = node.as_table()) return convert_table(*table, path, depth);
    if (const auto* array = node.as_array()) return convert_array(*array, path, depth);
    if (const auto* text = node.as_string()) return json::value(text->get());
    if (const auto* number = node.as_integer()) return json::value(number->get());
    if (const auto* truth = node.as_boolean()) return json::value(truth->get());
    return bad_input(path,
                     node.is_floating_point()
                         ? "is a decimal number; write a whole number, or a text in "
                           "quotation marks"
                         : "is a date or time; write it as a text in quotation marks, such as "
                           "\"2025-06-30\"");
  }

  [[nodiscard]] Positions& positions() { return positions_; }

 private:
  Result<json::value> convert_table(const toml::table& table, const std::string& path, int depth) {
    json::object all;
    for (const auto& [key, node] : table) {
      auto value = convert(node, codec::member_path(path, key.str()), depth + 1);
      if (!value) return value;
      all.emplace(key.str(), std::move(*value));
    }
    return all;
  }

  Result<json::value> convert_array(const toml::array& array, const std::string& path, int depth) {
    json::array all;
    for (const auto& node : array) {
      auto value = convert(node, path + "[" + std::to_string(all.size()) + "]", depth + 1);
      if (!value) return value;
      all.push_back(std::move(*value));
    }
    return all;
  }

  std::string file_;
  Positions positions_;
};

/// What the library says is exact but does not say what to do.
std::string_view advice(std::string_view description) {
  const auto says = [&](std::string_view words) { return description.find(words) != words.npos; };
  if (says("utf-8")) return "; save the file as UTF-8";
  if (says("string: ") && (says("control characters") || says("end-of-file")))
    return "; a text begins and ends with a quotation mark on the same line";
  if (says("value type") || says("comment or whitespace"))
    return "; a text stands between straight quotation marks";
  if (says("cannot redefine")) return "; it is already given above";
  return "";
}

Error not_toml(const toml::parse_error& error, const std::string& file) {
  const auto description = std::string{error.description()};
  return bad_input(file + ":" + std::to_string(error.source().begin.line),
                   description + std::string{advice(description)});
}

std::optional<Error> line_too_long(std::string_view text, const std::string& file) {
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end - begin > longest_line)
      return bad_input(file + ":" + std::to_string(number),
                       "the line is longer than " + std::to_string(longest_line) + " bytes");
    begin = end + 1;
  }
  return {};
}

}  // namespace

Result<TomlDocument> parse_toml(std::string_view text, const std::string& file) {
  if (auto refusal = line_too_long(text, file)) return *refusal;
  if (auto refusal = bare_text_refusal(text, file)) return *refusal;
  toml::table table;
  // Debian builds the library with exceptions; what it throws here is an ordinary refusal.
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return not_toml(error, file);
  }

  Conversion conversion{file};
  auto values = conversion.convert(table, "");
  if (!values) return conversion.positions().locate(values.error());
  return TomlDocument{std::move(values->as_object()), std::move(conversion.positions())};
}

Result<std::string> read_file(const std::filesystem::path& path) {
  const auto refused = [&](const std::string& why) {
    return Error{Problem::not_found, path.string(), why};
  };
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) return refused("is a folder, not a file");
  std::ifstream file{path, std::ios::binary};
  if (!file) return refused("cannot be opened: " + std::generic_category().message(errno));
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (file.bad()) return refused("cannot be read: " + std::generic_category().message(errno));
  return text;
}

}  // namespace duban
