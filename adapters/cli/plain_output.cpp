#include "adapters/cli/plain_output.hpp"

#include <utility>

namespace duban::cli {

namespace {

constexpr char carriage_return = '\r';
constexpr char first_of_c1 = '\xC2';  // U+0080 to U+00BF in UTF-8; up to U+009F they are controls
constexpr unsigned char last_of_c1 = 0x9F;

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

bool is_plain(char c) {
  return !is_control(c) && c != first_of_c1;
}

void put_sign(std::ostream& out, char control) {
  const auto code = control == 0x7F ? 0x21 : control;
  out << "\xE2\x90" << static_cast<char>(0x80 + code);  // U+2400 and on: pictures of controls
}

}  // namespace

PlainOutput::int_type PlainOutput::overflow(int_type c) {
  if (!traits_type::eq_int_type(c, traits_type::eof())) put(traits_type::to_char_type(c));
  return to_ ? traits_type::not_eof(c) : traits_type::eof();
}

std::streamsize PlainOutput::xsputn(const char* text, std::streamsize size) {
  for (std::streamsize at = 0; at < size;) {
    auto end = at;
    while (end < size && is_plain(text[end])) ++end;
    if (held_ != 0 || end == at) {
      put(text[at++]);
      continue;
    }
    to_.write(text + at, end - at);
    at = end;
  }
  return to_ ? size : 0;
}

int PlainOutput::sync() {
  return to_.flush() ? 0 : -1;
}

void PlainOutput::put(char c) {
  if (held_ != 0) return settle(c);
  if (c == carriage_return || c == first_of_c1)
    held_ = c;
  else if (is_control(c))
    put_sign(to_, c);
  else
    to_.put(c);
}

void PlainOutput::settle(char next) {
  const char first = std::exchange(held_, 0);
  if (first == carriage_return) {
    if (next == '\n')
      to_.put(first);
    else
      put_sign(to_, first);
    return put(next);
  }
  const auto code = static_cast<unsigned char>(next);
  if (code >= 0x80 && code <= last_of_c1) {
    to_ << "\uFFFD";
    return;
  }
  to_.put(first);
  put(next);
}

}  // namespace duban::cli
