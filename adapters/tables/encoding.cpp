#include "adapters/tables/encoding.hpp"

#include "engine/data/utf8.hpp"

#include <cerrno>
#include <system_error>

namespace duban {

Encoding encoding_of(std::string_view beginning) {
  if (is_ascii(beginning)) return Encoding::detect;
  const auto census = census_of(beginning);
  if (census.faults == 0 || census.long_ones > census.faults) return Encoding::utf8;
  return Encoding::gb18030;
}

Gb18030Decoder::Gb18030Decoder() : descriptor_{iconv_open("UTF-8", "GB18030")} {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says no
  if (descriptor_.get() == reinterpret_cast<void*>(-1)) {
    static_cast<void>(descriptor_.release());
    throw std::system_error(errno, std::generic_category(), "iconv knows no GB18030");
  }
}

std::optional<std::string> Gb18030Decoder::decode(std::string_view bytes) {
  std::string source{bytes};                      // iconv takes no const input
  std::string text(source.size() * 2 + 4, '\0');  // a 2-byte character becomes at most 3 bytes
  char* in = source.data();
  char* out = text.data();
  std::size_t in_left = source.size();
  std::size_t out_left = text.size();

  iconv(descriptor_.get(), nullptr, nullptr, nullptr, nullptr);
  if (iconv(descriptor_.get(), &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) {
    return {};
  }
  text.resize(text.size() - out_left);
  return text;
}

}  // namespace duban
