#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace soci {
class session;
}
struct pg_conn;

/// What only a PostgreSQL server needs.
namespace duban::sql {

[[nodiscard]] bool is_server(std::string_view url);

/// What is wrong with a URL, without repeating it: it may hold a password.
[[nodiscard]] std::optional<std::string> fault_in_server_url(const std::string& url);

/// `postgresql://host:port/database`: for people, without user and password.
[[nodiscard]] std::string server_place(const std::string& url);

/// Connects and sets up the session; StoreDown if the server cannot be reached or would not keep
/// texts as they are.
[[nodiscard]] std::unique_ptr<soci::session> connect_to_server(const std::string& url);

/// libpq's own connection, for what SOCI cannot do: to listen, and to ask the time undisturbed.
struct CloseLink {
  void operator()(pg_conn* link) const;
};
using Link = std::unique_ptr<pg_conn, CloseLink>;

/// Connects without setting up anything; StoreDown if the server cannot be reached.
[[nodiscard]] Link link_to_server(const std::string& url);

/// The URL as libpq is given it: what it does not say itself of lost servers is added, so that
/// neither side waits for the other much longer than ten seconds.
[[nodiscard]] std::string completed(const std::string& url);

/// Waits, until the end of the transaction, for whoever else creates or migrates in this database.
void await_other_migrations(soci::session& session);

}  // namespace duban::sql
