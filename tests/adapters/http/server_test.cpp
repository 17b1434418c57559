// What the server owes to clients, good and bad, before anybody reads what they ask.

#include "adapters/http/ear_fixture.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace duban::http {

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

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

/// Opens to x alone.
bool knows_x(std::string_view authorization, std::string_view cookies) {
  return authorization == "Bearer x" || cookies.find("duban=x") != cookies.npos;
}

boost::asio::ip::tcp::endpoint endpoint_at(const std::string& place) {
  const auto colon = place.rfind(':');
  return {boost::asio::ip::make_address(place.substr(0, colon)),
          static_cast<std::uint16_t>(std::stoi(place.substr(colon + 1)))};
}

/// A client that has announced a body, has been told to go on, and sends nothing.
class Announced {
 public:
  Announced(const std::string& place, std::size_t size) {
    socket_.connect(endpoint_at(place));
    boost::asio::write(
        socket_, boost::asio::buffer("POST / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n"
                                     "Expect: 100-continue\r\nContent-Length: " +
                                     std::to_string(size) + "\r\n\r\n"));
    std::string told;
    boost::asio::read_until(socket_, boost::asio::dynamic_buffer(told), "\r\n\r\n");
    REQUIRE(told.starts_with("HTTP/1.1 100"));
  }

 private:
  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_{context_};
};

/// Notes which thread it ends on.
struct Ending {
  std::promise<std::thread::id>& on;
  ~Ending() { on.set_value(std::this_thread::get_id()); }
};

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

