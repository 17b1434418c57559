#include "adapters/http/schema_fixture.hpp"

#include "engine/data/utf8.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <stdexcept>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::array known{"$ref",       "additionalProperties",
                           "anyOf",      "default",
                           "enum",       "examples",
                           "format",     "items",
                           "maxItems",   "maxLength",
                           "maximum",    "minLength",
                           "minimum",    "pattern",
                           "properties", "required",
                           "title",      "type"};

std::string text(const json::value& value) {
  return std::string{std::string_view{value.as_string()}};
}

bool is_of(const json::value& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "null") return value.is_null();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  throw std::logic_error("a schema has the type " + type);
}

bool is_of_some(const json::value& value, const json::value& types) {
  if (types.is_string()) return is_of(value, text(types));
  return std::ranges::any_of(types.as_array(),
                             [&](const json::value& type) { return is_of(value, text(type)); });
}

/// One value against one schema.
class Fitting {
 public:
  Fitting(const json::value& value,
          const json::object& schema,
          const json::value& document,
          const std::string& path)
      : value_{value}, schema_{schema}, document_{document}, path_{path} {}

  [[nodiscard]] std::optional<std::string> misfit() const {
    for (const auto& [keyword, unused] : schema_)
      if (std::ranges::find(known, std::string_view{keyword}) == known.end())
        throw std::logic_error("a schema has the keyword " + std::string{keyword});
    for (const auto check :
         {&Fitting::of_reference, &Fitting::of_either, &Fitting::of_type, &Fitting::of_words,
          &Fitting::of_members, &Fitting::of_items, &Fitting::of_text, &Fitting::of_number})
      if (auto fault = (this->*check)()) return fault;
    return {};
  }

 private:
  using Fault = std::optional<std::string>;

  [[nodiscard]] Fault fault(const std::string& why) const {
    return path_ + ": " + why + ": " + json::serialize(value_).substr(0, 100);
  }
  [[nodiscard]] Fault inside(const json::value& value,
                             const json::value& schema,
                             const std::string& path) const {
    return http::misfit(value, schema, document_, path);
  }

  [[nodiscard]] Fault of_reference() const {
    const auto* to = schema_.if_contains("$ref");
    return to ? inside(value_, document_.at_pointer(text(*to).substr(1)), path_) : Fault{};
  }
  [[nodiscard]] Fault of_either() const {
    const auto* either = schema_.if_contains("anyOf");
    if (!either) return {};
    Fault last;
    for (const auto& each : either->as_array())
      if (last = inside(value_, each, path_); !last) return {};
    return last;
  }
  [[nodiscard]] Fault of_type() const {
    const auto* type = schema_.if_contains("type");
    return !type || is_of_some(value_, *type) ? Fault{} : fault("is no " + json::serialize(*type));
  }
  [[nodiscard]] Fault of_words() const {
    const auto* words = schema_.if_contains("enum");
    if (!words) return {};
    const auto& all = words->as_array();
    return std::ranges::find(all, value_) == all.end() ? fault("is none of the words") : Fault{};
  }
  [[nodiscard]] Fault of_members() const {
    const auto* object = value_.if_object();
    if (!object) return {};
    if (const auto* required = schema_.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!object->contains(name.as_string())) return fault("lacks " + text(name));
    const auto* properties = schema_.if_contains("properties");
    const auto* others = schema_.if_contains("additionalProperties");
    for (const auto& [name, member] : *object) {
      const auto* schema = properties ? properties->as_object().if_contains(name) : nullptr;
      if (!schema) schema = others;
      if (!schema) continue;
      const auto at = path_ + "." + std::string{name};
      if (schema->is_bool() && !schema->get_bool()) return at + ": is not promised";
      if (schema->is_object())
        if (auto found = inside(member, *schema, at)) return found;
    }
    return {};
  }
  [[nodiscard]] Fault of_items() const {
    const auto* items = schema_.if_contains("items");
    if (!items || !value_.is_array()) return {};
    if (const auto* most = schema_.if_contains("maxItems"))
      if (std::ssize(value_.as_array()) > *bound(most)) return fault("has too many items");
    for (std::size_t i = 0; i < value_.as_array().size(); ++i)
      if (auto found = inside(value_.at(i), *items, path_ + "[" + std::to_string(i) + "]"))
        return found;
    return {};
  }
  [[nodiscard]] Fault of_text() const {
    if (!value_.is_string()) return {};
    const auto given = text(value_);
    if (const auto* format = schema_.if_contains("format"); format && *format == "date")
      if (!std::regex_match(given, std::regex{R"(\d{4}-\d\d-\d\d)"})) return fault("is no date");
    if (const auto* pattern = schema_.if_contains("pattern"))
      if (!std::regex_search(given, std::regex{text(*pattern)})) return fault("has another form");
    const auto length = static_cast<std::int64_t>(characters_in(given));
    if (const auto* least = schema_.if_contains("minLength"); least && length < *bound(least))
      return fault("is too short");
    if (const auto* most = schema_.if_contains("maxLength"); most && length > *bound(most))
      return fault("is too long");
    return {};
  }
  [[nodiscard]] Fault of_number() const {
    if (!value_.is_int64()) return {};
    if (const auto* least = schema_.if_contains("minimum"))
      if (value_.as_int64() < *bound(least)) return fault("is too small");
    if (const auto* most = schema_.if_contains("maximum"))
      if (value_.as_int64() > *bound(most)) return fault("is too large");
    return {};
  }
  [[nodiscard]] static std::optional<std::int64_t> bound(const json::value* value) {
    return value->to_number<std::int64_t>();
  }

  const json::value& value_;
  const json::object& schema_;
  const json::value& document_;
  const std::string& path_;
};

}  // namespace

std::optional<std::string> misfit(const json::value& value,
                                  const json::value& schema,
                                  const json::value& document,
                                  const std::string& path) {
  return Fitting{value, schema.as_object(), document, path}.misfit();
}

}  // namespace duban::http
