// For whom a proxy asks.

#include "adapters/http/client.hpp"

#include <catch2/catch.hpp>

using namespace duban::http;

namespace {

Request settled(const std::string& remote, const std::string& forwarded_for) {
  Request request;
  request.remote = remote;
  if (!forwarded_for.empty()) request.headers["x-forwarded-for"] = forwarded_for;
  settle_client(request, {"127.0.0.1"});
  return request;
}

}  // namespace

TEST_CASE("The client of a trusted proxy is the last it names", "[http]") {
  CHECK(settled("127.0.0.1", "203.0.113.9").remote == "203.0.113.9");
  CHECK(settled("127.0.0.1", "1.2.3.4, 203.0.113.9").remote == "203.0.113.9");
  CHECK_FALSE(settled("127.0.0.1", "203.0.113.9").is_relayed);
  CHECK(settled("10.0.0.7", "203.0.113.9").remote == "10.0.0.7");
  CHECK_FALSE(settled("10.0.0.7", "").is_relayed);
}

TEST_CASE("An IPv6 proxy is known by its whole address, its neighbours are not trusted", "[http]") {
  const auto remote = [](const char* from) {
    Request request;
    request.remote = from;
    request.headers["x-forwarded-for"] = "203.0.113.9";
    settle_client(request, {"2001:db8::5", "10.0.0.5"});
    return request.remote;
  };
  CHECK(remote("2001:db8::5") == "203.0.113.9");
  CHECK(remote("2001:db8::6") == "2001:db8::");  // counted with its network
  const auto carried = boost::asio::ip::make_address("::ffff:10.0.0.5");
  CHECK(remote(address_of(carried).c_str()) == "203.0.113.9");
}

TEST_CASE("The clients of a proxy that names nobody are not taken for one", "[http]") {
  for (const auto* named : {"", "unknown", "203.0.113.9, ", "203.0.113.9:80"}) {
    CAPTURE(named);
    const auto request = settled("127.0.0.1", named);
    CHECK(request.remote == "127.0.0.1");
    CHECK(request.is_relayed);
  }
}
