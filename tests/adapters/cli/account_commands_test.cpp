#include "adapters/accounts/secrets.hpp"
#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/http/served_fixture.hpp"
#include "adapters/sql/database.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_identities.hpp"
#include "adapters/sql/sql_second_factors.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <chrono>
#include <csignal>
#include <thread>

using namespace duban;
using namespace duban::command_line;

namespace {

std::string free_place() {
  boost::asio::io_context context;
  using boost::asio::ip::tcp;
  const tcp::acceptor acceptor{context, {boost::asio::ip::make_address("127.0.0.1"), 0}};
  return "127.0.0.1:" + std::to_string(acceptor.local_endpoint().port());
}

/// What a server answers once it listens; empty if it does not within ten seconds.
std::string heard_at(const std::string& place, const std::string& path = "/healthz") {
  using namespace std::chrono_literals;
  for (auto waited = 0ms; waited < 10s; waited += 20ms) {
    try {
      return http::exchange(place,
                            "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    } catch (const std::exception&) {
      std::this_thread::sleep_for(20ms);
    }
  }
  return {};
}

}  // namespace

TEST_CASE("A user gets a one-time password, is locked and unlocked", "[cli][accounts][sqlite]") {
  const Office office;
  office.open();
  const auto given = office.json({"user", "password", "admin"});
  CHECK(given.at("name") == "admin");
  CHECK(given.at("password").as_string().size() == 19);
  CHECK(office.done({"user", "lock", "admin", "--why", "调离"}).says("已锁定"));
  CHECK(office.done({"user", "unlock", "admin"}).says("已解锁"));
  for (const auto* command : {"password", "unlock"}) {
    const auto refused = office({"user", command, "nobody"});
    CHECK(refused.code == 1);
    CHECK(refused.complains("nobody"));
  }
  CHECK(office({"user", "lock", "admin"}).code == 2);
  CHECK(office({"user", "lock", "admin", "--why", " "}).code == 1);
}

TEST_CASE("Where time is simulated a user may be given a password to keep",
          "[cli][accounts][sqlite]") {
  const Office office;
  office.open();
  const auto credentials = [&] {
    const auto database = sql::Database::open(office.database()).value();
    return sql::SqlAccounts{*database}.credentials("admin");
  };
  office.done({"user", "password", "admin"});
  const auto before = credentials();
  for (const auto* weak : {"short", "aaaaaaaaaaaa", "            ", ""}) {
    INFO(weak);
    const auto refused = office({"user", "password", "admin", "--demo", weak});
    CHECK(refused.code == 1);
    CHECK(refused.complains("--demo"));
  }
  CHECK(credentials()->password == before->password);
  CHECK(office({"user", "password", "nobody", "--demo", "demo-password-2025"}).complains("nobody"));

  office.done({"user", "password", "admin", "--demo", "demo-password-2025"});
  CHECK(accounts::fits_password(credentials()->password, "demo-password-2025"));
  CHECK_FALSE(credentials()->must_change);
  const auto last = office.json({"audit", "list"}).as_array().back().as_object();
  CHECK(last.at("act") == "user password");
  CHECK(last.at("about") == "admin --demo");
}

TEST_CASE("In a real register nobody chooses another's password", "[cli][accounts][sqlite]") {
  const Office office;
  office.done({"db", "create"});
  office.done({"congress", "add", "340100", "合肥市", "--level", "city"});
  const auto refused = office({"user", "password", "admin", "--demo", "demo-password-2025"});
  CHECK(refused.code == 1);
  CHECK(refused.complains("仅用于模拟时钟的库"));
}

TEST_CASE("What an address cannot hold is no name on the command line either", "[cli][sqlite]") {
  const Office office;
  office.open();
  for (const auto& name : {std::string{".."}, std::string{"a/b"}, std::string(201, 'x')}) {
    INFO(name);
    CHECK(office({"user", "add", name, "--role", "officer"}).code == 1);
    CHECK(office({"unit", "add", name}).code == 1);
    CHECK(office({"deputy", "add", name}).code == 1);
    CHECK(office({"session", "add", name}).code == 1);
    CHECK(office({"meeting", "add", name}).code == 1);
  }
  CHECK(office({"unit", "add", "发改委/粮食局"}).complains("斜杠"));
  office.done({"unit", "add", "发改委/粮食局", "--code", "粮食局"});
}

TEST_CASE("Acts of administration and refusals of authority stand in the audit log",
          "[cli][accounts][sqlite]") {
  const Office office;
  office.open();
  office.done({"user", "add", "联络员", "--role", "contact", "--unit", "交通局"});
  office.done({"user", "list"});
  CHECK(office({"user", "lock", "nobody", "--why", "x"}).code == 1);  // refused, and no act
  const auto opened =
      office({"case", "open", "submit", "--as", "联络员", "--data",
              R"({"title":"件","text":"文","lead_deputy":"张三","session":"17-3"})"});
  CHECK(opened.code == 1);

  const auto all = office.json({"audit", "list"}).as_array();
  const auto& refused = all.back().as_object();
  CHECK(refused.at("act") == "case open");
  CHECK(refused.at("outcome") == "no_authority");
  const auto& added = all.at(all.size() - 2).as_object();
  CHECK(added.at("act") == "user add");
  CHECK(added.at("about") == "联络员 --role contact --unit 交通局");
  CHECK(added.at("outcome") == "done");
  CHECK(office({"verify"}).code == 0);

  (*sql::Database::open(office.database()))->session() << "UPDATE audit SET about = 'x'";
  const auto verified = office({"verify"});
  CHECK(verified.code == 1);
  CHECK(verified.says("审计记录第 1 条"));
}

TEST_CASE("A second factor is shown and reset", "[cli][accounts][sqlite]") {
  const Office office;
  office.open();
  CHECK(office.json({"user", "factor", "show", "admin"}) ==
        boost::json::object{{"name", "admin"}, {"on", false}, {"recovery_codes", 0}});
  CHECK(office({"user", "factor", "reset", "admin"}).complains("没有启用"));
  CHECK(office({"user", "factor", "show", "nobody"}).code == 1);
  {
    const auto database = sql::Database::open(office.database()).value();
    sql::SqlSecondFactors factors{*database};
    REQUIRE(factors.begin("admin", "MZXW6YTBOI"));
    REQUIRE(factors.confirm("admin", "MZXW6YTBOI", 1, {"a", "b"}));
  }
  CHECK(office.json({"user", "factor", "show", "admin"}).at("recovery_codes") == 2);
  CHECK(office.done({"user", "factor", "reset", "admin"}).says("admin"));
  CHECK(office.json({"user", "factor", "show", "admin"}).at("on") == false);
  const auto last = office.json({"audit", "list"}).as_array().back().as_object();
  CHECK(last.at("act") == "user factor reset");
  CHECK(last.at("about") == "admin");
}

TEST_CASE("A user is linked with the identity provider, shown and unlinked",
          "[cli][accounts][sqlite]") {
  const Office office;
  office.open();
  office.done({"user", "add", "wang", "--role", "officer"});
  const auto shown = [&] { return office.json({"user", "identity", "show", "wang"}); };
  CHECK(shown().at("known_as") == "");
  CHECK(office.done({"user", "identity", "show", "wang"}).says("没有关联"));
  CHECK(office.done({"user", "identity", "set", "wang", "wang.w"}).says("首次登录时绑定"));
  CHECK(office({"user", "identity", "set", "admin", "wang.w"}).complains("已关联 wang.w"));
  CHECK(office({"user", "identity", "set", "nobody", "x"}).code == 1);
  CHECK(office({"user", "identity", "set", "wang"}).code == 2);
  {
    const auto database = sql::Database::open(office.database()).value();
    sql::SqlIdentities identities{*database};
    REQUIRE(identities.bind({"wang", {"wang.w", "https://sso.example.cn", "5be8"}}));
  }
  CHECK(shown().at("subject") == "5be8");
  CHECK(office.done({"user", "identity", "show", "wang"})
            .says("用户 wang 关联 wang.w，已绑定：https://sso.example.cn 的 5be8"));
  CHECK(office.done({"--lang", "en", "user", "identity", "show", "wang"})
            .says("bound: at https://sso.example.cn they are 5be8"));
  CHECK(office.done({"user", "identity", "remove", "wang"}).says("wang"));
  CHECK(office({"user", "identity", "remove", "wang"}).code == 1);
  CHECK(office.json({"audit", "list"}).as_array().back().at("act") == "user identity remove");
}

TEST_CASE("Wrong settings of an identity provider stop the start with a sentence",
          "[cli][accounts][sqlite]") {
  const Office office;
  office.open();
  const auto secret = (office.folder() / "secret").string();
  std::ofstream{secret} << "s3cret\nsecond line\n";
  const std::vector<std::string> sound{
      "serve", "--openid-issuer",   "https://sso.example.cn",  "--openid-client",
      "duban", "--openid-redirect", "https://duban.example.cn"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), sound.begin(), sound.end());
    return office(more);
  };
  const auto wrong_place =
      office({"serve", "--openid-issuer", "http://sso.example.cn", "--openid-client", "duban"});
  CHECK(wrong_place.code == 1);
  CHECK(wrong_place.complains("--openid-issuer"));
  CHECK(office({"serve", "--openid-client", "duban"}).complains("--openid-issuer"));
  CHECK(with({"--openid-secret-file", "/nowhere/secret"}).complains("/nowhere/secret"));
  const auto unsound = with({"--openid-secret-file", secret});
  CHECK(unsound.complains("--openid-secret-file"));
  CHECK_FALSE(unsound.complains("s3cret"));
  CHECK(with({"--openid-ca-file", "/nowhere/ca"}).complains("/nowhere/ca"));
}

