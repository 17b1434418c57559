#pragma once

#include "engine/data/name.hpp"
#include "engine/result.hpp"
#include "engine/time/instant.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Described structs to and from JSON.  Boost.JSON 1.81's own conversion demands every described
/// member and names no path in its errors; both matter to people who fill in forms.
///
/// A member may be absent if it is an optional, a bool (false), a vector or a map (empty).
namespace duban {

namespace json = boost::json;

/// What the absence of a required member means.  In imported events and stored facts it is unknown,
/// not wrong, and takes its default.
enum class Absent { is_an_error, is_unknown };

namespace codec {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;

template <class T>
inline constexpr bool may_be_absent =
    is_optional<T> || is_vector<T> || is_map<T> || std::same_as<T, bool>;

template <class T>
using Members = boost::describe::
    describe_members<T, boost::describe::mod_any_access | boost::describe::mod_inherited>;

[[nodiscard]] inline std::string member_path(std::string_view path, std::string_view name) {
  if (name.empty()) name = "\"\"";  // a key may be empty; a path never is
  return path.empty() ? std::string{name} : std::string{path}.append(".").append(name);
}

/// Where a reader stands in a value.  Put into words only for an error, since nearly every value is
/// in order and there are many.
struct Path {
  const Path* parent = nullptr;
  std::string_view name{};
  std::optional<std::size_t> index{};

  [[nodiscard]] Path member(std::string_view its_name) const { return {this, its_name, {}}; }
  [[nodiscard]] Path item(std::size_t its_index) const { return {this, {}, its_index}; }
  /// `units[1].role`
  [[nodiscard]] std::string text() const;
};

/// "lead, co or sole": how a sentence lists what would be right.
[[nodiscard]] std::string list_of(const std::vector<std::string>& words);
/// Nothing but white space, ideographic spaces among it.
[[nodiscard]] bool is_blank(std::string_view text);
/// The known word that `word` was probably meant to be, or empty.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);
[[nodiscard]] Error unknown_member(std::string_view path,
                                   std::string_view name,
                                   const std::vector<std::string>& known);

template <class T>
struct Reader;

template <>
struct Reader<std::string> {
  static Result<std::string> read(const json::value& v, const Path& path, Absent) {
    if (const auto* s = v.if_string()) return std::string{s->data(), s->size()};
    return bad_input(path.text(), "expected a text");
  }
};

template <>
struct Reader<bool> {
  static Result<bool> read(const json::value& v, const Path& path, Absent) {
    if (const auto* b = v.if_bool()) return *b;
    return bad_input(path.text(), "expected true or false");
  }
};

template <std::integral T>
requires(!std::same_as<T, bool>) struct Reader<T> {
  static Result<T> read(const json::value& v, const Path& path, Absent) {
    boost::system::error_code failed;
    const auto number = v.to_number<T>(failed);
    if (!failed && !v.is_double()) return number;
    return bad_input(path.text(), "expected a whole number");
  }
};

template <>
struct Reader<Date> {
  static Result<Date> read(const json::value& v, const Path& path, Absent) {
    const auto* s = v.if_string();
    auto date = s ? parse_date({s->data(), s->size()}) : Result<Date>{bad_input("", "")};
    if (date) return date;
    return bad_input(path.text(), s ? date.error().detail : "expected a date, YYYY-MM-DD");
  }
};

template <DescribedEnum T>
struct Reader<T> {
  static std::vector<std::string> words() {
    std::vector<std::string> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto d) { all.emplace_back(d.name); });
    return all;
  }
  static Result<T> read(const json::value& v, const Path& path, Absent) {
    T found{};
    const auto* s = v.if_string();
    if (s && boost::describe::enum_from_string(std::string{s->data(), s->size()}.c_str(), found))
      return found;
    return Error{Problem::bad_input, path.text(), "expected " + list_of(words()), words()};
  }
};

template <>
struct Reader<json::value> {
  static Result<json::value> read(const json::value& v, const Path&, Absent) { return v; }
};

template <>
struct Reader<json::object> {
  static Result<json::object> read(const json::value& v, const Path& path, Absent) {
    if (const auto* o = v.if_object()) return *o;
    return bad_input(path.text(), "expected an object");
  }
};

template <class T>
struct Reader<std::optional<T>> {
  static Result<std::optional<T>> read(const json::value& v, const Path& path, Absent absent) {
    if (v.is_null()) return std::optional<T>{};
    auto inner = Reader<T>::read(v, path, absent);
    if (!inner) return inner.error();
    return std::optional<T>{std::move(*inner)};
  }
};

