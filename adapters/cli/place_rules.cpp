#include "adapters/cli/place_rules.hpp"

#include "adapters/files/profile.hpp"
#include "adapters/tables/calendar_csv.hpp"
#include "engine/register/founding.hpp"

namespace duban::cli {

namespace {

namespace fs = std::filesystem;

Result<Profile> profile_in_file(const fs::path& path, const fs::path& shipped) {
  const auto known = profiles_in(shipped);
  return read_profile(path.stem().string(), [&](const std::string& name) -> Result<ProfileFile> {
    auto file = path.parent_path() / (name + ".toml");
    std::error_code failed;
    if (!fs::exists(file, failed) && std::ranges::find(known, name) != known.end())
      file = shipped / (name + ".toml");
    auto text = read_file(file);
    if (!text) return text.error();
    return ProfileFile{file.string(), std::move(*text)};
  });
}

Result<Profile> profile_called(const std::string& name, const fs::path& shipped) {
  if (name.ends_with(".toml")) return profile_in_file(name, shipped);
  return read_profile(shipped / (name + ".toml"));
}

Result<Regulation> regulation_in(const fs::path& shipped,
                                 const std::string& name,
                                 const Catalogue& catalogue) {
  const auto profile = profile_called(name, shipped);
  if (!profile) return profile.error();
  auto regulation = regulation_of(*profile);
  if (!regulation) return regulation;
  if (const auto fits = catalogue.check(*regulation); !fits) return profile->locate(fits.error());
  return regulation;
}

}  // namespace

Result<Regulation> regulation_called(const std::string& name,
                                     const Context& context,
                                     const Catalogue& catalogue) {
  return regulation_in(context.config / "regulations", name, catalogue);
}

http::Shelf shelf_in(const fs::path& config) {
  const auto regulations = config / "regulations", calendars = config / "calendars";
  return {
      .regulations = [regulations] { return profiles_in(regulations); },
      .regulation =
          [regulations](const std::string& name, const Catalogue& catalogue) {
            return regulation_in(regulations, name, catalogue);
          },
      .calendar = [calendars](const std::string& name) { return load_calendar(calendars, name); }};
}

Result<std::string> keep_regulation(OpenRegister& open,
                                    const Context& context,
                                    const std::string& name) {
  const auto regulation = regulation_called(name, context, open.catalogue);
  if (!regulation) return regulation.error();
  return keep_rules(*regulation, open.directory);
}

Result<Calendar> calendar_called(const std::string& name,
                                 OpenRegister& open,
                                 const Context& context) {
  auto calendar = load_calendar(context.config / "calendars", name);
  if (!calendar) return calendar;
  return with_imported_notices(std::move(*calendar), open.directory, open.cases.rulebook());
}

Result<std::string> keep_calendar(OpenRegister& open,
                                  const Context& context,
                                  const std::string& name) {
  const auto calendar = calendar_called(name, open, context);
  if (!calendar) return calendar.error();
  return keep_rules(*calendar, open.directory);
}

}  // namespace duban::cli