TEST_CASE("Who came by TLS, also where a proxy ends it, is to come by nothing else", "[http]") {
  const Listening server{echo};
  const auto told = server.ask("GET", "/", {{"X-Forwarded-Proto", "https"}});
  CHECK(told.headers.at("strict-transport-security") == "max-age=31536000");
  const Listening other{echo, {.proxies = {}}};
  CHECK_FALSE(other.ask("GET", "/", {{"X-Forwarded-Proto", "https"}})
                  .headers.contains("strict-transport-security"));
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

TEST_CASE("A body whose length nobody knows goes out in chunks", "[http]") {
  std::atomic<bool> breaks = false;
  const Listening server{[&](const Request&) {
    Answer answer{.type = "text/plain"};
    answer.pieces = [&breaks, left = 3]() mutable -> std::string {
      if (breaks && left == 1) throw std::runtime_error("broken");
      return left-- > 0 ? "ab" : "";
    };
    return answer;
  }};
  const auto told = server.ask("GET", "/");
  CHECK(told.body == "ababab");
  CHECK(told.headers.at("transfer-encoding") == "chunked");
  CHECK_FALSE(told.headers.contains("content-length"));
  // The next request of the connection is answered after it; one of HTTP/1.0 by its end.
  const auto both = server.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.0\r\n\r\n");
  CHECK(count(both, "2\r\nab\r\n2\r\nab\r\n2\r\nab\r\n0\r\n\r\n") == 1);
  CHECK(both.ends_with("\r\n\r\nababab"));
  const auto head = server.ask("HEAD", "/");
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  // One that breaks off must not be taken for whole.
  breaks = true;
  CHECK_THROWS(server.ask("GET", "/"));
}

TEST_CASE("What is left of a body that breaks off does not end on the loop's thread", "[http]") {
  std::promise<std::thread::id> loop, end;
  const bool fails = GENERATE(true, false);
  const auto handle = [&](const Request&) {
    Answer answer{.type = "text/plain"};
    answer.pieces = [fails, ending = std::make_shared<Ending>(end)] {
      if (fails) throw std::runtime_error("broken");
      return std::string(std::size_t{1} << 20U, 'x');
    };
    return answer;
  };
  // What is no request is refused by the loop itself.
  const auto phrase = [&](std::string_view sentence, std::string_view) {
    loop.set_value(std::this_thread::get_id());
    return std::string{sentence};
  };
  const Listening server{handle, {}, phrase};
  REQUIRE(status_of(server.raw("nonsense\r\n\r\n")) == 400);
  {
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket client{context};
    client.connect(endpoint_at(server.place));
    boost::asio::write(client, boost::asio::buffer("GET / HTTP/1.1\r\nHost: x\r\n\r\n"s));
    std::string heard;
    boost::asio::read_until(client, boost::asio::dynamic_buffer(heard), "\r\n\r\n");
  }
  auto ended = end.get_future();
  REQUIRE(ended.wait_for(10s) == std::future_status::ready);
  CHECK(ended.get() != loop.get_future().get());
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

TEST_CASE("Whoever brings no credential that opens may send little", "[http]") {
  const Listening server{echo, {.body = 1000, .body_of_stranger = 100}, {}, knows_x};
  const auto sent = [&](const Headers& headers, std::size_t size) {
    return server.ask("POST", "/", headers, std::string(size, ' ')).status;
  };
  CHECK(sent({}, 100) == 200);
  CHECK(sent({}, 101) == 413);
  CHECK(sent({{"Cookie", "theme=dark; duban="}}, 101) == 413);
  CHECK(sent({{"Authorization", "Bearer y"}}, 101) == 413);
  for (const auto& [name, value] :
       Headers{{"Authorization", "Bearer x"}, {"Cookie", "theme=dark; duban=x"}}) {
    CHECK(sent({{name, value}}, 1000) == 200);
    CHECK(sent({{name, value}}, 1001) == 413);
  }
  const auto chunks = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" +
                      std::string(101, ' ') + "\r\n0\r\n\r\n";
  CHECK(status_of(server.raw(chunks)) == 413);
}

TEST_CASE("The bodies of all clients have one memory, in which short ones find room longest",
          "[http]") {
  const Listening server{echo, {.body = 300, .body_of_stranger = 100, .bodies = 400}, {}, knows_x};
  const auto sent = [&](std::size_t size) {
    return server.ask("POST", "/", {{"Authorization", "Bearer x"}}, std::string(size, ' '));
  };
  {
    const Announced file{server.place, 300};
    const auto refused = sent(101);
    CHECK(refused.status == 503);
    CHECK(refused.headers.at("retry-after") == "2");
    CHECK(sent(100).status == 200);
    const Announced form{server.place, 100};
    CHECK(sent(1).status == 503);
    CHECK(server.ask("GET", "/").status == 200);
  }
  // Whoever has gone takes nothing any more.
  unsigned status = 0;
  for (int i = 0; i < 500 && status != 200; ++i) {
    std::this_thread::sleep_for(10ms);
    status = sent(300).status;
  }
  CHECK(status == 200);
  CHECK(sent(300).status == 200);  // nor whoever has been answered
}

TEST_CASE("What the server says itself is in the language of its client", "[http]") {
  const auto chinese = Words::load(DUBAN_SOURCE_DIR "/config/locales", "zh-CN");
  const Listening server{echo,
                         {.header = 2048, .body = 100},
                         [&](std::string_view sentence, std::string_view language) {
                           return language == "en" ? std::string{sentence}
                                                   : chinese.sentence(sentence);
                         }};
  const auto detail = [&](const Headers& headers) {
    return server.ask("POST", "/%ff", headers, std::string(101, ' ')).json().at("detail");
  };
  CHECK(detail({}) == "内容太长。");
  CHECK(detail({{"Accept-Language", "en"}}) == "The body is too long.");
  CHECK(server.ask("GET", "/%ff").body.find("百分号编码") != std::string::npos);
  CHECK(server.ask("GET", "/", {{"X-Long", std::string(3000, 'x')}}).body.find("请求头太长") !=
        std::string::npos);
}

TEST_CASE("A place to listen at is a host and a port", "[http]") {
  const auto read = [](const char* text) {
    const auto place = host_and_port(text);
    return place ? place->host + " " + std::to_string(place->port) : place.error().detail;
  };
  CHECK(read("127.0.0.1:8080") == "127.0.0.1 8080");
  CHECK(read("[::1]:0") == "::1 0");
  CHECK(read("localhost:65535") == "localhost 65535");
  for (const auto* port : {"65536", "99999", "-1", "+1", "x", "80x", " 80"}) {
    INFO(port);
    CHECK(read(("127.0.0.1:" + std::string{port}).c_str()) ==
          "the port must be a number from 0 to 65535");
  }
  for (const auto* text : {"foo", "", "127.0.0.1:"}) CHECK(read(text) == "write HOST:PORT");
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
