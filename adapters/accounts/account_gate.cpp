#include "adapters/accounts/account_gate.hpp"

#include "adapters/accounts/secrets.hpp"
#include "engine/data/utf8.hpp"

#include <algorithm>

namespace duban::accounts {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// How long failures are borne: so many are free, each further one doubles the wait, and with time
/// they are forgiven.
struct Patience {
  std::int64_t free;
  seconds longest_wait, one_forgiven_each;
};
/// One name from one address: guessing.  One address: guessing names, or an office behind one.  One
/// name from everywhere: whoever does that can make its owner wait, so never for long.
constexpr Patience with_pair{5, minutes{15}, hours{1}};
constexpr Patience with_address{30, minutes{15}, minutes{1}};
constexpr Patience with_name{100, minutes{1}, minutes{1}};
constexpr seconds first_wait{2};
constexpr hours longest_kept_attempt{24 * 30};

struct Counter {
  std::string key;
  Patience patience;
};
/// A session that is used is written no more often than this.
constexpr minutes between_marks{5};
constexpr hours longest_token{24 * 366};

Error refused(std::string detail) {
  return {Problem::no_authority, "", std::move(detail)};
}

Counter counter_of_pair(const Proof& proof) {
  return {"pair " + digest(proof.name + "\n" + proof.address), with_pair};
}

std::vector<Counter> counters_for(const Proof& proof) {
  return {counter_of_pair(proof),
          {"address " + digest(proof.address), with_address},
          {"name " + digest(proof.name), with_name}};
}

seconds wait_after(std::int64_t failures, const Patience& patience) {
  auto wait = first_wait;
  if (failures < patience.free) return seconds{0};
  for (auto more = failures - patience.free; more > 0 && wait < patience.longest_wait; --more)
    wait *= 2;
  return std::min(wait, patience.longest_wait);
}

Result<void> check_wanted(const Proof& old, const std::string& wanted) {
  if (characters_in(wanted) < shortest_password)
    return bad_input("wanted", "is too short; take ten characters or more");
  if (wanted == old.password) return bad_input("wanted", "is the old password; take another one");
  if (wanted == old.name)
    return bad_input("wanted", "is the name; take something nobody can guess");
  return {};
}

}  // namespace

Result<Opened> AccountGate::sign_in(const Proof& proof) {
  const auto credentials = proved(proof);
  if (!credentials) return credentials.error();
  return open_session(*credentials);
}

/// Looks before it counts: those who hash at the same time are few, and so are their guesses.
Result<Credentials> AccountGate::proved(const Proof& proof) {
  const HashingTurn turn{hashing_};
  if (!turn) return Error{Problem::too_often, "", "too many sign in at this moment; try again"};
  const auto now = time_.now();
  if (must_wait(proof, now))
    return Error{Problem::too_often, "",
                 "too many attempts have failed; wait a quarter of an hour at most"};
  const auto credentials = accounts_.credentials(proof.name);
  if (!fits_password(credentials ? credentials->password : "", proof.password)) {
    for (const auto& counter : counters_for(proof))
      accounts_.count_failure(counter.key, now, counter.patience.one_forgiven_each);
    return refused("name or password is wrong");
  }
  if (!credentials->locked.empty()) return refused("this account is locked");
  accounts_.forgive(counter_of_pair(proof).key);
  return *credentials;
}

bool AccountGate::must_wait(const Proof& proof, Instant now) {
  return std::ranges::any_of(counters_for(proof), [&](const Counter& counter) {
    const auto failed = accounts_.attempts(counter.key, now, counter.patience.one_forgiven_each);
    return failed.last_at + wait_after(failed.count, counter.patience) > now;
  });
}

Opened AccountGate::open_session(const Credentials& credentials) {
  const auto now = time_.now();
  auto secret = new_secret();
  accounts_.forget_entries(now);
  accounts_.forget_attempts(now - longest_kept_attempt);
  accounts_.add(Entry{.secret_hash = hash_secret(secret),
                      .user = credentials.user,
                      .kind = EntryKind::session,
                      .name = {},
                      .scopes = {},
                      .created_at = now,
                      .used_at = now,
                      .ends_at = now + idle_session});
  return {.secret = std::move(secret),
          .user = credentials.user,
          .must_change = credentials.must_change,
          .ends_at = now + idle_session};
}

std::optional<Entered> AccountGate::enter(std::string_view secret) {
  if (secret.empty()) return {};
  const auto entry = accounts_.entry(hash_secret(secret));
  const auto now = time_.now();
  if (!entry || entry->ends_at <= now) return {};
  const auto credentials = accounts_.credentials(entry->user);
  if (!credentials || !credentials->locked.empty()) return {};
  if (entry->kind == EntryKind::session && entry->used_at + between_marks < now)
    accounts_.mark_used(entry->secret_hash, now,
                        std::min<Instant>(now + idle_session, entry->created_at + longest_session));
  return Entered{.user = entry->user,
                 .kind = entry->kind,
                 .scopes = entry->scopes,
                 .must_change = credentials->must_change,
                 .csrf = csrf_for(secret)};
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
  auto credentials = proved(old);
  if (!credentials)
    return credentials.error().problem == Problem::no_authority
               ? bad_input("old", credentials.error().detail)
               : credentials.error();
  if (auto sound = check_wanted(old, wanted); !sound) return sound.error();
  if (!accounts_.change_password(*credentials, hash_password(wanted)))
    return Error{Problem::conflict, "old", "somebody else has changed the password meanwhile"};
  credentials->must_change = false;
  sign_out_everywhere(old.name);
  return open_session(*credentials);
}

Result<Opened> AccountGate::open_token(const std::string& user, const TokenWish& wish) {
  const auto now = time_.now();
  if (wish.ends_at <= now) return bad_input("ends_at", "has passed; a token ends later than now");
  if (wish.ends_at > now + longest_token)
    return bad_input("ends_at", "is too late; a token lasts a year at most");
  const auto all = tokens(user);
  if (std::ranges::find(all, wish.name, &Entry::name) != all.end())
    return Error{Problem::conflict, "name", "there is already a token " + wish.name};
  auto secret = new_secret();
  accounts_.add(Entry{.secret_hash = hash_secret(secret),
                      .user = user,
                      .kind = EntryKind::token,
                      .name = wish.name,
                      .scopes = wish.scopes,
                      .created_at = now,
                      .used_at = now,
                      .ends_at = wish.ends_at});
  return Opened{
      .secret = std::move(secret), .user = user, .must_change = false, .ends_at = wish.ends_at};
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

Result<std::string> AccountGate::give_password(const std::string& user) {
  if (auto known = check_user(user); !known) return known.error();
  auto password = one_time_password();
  accounts_.set_password(user, hash_password(password), true);
  accounts_.remove_entries(user, {});
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
