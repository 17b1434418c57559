#include "adapters/accounts/account_gate.hpp"

#include "adapters/accounts/password_rules.hpp"
#include "adapters/accounts/secrets.hpp"

#include <algorithm>

namespace duban::accounts {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours longest_kept_attempt{24 * 30};
constexpr hours longest_familiar{24 * 180};
/// A session that is used is written no more often than this.
constexpr minutes between_marks{5};
constexpr hours longest_token{24 * 366};
constexpr auto wrong = "name or password is wrong";

Error refused(std::string detail) {
  return {Problem::no_authority, "", std::move(detail)};
}

Error no_turn() {
  return {Problem::too_often, "", "too many sign in at this moment; try again"};
}

/// Whoever changes a password has come in: only the old one can be wrong.
Error wrong_old(const Error& error) {
  if (error.problem != Problem::no_authority) return error;
  return bad_input("old", error.detail == wrong ? "is not the old password" : error.detail);
}

Result<void> check_wanted(const Proof& old, const std::string& wanted) {
  if (wanted == old.password) return bad_input("wanted", "is the old password; take another one");
  return check_password(old.name, wanted);
}

}  // namespace

Result<Opened> AccountGate::sign_in(const Proof& proof) {
  const auto credentials = proved(proof, Wanted::password_and_code);
  if (!credentials) return credentials.error();
  if (auto opened = open_session(*credentials)) return opened;
  // The password was changed, or the user locked, since they were looked at.
  return wrong_proof(proof, Wanted::password_and_code);
}

/// Whoever has signed in from here before does not wait for what others do; of whom it is not known
/// where they are, only the name is.
std::vector<Counter> AccountGate::counters_for(const Proof& proof) {
  if (proof.address.empty()) return {counter_of_name(proof)};
  const auto pair = counter_of_pair(proof);
  if (accounts_.is_familiar(pair.key)) return {pair};
  return {pair, counter_of_address(proof), counter_of_name(proof)};
}

/// Looks again with the turn in hand: those who came at the same time have been counted meanwhile,
/// so that as few guess at once as may hash at once.
Result<Credentials> AccountGate::proved(const Proof& proof, Wanted wanted) {
  const auto now = time_.now();
  const auto counters = counters_for(proof);
  if (auto may = check_patience(counters, now); !may) return may.error();
  const HashingTurn turn{hashing_};
  if (!turn) return no_turn();
  if (auto may = check_patience(counters, now); !may) return may.error();
  const auto credentials = accounts_.credentials(proof.name);
  const auto factor = factors_.factor(proof.name);
  const bool takes_code = wanted == Wanted::password_and_code && factor && factor->confirmed;
  if (!fits_password(credentials ? credentials->password : "", proof.password) ||
      (takes_code && !fits_code(proof, *factor))) {
    for (const auto& counter : counters)
      accounts_.count_failure(counter.key, now, counter.patience.one_forgiven_each);
    return wrong_proof(proof, wanted);
  }
  if (!credentials->locked.empty()) return refused("this account is locked");
  accounts_.forgive(counters.front().key);
  if (!proof.address.empty()) accounts_.make_familiar(counter_of_pair(proof).key, now);
  return *credentials;
}

/// The same for everybody, so that nobody learns which password is right, or who has a second
/// factor; where nobody has one there is no word of it.
Error AccountGate::wrong_proof(const Proof& proof, Wanted wanted) {
  if (wanted == Wanted::password || !factors_.has_any()) return refused(wrong);
  return {Problem::no_authority, "code",
          proof.code.empty()
              ? "name or password is wrong, or the code of the second factor is missing"
              : "name, password or code is wrong"};
}

Result<void> AccountGate::check_patience(const std::vector<Counter>& counters, Instant now) {
  std::chrono::seconds longest{0};
  for (const auto& counter : counters)
    longest = std::max(longest, wait_left(accounts_, counter, now));
  if (longest.count() > 0) return must_wait(longest);
  return {};
}

Result<std::string> AccountGate::hashed(const std::string& password) {
  const HashingTurn turn{hashing_};
  if (!turn) return no_turn();
  return hash_password(password);
}

Result<Opened> AccountGate::admit(std::string_view user) {
  const auto credentials = accounts_.credentials(user);
  if (!credentials) return refused(wrong);
  if (!credentials->locked.empty()) return refused("this account is locked");
  return open_session(*credentials, true);
}

Result<Opened> AccountGate::open_session(const Credentials& credentials, bool by_provider) {
  const auto now = time_.now();
  auto secret = new_secret();
  accounts_.forget_entries(now);
  accounts_.forget_attempts(now - longest_kept_attempt);
  accounts_.forget_familiar(now - longest_familiar);
  const Entry entry{.secret_hash = hash_secret(secret),
                    .user = credentials.user,
                    .kind = EntryKind::session,
                    .name = {},
                    .scopes = {},
                    .created_at = now,
                    .used_at = now,
                    .ends_at = now + idle_session,
                    .by_provider = by_provider};
  if (accounts_.add(entry, credentials.password) != Added::yes) return refused(wrong);
  return Opened{.secret = std::move(secret),
                .user = credentials.user,
                .must_change = credentials.must_change && !by_provider,
                .ends_at = entry.ends_at};
}

