#include "adapters/sql/sql_second_factors.hpp"

#include "adapters/sql/query.hpp"

namespace duban::sql {

namespace {

void forget_recovery_codes(Database& db, const std::string& user) {
  Query{db, "DELETE FROM recovery_codes WHERE user_name = :user", soci::use(user)}.run();
}

void add_recovery_codes(Database& db,
                        const std::string& user,
                        const std::vector<std::string>& hashes) {
  std::string hash;
  Query add{db, "INSERT INTO recovery_codes (code_hash, user_name) VALUES (:hash, :user)",
            soci::use(hash, "hash"), soci::use(user, "user")};
  for (const auto& each : hashes) {
    hash = each;
    add.run();
  }
}

}  // namespace

std::optional<SecondFactor> SqlSecondFactors::factor(std::string_view user) {
  return connections_.run([&](Database& db) -> std::optional<SecondFactor> {
    const std::string whose{user};
    SecondFactor found;
    int confirmed = 0;
    Query query{db, "SELECT secret, confirmed FROM second_factors WHERE user_name = :user",
                soci::use(whose), soci::into(found.secret), soci::into(confirmed)};
    if (!query.one()) return {};
    found.confirmed = confirmed != 0;
    return found;
  });
}

bool SqlSecondFactors::has_any() {
  return connections_.run([](Database& db) {
    std::string user;
    return Query{db, "SELECT user_name FROM second_factors WHERE confirmed = 1 LIMIT 1",
                 soci::into(user)}
        .one();
  });
}

bool SqlSecondFactors::begin(std::string_view user, std::string_view secret) {
  const std::string whose{user}, wanted{secret};
  return connections_.run([&](Database& db) {
    return Query{db,
                 "INSERT INTO second_factors (user_name, secret, confirmed, last_step)"
                 " VALUES (:user, :secret, 0, 0) ON CONFLICT (user_name)"
                 " DO UPDATE SET secret = excluded.secret WHERE second_factors.confirmed = 0",
                 soci::use(whose, "user"), soci::use(wanted, "secret")}
               .run() == 1;
  });
}

bool SqlSecondFactors::confirm(std::string_view user,
                               std::string_view secret,
                               std::int64_t step,
                               const std::vector<std::string>& recovery_hashes) {
  const std::string whose{user}, known{secret};
  const long long at = step;
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    Query confirm{db,
                  "UPDATE second_factors SET confirmed = 1, last_step = :at"
                  " WHERE user_name = :user AND secret = :secret AND confirmed = 0",
                  soci::use(at, "at"), soci::use(whose, "user"), soci::use(known, "secret")};
    if (confirm.run() != 1) return false;
    forget_recovery_codes(db, whose);
    add_recovery_codes(db, whose, recovery_hashes);
    transaction.commit();
    return true;
  });
}

bool SqlSecondFactors::use_step(std::string_view user, std::int64_t step) {
  const std::string whose{user};
  const long long at = step;
  return connections_.run([&](Database& db) {
    return Query{db,
                 "UPDATE second_factors SET last_step = :at"
                 " WHERE user_name = :user AND confirmed = 1 AND last_step < :step",
                 soci::use(at, "at"), soci::use(whose, "user"), soci::use(at, "step")}
               .run() == 1;
  });
}

bool SqlSecondFactors::use_recovery_code(std::string_view user, std::string_view hash) {
  const std::string whose{user}, used{hash};
  return connections_.run([&](Database& db) {
    return Query{db, "DELETE FROM recovery_codes WHERE code_hash = :hash AND user_name = :user",
                 soci::use(used, "hash"), soci::use(whose, "user")}
               .run() == 1;
  });
}

int SqlSecondFactors::recovery_codes(std::string_view user) {
  return connections_.run([&](Database& db) {
    const std::string whose{user};
    int count = 0;
    (void)Query{db, "SELECT CAST(count(*) AS integer) FROM recovery_codes WHERE user_name = :user",
                soci::use(whose), soci::into(count)}
        .one();
    return count;
  });
}

bool SqlSecondFactors::remove(std::string_view user) {
  const std::string whose{user};
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    forget_recovery_codes(db, whose);
    Query remove{db, "DELETE FROM second_factors WHERE user_name = :user", soci::use(whose)};
    const bool was_there = remove.run() > 0;
    transaction.commit();
    return was_there;
  });
}

}  // namespace duban::sql