TEST_CASE("What leaves the register stands in its audit log, and a preview does not",
          "[cli][accounts][sqlite]") {
  const Office office;
  office.open();
  const auto acts = [&](std::int64_t after) {
    std::vector<std::string> all;
    const auto entries = office.json({"audit", "list", "--after", std::to_string(after)});
    for (const auto& entry : entries.as_array()) {
      const auto text = [&](const char* member) {
        return std::string{std::string_view{entry.at(member).as_string()}};
      };
      all.push_back(text("act") + " " + text("outcome"));
    }
    return all;
  };
  office.done({"session", "add", "17-3"});
  office.done({"session", "change", "17-3", "--closed", "2025-01-20", "--dry-run"});
  const auto before = std::ssize(acts(0));
  office.hand_over();
  office.done({"case", "show", "1"});
  office.done({"case", "show", "1", "--reveal"});
  office.done({"export", "dump"});
  office.done({"db", "backup", (office.folder() / "backup.db").string()});
  office.done({"db", "hold"});
  office.done({"db", "release"});
  CHECK(office({"db", "release"}).code == 1);
  CHECK(acts(before) == std::vector<std::string>{"case show done", "export dump done",
                                                 "db backup begun", "db backup done",
                                                 "db hold done", "db release done"});
  CHECK(office({"verify"}).code == 0);
}

