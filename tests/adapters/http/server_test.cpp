// What the server owes to clients, good and bad, before anybody reads what they ask.

#include "adapters/http/ear_fixture.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>

namespace duban::http {

namespace {

using namespace std::chrono_literals;

/// Tells what it was asked.
Answer echo(const Request& request) {
  boost::json::object told{{"method", request.method}, {"path", request.path}};
  told["body"] = request.body;
  boost::json::object query;
  for (const auto& [name, value] : request.query) query[name] = value;
  told["query"] = query;
  boost::json::array segments;
  for (const auto& segment : request.segments) segments.emplace_back(segment);
  told["segments"] = segments;
  return Answer::of(told);
}

unsigned status_of(const std::string& answer) {
  return answer.size() < 12 ? 0 : static_cast<unsigned>(std::stoi(answer.substr(9, 3)));
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("An address is decoded: Chinese, blanks and all", "[http]") {
  const Listening server{echo};
  const auto told =
      server.ask("GET", "/api/%E5%BB%BA%E8%AE%AE/12.1?text=%E7%A7%AF%E6%B0%B4+%26&limit=3");
  CHECK(told.status == 200);
  CHECK(told.json().at("segments") == boost::json::array{"api", "建议", "12.1"});
  CHECK(told.json().at("query") == boost::json::object{{"text", "积水 &"}, {"limit", "3"}});
}

TEST_CASE("An address that could lead elsewhere is refused", "[http]") {
  const Listening server{echo};
  for (const auto* target : {"/a/../b", "/a/%2e%2e/b", "/./a", "/%ff", "/a%00b", "/%zz", "/%",
                             "/a?x=%ff", "http://elsewhere/a", "*"}) {
    INFO(target);
    CHECK(server.ask("GET", target).status == 400);
  }
}

TEST_CASE("Every answer has a request id: the client's own if it is a plain word", "[http]") {
  const Listening server{echo};
  CHECK(server.ask("GET", "/", {{"X-Request-Id", "office-7"}}).headers.at("x-request-id") ==
        "office-7");
  const auto first = server.ask("GET", "/").headers.at("x-request-id");
  const auto second = server.ask("GET", "/", {{"X-Request-Id", "a b\"<script>"}});
  CHECK(first.size() > 8);
  CHECK(second.headers.at("x-request-id").find("script") == std::string::npos);
  CHECK(second.headers.at("x-request-id") != first);
}

TEST_CASE("No answer may be framed, guessed at, kept or run", "[http]") {
  const Listening server{echo};
  const auto told = server.ask("GET", "/");
  CHECK(told.headers.at("content-security-policy") == "default-src 'none'; frame-ancestors 'none'");
  CHECK(told.headers.at("x-frame-options") == "DENY");
  CHECK(told.headers.at("x-content-type-options") == "nosniff");
  CHECK(told.headers.at("cache-control") == "no-store");
  CHECK_FALSE(told.headers.contains("strict-transport-security"));  // only TLS can promise it
}

TEST_CASE("HEAD is told what GET is, without the body", "[http]") {
  const Listening server{[](const Request&) { return Answer::of("hello"); }};
  const auto told = server.ask("HEAD", "/");
  CHECK(told.status == 200);
  CHECK(told.headers.at("content-length") == "7");
  CHECK(told.body.empty());
}

TEST_CASE("A long body goes out in pieces, each when the one before has gone", "[http]") {
  std::atomic<int> pulled = 0;
  std::atomic<std::uint64_t> length = 6;
  const Listening server{[&](const Request&) {
    Answer answer{.type = "text/plain"};
    answer.length = length;
    answer.pieces = [&pulled, left = 3]() mutable -> std::string {
      ++pulled;
      return left-- > 0 ? "ab" : "";
    };
    return answer;
  }};
  const auto told = server.ask("GET", "/");
  CHECK(told.body == "ababab");
  CHECK(told.headers.at("content-length") == "6");
  CHECK(pulled >= 3);  // the last, which says that nothing is left, follows what the client has
  // The next request of the connection is answered after it.
  const auto both = server.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.0\r\n\r\n");
  CHECK(count(both, "ababab") == 2);
  pulled = 0;
  CHECK(server.ask("HEAD", "/").headers.at("content-length") == "6");
  CHECK(pulled == 0);
  // One that ends before its length must not be taken for whole.
  length = 100;
  CHECK_THROWS(server.ask("GET", "/"));
}

TEST_CASE("Requests that come together are answered in their order", "[http]") {
  const Listening server{echo};
  const auto heard = server.raw(
      "GET /first HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /second HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
      "GET /third HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(count(heard, "HTTP/1.1 200") == 3);
  CHECK(heard.find("/first") < heard.find("/second"));
  CHECK(heard.find("/second") < heard.find("/third"));
}

TEST_CASE("What is no request, or two at once, is refused and the connection closed", "[http]") {
  const Listening server{echo};
  const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const auto& bytes :
       {std::string{"nonsense\r\n\r\n"},
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n" +
            smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: " +
            std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + smuggled}) {
    INFO(bytes);
    const auto heard = server.raw(bytes);
    CHECK(status_of(heard) == 400);
    CHECK(count(heard, "HTTP/1.1 400") == 1);
    CHECK(count(heard, "HTTP/1.1 200") == 0);
    CHECK(count(heard, "smuggled") == 0);
  }
}

TEST_CASE("What is too long is refused with the reason", "[http]") {
  const Listening server{echo, {.header = 2048, .body = 1000}};
  CHECK(server.ask("POST", "/", {}, std::string(1000, ' ')).status == 200);
  CHECK(server.ask("POST", "/", {}, std::string(1001, ' ')).status == 413);
  CHECK(server.ask("GET", "/", {{"X-Long", std::string(3000, 'x')}}).status == 431);
}

TEST_CASE("Who is slow is disconnected", "[http]") {
  const Listening server{echo, {.header_time = 1s, .body_time = 1s, .idle_time = 1s}};
  CHECK(server.raw("GET / HTTP/1.1\r\nHost:").empty());
  CHECK(server.raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{").empty());
  CHECK(server.raw("").empty());
}

TEST_CASE("What flows is sent as it comes, and its end closes the connection", "[http]") {
  const Listening server{[](const Request&) {
    return Answer{.type = "text/plain", .body = "zero\n", .flow = std::make_shared<ThreeLines>()};
  }};
  const auto heard = server.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(heard.ends_with("\r\n\r\nzero\none\ntwo\nthree\n"));
  CHECK(heard.find("Connection: close") != std::string::npos);
  CHECK(heard.find("Content-Length") == std::string::npos);
}

TEST_CASE("One address has only so many connections", "[http]") {
  std::mutex mutex;
  std::condition_variable changed;
  int inside = 0;
  bool may_go = false;
  const Listening server{[&](const Request&) {
                           std::unique_lock lock{mutex};
                           ++inside;
                           changed.notify_all();
                           changed.wait_for(lock, 10s, [&] { return may_go; });
                           return Answer::of(true);
                         },
                         {.connections_per_address = 2, .proxies = {}}};
  const auto ask = [&] { return server.ask("GET", "/").status; };
  auto first = std::async(std::launch::async, ask), second = std::async(std::launch::async, ask);
  {
    std::unique_lock lock{mutex};
    REQUIRE(changed.wait_for(lock, 10s, [&] { return inside == 2; }));
  }
  CHECK(server.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n").empty());
  {
    const std::lock_guard lock{mutex};
    may_go = true;
  }
  changed.notify_all();
  CHECK(first.get() == 200);
  CHECK(second.get() == 200);
}

TEST_CASE("A fault of the program is told without a word of it", "[http]") {
  const Listening server{
      [](const Request&) -> Answer { throw std::logic_error("password of the database: secret"); }};
  const auto told = server.ask("GET", "/");
  CHECK(told.status == 500);
  CHECK(told.headers.at("content-type") == "application/problem+json");
  CHECK(told.body.find("secret") == std::string::npos);
  CHECK(told.body.find(told.headers.at("x-request-id")) != std::string::npos);
}

TEST_CASE("A server that stops finishes what it has accepted", "[http]") {
  std::atomic<bool> inside{false};
  Listening server{[&](const Request&) {
    inside = true;
    std::this_thread::sleep_for(300ms);
    return Answer::of("done");
  }};
  Told told;
  std::jthread client{[&] { told = server.ask("GET", "/"); }};
  while (!inside) std::this_thread::sleep_for(1ms);
  server.stop();
  client.join();
  CHECK(told.status == 200);
  CHECK(told.headers.at("connection") == "close");
  CHECK_THROWS(server.ask("GET", "/"));
}

}  // namespace duban::http
