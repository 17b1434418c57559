// The pages as a browser gets them.

#include "adapters/http/site.hpp"

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

namespace duban::http {

namespace {

class FreshFolder {
 public:
  FreshFolder() : path_{std::filesystem::temp_directory_path() / "duban-site-XXXXXX"} {
    auto name = path_.string();
    path_ = mkdtemp(name.data());
  }
  ~FreshFolder() { std::filesystem::remove_all(path_); }
  FreshFolder(const FreshFolder&) = delete;
  FreshFolder& operator=(const FreshFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A build of the pages: a page, a script with its packed neighbour, a picture.
class BuiltPages {
 public:
  BuiltPages() {
    write("index.html", "<div id=\"app\"></div>");
    write("assets/index-B9.js", "export {};");
    write("assets/index-B9.js.gz", "packed");
    write("favicon.svg", "<svg/>");
  }

  void write(const std::string& name, const std::string& text) const {
    const auto file = folder.path() / name;
    create_directories(file.parent_path());
    std::ofstream{file} << text;
  }

  FreshFolder folder;
};

Request asks(const std::string& path, const std::string& method = "GET") {
  Request request;
  request.method = method;
  for (std::size_t at = 1; at < path.size();) {
    const auto slash = std::min(path.find('/', at), path.size());
    request.segments.push_back(path.substr(at, slash - at));
    at = slash + 1;
  }
  return request;
}

std::string header(const Answer& answer, std::string_view name) {
  for (const auto& [called, value] : answer.headers)
    if (called == name) return value;
  return {};
}

}  // namespace

TEST_CASE("Every page of the application begins with the same file", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};

  for (const auto* path : {"/", "/cases", "/cases/", "/cases/12.1", "/cases/17-3-1.2",
                           "/print/hand-over", "/cases/某市"}) {
    INFO(path);
    const auto page = site.answer(asks(path));
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK(page->type == "text/html; charset=utf-8");
    CHECK(page->body == "<div id=\"app\"></div>");
    CHECK(header(*page, "Cache-Control") == "no-cache");
  }
}

TEST_CASE("The API and what operators ask are left to themselves", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};

  for (const auto* path : {"/api", "/api/v1/cases", "/api/v2", "/healthz", "/readyz", "/metrics"})
    CHECK_FALSE(site.answer(asks(path)));
  CHECK(site.answer(asks("/apiary")));
}

TEST_CASE("What is named by its content is kept for good", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};

  const auto script = site.answer(asks("/assets/index-B9.js"));
  CHECK(script->type == "text/javascript; charset=utf-8");
  CHECK(script->body == "export {};");
  CHECK(header(*script, "Cache-Control") == "public, max-age=31536000, immutable");
}

TEST_CASE("A packed file goes to whoever takes one", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};
  auto request = asks("/assets/index-B9.js");
  const auto [accepts, encoding] = GENERATE(table<const char*, const char*>({
      {"gzip, deflate, br", "gzip"},
      {"br;q=1.0, gzip;q=0.8", "gzip"},
      {"deflate, GZIP", "gzip"},
      {"gzip;q=0", ""},
      {"br, gzip; Q=0", ""},
      {"gzip;q=0.000", ""},
      {"identity", ""},
      {"gzipped", ""},
  }));

  request.headers["accept-encoding"] = accepts;
  const auto script = site.answer(request);

  CHECK(header(*script, "Content-Encoding") == encoding);
  CHECK(header(*script, "Vary") == "Accept-Encoding");
  CHECK(script->body == (*encoding ? "packed" : "export {};"));
}

TEST_CASE("A browser that has a page is not sent it again", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};
  auto again = asks("/");
  again.headers["if-none-match"] = header(*site.answer(asks("/")), "ETag");

  CHECK(site.answer(again)->status == 304);
  CHECK(site.answer(again)->body.empty());
  again.headers["if-none-match"] = "\"other\", W/" + again.headers["if-none-match"];
  CHECK(site.answer(again)->status == 304);

  built.write("index.html", "<div id=\"app\">new</div>");
  CHECK(Site{built.folder.path()}.answer(again)->status == 200);
}

TEST_CASE("A packed file and the file itself are told apart by their tags", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};
  auto packing = asks("/assets/index-B9.js");
  packing.headers["accept-encoding"] = "gzip";
  const auto plain = header(*site.answer(asks("/assets/index-B9.js")), "ETag");
  const auto packed = header(*site.answer(packing), "ETag");

  CHECK(plain != packed);
  packing.headers["if-none-match"] = plain;
  CHECK(site.answer(packing)->status == 200);
  packing.headers["if-none-match"] = packed;
  CHECK(site.answer(packing)->status == 304);
}

