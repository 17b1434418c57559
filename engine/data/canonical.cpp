#include "engine/data/canonical.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

namespace duban {

namespace {

namespace json = boost::json;

/// UTF-8 sorts like UTF-16 except that U+E000…U+FFFF (lead bytes EE, EF) come after U+10000 and up
/// (lead byte F0 and up), whose first code unit is a surrogate.
bool sorts_before(std::string_view a, std::string_view b) {
  const auto [x, y] = std::ranges::mismatch(a, b);
  if (y == b.end()) return false;
  if (x == a.end()) return true;
  const auto weight = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
  };
  return weight(*x) < weight(*y);
}

void append(std::string& out, const json::value& value);

void append_escaped(std::string& out, char c) {
  static constexpr std::string_view hex = "0123456789abcdef";
  static constexpr std::string_view plain = "\"\\\b\f\n\r\t";
  static constexpr std::string_view letters = "\"\\bfnrt";
  if (const auto at = plain.find(c); at != plain.npos) {
    out += '\\';
    out += letters[at];
    return;
  }
  out += "\\u00";
  out += hex[static_cast<unsigned char>(c) >> 4U];
  out += hex[static_cast<unsigned char>(c) & 0xFU];
}

void append(std::string& out, std::string_view text) {
  const auto is_special = [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  };
  out += '"';
  for (const auto* rest = text.begin(); rest != text.end();) {
    const auto* special = std::find_if(rest, text.end(), is_special);
    out.append(rest, special);
    rest = special;
    if (rest != text.end()) append_escaped(out, *rest++);
  }
  out += '"';
}

void append(std::string& out, const json::object& object) {
  // Nearly all of ours have few members: no memory is asked for to sort those.
  std::array<const json::key_value_pair*, 32> few{};
  std::vector<const json::key_value_pair*> many(object.size() > few.size() ? object.size() : 0);
  const std::span members{many.empty() ? few.data() : many.data(), object.size()};
  std::ranges::transform(object, members.begin(), [](const auto& member) { return &member; });
  std::ranges::sort(members, sorts_before,
                    [](const auto* m) { return std::string_view{m->key()}; });
  out += '{';
  for (const auto* member : members) {
    if (member != members.front()) out += ',';
    append(out, std::string_view{member->key()});
    out += ':';
    append(out, member->value());
  }
  out += '}';
}

void append(std::string& out, const json::array& array) {
  out += '[';
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out += ',';
    append(out, array[i]);
  }
  out += ']';
}

void append(std::string& out, const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      break;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      break;
    case json::kind::int64:
      out += std::to_string(value.get_int64());
      break;
    case json::kind::uint64:
      out += std::to_string(value.get_uint64());
      break;
    case json::kind::string:
      append(out, std::string_view{value.get_string()});
      break;
    case json::kind::array:
      append(out, value.get_array());
      break;
    case json::kind::object:
      append(out, value.get_object());
      break;
    case json::kind::double_:
      throw std::logic_error("canonical JSON holds whole numbers only");
  }
}

constexpr std::size_t digest_size = 32;

std::string hex_of(const std::array<unsigned char, digest_size>& bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

void begin(crypto_generichash_state& state) {
  crypto_generichash_init(&state, nullptr, 0, digest_size);
}

void update(crypto_generichash_state& state, std::string_view text) {
  crypto_generichash_update(
      &state, reinterpret_cast<const unsigned char*>(text.data()),  // the library's byte type
      text.size());
}

std::string finish(crypto_generichash_state& state) {
  std::array<unsigned char, digest_size> digest{};
  crypto_generichash_final(&state, digest.data(), digest.size());
  return hex_of(digest);
}

}  // namespace

std::string canonical(const json::value& value) {
  std::string out;
  out.reserve(512);
  append(out, value);
  return out;
}

std::string hash_of(std::string_view text) {
  return chain_hash({}, text);
}

std::string chain_hash(std::string_view previous, std::string_view body) {
  crypto_generichash_state state;
  begin(state);
  update(state, previous);
  update(state, body);
  return finish(state);
}

struct RunningHash::State {
  crypto_generichash_state hash;
};

RunningHash::RunningHash() : state_{std::make_unique<State>()} {
  begin(state_->hash);
}

RunningHash::~RunningHash() = default;

void RunningHash::add(std::string_view text) {
  update(state_->hash, text);
}

std::string RunningHash::finish() {
  return duban::finish(state_->hash);
}

}  // namespace duban
