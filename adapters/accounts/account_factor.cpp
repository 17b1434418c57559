// The second factor of a user: a device that derives codes.

#include "adapters/accounts/account_gate.hpp"
#include "adapters/accounts/secrets.hpp"
#include "adapters/accounts/totp.hpp"

#include <algorithm>

namespace duban::accounts {

namespace {

constexpr int codes_for_recovery = 10;

/// As people copy them: blanks and dashes within a code mean nothing, nor do capitals.
std::string tidy(std::string_view code) {
  std::string text;
  for (const char c : code)
    if (c != ' ' && c != '-') text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

Error as_input(Error error, const char* path, const char* detail) {
  return error.problem == Problem::no_authority ? bad_input(path, detail) : std::move(error);
}

}  // namespace

bool AccountGate::fits_code(const Proof& proof, const SecondFactor& factor) {
  const auto code = tidy(proof.code);
  if (code.empty()) return false;
  if (const auto step = step_of_code(factor.secret, code, time_.now()))
    return factors_.use_step(proof.name, *step);
  return factors_.use_recovery_code(proof.name, hash_secret(code));
}

Result<FactorSecret> AccountGate::begin_factor(const Proof& proof) {
  if (auto proven = proved(proof, Wanted::password); !proven)
    return as_input(proven.error(), "password", "is wrong");
  const auto secret = new_code_secret();
  if (!factors_.begin(proof.name, secret))
    return Error{Problem::conflict, "name",
                 "there is a second factor already; switch it off first"};
  return FactorSecret{secret, code_uri(proof.name, secret)};
}

Result<std::vector<std::string>> AccountGate::confirm_factor(const std::string& user,
                                                             const std::string& code) {
  const auto factor = factors_.factor(user);
  if (!factor || factor->confirmed)
    return Error{Problem::conflict, "name", "no second factor waits to be confirmed"};
  const auto step = step_of_code(factor->secret, tidy(code), time_.now());
  if (!step) return bad_input("code", "is wrong; write the one that the device shows now");
  std::vector<std::string> codes(codes_for_recovery), hashes;
  std::ranges::generate(codes, one_time_password);
  std::ranges::transform(codes, std::back_inserter(hashes),
                         [](const auto& each) { return hash_secret(tidy(each)); });
  if (!factors_.confirm(user, factor->secret, *step, hashes))
    return Error{Problem::conflict, "name", "no second factor waits to be confirmed"};
  return codes;
}

Result<void> AccountGate::drop_factor(const Proof& proof) {
  if (const auto factor = factors_.factor(proof.name); !factor || !factor->confirmed)
    return Error{Problem::conflict, "name", "there is no second factor to switch off"};
  if (auto proven = proved(proof, Wanted::password_and_code); !proven)
    return as_input(proven.error(), "code", "password or code is wrong");
  (void)factors_.remove(proof.name);
  return {};
}

FactorState AccountGate::factor_of(std::string_view user) {
  const auto factor = factors_.factor(user);
  if (!factor || !factor->confirmed) return {};
  return {.is_on = true, .recovery_codes = factors_.recovery_codes(user)};
}

Result<void> AccountGate::reset_factor(const std::string& user) {
  if (auto known = check_user(user); !known) return known;
  if (factors_.remove(user)) return {};
  return Error{Problem::conflict, "name", "there is no second factor to switch off"};
}

}  // namespace duban::accounts
