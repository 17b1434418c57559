#include "adapters/sql/sql_accounts.hpp"

#include "adapters/sql/directory_rows.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "engine/data/codec.hpp"

#include <map>

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
  int by_provider = 0;
};
BOOST_DESCRIBE_STRUCT(
    EntryRow,
    (),
    (secret_hash, user_name, kind, name, scopes, created_at, used_at, ends_at, by_provider))

EntryRow row_of(const Entry& entry) {
  return {.secret_hash = entry.secret_hash,
          .user_name = entry.user,
          .kind = boost::describe::enum_to_string(entry.kind, ""),
          .name = entry.name,
          .scopes = boost::json::serialize(boost::json::value_from(entry.scopes)),
          .created_at = stored(entry.created_at),
          .used_at = stored(entry.used_at),
          .ends_at = stored(entry.ends_at),
          .by_provider = entry.by_provider ? 1 : 0};
}

Entry value_of(const EntryRow& row) {
  Entry entry{.secret_hash = row.secret_hash,
              .user = row.user_name,
              .kind = EntryKind::session,
              .name = row.name,
              .scopes = {},
              .created_at = instant_of(row.created_at),
              .used_at = instant_of(row.used_at),
              .ends_at = instant_of(row.ends_at),
              .by_provider = row.by_provider != 0};
  boost::system::error_code failed;
  const auto scopes = boost::json::parse(row.scopes, failed);
  if (failed || !boost::describe::enum_from_string(row.kind.c_str(), entry.kind))
    throw StoreDown("The register is damaged: table entries, user " + row.user_name +
                    ": an entry cannot be read.");
  entry.scopes = boost::json::value_to<std::vector<std::string>>(scopes);
  return entry;
}

/// Runs a statement with one text in it.
void run_with(Connections& connections, const std::string& sql, std::string_view text) {
  const std::string value{text};
  connections.run([&](Database& db) { Query{db, sql, soci::use(value)}.run(); });
}

/// Also locks the row, so that whoever adds an entry comes before or after.
void keep_password(Database& db, CredentialsRow row) {
  Query{db,
        insert<CredentialsRow>("credentials") +
            " ON CONFLICT (user_name) DO UPDATE SET password = excluded.password,"
            " must_change = excluded.must_change",
        given(row)}
      .run();
}

/// Ends the entries of a user; of one kind if it is given.
void end_entries(Database& db, const std::string& user, std::optional<EntryKind> kind) {
  const std::string of_kind =
      kind ? std::string{" AND kind = '"} + boost::describe::enum_to_string(*kind, "") + "'" : "";
  Query{db, "DELETE FROM entries WHERE user_name = :user" + of_kind, soci::use(user)}.run();
}

/// Whether the credentials still are as they were seen; from here to the end of the transaction
/// they stay so.
bool are_as_seen(Database& db, const std::string& user, const std::string& password) {
  std::string found;
  return Query{db,
               "SELECT user_name FROM credentials WHERE user_name = :user AND password = :password"
               " AND locked = ''" +
                   for_update(db),
               soci::use(user, "user"), soci::use(password, "password"), soci::into(found)}
      .one();
}

bool has_token(Database& db, const std::string& user, const std::string& name) {
  std::string found;
  return Query{db,
               "SELECT name FROM entries WHERE user_name = :user AND kind = 'token'"
               " AND name = :name LIMIT 1",
               soci::use(user, "user"), soci::use(name, "name"), soci::into(found)}
      .one();
}

/// A SELECT of the texts in a JSON array.
std::string texts_in(Dialect dialect, const std::string& parameter) {
  return dialect == Dialect::sqlite
             ? "SELECT value FROM json_each(" + parameter + ")"
             : "SELECT json_array_elements_text(CAST(" + parameter + " AS json))";
}

std::string json_of(std::span<const std::string> texts) {
  boost::json::array all;
  for (const auto& text : texts) all.emplace_back(text);
  return boost::json::serialize(all);
}

Credentials value_of(const CredentialsRow& row) {
  return {.user = row.user_name,
          .password = row.password,
          .must_change = row.must_change != 0,
          .locked = row.locked};
}

/// What is asked before every request is answered.
struct Knocking : Database::Kept {
  explicit Knocking(Database& db)
      : query{db,
              "SELECT " + columns<EntryRow>("e.") + ", " + columns<CredentialsRow>("c.") + ", " +
                  columns<row::User>("u.") +
                  " FROM entries e JOIN credentials c ON c.user_name = e.user_name"
                  " JOIN users u ON u.name = e.user_name WHERE e.secret_hash IN (" +
                  texts_in(db.dialect(), ":hashes") + ")",
              soci::use(hashes, "hashes"),
              taken(entry),
              taken(credentials),
              taken(user)} {}

  /// What the row says, or why it cannot be read: that is the business of its bearer alone.
  [[nodiscard]] SqlAccounts::Knocks::Outcome held() {
    try {
      return HeldEntry{value_of(entry), value_of(credentials), value_of(user)};
    } catch (const StoreDown&) {
      return std::current_exception();
    }
  }

  std::string hashes;
  EntryRow entry;
  CredentialsRow credentials;
  row::User user;
  Query query;
};

}  // namespace

std::optional<Credentials> SqlAccounts::credentials(std::string_view user) {
  return connections_.run([&](Database& db) -> std::optional<Credentials> {
    const std::string wanted{user};
    CredentialsRow row;
    Query query{db,
                "SELECT " + columns<CredentialsRow>() + " FROM credentials WHERE user_name = :user",
                soci::use(wanted), taken(row)};
    if (!query.one()) return {};
    return value_of(row);
  });
}

