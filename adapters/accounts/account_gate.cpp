#include "adapters/accounts/account_gate.hpp"

#include "adapters/accounts/secrets.hpp"

#include <algorithm>

namespace duban::accounts {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// So many failures are free; each further one doubles the wait.
constexpr std::int64_t free_for_name = 5, free_for_address = 30;
constexpr seconds first_wait{2};
constexpr seconds longest_wait = minutes{15};
/// A session that is used is written no more often than this.
constexpr minutes between_marks{5};
constexpr std::chrono::hours longest_token{24 * 366};

Error refused(std::string detail) {
  return {Problem::no_authority, "", std::move(detail)};
}

std::string name_key(const std::string& name) {
  return "name " + name;
}
std::string address_key(const Proof& proof) {
  return "address " + proof.address;
}

seconds wait_after(std::int64_t failures, std::int64_t free) {
  auto wait = first_wait;
  if (failures < free) return seconds{0};
  for (auto more = failures - free; more > 0 && wait < longest_wait; --more) wait *= 2;
  return std::min(wait, longest_wait);
}

Result<void> check_wanted(const Proof& old, const std::string& wanted) {
  if (wanted.size() < shortest_password)
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

Result<Credentials> AccountGate::proved(const Proof& proof) {
  if (auto may = check_attempts(proof); !may) return may.error();
  const auto credentials = accounts_.credentials(proof.name);
  const bool fits = fits_password(credentials ? credentials->password : "", proof.password);
  if (!fits) return refused("name or password is wrong");
  if (!credentials->locked.empty()) return refused("this account is locked");
  accounts_.forgive(name_key(proof.name));
  accounts_.withdraw(address_key(proof));
  return *credentials;
}

/// Counts before it looks, so that many at once are no way round; who must wait is not counted, or
/// somebody else could keep a name out for ever.
Result<void> AccountGate::check_attempts(const Proof& proof) {
  const auto now = time_.now();
  const auto may_try = [&](const std::string& key, std::int64_t free) {
    return accounts_.attempt(key, now, [&](const Attempts& before) {
      return before.last_at + wait_after(before.count, free) <= now;
    });
  };
  const auto wait = refused("too many attempts have failed; wait a quarter of an hour at most");
  if (!may_try(address_key(proof), free_for_address)) return wait;
  if (may_try(name_key(proof.name), free_for_name)) return {};
  accounts_.withdraw(address_key(proof));
  return wait;
}

Opened AccountGate::open_session(const Credentials& credentials) {
  const auto now = time_.now();
  auto secret = new_secret();
  accounts_.forget_entries(now);
  accounts_.put(Entry{.secret_hash = hash_secret(secret),
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
  auto entry = accounts_.entry(hash_secret(secret));
  const auto now = time_.now();
  if (!entry || entry->ends_at <= now) return {};
  const auto credentials = accounts_.credentials(entry->user);
  if (!credentials || !credentials->locked.empty()) return {};
  if (entry->kind == EntryKind::session && entry->used_at + between_marks < now) {
    entry->used_at = now;
    entry->ends_at = std::min<Instant>(now + idle_session, entry->created_at + longest_session);
    accounts_.put(*entry);
  }
  return Entered{.user = entry->user,
                 .kind = entry->kind,
                 .scopes = entry->scopes,
                 .must_change = credentials->must_change,
                 .csrf = csrf_for(secret)};
}

void AccountGate::sign_out(std::string_view secret) {
  accounts_.remove_entry(hash_secret(secret));
}

void AccountGate::sign_out_everywhere(std::string_view user) {
  accounts_.remove_entries(user, EntryKind::session);
}

Result<Opened> AccountGate::change_password(const Proof& old, const std::string& wanted) {
  auto credentials = proved(old);
  if (!credentials) return credentials.error();
  if (auto sound = check_wanted(old, wanted); !sound) return sound.error();
  credentials->password = hash_password(wanted);
  credentials->must_change = false;
  accounts_.put(*credentials);
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
  accounts_.put(Entry{.secret_hash = hash_secret(secret),
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
  auto credentials = credentials_of(user);
  if (!credentials) return credentials.error();
  auto password = one_time_password();
  credentials->password = hash_password(password);
  credentials->must_change = true;
  accounts_.put(*credentials);
  accounts_.forgive(name_key(user));
  accounts_.remove_entries(user, {});
  return password;
}

Result<void> AccountGate::lock(const std::string& user, const std::string& why) {
  auto credentials = credentials_of(user);
  if (!credentials) return credentials.error();
  credentials->locked = why;
  accounts_.put(*credentials);
  return {};
}

Result<Credentials> AccountGate::credentials_of(const std::string& user) {
  if (!directory_.user(user)) return Error{Problem::not_found, "user", "there is no user " + user};
  const auto known = accounts_.credentials(user);
  return known ? *known
               : Credentials{.user = user, .password = {}, .must_change = false, .locked = {}};
}

}  // namespace duban::accounts
