#include "engine/findable.hpp"

#include "engine/data/utf8.hpp"

#include <algorithm>

namespace duban {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_value = 100;

std::string_view text_of(const json::value& value) {
  return value.is_string() ? std::string_view{value.get_string()} : std::string_view{};
}

std::string_view member_text(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value ? text_of(*value) : std::string_view{};
}

const json::array& member_list(const json::object& object, std::string_view name) {
  static const json::array nothing;
  const auto* value = object.if_contains(name);
  return value && value->is_array() ? value->get_array() : nothing;
}

}  // namespace

std::string mark_of(std::string_view kind, std::string_view value) {
  auto rest = value;
  for (std::size_t i = 0; i < longest_value && !rest.empty(); ++i) (void)take_character(rest);
  return std::string{kind}.append(":").append(value.substr(0, value.size() - rest.size()));
}

void Findable::mark(std::string_view kind, std::string_view value) {
  if (!value.empty()) marks_.push_back(mark_of(kind, value));
}

void Findable::mark_by(const json::object& facts, std::string_view member, std::string_view kind) {
  mark(kind.empty() ? member : kind, member_text(facts, member));
}

void Findable::mark_by_each(const json::object& facts,
                            std::string_view member,
                            std::string_view kind) {
  for (const auto& item : member_list(facts, member)) mark(kind, text_of(item));
}

void Findable::search(const json::object& facts, std::string_view member) {
  const auto text = member_text(facts, member);
  if (!text.empty()) text_.append(text).append("\n");
}

void Findable::search_each(const json::object& facts,
                           std::string_view list,
                           std::string_view member) {
  for (const auto& item : member_list(facts, list))
    if (item.is_object()) search(item.get_object(), member);
}

std::vector<std::string> Findable::marks() const {
  auto all = marks_;
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace duban
