#pragma once

#include "adapters/accounts/openid_gate.hpp"
#include "adapters/http/api.hpp"
#include "adapters/http/server.hpp"
#include "adapters/sql/grouped_store.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_amendments.hpp"
#include "adapters/sql/sql_attachments.hpp"
#include "adapters/sql/sql_audit.hpp"
#include "adapters/sql/sql_batches.hpp"
#include "adapters/sql/sql_identities.hpp"
#include "adapters/sql/sql_journal.hpp"
#include "adapters/sql/sql_second_factors.hpp"
#include "adapters/sql/sql_views.hpp"
#include "workflows/catalogue.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include <map>
#include <string>
#include <thread>
#include <vector>

namespace duban::http {

/// What a client was told.
struct Told {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  [[nodiscard]] boost::json::object json() const { return boost::json::parse(body).as_object(); }
};

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The tables that may be imported, and the forms of all events.
[[nodiscard]] Supplies supplies();

/// Sends bytes to HOST:PORT, reads until the other side closes or says nothing for a while.
[[nodiscard]] std::string exchange(const std::string& place, const std::string& bytes);

/// A server on a free port of this machine, on its own thread.
class Listening {
 public:
  explicit Listening(Server::Handle handle,
                     const Limits& limits = {},
                     Server::Phrase phrase = {},
                     Server::Knows knows = {});
  ~Listening();
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

  [[nodiscard]] Told ask(const std::string& method,
                         const std::string& target,
                         const Headers& headers = {},
                         const std::string& body = "") const;
  [[nodiscard]] std::string raw(const std::string& bytes) const { return exchange(place, bytes); }
  void stop();

 private:
  boost::asio::io_context loop_{1};
  Server server_;

 public:
  const std::string place;

 private:
  std::jthread thread_;
};

/// A register with one congress and one unit, served: a simulated one that begins on 14 March 2025
/// at nine.
class ServedRegister {
 public:
  /// `given`: where people may sign in as well.
  explicit ServedRegister(sql::Dialect dialect, accounts::OpenIdProvider* given = nullptr);

 private:
  sql::FreshRegister place_;
  sql::Pool pool_;

 public:
  sql::GroupedStore store;
  sql::SqlDirectory directory;
  sql::SqlAmendments amendments;
  sql::SqlViews views;
  Catalogue catalogue = all_workflows();
  FixedTime time;
  SystemTime wall;
  Signals signals;
  sql::SqlAccounts accounts;
  sql::SqlSecondFactors factors;
  sql::SqlIdentities identities;
  sql::SqlAudit audit;
  sql::SqlBatches batches;
  sql::SqlAttachments attachments;
  Uploads uploads;
  sql::SqlJournal journal;
  accounts::AccountGate gate;
  accounts::OpenIdGate provider;
  Feed feed;
  Api api;
  Listening server;

  /// Another connection to it, past the server.
  [[nodiscard]] std::unique_ptr<sql::Database> connect() const { return place_.connect(); }
  /// A second congress, by the rules of the first.
  void add_neighbour();
  /// A user of the congress who can sign in with `password`, at once.
  void add_user(const User& user, const std::string& password);
};

/// Somebody who is signed in, by the cookie of a session.
class Browser {
 public:
  /// Opens a session as if the password had been given, which takes its time.
  Browser(ServedRegister& served, const std::string& name);

  [[nodiscard]] Told get(const std::string& target, Headers headers = {}) const {
    return ask("GET", target, std::move(headers));
  }
  [[nodiscard]] Told ask(const std::string& method,
                         const std::string& target,
                         Headers headers = {},
                         const std::string& body = "") const;
  [[nodiscard]] const std::string& cookie() const { return cookie_; }
  [[nodiscard]] const std::string& csrf() const { return csrf_; }

 private:
  const Listening& server_;
  std::string cookie_, csrf_;
};

[[nodiscard]] std::string sign_in_body(const std::string& name, const std::string& password);
/// `duban=…` of a Set-Cookie header.
[[nodiscard]] std::string cookie_of(const Told& told);

}  // namespace duban::http
