#include "engine/people/names.hpp"

#include "engine/data/sound_text.hpp"
#include "engine/data/utf8.hpp"
#include "engine/register/case.hpp"

namespace duban {

Result<void> check_title(std::string_view path, std::string_view text) {
  if (auto sound = check_name(path, text); !sound) return sound;
  if (characters_in(text) > longest_name)
    return bad_input(std::string{path}, "is longer than 200 characters");
  return {};
}

Result<void> check_handle(std::string_view path, std::string_view text) {
  if (auto sound = check_title(path, text); !sound) return sound;
  if (text == "." || text == "..")
    return bad_input(std::string{path}, "is no name: in an address a dot leads elsewhere");
  if (text.find_first_of("/\\") != text.npos)
    return bad_input(std::string{path}, "holds a slash, which divides addresses; leave it out");
  return {};
}

Result<void> check_login(std::string_view path, std::string_view text) {
  if (text == system_actor().name)
    return bad_input(std::string{path}, "this name belongs to the program itself");
  return check_handle(path, text);
}

}  // namespace duban
