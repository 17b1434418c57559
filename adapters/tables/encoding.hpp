#pragma once

#include <iconv.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace duban {

/// How the text of a file is written: `detect` means UTF-8 or GB18030, as its bytes show.
enum class Encoding { detect, utf8, gb18030 };

/// The encoding that the beginning of a file shows; `detect` while it is all ASCII.  A character
/// cut off at the end is no fault.  UTF-8 with a few damaged characters is still taken for UTF-8:
/// read as GB18030 it would turn into other, plausible characters.
[[nodiscard]] Encoding encoding_of(std::string_view beginning);

/// GB18030 to UTF-8, through iconv.
class Gb18030Decoder {
 public:
  Gb18030Decoder();
  /// Nothing if `bytes` are not GB18030.
  [[nodiscard]] std::optional<std::string> decode(std::string_view bytes);

 private:
  struct Close {
    void operator()(iconv_t descriptor) const { iconv_close(descriptor); }
  };
  std::unique_ptr<void, Close> descriptor_;
};

}  // namespace duban