TEST_CASE("A server lets the first user in, serves, and ends when it is told to",
          "[cli][http][sqlite]") {
  const Office office;
  office.open();
  const auto place = free_place();
  command_line::Answer answer;
  std::jthread server{[&] { answer = office({"serve", "--listen", place}); }};
  CHECK(heard_at(place).starts_with("HTTP/1.1 200"));
  std::raise(SIGTERM);
  server.join();
  INFO(answer.err);
  CHECK(answer.code == 0);
  CHECK(answer.says("一次性密码"));
  CHECK(answer.says("http://" + place));
}

TEST_CASE("A server opens the pages of the folder it is given", "[cli][http][sqlite]") {
  const Office office;
  office.open();
  const auto pages = office.folder() / "pages";
  std::filesystem::create_directories(pages);
  office.write("pages/index.html", "<div id=\"app\"></div>");
  const auto place = free_place();
  command_line::Answer answer;
  std::jthread server{[&] {
    answer = office({"serve", "--listen", place, "--pages", pages.string()});
  }};
  CHECK(heard_at(place, "/cases/12.1").ends_with("<div id=\"app\"></div>"));
  CHECK(heard_at(place, "/api/v1/nothing").starts_with("HTTP/1.1 404"));
  CHECK(heard_at(place, "/readyz").starts_with("HTTP/1.1 200"));
  std::raise(SIGTERM);
  server.join();
  CHECK(answer.code == 0);
}

TEST_CASE("A place where nobody can listen is said", "[cli][http][sqlite]") {
  const Office office;
  office.open();
  const auto somewhere_else = office({"serve", "--listen", "203.0.113.1:80"});
  CHECK(somewhere_else.code == 1);
  CHECK(somewhere_else.complains("203.0.113.1:80"));
  for (const auto* place : {"nowhere", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999"}) {
    INFO(place);
    const auto answer = office({"serve", "--listen", place});
    CHECK(answer.code == 2);
    CHECK(answer.complains(place));
  }
  CHECK(office({"serve", "--listen", "nowhere"}).complains("请写成 主机:端口"));
  CHECK(office({"serve", "--listen", "127.0.0.1:99999"}).complains("端口须为 0 至 65535 的数"));
}

TEST_CASE("A proxy is named by an address of either kind", "[cli][http][sqlite]") {
  const Office office;
  office.open();
  for (const auto* proxy : {"10.0.0.5", "::1", "2001:db8::5"}) {
    INFO(proxy);
    CHECK(office({"serve", "--proxy", proxy, "--listen", "203.0.113.1:80"}).code == 1);
  }
  const auto answer = office({"serve", "--proxy", "haproxy"});
  CHECK(answer.code == 2);
  CHECK(answer.complains("请写一个地址"));
}
