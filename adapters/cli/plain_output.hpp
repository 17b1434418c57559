#pragma once

#include <ostream>
#include <streambuf>

namespace duban::cli {

/// Everything the program says goes through here on its way out.  A control character that a
/// terminal would obey (ESC and its like, from a title or a file's name) is shown as a sign: `␛`.
/// Line ends and tabs pass.  What the other stream refuses makes the stream above bad.
class PlainOutput : public std::streambuf {
 public:
  explicit PlainOutput(std::ostream& to) : to_{to} {}

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  void put(char c);
  void settle(char next);

  std::ostream& to_;
  char held_ = 0;  ///< a first half whose meaning the next byte decides
};

}  // namespace duban::cli
