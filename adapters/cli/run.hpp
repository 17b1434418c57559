#pragma once

#include <iosfwd>

namespace duban::cli {

/// The program: reads a command line, carries it out, speaks on `out` and `err`, and returns the
/// exit code: 0 done, 1 refused or failed, 2 wrong usage.  Never throws.
[[nodiscard]] int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace duban::cli
