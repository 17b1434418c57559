#pragma once

#include "engine/result.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What kinds of files the register takes.
namespace duban {

/// Endings of names, in lower case, of all kinds that can be told by their content.
[[nodiscard]] std::vector<std::string> known_kinds();

/// `报告.PDF` → `pdf`; empty if the name has none.
[[nodiscard]] std::string ending_of(std::string_view name);

/// A name is data and never a path: one line of at most 200 characters without slashes, and with
/// one of the endings in `kinds`.  Refuses others.
[[nodiscard]] Result<void> check_file_name(std::string_view name,
                                           const std::vector<std::string>& kinds);

/// Media type of a file of this name; refuses one whose content is of another kind than its name
/// says.  `told`: the media type that libmagic tells.  `tail`: its last bytes, where a ZIP archive
/// has its list of entries (DOCX, OFD and others are such archives).
[[nodiscard]] Result<std::string> type_of(std::string_view name,
                                          std::string_view told,
                                          std::string_view tail);

}  // namespace duban
