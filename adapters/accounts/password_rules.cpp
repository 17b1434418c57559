#include "adapters/accounts/password_rules.hpp"

#include "adapters/accounts/account_gate.hpp"
#include "engine/data/codec.hpp"
#include "engine/data/utf8.hpp"

namespace duban::accounts {

namespace {

bool is_one_character(std::string_view text) {
  const auto first = take_character(text);
  while (!text.empty())
    if (take_character(text) != first) return false;
  return true;
}

}  // namespace

Result<void> check_password(const std::string& user, const std::string& wanted) {
  if (characters_in(wanted) < shortest_password)
    return bad_input("wanted", "is too short; take ten characters or more");
  if (is_one_character(wanted))
    return bad_input("wanted", "is one character again and again; take something nobody can guess");
  if (codec::is_blank(wanted))
    return bad_input("wanted", "is blank; take something nobody can guess");
  if (wanted == user) return bad_input("wanted", "is the name; take something nobody can guess");
  return {};
}

}  // namespace duban::accounts
