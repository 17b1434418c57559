#include "adapters/files/profile.hpp"

#include <algorithm>
#include <array>

namespace duban {

namespace {

/// What every profile says of itself, even if all its rules are another's.
constexpr std::array head{"name", "title", "source"};

/// Puts one profile over the one it builds on.
class Merge {
 public:
  Merge(TomlDocument& base, const TomlDocument& over) : base_{base}, over_{over} {}

  Result<void> run() { return tables(base_.values, over_.values, ""); }

 private:
  Result<void> tables(json::object& base, const json::object& over, const std::string& path) {
    if (base.contains("source") && !over.contains("source") && !over.empty())
      return over_.positions.locate(
          bad_input(path, "changes a value without a source; write `source` beside it"));
    base_.positions.move(path, over_.positions);
    for (const auto& [key, value] : over)
      if (auto merged = member(base[key], value, codec::member_path(path, key)); !merged)
        return merged;
    return {};
  }

  Result<void> member(json::value& base, const json::value& over, const std::string& path) {
    if (base.is_object() && over.is_object())
      return tables(base.get_object(), over.get_object(), path);
    base = over;
    base_.positions.replace(path, over_.positions);
    return {};
  }

  TomlDocument& base_;
  const TomlDocument& over_;
};

/// Follows `extends` from profile to profile.
class Reading {
 public:
  explicit Reading(const ProfileFiles& files) : files_{files} {}

  Result<TomlDocument> read(const std::string& name) {
    chain_.push_back(name);
    const auto file = files_(name);
    if (!file) return file.error();
    auto document = parse_toml(file->text, file->file);
    if (!document) return document;

    const auto base_name = take_extends(*document);
    if (!base_name) return base_name.error();
    if (auto own = check_own(*document, name); !own) return own.error();
    if (base_name->empty()) return document;
    auto base = read_base(*base_name, *document);
    if (!base) return base;
    if (auto merged = Merge{*base, *document}.run(); !merged) return merged.error();
    return base;
  }

 private:
  static Result<std::string> take_extends(TomlDocument& document) {
    const auto* extends = document.values.if_contains("extends");
    if (!extends) return std::string{};
    auto name = decode<std::string>(*extends, Absent::is_an_error, "extends");
    if (name && name->empty())
      name = bad_input("extends", "is empty; it names a profile, such as cn");
    if (!name) return document.positions.locate(name.error());
    document.values.erase("extends");
    return name;
  }

  /// Before anything is inherited, so that a misspelled word is found where it stands.
  static Result<void> check_own(const TomlDocument& document, const std::string& name) {
    auto known = codec::Reader<RegulationText>::names();
    known.emplace_back("extends");
    for (const auto& [key, value] : document.values)
      if (std::ranges::find(known, std::string_view{key}) == known.end())
        return document.positions.locate(codec::unknown_member("", key, known));
    for (const auto* word : head)
      if (!document.values.contains(word))
        return document.positions.locate(bad_input(word, "is missing"));
    if (document.values.at("name") != json::value(name))
      return document.positions.locate(
          bad_input("name", "expected \"" + name + "\", as the file is called"));
    return {};
  }

  Result<TomlDocument> read_base(const std::string& name, const TomlDocument& document) {
    const auto refused = [&](const std::string& why) {
      return document.positions.locate(bad_input("extends", why));
    };
    if (std::ranges::find(chain_, name) != chain_.end()) {
      std::string circle;
      for (const auto& link : chain_) circle += link + " → ";
      return refused("the profiles build on each other in a circle: " + circle + name);
    }
    auto base = read(name);
    if (!base && base.error().problem == Problem::not_found) return refused(base.error().detail);
    return base;
  }

  const ProfileFiles& files_;
  std::vector<std::string> chain_;
};

/// The profiles of one folder.  A profile names another by its bare name, and only what the folder
/// lists is opened, so that nothing outside can be reached.
class Folder {
 public:
  explicit Folder(const std::filesystem::path& path)
      : path_{path}, names_{profiles_in(path.empty() ? std::filesystem::path{"."} : path)} {}

  [[nodiscard]] Result<ProfileFile> find(const std::string& name) const {
    const auto file = (path_ / (name + ".toml")).string();
    if (std::ranges::find(names_, name) == names_.end()) return no_such_profile(file, name);
    auto text = read_file(file);
    if (!text) return text.error();
    return ProfileFile{file, std::move(*text)};
  }

 private:
  [[nodiscard]] Error no_such_profile(const std::string& file, const std::string& name) const {
    const auto meant = codec::nearest(name, names_);
    const auto hint = !meant.empty()   ? "did you mean " + meant + "?"
                      : names_.empty() ? std::string{"the folder has none"}
                                       : "known are " + codec::list_of(names_);
    return Error{Problem::not_found, file, "there is no profile '" + name + "'; " + hint, names_};
  }

  std::filesystem::path path_;
  std::vector<std::string> names_;
};

}  // namespace

Result<Profile> read_profile(const std::string& name, const ProfileFiles& files) {
  auto document = Reading{files}.read(name);
  if (!document) return document.error();
  auto text = decode<RegulationText>(document->values);
  if (!text) return document->positions.locate(text.error());
  return Profile{std::move(*text), std::move(document->positions)};
}

Result<Profile> read_profile(const std::filesystem::path& path) {
  const Folder folder{path.parent_path()};
  return read_profile(path.stem().string(),
                      [&](const std::string& name) { return folder.find(name); });
}

Result<Regulation> regulation_of(const Profile& profile) {
  auto regulation = read_regulation(profile.text);
  if (!regulation) return profile.locate(regulation.error());
  return regulation;
}

std::vector<std::string> profiles_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator{folder, failed})
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace duban