std::optional<Entered> AccountGate::enter(std::string_view secret) {
  if (secret.empty()) return {};
  auto held = accounts_.entry(hash_secret(secret));
  const auto now = time_.now();
  if (!held || held->entry.ends_at <= now || !held->credentials.locked.empty()) return {};
  auto& [entry, credentials, user] = *held;
  if (entry.kind == EntryKind::session && entry.used_at + between_marks < now)
    accounts_.mark_used(entry.secret_hash, now,
                        std::min<Instant>(now + idle_session, entry.created_at + longest_session));
  return Entered{.user = std::move(user),
                 .kind = entry.kind,
                 .scopes = std::move(entry.scopes),
                 .must_change = credentials.must_change && !entry.by_provider,
                 .csrf = csrf_for(secret),
                 .password = std::move(credentials.password),
                 .by_provider = entry.by_provider};
}

std::set<std::string> AccountGate::still_open(std::span<const std::string> secrets) {
  std::vector<std::string> hashes;
  for (const auto& secret : secrets) hashes.push_back(hash_secret(secret));
  const auto open = accounts_.open_entries(hashes, time_.now());
  const std::set<std::string> known{open.begin(), open.end()};
  std::set<std::string> still;
  for (std::size_t i = 0; i < hashes.size(); ++i)
    if (known.contains(hashes[i])) still.insert(secrets[i]);
  return still;
}

void AccountGate::sign_out(std::string_view secret) {
  accounts_.remove_entry(hash_secret(secret));
}

void AccountGate::sign_out_everywhere(std::string_view user) {
  accounts_.remove_entries(user, EntryKind::session);
}

Result<Opened> AccountGate::change_password(const Proof& old, const std::string& wanted) {
  auto credentials = proved(old, Wanted::password);
  if (!credentials) return wrong_old(credentials.error());
  if (auto sound = check_wanted(old, wanted); !sound) return sound.error();
  auto hash = hashed(wanted);
  if (!hash) return hash.error();
  if (!accounts_.change_password(*credentials, *hash))
    return Error{Problem::conflict, "old", "somebody else has changed the password meanwhile"};
  credentials->password = std::move(*hash);
  credentials->must_change = false;
  return open_session(*credentials);
}

Result<Opened> AccountGate::open_token(const Entered& by, const TokenWish& wish) {
  const auto now = time_.now();
  if (wish.ends_at <= now) return bad_input("ends_at", "has passed; a token ends later than now");
  if (wish.ends_at > now + longest_token)
    return bad_input("ends_at", "is too late; a token lasts a year at most");
  auto secret = new_secret();
  const auto added = accounts_.add(Entry{.secret_hash = hash_secret(secret),
                                         .user = by.user.name,
                                         .kind = EntryKind::token,
                                         .name = wish.name,
                                         .scopes = wish.scopes,
                                         .created_at = now,
                                         .used_at = now,
                                         .ends_at = wish.ends_at,
                                         .by_provider = by.by_provider},
                                   by.password);
  if (added == Added::name_taken)
    return Error{Problem::conflict, "name", "there is already a token " + wish.name};
  if (added == Added::not_as_seen) return refused("sign in first");
  return Opened{.secret = std::move(secret),
                .user = by.user.name,
                .must_change = false,
                .ends_at = wish.ends_at};
}

std::vector<Entry> AccountGate::tokens(std::string_view user) {
  auto all = accounts_.entries(user);
  std::erase_if(all, [](const Entry& entry) { return entry.kind != EntryKind::token; });
  return all;
}

Result<void> AccountGate::revoke_token(std::string_view user, std::string_view name) {
  const auto all = tokens(user);
  const auto at = std::ranges::find(all, name, &Entry::name);
  if (at == all.end())
    return Error{Problem::not_found, "name", "there is no token " + std::string{name}};
  accounts_.remove_entry(at->secret_hash);
  return {};
}

Result<std::string> AccountGate::enrol(const User& user) {
  auto password = one_time_password();
  const auto hash = hashed(password);
  if (!hash) return hash.error();
  if (auto enrolled = accounts_.enrol(user, *hash); !enrolled) return enrolled.error();
  return password;
}

Result<std::string> AccountGate::give_password(const std::string& user) {
  if (auto known = check_user(user); !known) return known.error();
  auto password = one_time_password();
  const auto hash = hashed(password);
  if (!hash) return hash.error();
  accounts_.set_password(user, *hash, true);
  return password;
}

Result<void> AccountGate::lock(const std::string& user, const std::string& why) {
  if (auto known = check_user(user); !known) return known;
  accounts_.lock(user, why);
  return {};
}

std::string AccountGate::why_locked(std::string_view user) {
  const auto credentials = accounts_.credentials(user);
  return credentials ? credentials->locked : std::string{};
}

Result<void> AccountGate::check_user(const std::string& user) {
  if (directory_.user(user)) return {};
  return Error{Problem::not_found, "user", "there is no user " + user};
}

}  // namespace duban::accounts
