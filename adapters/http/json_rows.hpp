#pragma once

#include "engine/data/whole.hpp"

namespace duban::http {

/// `{items: […]}`
[[nodiscard]] inline boost::json::object items_schema(boost::json::object schema) {
  boost::json::array required;
  required.emplace_back("items");
  return {{"type", "object"},
          {"required", std::move(required)},
          {"properties",
           boost::json::object{
               {"items", boost::json::object{{"type", "array"}, {"items", std::move(schema)}}}}},
          {"additionalProperties", false}};
}

/// `{items: […], next: …}`: a page; `next` is null on the last one.
[[nodiscard]] inline boost::json::object page_schema(boost::json::object item,
                                                     const char* type_of_next) {
  auto page = items_schema(std::move(item));
  boost::json::array either;
  either.emplace_back(type_of_next);
  either.emplace_back("null");
  page.at("properties").as_object()["next"] = boost::json::object{{"type", std::move(either)}};
  page.at("required").as_array().emplace_back("next");
  return page;
}

template <class Row>
[[nodiscard]] boost::json::object items_of(const std::vector<Row>& rows) {
  return {{"items", whole_value(rows)}};
}

}  // namespace duban::http
