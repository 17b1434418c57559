#include "adapters/http/parameters.hpp"

#include "adapters/http/request_reader.hpp"
#include "engine/data/codec.hpp"
#include "engine/data/sound_text.hpp"
#include "engine/data/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace duban::http {

namespace {

namespace json = boost::json;
constexpr std::int64_t longest_text = 2000;  ///< of a parameter, in characters

using Given = std::map<std::string, json::value, std::less<>>;

Result<json::value> as_integer(const Parameter& parameter, const std::string& text) {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size())
    return bad_input(parameter.name, "is no whole number");
  const auto* least = parameter.schema.if_contains("minimum");
  const auto* most = parameter.schema.if_contains("maximum");
  if ((least && number < least->as_int64()) || (most && number > most->as_int64()))
    return bad_input(parameter.name,
                     "must be from " + (least ? json::serialize(*least) : std::string{"any"}) +
                         " to " + (most ? json::serialize(*most) : std::string{"any"}));
  return json::value(number);
}

Result<void> check_length(const Parameter& parameter, const std::string& text) {
  const auto bound = [&](const char* name, std::int64_t otherwise) {
    const auto* value = parameter.schema.if_contains(name);
    return value ? value->to_number<std::int64_t>() : otherwise;
  };
  const auto length = static_cast<std::int64_t>(characters_in(text));
  const auto least = bound("minLength", 0), most = bound("maxLength", longest_text);
  if (least <= length && length <= most) return {};
  return bad_input(parameter.name, "must have from " + std::to_string(least) + " to " +
                                       std::to_string(most) + " characters");
}

Result<json::value> as_text(const Parameter& parameter, const std::string& text) {
  if (!is_utf8(text)) return bad_input(parameter.name, "is not UTF-8");
  if (auto sound = check_one_line(parameter.name, text); !sound) return sound.error();
  if (auto fits = check_length(parameter, text); !fits) return fits.error();
  const auto* words = parameter.schema.if_contains("enum");
  if (!words) return json::value(text);
  std::vector<std::string> possible;
  for (const auto& word : words->as_array())
    possible.emplace_back(std::string_view{word.as_string()});
  if (std::ranges::find(possible, text) != possible.end()) return json::value(text);
  const auto meant = codec::nearest(text, possible);
  return Error{Problem::bad_input, parameter.name,
               "there is no " + text + (meant.empty() ? "" : "; did you mean " + meant + "?"),
               std::move(possible)};
}

Result<json::value> read(const Parameter& parameter, const std::string& text) {
  const std::string_view type = parameter.schema.at("type").as_string();
  if (type == "integer") return as_integer(parameter, text);
  if (type != "boolean") return as_text(parameter, text);
  const bool only_true = parameter.schema.contains("enum");
  if (only_true && text != "true") return bad_input(parameter.name, "must be true, or left out");
  if (text == "true" || text == "false") return json::value(text == "true");
  return bad_input(parameter.name, "must be true or false");
}

std::vector<std::string> names_in_query(const Route& route) {
  std::vector<std::string> names;
  for (const auto& parameter : route.parameters)
    if (parameter.place == Parameter::Place::query) names.push_back(parameter.name);
  return names;
}

Result<void> check_names(const Route& route, const Request& request) {
  const auto known = names_in_query(route);
  std::vector<std::string> seen;
  for (const auto& [name, value] : request.query) {
    if (std::ranges::find(known, name) == known.end()) {
      const auto meant = codec::nearest(name, known);
      return Error{Problem::bad_input, name.empty() ? "=" : name,  // a value without a name
                   meant.empty() ? "there is no such parameter"
                                 : "there is no such parameter; did you mean " + meant + "?",
                   known};
    }
    if (std::ranges::find(seen, name) != seen.end()) return bad_input(name, "is given twice");
    seen.push_back(name);
  }
  return {};
}

const std::string* text_for(const Parameter& parameter,
                            const std::vector<std::pair<std::string, std::string>>& in_path,
                            const Request& request) {
  if (parameter.place == Parameter::Place::header) {
    const auto at = request.headers.find(lower_case(parameter.name));
    return at == request.headers.end() ? nullptr : &at->second;
  }
  const auto& pairs = parameter.place == Parameter::Place::path ? in_path : request.query;
  const auto at =
      std::ranges::find(pairs, parameter.name, &std::pair<std::string, std::string>::first);
  return at == pairs.end() ? nullptr : &at->second;
}

}  // namespace

Result<Given> read_parameters(const Route& route,
                              const std::vector<std::pair<std::string, std::string>>& in_path,
                              const Request& request) {
  if (!route.from_elsewhere)
    if (auto known = check_names(route, request); !known) return known.error();
  Given given;
  for (const auto& parameter : route.parameters) {
    const auto* text = text_for(parameter, in_path, request);
    if (!text && parameter.required) return bad_input(parameter.name, "is missing");
    if (!text) continue;
    auto value = read(parameter, *text);
    if (!value) return value.error();
    given.emplace(parameter.name, std::move(*value));
  }
  return given;
}

}  // namespace duban::http
