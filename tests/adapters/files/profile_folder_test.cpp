#include "adapters/files/profile.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <random>

using namespace duban;

namespace {

/// A folder of profiles that goes away with the test.
class Folder {
 public:
  Folder()
      : path_{std::filesystem::temp_directory_path() /
              ("duban-profiles-" + std::to_string(std::random_device{}()))} {
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  void write(const std::string& name, const std::string& extends) const {
    std::ofstream file{path_ / (name + ".toml")};
    if (!extends.empty()) file << "extends = '" << extends << "'\n";
    file << "name = '" << name << "'\ntitle = '某市'\nsource = 'proposal'\n";
  }
  [[nodiscard]] std::filesystem::path operator/(const std::string& file) const {
    return path_ / file;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("A profile finds the one it builds on in its own folder", "[files]") {
  const Folder folder;
  folder.write("cn", "");
  folder.write("city", "cn");
  const auto profile = read_profile(folder / "city.toml").value();
  CHECK(profile.text.title == "某市");
  CHECK(profile.where("name") == (folder / "city.toml").string() + ":2");
  CHECK(profiles_in((folder / "cn.toml").parent_path()) == std::vector<std::string>{"city", "cn"});
}

TEST_CASE("A profile that is not there is named with the nearest one", "[files]") {
  const Folder folder;
  folder.write("henan", "");
  folder.write("city", "hennan");

  const auto missing = read_profile(folder / "henann.toml").error();
  CHECK(missing.problem == Problem::not_found);
  CHECK(missing.subject == (folder / "henann.toml").string());
  CHECK_THAT(missing.detail, Catch::Contains("did you mean henan?"));

  const auto base = read_profile(folder / "city.toml").error();
  CHECK(base.subject == (folder / "city.toml").string() + ":1");
  CHECK_THAT(base.detail, Catch::Contains("did you mean henan?"));
}

TEST_CASE("A profile cannot reach outside its folder", "[files]") {
  const Folder folder;
  folder.write("city", "../duban");
  CHECK_THAT(read_profile(folder / "city.toml").error().detail,
             Catch::Contains("there is no profile '../duban'"));
}

TEST_CASE("An empty folder has no profile to suggest", "[files]") {
  const Folder folder;
  CHECK_THAT(read_profile(folder / "cn.toml").error().detail,
             Catch::Contains("the folder has none"));
  CHECK(read_profile(folder / "nowhere" / "cn.toml").error().problem == Problem::not_found);
}
