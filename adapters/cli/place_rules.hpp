#pragma once

#include "adapters/cli/open_register.hpp"
#include "adapters/http/shelf.hpp"

#include <filesystem>

namespace duban::cli {

/// The profile called `name` in regulations/, or in the file `name` if it ends in .toml; a profile
/// elsewhere may build on those in regulations/.  Checked against every workflow; errors name file
/// and line.
[[nodiscard]] Result<Regulation> regulation_called(const std::string& name,
                                                   const Context& context,
                                                   const Catalogue& catalogue);

/// The calendar called `name` in calendars/, with the notices that were imported into this
/// register.
[[nodiscard]] Result<Calendar> calendar_called(const std::string& name,
                                               OpenRegister& open,
                                               const Context& context);

/// What the server offers of regulations/ and calendars/; it reads no file elsewhere that a client
/// may name.
[[nodiscard]] http::Shelf shelf_in(const std::filesystem::path& config);

/// Keeps a profile, or such a calendar, in the register and returns its edition.
[[nodiscard]] Result<std::string> keep_regulation(OpenRegister& open,
                                                  const Context& context,
                                                  const std::string& name);
[[nodiscard]] Result<std::string> keep_calendar(OpenRegister& open,
                                                const Context& context,
                                                const std::string& name);

}  // namespace duban::cli
