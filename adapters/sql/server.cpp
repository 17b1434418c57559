#include "adapters/sql/server.hpp"

#include "adapters/sql/failure.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace duban::sql {

namespace {

using Options = std::map<std::string, std::string, std::less<>>;

/// What the URL sets, or nothing if libpq cannot read it.
std::optional<Options> options_of(const std::string& url) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed{
      PQconninfoParse(url.c_str(), nullptr), &PQconninfoFree};
  if (!parsed) return {};
  Options options;
  for (const auto* option = parsed.get(); option->keyword; ++option)
    if (option->val) options.emplace(option->keyword, option->val);
  return options;
}

std::string value_or(const Options& options, std::string_view name, std::string_view otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? std::string{otherwise} : found->second;
}

/// The server lets go of what a node that is frozen or cut off has locked: a transaction that
/// stands still, a connection that does not answer.  What a statement waits for is not meant.
constexpr std::string_view lease =
    "-c idle_in_transaction_session_timeout=10s"
    " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
    " -c tcp_user_timeout=10s";

/// And this side lets go of a server in the same way.
constexpr std::pair<const char*, const char*> unless_said[] = {
    {"application_name", "duban"}, {"connect_timeout", "10"}, {"keepalives_idle", "5"},
    {"keepalives_interval", "2"},  {"keepalives_count", "3"}, {"tcp_user_timeout", "10000"},
};

std::string escaped(std::string_view text) {
  constexpr auto digits = "0123456789ABCDEF";
  std::string url;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte)) {
      url += c;
    } else {
      url.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
  }
  return url;
}

// libpq prints what a server tells in passing; people are told in our words.
void keep_quiet(soci::session& session) {
  auto* backend = static_cast<soci::postgresql_session_backend*>(session.get_backend());
  PQsetNoticeProcessor(
      backend->conn_, [](void*, const char*) {}, nullptr);
}

// libpq says which host refused and why, on several lines; it has no business repeating a password,
// and if it did, nobody would be told.
std::string why_unreachable(std::string text, const std::string& url) {
  const auto password = value_or(options_of(url).value_or(Options{}), "password", "");
  if (!password.empty() && text.find(password) != text.npos) text.clear();
  std::string line = "The database server cannot be reached.";
  for (const char c : text) {
    if (c == '\n' || c == '\t') {
      if (line.back() != ' ') line += ' ';
    } else {
      if (line.ends_with("reached.")) line += ' ';
      line += c;
    }
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

bool is_server(std::string_view url) {
  return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

std::optional<std::string> fault_in_server_url(const std::string& url) {
  if (options_of(url)) return {};
  return "expected postgresql://user@host:port/database?option=value, with special characters "
         "written as %XX";
}

std::string server_place(const std::string& url) {
  const auto options = options_of(url).value_or(Options{});
  auto place = "postgresql://" + value_or(options, "host", "localhost");
  if (const auto port = value_or(options, "port", ""); !port.empty()) place += ":" + port;
  return place + "/" + value_or(options, "dbname", "");
}

std::string completed(const std::string& url) {
  const auto said = options_of(url).value_or(Options{});
  auto text = url;
  const auto add = [&](std::string_view name, std::string_view value) {
    text.append(text.find('?') == text.npos ? "?" : "&").append(name) += '=';
    text += escaped(value);
  };
  for (const auto& [name, value] : unless_said)
    if (!said.contains(name)) add(name, value);
  if (value_or(said, "host", "").find(',') != std::string::npos &&
      !said.contains("target_session_attrs"))
    add("target_session_attrs", "read-write");
  // Given twice, the last one counts; and so it is within them, so that the URL may say otherwise.
  add("options", std::string{lease} + " " + value_or(said, "options", ""));
  return text;
}

void CloseLink::operator()(pg_conn* link) const {
  PQfinish(link);
}

Link link_to_server(const std::string& url) {
  Link link{PQconnectdb(completed(url).c_str())};
  if (PQstatus(link.get()) != CONNECTION_OK)
    throw StoreDown(why_unreachable(PQerrorMessage(link.get()), url));
  return link;
}

std::unique_ptr<soci::session> connect_to_server(const std::string& url) {
  std::unique_ptr<soci::session> session;
  try {
    session = std::make_unique<soci::session>(*soci::factory_postgresql(), completed(url));
  } catch (const soci::soci_error& error) {
    auto text = error.get_error_message();
    text.erase(0, std::min(text.find('\n') + 1, text.size()));  // the first line is SOCI's
    throw StoreDown(why_unreachable(std::move(text), url));
  }
  keep_quiet(*session);
  std::string encoding;
  *session << "SHOW server_encoding", soci::into(encoding);
  if (encoding != "UTF8")
    throw StoreDown("The database keeps its texts in " + encoding +
                    ": create one with encoding UTF8.");

  // Committed means durable, whatever the server's default.  A statement is planned once, which for
  // a commit takes longer than the commit; and since its tables may be small then and grow later,
  // through indexes from the start.
  constexpr auto durable =
      "SELECT set_config('synchronous_commit', 'on', false)"
      " WHERE current_setting('synchronous_commit') = 'off'";
  for (const auto* setting :
       {"SET client_encoding TO 'UTF8'", "SET client_min_messages TO warning",
        "SET enable_seqscan TO off", "SET enable_bitmapscan TO off",
        "SET plan_cache_mode TO force_generic_plan", "SET jit TO off", durable})
    *session << setting;
  return session;
}

void await_other_migrations(soci::session& session) {
  session << "SELECT pg_advisory_xact_lock(hashtext('duban migrations'))";
}

}  // namespace duban::sql
