#include "adapters/http/served_fixture.hpp"

#include "adapters/accounts/secrets.hpp"
#include "adapters/cli/import_table.hpp"
#include "adapters/cli/place_rules.hpp"
#include "adapters/files/file_types.hpp"
#include "adapters/http/door.hpp"
#include "adapters/tables/csv.hpp"
#include "first_congress.hpp"
#include "workflows/forms.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace duban::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

const Instant morning = parse_instant("2025-03-14T09:00:00+08:00").value();

tcp::endpoint endpoint_of(const std::string& place) {
  const auto colon = place.rfind(':');
  return {asio::ip::make_address(place.substr(0, colon)),
          static_cast<std::uint16_t>(std::stoi(place.substr(colon + 1)))};
}

Told told_by(beast::http::response<beast::http::string_body>&& response) {
  Told told{.status = response.result_int(), .headers = {}, .body = std::move(response.body())};
  for (const auto& field : response) {
    std::string name{std::string_view{field.name_string()}};
    for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    told.headers[name] = std::string_view{field.value()};
  }
  return told;
}

Languages languages() {
  return {.chinese = Words::load(DUBAN_SOURCE_DIR "/config/locales", "zh-CN"),
          .english = Words::load(DUBAN_SOURCE_DIR "/config/locales", "en")};
}

}  // namespace

Supplies supplies() {
  return {
      .imports = {.importers = all_importers(), .read_csv = cli::csv_text},
      .forms = all_form_hints(),
      .shelf = cli::shelf_in(DUBAN_SOURCE_DIR "/config"),
      .measures = all_measures(),
      .read_notice = cli::notice_text,
      .installation = {.version = "0", .database = "sqlite", .schema = 12, .started_at = morning},
      .write_csv = spreadsheet_line};
}

std::string exchange(const std::string& place, const std::string& bytes) {
  asio::io_context context;
  tcp::socket socket{context};
  socket.connect(endpoint_of(place));
  boost::system::error_code ended;
  asio::write(socket, asio::buffer(bytes), ended);
  const timeval patience{.tv_sec = 3, .tv_usec = 0};
  setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  std::string heard;
  for (char some[4096];;) {
    const auto count = recv(socket.native_handle(), some, sizeof some, 0);
    if (count <= 0) return heard;
    heard.append(some, static_cast<std::size_t>(count));
  }
}

// Listening ---------------------------------------------------------------------------------------

Listening::Listening(Server::Handle handle,
                     const Limits& limits,
                     Server::Phrase phrase,
                     Server::Knows knows)
    : server_{loop_,
              "127.0.0.1:0",
              4,
              limits,
              std::move(handle),
              nullptr,
              std::move(phrase),
              std::move(knows)},
      place{server_.place()},
      thread_{[this] { loop_.run(); }} {}

Listening::~Listening() {
  stop();
}

void Listening::stop() {
  asio::post(loop_, [this] { server_.stop(); });
  if (thread_.joinable()) thread_.join();
}

Told Listening::ask(const std::string& method,
                    const std::string& target,
                    const Headers& headers,
                    const std::string& body) const {
  asio::io_context context;
  beast::tcp_stream stream{context};
  stream.connect(endpoint_of(place));
  beast::http::request<beast::http::string_body> request;
  request.version(11);
  request.method_string(method);
  request.target(target);
  request.set("Host", place);
  if (!body.empty()) request.set("Content-Type", "application/json");
  for (const auto& [name, value] : headers) request.set(name, value);
  request.body() = body;
  request.prepare_payload();
  beast::http::write(stream, request);
  beast::flat_buffer buffer;
  beast::http::response_parser<beast::http::string_body> parser;
  parser.skip(method == "HEAD");
  beast::http::read_header(stream, buffer, parser);
  const bool has_end = parser.get()[beast::http::field::content_type] != "text/event-stream";
  if (has_end) beast::http::read(stream, buffer, parser);
  return told_by(parser.release());
}

// ServedRegister ----------------------------------------------------------------------------------

ServedRegister::ServedRegister(sql::Dialect dialect, accounts::OpenIdProvider* given)
    : place_{dialect, morning},
      pool_{place_.connect(), 4},
      store{pool_},
      directory{pool_},
      amendments{pool_},
      views{pool_},
      time{morning},
      accounts{pool_},
      factors{pool_},
      identities{pool_},
      audit{pool_},
      batches{pool_},
      attachments{pool_},
      uploads{attachments, {}, duban::media_type_of},
      journal{pool_},
      gate{accounts, factors, directory, wall},
      provider{gate, accounts, identities, wall, given},
      feed{{journal, store, directory, catalogue, gate, time}},
      api{{store, directory, catalogue, time, signals, batches, uploads, amendments, views},
          {gate, provider, identities},
          audit,
          feed,
          wall,
          languages(),
          supplies()},
      server{[this](const Request& request) { return api.answer(request); },
             {},
             {},
             [this](std::string_view authorization, std::string_view cookies) {
               return opens(gate, authorization, cookies);
             }} {
  test::make_first_congress(directory, "市交通运输局");
}

void ServedRegister::add_neighbour() {
  auto neighbour = directory.congresses().front();
  neighbour.code = "340200";
  neighbour.name = "芜湖市人民代表大会";
  directory.put(neighbour, true).value();
}

void ServedRegister::add_user(const User& user, const std::string& password) {
  static std::map<std::string, std::string> hashes;  // each takes its time
  auto& hash = hashes[password];
  if (hash.empty()) hash = duban::accounts::hash_password(password);
  directory.put(user, true).value();
  accounts.set_password(user.name, hash, false);
}

// Browser -----------------------------------------------------------------------------------------

Browser::Browser(ServedRegister& served, const std::string& name) : server_{served.server} {
  const auto secret = duban::accounts::new_secret();
  const auto now = served.wall.now();
  const Entry entry{.secret_hash = duban::accounts::hash_secret(secret),
                    .user = name,
                    .kind = EntryKind::session,
                    .name = {},
                    .scopes = {},
                    .created_at = now,
                    .used_at = now,
                    .ends_at = now + std::chrono::hours{1}};
  if (served.accounts.add(entry, served.accounts.credentials(name).value().password) != Added::yes)
    throw std::logic_error(name + " cannot sign in");
  cookie_ = "duban=" + secret;
  csrf_ = duban::accounts::csrf_for(secret);
}

Told Browser::ask(const std::string& method,
                  const std::string& target,
                  Headers headers,
                  const std::string& body) const {
  headers.emplace_back("Cookie", cookie_);
  headers.emplace_back("X-CSRF-Token", csrf_);
  return server_.ask(method, target, headers, body);
}

std::string sign_in_body(const std::string& name, const std::string& password) {
  return boost::json::serialize(boost::json::object{{"name", name}, {"password", password}});
}

std::string cookie_of(const Told& told) {
  const auto& whole = told.headers.at("set-cookie");
  return whole.substr(0, whole.find(';'));
}

}  // namespace duban::http