TEST_CASE("A long file of the pages arrives whole", "[http]") {
  const BuiltPages built;
  std::string text;
  for (int line = 0; text.size() < 300'000; ++line) text += std::to_string(line) + '\n';
  built.write("assets/charts-C7.js", text);
  const Site site{built.folder.path()};
  const Listening server{[&](const Request& request) { return *site.answer(request); }};

  const auto whole = server.ask("GET", "/assets/charts-C7.js");
  CHECK(whole.body == text);
  CHECK(whole.headers.at("content-length") == std::to_string(text.size()));
  const auto head = server.ask("HEAD", "/assets/charts-C7.js");
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(head.headers.at("content-length") == std::to_string(text.size()));
  CHECK(head.headers.at("etag") == whole.headers.at("etag"));
}

TEST_CASE("After an answer without a body the connection goes on", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};
  const Listening server{[&](const Request& request) { return *site.answer(request); }};
  const auto etag = header(*site.answer(asks("/")), "ETag");

  const auto told = server.raw("GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: " + etag +
                               "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  CHECK(told.starts_with("HTTP/1.1 304 "));
  CHECK(told.substr(0, told.find("\r\n\r\n")).find("Content-Length") == told.npos);
  CHECK(told.find("HTTP/1.1 200 ") != told.npos);
  CHECK(told.ends_with("<div id=\"app\"></div>"));
}

TEST_CASE("Only files of the pages are served", "[http]") {
  const BuiltPages built;
  const FreshFolder elsewhere;
  std::ofstream{elsewhere.path() / "secret.txt"} << "secret";
  create_symlink(elsewhere.path() / "secret.txt", built.folder.path() / "link.txt");
  built.write("lost.js.gz", "packed");
  create_directory_symlink(elsewhere.path(), built.folder.path() / "elsewhere");
  const Site site{built.folder.path()};

  for (const auto* path :
       {"/link.txt", "/elsewhere/secret.txt", "/assets/none.js", "/assets/none-B9.woff2",
        "/assets/none", "/fonts/none.woff2", "/assets/index-B9.js.gz", "/lost.js", "/.env"}) {
    INFO(path);
    CHECK(site.answer(asks(path))->status == 404);
  }
  const auto written = site.answer(asks("/", "POST"));
  CHECK(written->status == 405);
  CHECK(header(*written, "Allow") == "GET, HEAD");
}

TEST_CASE("A folder without pages is told of", "[http]") {
  const FreshFolder empty;

  CHECK_THROWS_WITH(Site{empty.path()}, Catch::Contains("has no index.html"));
  CHECK_THROWS(Site{empty.path() / "nowhere"});

  const Site nobodys;
  CHECK(nobodys.answer(asks("/"))->status == 404);
  CHECK_FALSE(nobodys.answer(asks("/api/v1/cases")));
}

TEST_CASE("Pages come with a policy that allows nothing but our own files", "[http]") {
  const BuiltPages built;
  const Site site{built.folder.path()};
  const Listening server{[&](const Request& request) { return *site.answer(request); }};

  const auto page = server.raw("GET /cases/12.1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  CHECK(page.find("\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; "
                  "style-src 'self'; ") != page.npos);
  CHECK(page.find("unsafe") == page.npos);
  CHECK(page.find("no-store") == page.npos);
  CHECK(page.find("\r\nX-Content-Type-Options: nosniff\r\n") != page.npos);
}

TEST_CASE("No way leads out of the folder of the pages", "[http]") {
  const BuiltPages built;
  std::ofstream{built.folder.path().parent_path() / "duban-site-secret.txt"} << "secret";
  const Site site{built.folder.path()};
  const Listening server{[&](const Request& request) { return *site.answer(request); }};

  for (const auto* target :
       {"/../duban-site-secret.txt", "/%2e%2e/duban-site-secret.txt",
        "/assets/%2E%2e/%2e%2E/duban-site-secret.txt", "/..%2fduban-site-secret.txt",
        "/assets%2f..%2f..%2fduban-site-secret.txt", "/..%5cduban-site-secret.txt",
        "//../duban-site-secret.txt", "/%252e%252e/duban-site-secret.txt"}) {
    INFO(target);
    const auto told = server.ask("GET", target);
    CHECK((told.status == 400 || told.status == 404));
    CHECK(told.body.find("secret") == told.body.npos);
  }
  std::filesystem::remove(built.folder.path().parent_path() / "duban-site-secret.txt");
}

}  // namespace duban::http
