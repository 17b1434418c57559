#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace soci {
class session;
}

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

/// Waits, until the end of the transaction, for whoever else creates or migrates in this database.
void await_other_migrations(soci::session& session);

}  // namespace duban::sql
