#pragma once

#include "adapters/sql/rows.hpp"

#include <boost/mp11.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

/// SQL and JSON made from a described row.
namespace duban::sql {

template <class Row>
using Columns = boost::describe::describe_members<Row, boost::describe::mod_public>;

template <class Row, class Visit>
void each_column(Visit visit) {
  boost::mp11::mp_for_each<Columns<Row>>(visit);
}

/// `c.id, c.congress, …`, or `:id, :congress, …`.
template <class Row>
[[nodiscard]] std::string columns(std::string_view prefix = "") {
  std::string text;
  each_column<Row>([&](auto column) {
    if (!text.empty()) text += ", ";
    text.append(prefix).append(column.name);
  });
  return text;
}

/// `state = excluded.state, …` for every column that is no key.
template <class Row>
[[nodiscard]] std::string replacements(std::initializer_list<std::string_view> keys) {
  std::string text;
  each_column<Row>([&](auto column) {
    if (std::ranges::find(keys, std::string_view{column.name}) != keys.end()) return;
    if (!text.empty()) text += ", ";
    text.append(column.name).append(" = excluded.").append(column.name);
  });
  return text;
}

template <class T>
inline constexpr std::string_view type_name = "bigint";
template <>
inline constexpr std::string_view type_name<int> = "integer";
template <>
inline constexpr std::string_view type_name<std::string> = "text";
template <class T>
inline constexpr std::string_view type_name<Nullable<T>> = type_name<T>;

/// `id bigint, congress text, …`: how PostgreSQL reads the row from JSON.
template <class Row>
[[nodiscard]] std::string declarations() {
  std::string text;
  each_column<Row>([&](auto column) {
    using Value = std::remove_cvref_t<decltype(Row{}.*column.pointer)>;
    if (!text.empty()) text += ", ";
    text.append(column.name).append(" ").append(type_name<Value>);
  });
  return text;
}

/// Rows as the text of a JSON array of objects, to be sent as one parameter.
class JsonRows {
 public:
  /// Adds one object; `rows` stand side by side in it.
  template <class... Rows>
  void add(const Rows&... rows) {
    text_ += is_empty() ? "{" : ",{";
    (members(rows), ...);
    text_.back() = '}';
  }
  [[nodiscard]] bool is_empty() const { return text_.size() == 1; }
  [[nodiscard]] std::string text() && {
    text_ += ']';
    return std::move(text_);
  }

 private:
  template <class Row>
  void members(const Row& row) {
    each_column<Row>([&](auto column) {
      text_.append("\"").append(column.name).append("\":");
      value(row.*column.pointer);
      text_ += ',';
    });
  }
  void value(const std::string& text);
  void value(long long number) { text_ += std::to_string(number); }
  void value(int number) { text_ += std::to_string(number); }
  template <class T>
  void value(const Nullable<T>& column) {
    if (column.has_value())
      value(column.value);
    else
      text_ += "null";
  }

  std::string text_ = "[";
};

}  // namespace duban::sql
