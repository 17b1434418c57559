#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

TEST_CASE("The program says that it lives, is ready, and how it does", "[http][sql]") {
  const ServedRegister served{EACH_DATABASE};
  CHECK(served.server.ask("GET", "/healthz").json() == boost::json::object{{"alive", true}});
  CHECK(served.server.ask("GET", "/readyz").json() ==
        boost::json::object{{"ready", true}, {"held", false}});
  const auto told = served.server.ask("GET", "/metrics");
  CHECK(told.headers.at("content-type").starts_with("text/plain; version=0.0.4"));
  for (const auto* line :
       {"duban_oldest_unfired_rung_seconds 0\n", "duban_oldest_pending_notice_seconds 0\n",
        "duban_held 0\n", "duban_connections 1\n",
        "# TYPE process_resident_memory_bytes gauge\n"}) {
    INFO(line);
    CHECK(told.body.find(line) != std::string::npos);
  }
}

TEST_CASE("Addresses and methods that are not there are told apart", "[http][sqlite]") {
  const ServedRegister served{sql::Dialect::sqlite};
  CHECK(served.server.ask("GET", "/nowhere").status == 404);
  const auto told = served.server.ask("DELETE", "/healthz");
  CHECK(told.status == 405);
  CHECK(told.headers.at("allow") == "GET, HEAD");
  CHECK(served.server.ask("GET", "/healthz?x=1").status == 422);
  CHECK(served.server.ask("GET", "/healthz", {}, "{}").status == 422);
  CHECK(served.server.ask("POST", "/healthz", {{"Content-Type", "text/plain"}}, "x").status == 405);
}

}  // namespace duban::http
