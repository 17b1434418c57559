#include "adapters/sql/sql_identities.hpp"

#include "adapters/sql/directory_rows.hpp"
#include "adapters/sql/query.hpp"

namespace duban::sql {

namespace {

struct IdentityRow {
  std::string user_name, known_as, issuer, subject;
};
BOOST_DESCRIBE_STRUCT(IdentityRow, (), (user_name, known_as, issuer, subject))

std::optional<IdentityRow> identity_where(Connections& connections,
                                          const std::string& column,
                                          std::string_view value) {
  const std::string wanted{value};
  return connections.run([&](Database& db) -> std::optional<IdentityRow> {
    IdentityRow row;
    Query query{
        db, "SELECT " + columns<IdentityRow>() + " FROM identities WHERE " + column + " = :wanted",
        soci::use(wanted), taken(row)};
    if (!query.one()) return {};
    return row;
  });
}

bool belongs_to_another(Database& db, const std::string& known_as, const std::string& user) {
  std::string found;
  return Query{db,
               "SELECT user_name FROM identities WHERE known_as = :known AND user_name <> :user",
               soci::use(known_as, "known"), soci::use(user, "user"), soci::into(found)}
      .one();
}

void end_what_provider_opened(Database& db, const std::string& user) {
  Query{db, "DELETE FROM entries WHERE user_name = :user AND by_provider = 1", soci::use(user)}
      .run();
}

/// Without a row nobody can come in; one without a password lets nobody in by a password.
void let_come_in(Database& db, const std::string& user) {
  Query{db,
        "INSERT INTO credentials (user_name, password, must_change, locked)"
        " VALUES (:user, '', 0, '') ON CONFLICT (user_name) DO NOTHING",
        soci::use(user)}
      .run();
}

}  // namespace

std::optional<Identity> SqlIdentities::identity(std::string_view user) {
  const auto row = identity_where(connections_, "user_name", user);
  if (!row) return {};
  return Identity{row->known_as, row->issuer, row->subject};
}

bool SqlIdentities::link(std::string_view user, std::string_view known_as) {
  const IdentityRow wanted{std::string{user}, std::string{known_as}, {}, {}};
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    if (belongs_to_another(db, wanted.known_as, wanted.user_name)) return false;
    auto row = wanted;
    Query{db,
          insert<IdentityRow>("identities") +
              " ON CONFLICT (user_name) DO UPDATE SET known_as = excluded.known_as,"
              " issuer = '', subject = ''",
          given(row)}
        .run();
    let_come_in(db, row.user_name);
    end_what_provider_opened(db, row.user_name);
    transaction.commit();
    return true;
  });
}

bool SqlIdentities::unlink(std::string_view user) {
  const std::string whose{user};
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    Query remove{db, "DELETE FROM identities WHERE user_name = :user", soci::use(whose)};
    const bool was_there = remove.run() > 0;
    end_what_provider_opened(db, whose);
    transaction.commit();
    return was_there;
  });
}

std::optional<std::string> SqlIdentities::user_of(std::string_view issuer,
                                                  std::string_view subject) {
  const std::string from{issuer}, who{subject};
  return connections_.run([&](Database& db) -> std::optional<std::string> {
    std::string user;
    Query query{db,
                "SELECT user_name FROM identities WHERE issuer = :issuer AND subject = :subject"
                " AND subject <> ''" +
                    for_update(db),
                soci::use(from, "issuer"), soci::use(who, "subject"), soci::into(user)};
    if (!query.one()) return {};
    return user;
  });
}

std::optional<KnownUser> SqlIdentities::known_as(std::string_view name) {
  const auto row = identity_where(connections_, "known_as", name);
  if (!row) return {};
  return KnownUser{row->user_name, {row->known_as, row->issuer, row->subject}};
}

bool SqlIdentities::bind(const KnownUser& known) {
  const IdentityRow wanted{known.user, known.identity.known_as, known.identity.issuer,
                           known.identity.subject};
  return connections_.run([&](Database& db) {
    auto row = wanted;
    return Query{db,
                 "UPDATE identities SET issuer = :issuer, subject = :subject"
                 " WHERE user_name = :user_name AND known_as = :known_as AND subject = ''"
                 " AND NOT EXISTS (SELECT 1 FROM identities other"
                 " WHERE other.issuer = :taken_issuer AND other.subject = :taken_subject)",
                 given(row), soci::use(wanted.issuer, "taken_issuer"),
                 soci::use(wanted.subject, "taken_subject")}
               .run() == 1;
  });
}

void SqlIdentities::expect(const ExpectedReturn& expected) {
  const auto ends_at = stored(expected.ends_at);
  connections_.run([&](Database& db) {
    Query{db,
          "INSERT INTO expected_returns (secret_hash, return_to, ends_at)"
          " VALUES (:hash, :path, :ends)",
          soci::use(expected.secret_hash, "hash"), soci::use(expected.return_to, "path"),
          soci::use(ends_at, "ends")}
        .run();
  });
}

std::optional<std::string> SqlIdentities::returned(std::string_view secret_hash, Instant now) {
  const std::string wanted{secret_hash};
  const auto at = stored(now);
  return connections_.run([&](Database& db) -> std::optional<std::string> {
    std::string path;
    Query query{db,
                "DELETE FROM expected_returns WHERE secret_hash = :hash AND ends_at > :now"
                " RETURNING return_to",
                soci::use(wanted, "hash"), soci::use(at, "now"), soci::into(path)};
    if (!query.one()) return {};
    return path;
  });
}

void SqlIdentities::forget_expected(Instant ended_before) {
  const auto before = stored(ended_before);
  connections_.run([&](Database& db) {
    Query{db, "DELETE FROM expected_returns WHERE ends_at < :before", soci::use(before)}.run();
  });
}

}  // namespace duban::sql
