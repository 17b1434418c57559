#include "engine/data/member_bounds.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace duban {

namespace {

namespace json = boost::json;

constexpr std::string_view rows_of_table = "rows";  ///< each cell is looked at for its column

/// Members that hold more than a line.
constexpr std::array long_members{"text",
                                  "summary",
                                  "words",
                                  "reason",
                                  "explanation",
                                  "note",
                                  "comment",
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

/// What a list is asked by, as it stands in an address.
constexpr std::string_view query_of_list = "query";
constexpr std::size_t longest_query = 2000;

constexpr std::array secrets{"password", "old", "wanted"};

/// Lists that are longer or shorter than others.
constexpr std::array<std::pair<std::string_view, std::size_t>, 3> lists{
    {{"units", 100}, {"cases", 500}, {"attachments", 50}}};

std::string_view type_in(const json::object& schema) {
  const auto* type = schema.if_contains("type");
  return type && type->is_string() ? std::string_view{type->get_string()} : std::string_view{};
}

void bound(json::object& schema, std::string_view member) {
  const auto type = type_in(schema);
  const bool is_free_text =
      type == "string" && !schema.contains("enum") && !schema.contains("format");
  if (const auto most = most_characters(member); is_free_text && most)
    schema.emplace("maxLength", *most);
  if (const auto most = most_items(member); type == "array" && most)
    schema.emplace("maxItems", *most);
  if (auto* items = schema.if_contains("items")) bound(items->as_object(), member);
  if (auto* properties = schema.if_contains("properties"))
    for (auto& [name, property] : properties->as_object()) bound(property.as_object(), name);
}

}  // namespace

bool may_have_lines(std::string_view member) {
  return member == rows_of_table || std::ranges::find(long_members, member) != long_members.end();
}

bool is_secret(std::string_view member) {
  return std::ranges::find(secrets, member) != secrets.end();
}

std::optional<std::size_t> most_characters(std::string_view member) {
  if (may_have_lines(member) || is_secret(member)) return {};
  return member == query_of_list ? longest_query : longest_line;
}

std::optional<std::size_t> most_items(std::string_view member) {
  if (member == rows_of_table) return {};
  const auto* const at =
      std::ranges::find(lists, member, [](const auto& list) { return list.first; });
  return at == lists.end() ? longest_list : at->second;
}

json::object bounded(json::object schema) {
  bound(schema, "");
  return schema;
}

}  // namespace duban
