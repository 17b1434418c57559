#pragma once

#include "adapters/files/toml.hpp"
#include "engine/regulation.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace duban {

/// A regulation profile with the place of each of its values.
struct Profile {
  RegulationText text;
  Positions positions;

  /// `config/regulations/henan.toml:12`: where a path of the text is written, whichever of the
  /// profiles it builds on that may be.
  [[nodiscard]] std::string where(std::string_view path) const { return positions.where(path); }
  /// The same error with file and line, for what is found after reading: by a workflow's check.
  [[nodiscard]] Error locate(const Error& error) const { return positions.locate(error); }
};

/// Reads `config/regulations/henan.toml`.  `extends = "cn"` builds on the profile of that name in
/// the same folder: tables are merged key by key, everything else is replaced.  Who changes a value
/// that has a source gives the new source beside it.  Errors name file and line.
[[nodiscard]] Result<Profile> read_profile(const std::filesystem::path& path);

/// The text of one profile and what errors call it.
struct ProfileFile {
  std::string file;
  std::string text;
};
/// Gives a profile's text by its name.
using ProfileFiles = std::function<Result<ProfileFile>(const std::string& name)>;

/// The same from anywhere.
[[nodiscard]] Result<Profile> read_profile(const std::string& name, const ProfileFiles& files);

/// Reads the rules of a profile (read_regulation); errors name file and line.
[[nodiscard]] Result<Regulation> regulation_of(const Profile& profile);

/// Names of the profiles in a folder, sorted.
[[nodiscard]] std::vector<std::string> profiles_in(const std::filesystem::path& folder);

}  // namespace duban
