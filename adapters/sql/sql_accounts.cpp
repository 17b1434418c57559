#include "adapters/sql/sql_accounts.hpp"

#include "adapters/sql/query.hpp"
#include "adapters/sql/texts.hpp"
#include "engine/data/codec.hpp"

namespace duban::sql {

namespace {

struct CredentialsRow {
  std::string user_name, password;
  int must_change = 0;
  std::string locked;
};
BOOST_DESCRIBE_STRUCT(CredentialsRow, (), (user_name, password, must_change, locked))

struct EntryRow {
  std::string secret_hash, user_name, kind, name, scopes;
  long long created_at = 0, used_at = 0, ends_at = 0;
};
BOOST_DESCRIBE_STRUCT(EntryRow,
                      (),
                      (secret_hash, user_name, kind, name, scopes, created_at, used_at, ends_at))

EntryRow row_of(const Entry& entry) {
  return {.secret_hash = entry.secret_hash,
          .user_name = entry.user,
          .kind = boost::describe::enum_to_string(entry.kind, ""),
          .name = entry.name,
          .scopes = boost::json::serialize(boost::json::value_from(entry.scopes)),
          .created_at = stored(entry.created_at),
          .used_at = stored(entry.used_at),
          .ends_at = stored(entry.ends_at)};
}

Entry value_of(const EntryRow& row) {
  Entry entry{.secret_hash = row.secret_hash,
              .user = row.user_name,
              .kind = EntryKind::session,
              .name = row.name,
              .scopes = {},
              .created_at = instant_of(row.created_at),
              .used_at = instant_of(row.used_at),
              .ends_at = instant_of(row.ends_at)};
  boost::system::error_code failed;
  const auto scopes = boost::json::parse(row.scopes, failed);
  if (failed || !boost::describe::enum_from_string(row.kind.c_str(), entry.kind))
    throw StoreDown("The register is damaged: table entries, user " + row.user_name +
                    ": an entry cannot be read.");
  entry.scopes = boost::json::value_to<std::vector<std::string>>(scopes);
  return entry;
}

/// Inserts a row or replaces the one with its key.
template <class Row>
void put_row(Connections& connections, const std::string& table, const std::string& key, Row row) {
  connections.run([&](Database& db) {
    Query{
        db,
        insert<Row>(table) + " ON CONFLICT (" + key + ") DO UPDATE SET " + replacements<Row>({key}),
        given(row)}
        .run();
  });
}

/// Runs a statement with one text in it.
void run_with(Connections& connections, const std::string& sql, std::string_view text) {
  const std::string value{text};
  connections.run([&](Database& db) { Query{db, sql, soci::use(value)}.run(); });
}

}  // namespace

std::optional<Credentials> SqlAccounts::credentials(std::string_view user) {
  return connections_.run([&](Database& db) -> std::optional<Credentials> {
    const std::string wanted{user};
    CredentialsRow row;
    Query query{db,
                "SELECT " + columns<CredentialsRow>() + " FROM credentials WHERE user_name = :user",
                soci::use(wanted), taken(row)};
    if (!query.one()) return {};
    return Credentials{.user = row.user_name,
                       .password = row.password,
                       .must_change = row.must_change != 0,
                       .locked = row.locked};
  });
}

bool SqlAccounts::has_credentials() {
  return connections_.run([](Database& db) {
    std::string user;
    return Query{db, "SELECT user_name FROM credentials LIMIT 1", soci::into(user)}.one();
  });
}

void SqlAccounts::put(const Credentials& credentials) {
  put_row(connections_, "credentials", "user_name",
          CredentialsRow{.user_name = credentials.user,
                         .password = credentials.password,
                         .must_change = credentials.must_change ? 1 : 0,
                         .locked = credentials.locked});
}

std::optional<Entry> SqlAccounts::entry(std::string_view secret_hash) {
  return connections_.run([&](Database& db) -> std::optional<Entry> {
    const std::string wanted{secret_hash};
    EntryRow row;
    Query query{db, "SELECT " + columns<EntryRow>() + " FROM entries WHERE secret_hash = :hash",
                soci::use(wanted), taken(row)};
    if (!query.one()) return {};
    return value_of(row);
  });
}

std::vector<Entry> SqlAccounts::entries(std::string_view user) {
  return connections_.run([&](Database& db) {
    const std::string wanted{user};
    EntryRow row;
    std::vector<Entry> entries;
    Query{db,
          "SELECT " + columns<EntryRow>() +
              " FROM entries WHERE user_name = :user ORDER BY created_at, secret_hash",
          soci::use(wanted), taken(row)}
        .each([&] { entries.push_back(value_of(row)); });
    return entries;
  });
}

void SqlAccounts::put(const Entry& entry) {
  put_row(connections_, "entries", "secret_hash", row_of(entry));
}

void SqlAccounts::remove_entry(std::string_view secret_hash) {
  run_with(connections_, "DELETE FROM entries WHERE secret_hash = :hash", secret_hash);
}

void SqlAccounts::remove_entries(std::string_view user, std::optional<EntryKind> kind) {
  const std::string of_kind =
      kind ? std::string{" AND kind = '"} + boost::describe::enum_to_string(*kind, "") + "'" : "";
  run_with(connections_, "DELETE FROM entries WHERE user_name = :user" + of_kind, user);
}

void SqlAccounts::forget_entries(Instant ended_before) {
  const auto before = stored(ended_before);
  connections_.run([&](Database& db) {
    Query{db, "DELETE FROM entries WHERE ends_at < :before", soci::use(before)}.run();
  });
}

bool SqlAccounts::attempt(std::string_view key,
                          Instant now,
                          const std::function<bool(const Attempts&)>& may) {
  return connections_.run([&](Database& db) {
    const std::string wanted{key};
    const auto at = stored(now);
    long long count = 0, last_at = 0;
    Transaction transaction{db};
    // The insert takes the row's lock.
    Query{db,
          "INSERT INTO attempts (key, count, last_at) VALUES (:key, 0, 0)"
          " ON CONFLICT (key) DO UPDATE SET count = attempts.count",
          soci::use(wanted)}
        .run();
    (void)Query{db, "SELECT count, last_at FROM attempts WHERE key = :key", soci::use(wanted),
                soci::into(count), soci::into(last_at)}
        .one();
    if (!may(Attempts{count, instant_of(last_at)})) return false;
    Query{db, "UPDATE attempts SET count = count + 1, last_at = :at WHERE key = :key",
          soci::use(at, "at"), soci::use(wanted, "key")}
        .run();
    transaction.commit();
    return true;
  });
}

void SqlAccounts::withdraw(std::string_view key) {
  run_with(connections_, "UPDATE attempts SET count = count - 1 WHERE key = :key AND count > 0",
           key);
}

void SqlAccounts::forgive(std::string_view key) {
  run_with(connections_, "DELETE FROM attempts WHERE key = :key", key);
}

}  // namespace duban::sql