template <class T>
struct Reader<std::vector<T>> {
  static Result<std::vector<T>> read(const json::value& v, const Path& path, Absent absent) {
    const auto* array = v.if_array();
    if (!array) return bad_input(path.text(), "expected a list");
    std::vector<T> all;
    all.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      auto item = Reader<T>::read((*array)[i], path.item(i), absent);
      if (!item) return item.error();
      all.push_back(std::move(*item));
    }
    return all;
  }
};

template <class T>
struct Reader<std::map<std::string, T>> {
  static Result<std::map<std::string, T>> read(const json::value& v,
                                               const Path& path,
                                               Absent absent) {
    const auto* object = v.if_object();
    if (!object) return bad_input(path.text(), "expected an object");
    std::map<std::string, T> all;
    for (const auto& [key, value] : *object) {
      auto item = Reader<T>::read(value, path.member(key), absent);
      if (!item) return item.error();
      all.emplace(key, std::move(*item));
    }
    return all;
  }
};

template <Described T>
struct Reader<T> {
  static const std::vector<std::string>& names() {
    static const std::vector<std::string> all = [] {
      std::vector<std::string> list;
      boost::mp11::mp_for_each<Members<T>>([&](auto d) { list.emplace_back(d.name); });
      return list;
    }();
    return all;
  }

  static Result<T> read(const json::value& v, const Path& path, Absent absent) {
    const auto* object = v.if_object();
    if (!object) return bad_input(path.text(), "expected an object");

    T result{};
    std::size_t found = 0;
    std::optional<Error> error;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      if (!error) error = read_member(result.*d.pointer, *object, d.name, path, absent, found);
    });
    if (error) return *error;
    if (found < object->size()) return stray_member(*object, path);
    return result;
  }

 private:
  template <class M>
  static std::optional<Error> read_member(M& member,
                                          const json::object& object,
                                          const char* name,
                                          const Path& path,
                                          Absent absent,
                                          std::size_t& found) {
    const auto* value = object.if_contains(name);
    if (!value) {
      if constexpr (may_be_absent<M>) return std::nullopt;
      if (absent == Absent::is_unknown) return std::nullopt;
      return bad_input(path.member(name).text(), "is missing");
    }
    ++found;
    auto read = Reader<M>::read(*value, path.member(name), absent);
    if (!read) return read.error();
    member = std::move(*read);
    return std::nullopt;
  }

  static Error stray_member(const json::object& object, const Path& path) {
    for (const auto& [key, value] : object)
      if (std::ranges::find(names(), std::string_view{key}) == names().end())
        return unknown_member(path.text(), key, names());
    return bad_input(path.text(), "names a member twice");
  }
};

}  // namespace codec

/// Reads a T.  The first error names its path (`units[1].role`).  Members that T does not have are
/// refused, with the nearest name it has.
template <class T>
[[nodiscard]] Result<T> decode(const json::value& value,
                               Absent absent = Absent::is_an_error,
                               std::string_view path = "") {
  return codec::Reader<T>::read(value, codec::Path{.name = path}, absent);
}

/// Reads what this program itself has written: absent members take their defaults.
template <class T>
[[nodiscard]] T decode_stored(const json::value& value) {
  return codec::Reader<T>::read(value, {}, Absent::is_unknown).value();
}

/// Writes a T.  Empty texts and lists, zeros and false are left out, so that facts stay small; a
/// word of an enumeration or a date is always written, because its absence would say nothing.
template <class T>
[[nodiscard]] json::value encode(const T& value);

namespace codec {

template <class T>
json::value write(const T& value) {
  return json::value(value);
}
inline json::value write(const Date& date) {
  return json::value(to_text(date));
}
template <DescribedEnum T>
json::value write(const T& word) {
  return json::value(boost::describe::enum_to_string(word, ""));
}
template <class T>
json::value write(const std::optional<T>& value) {
  return value ? encode(*value) : json::value{};
}
template <class T>
json::value write(const std::vector<T>& values) {
  json::array all;
  all.reserve(values.size());
  for (const auto& value : values) all.push_back(encode(value));
  return all;
}
template <class T>
json::value write(const std::map<std::string, T>& values) {
  json::object all;
  for (const auto& [key, value] : values) all.emplace(key, encode(value));
  return all;
}
template <Described T>
requires std::is_class_v<T> json::value write(const T& value) {
  static const T defaults{};
  json::object all;
  boost::mp11::mp_for_each<Members<T>>([&](auto d) {
    using M = std::remove_cvref_t<decltype(value.*d.pointer)>;
    constexpr bool always = DescribedEnum<M> || std::same_as<M, Date>;
    if (always || !(value.*d.pointer == defaults.*d.pointer))
      all.emplace(d.name, encode(value.*d.pointer));
  });
  return all;
}

}  // namespace codec

template <class T>
json::value encode(const T& value) {
  return codec::write(value);
}

}  // namespace duban
