// What we ask of other servers.

#include "adapters/accounts/fetch.hpp"

#include "adapters/http/served_fixture.hpp"
#include "adapters/http/tls.hpp"
#include "engine/people/provider_gate.hpp"

#include <boost/asio/post.hpp>
#include <catch2/catch.hpp>
#include <unistd.h>

#include <filesystem>

namespace duban::accounts {

namespace {

namespace fs = std::filesystem;

/// Answers with what it was asked.
http::Answer told_back(const http::Request& request) {
  if (request.path == "/elsewhere") {
    http::Answer answer{.status = 302, .type = {}};
    answer.headers.emplace_back("Location", "/");
    return answer;
  }
  if (request.path == "/long") return {.body = std::string(300'000, 'x')};
  return {.body = request.method + " " + std::string{request.header("authorization").value_or("")} +
                  " " + request.body};
}

/// A server with a certificate for `name` that it has signed itself.
struct Certified {
  explicit Certified(const std::string& name) {
    fs::create_directories(folder);
    const auto made =
        std::system(("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256"
                     " -nodes -days 2 -subj /CN=test -addext subjectAltName=" +
                     name + " -keyout " + key + " -out " + certificate + " 2>/dev/null")
                        .c_str());
    REQUIRE(made == 0);
    tls = std::make_unique<http::Tls>(certificate, key);
    server = std::make_unique<http::Server>(loop, "127.0.0.1:0", 1, http::Limits{}, told_back,
                                            tls.get());
    thread = std::jthread{[this] { loop.run(); }};
  }
  ~Certified() {
    boost::asio::post(loop, [this] { server->stop(); });
    thread.join();
    fs::remove_all(folder);
  }
  Certified(const Certified&) = delete;
  Certified& operator=(const Certified&) = delete;

  [[nodiscard]] std::string url() const { return "https://" + server->place() + "/"; }

  fs::path folder = fs::temp_directory_path() / ("duban-fetch-" + std::to_string(::getpid()));
  std::string certificate = folder / "duban.crt", key = folder / "duban.key";
  boost::asio::io_context loop{1};
  std::unique_ptr<http::Tls> tls;
  std::unique_ptr<http::Server> server;
  std::jthread thread;
};

}  // namespace

TEST_CASE("A server is asked in a query, a form, and with what proves who asks", "[accounts]") {
  const http::Listening server{told_back};
  const auto url = "http://" + server.place + "/";
  const auto fetch = fetch_with("");
  CHECK(fetch({.url = url}).body == "GET  ");
  CHECK(fetch({.url = url, .bearer = "t"}).body == "GET Bearer t ");
  CHECK(fetch({.url = url, .form = {{"a", "1 &="}, {"b", "督"}}}).body ==
        "POST  a=1%20%26%3D&b=%E7%9D%A3");
  CHECK(fetch({.url = url, .user = "duban", .password = "x:y"}).body == "GET Basic ZHViYW46eDp5 ");
  CHECK(with_query("https://a/b?c=d", {{"e", "f g"}}) == "https://a/b?c=d&e=f%20g");
}

TEST_CASE("Nobody is followed elsewhere, or heard without end", "[accounts]") {
  const http::Listening server{told_back};
  const auto url = "http://" + server.place;
  const auto fetch = fetch_with("");
  CHECK(fetch({.url = url + "/elsewhere"}).status == 302);
  CHECK_THROWS_AS(fetch({.url = url + "/long"}), ProviderDown);
  CHECK_THROWS_AS(fetch({.url = "http://127.0.0.1:1/"}), ProviderDown);
  for (const auto* never : {"http://sso.example.cn/", "file:///etc/passwd", "https://", "x"}) {
    INFO(never);
    CHECK_THROWS_AS(fetch({.url = never}), ProviderDown);
  }
}

TEST_CASE("A certificate must be vouched for, and of the server that was asked", "[accounts]") {
  const bool is_its_own = GENERATE(true, false);
  const Certified server{is_its_own ? "IP:127.0.0.1" : "DNS:sso.example.cn"};
  CHECK_THROWS_AS(fetch_with("")({.url = server.url()}), ProviderDown);
  const auto fetch = fetch_with(server.certificate);
  if (is_its_own)
    CHECK(fetch({.url = server.url()}).status == 200);
  else
    CHECK_THROWS_AS(fetch({.url = server.url()}), ProviderDown);
}

}  // namespace duban::accounts