bool SqlAccounts::has_credentials() {
  return connections_.run([](Database& db) {
    std::string user;
    return Query{db, "SELECT user_name FROM credentials WHERE password <> '' LIMIT 1",
                 soci::into(user)}
        .one();
  });
}

Result<void> SqlAccounts::enrol(const User& user, std::string_view hash) {
  return connections_.run([&](Database& db) -> Result<void> {
    auto may = user.congress.empty() ? check_released(db) : check_change(db, user.congress);
    if (!may) return may;
    Transaction transaction{db};
    if (auto put = put_row(db, user_table, row::from(user), user.name, true); !put) return put;
    keep_password(db, {user.name, std::string{hash}, 1, {}});
    transaction.commit();
    return {};
  });
}

void SqlAccounts::set_password(std::string_view user, std::string_view hash, bool must_change) {
  const CredentialsRow row{.user_name = std::string{user},
                           .password = std::string{hash},
                           .must_change = must_change ? 1 : 0,
                           .locked = {}};
  connections_.run([&](Database& db) {
    Transaction transaction{db};
    keep_password(db, row);
    end_entries(db, row.user_name, {});
    transaction.commit();
  });
}

bool SqlAccounts::change_password(const Credentials& before, std::string_view hash) {
  const std::string wanted{hash};
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    Query change{db,
                 "UPDATE credentials SET password = :wanted, must_change = 0"
                 " WHERE user_name = :user AND password = :before",
                 soci::use(wanted, "wanted"), soci::use(before.user, "user"),
                 soci::use(before.password, "before")};
    if (change.run() != 1) return false;
    end_entries(db, before.user, EntryKind::session);
    transaction.commit();
    return true;
  });
}

void SqlAccounts::lock(std::string_view user, std::string_view why) {
  const CredentialsRow row{
      .user_name = std::string{user}, .password = {}, .must_change = 0, .locked = std::string{why}};
  connections_.run([&](Database& db) {
    auto copy = row;
    Query{db,
          insert<CredentialsRow>("credentials") +
              " ON CONFLICT (user_name) DO UPDATE SET locked = excluded.locked",
          given(copy)}
        .run();
  });
}

SqlAccounts::SqlAccounts(Connections& connections)
    : connections_{connections}, knocks_{{}, [this](auto hashes) { return held_by(hashes); }} {}

std::optional<HeldEntry> SqlAccounts::entry(std::string_view secret_hash) {
  return knocks_.ask(std::string{secret_hash});
}

std::vector<SqlAccounts::Knocks::Outcome> SqlAccounts::held_by(
    std::span<const std::string* const> hashes) {
  std::vector<std::string> wanted;
  for (const auto* hash : hashes) wanted.push_back(*hash);
  std::map<std::string, HeldEntry> found;
  connections_.run([&](Database& db) {
    auto& asked = db.kept<Knocking>();
    asked.hashes = json_of(wanted);
    asked.query.each([&] {
      found.insert_or_assign(
          asked.entry.secret_hash,
          HeldEntry{value_of(asked.entry), value_of(asked.credentials), value_of(asked.user)});
    });
  });
  std::vector<Knocks::Outcome> outcomes;
  for (const auto& hash : wanted) {
    const auto at = found.find(hash);
    outcomes.push_back(at == found.end() ? Knocks::Outcome{std::nullopt} : at->second);
  }
  return outcomes;
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

std::vector<std::string> SqlAccounts::open_entries(std::span<const std::string> secret_hashes,
                                                   Instant now) {
  const auto hashes = json_of(secret_hashes);
  const auto at = stored(now);
  return connections_.run([&](Database& db) {
    std::string hash;
    std::vector<std::string> open;
    Query{db,
          "SELECT secret_hash FROM entries JOIN credentials USING (user_name)"
          " WHERE secret_hash IN (" +
              texts_in(db.dialect(), ":hashes") + ") AND ends_at > :now AND locked = ''",
          soci::use(hashes, "hashes"), soci::use(at, "now"), soci::into(hash)}
        .each([&] { open.push_back(hash); });
    return open;
  });
}

Added SqlAccounts::add(const Entry& entry, std::string_view seen) {
  const std::string password{seen};
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    if (!are_as_seen(db, entry.user, password)) return Added::not_as_seen;
    if (entry.kind == EntryKind::token && has_token(db, entry.user, entry.name))
      return Added::name_taken;
    auto row = row_of(entry);
    Query{db, insert<EntryRow>("entries"), given(row)}.run();
    transaction.commit();
    return Added::yes;
  });
}

void SqlAccounts::mark_used(std::string_view secret_hash, Instant at, Instant ends_at) {
  const std::string wanted{secret_hash};
  const auto used = stored(at), ends = stored(ends_at);
  connections_.run([&](Database& db) {
    Query{db, "UPDATE entries SET used_at = :used, ends_at = :ends WHERE secret_hash = :hash",
          soci::use(used, "used"), soci::use(ends, "ends"), soci::use(wanted, "hash")}
        .run();
  });
}

void SqlAccounts::remove_entry(std::string_view secret_hash) {
  run_with(connections_, "DELETE FROM entries WHERE secret_hash = :hash", secret_hash);
}

void SqlAccounts::remove_entries(std::string_view user, std::optional<EntryKind> kind) {
  const std::string whose{user};
  connections_.run([&](Database& db) { end_entries(db, whose, kind); });
}

void SqlAccounts::forget_entries(Instant ended_before) {
  const auto before = stored(ended_before);
  connections_.run([&](Database& db) {
    Query{db, "DELETE FROM entries WHERE ends_at < :before", soci::use(before)}.run();
  });
}

}  // namespace duban::sql
