// TLS: what a browser sees of it, and a certificate that is replaced while the server runs.

#include "adapters/http/ear_fixture.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>

namespace duban::http {

namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

/// A folder with a certificate for `name`, signed by itself.
struct Issued {
  Issued() { fs::create_directories(folder); }
  ~Issued() { fs::remove_all(folder); }
  Issued(const Issued&) = delete;
  Issued& operator=(const Issued&) = delete;

  void issue(const std::string& name) const {
    const auto made = std::system(("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256"
                                   " -nodes -days 2 -subj /CN=" +
                                   name + " -keyout " + key.string() + " -out " +
                                   certificate.string() + " 2>/dev/null")
                                      .c_str());
    REQUIRE(made == 0);
  }

  fs::path folder = fs::temp_directory_path() / ("duban-tls-" + std::to_string(::getpid()));
  fs::path certificate = folder / "duban.crt", key = folder / "duban.key";
};

/// A server that says whether a request came by TLS.
struct Secured {
  explicit Secured(const Issued& issued) : tls{issued.certificate, issued.key} {}
  ~Secured() {
    asio::post(loop, [this] { server.stop(); });
  }
  Secured(const Secured&) = delete;
  Secured& operator=(const Secured&) = delete;

  /// On the loop's thread, as a signal is.
  void reload() {
    std::promise<void> done;
    asio::post(loop, [&] {
      try {
        tls.reload();
        done.set_value();
      } catch (...) {
        done.set_exception(std::current_exception());
      }
    });
    done.get_future().get();
  }

  Tls tls;
  asio::io_context loop{1};
  Server server{loop,
                "127.0.0.1:0",
                2,
                {},
                [](const Request& request) {
                  auto answer = Answer::of(request.is_secure ? "secure" : "plain");
                  if (request.path == "/flow") answer.flow = std::make_shared<ThreeLines>();
                  return answer;
                },
                &tls};
  std::string place = server.place();
  std::jthread thread{[this] { loop.run(); }};
};

/// `NAME BODY`: whose certificate was shown, and the answer.
std::string asked(const std::string& place,
                  int most = TLS1_3_VERSION,
                  const std::string& path = "/") {
  asio::io_context loop;
  asio::ssl::context context{asio::ssl::context::tls_client};
  SSL_CTX_set_max_proto_version(context.native_handle(), most);
  asio::ssl::stream<asio::ip::tcp::socket> stream{loop, context};
  const auto colon = place.find(':');
  asio::connect(stream.next_layer(), asio::ip::tcp::resolver{loop}.resolve(
                                         place.substr(0, colon), place.substr(colon + 1)));
  stream.handshake(asio::ssl::stream_base::client);
  auto* shown = SSL_get_peer_certificate(stream.native_handle());
  std::array<char, 64> name{};
  X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name.data(),
                            static_cast<int>(name.size()));
  X509_free(shown);
  asio::write(stream,
              asio::buffer("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  std::string answer;
  boost::system::error_code ended;
  asio::read(stream, asio::dynamic_buffer(answer), ended);
  return std::string{name.data()} + " " + answer.substr(answer.find("\r\n\r\n") + 4);
}

}  // namespace

TEST_CASE("A server with a certificate speaks TLS, and reads another without a restart", "[http]") {
  const Issued issued;
  issued.issue("first");
  Secured secured{issued};
  CHECK(asked(secured.place) == "first \"secure\"");
  CHECK(asked(secured.place, TLS1_2_VERSION) == "first \"secure\"");
  CHECK_THROWS(asked(secured.place, TLS1_1_VERSION));

  issued.issue("second");
  CHECK(asked(secured.place) == "first \"secure\"");
  secured.reload();
  CHECK(asked(secured.place) == "second \"secure\"");

  std::ofstream{issued.certificate} << "no certificate";
  CHECK_THROWS_WITH(secured.reload(), Catch::Contains(issued.certificate.string()));
  CHECK(asked(secured.place) == "second \"secure\"");  // the old one stays
}

TEST_CASE("What flows comes by TLS too", "[http]") {
  const Issued issued;
  issued.issue("first");
  const Secured secured{issued};
  for (const auto version : {TLS1_2_VERSION, TLS1_3_VERSION})
    CHECK(asked(secured.place, version, "/flow") == "first \"secure\"one\ntwo\nthree\n");
}

TEST_CASE("A client that speaks no TLS is disconnected", "[http]") {
  const Issued issued;
  issued.issue("first");
  const Secured secured{issued};
  CHECK(http::exchange(secured.place, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").find("HTTP/1.1 200") ==
        std::string::npos);
  CHECK(asked(secured.place) == "first \"secure\"");
}

TEST_CASE("A key that does not fit its certificate is refused", "[http]") {
  const Issued issued;
  issued.issue("first");
  const auto key = issued.folder / "other.key";
  fs::copy(issued.key, key);
  issued.issue("second");
  CHECK_THROWS_WITH(Tls(issued.certificate, key), Catch::Contains("other.key"));
  CHECK_THROWS_WITH(Tls(issued.folder / "none", key), Catch::Contains("none"));
}

}  // namespace duban::http
