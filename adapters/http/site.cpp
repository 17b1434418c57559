#include "adapters/http/site.hpp"

#include "engine/data/sha256.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace duban::http {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view packed_suffix = ".gz";

/// Names in here change with the content.
constexpr std::string_view named_by_content = "/assets/";

/// What the pages may do: everything of our own, nothing of anybody else's, no script or style that
/// does not stand in a file; files of cases are looked at as what the page itself has fetched.
constexpr auto policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src blob:; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

std::string type_by_name(const fs::path& file) {
  static const std::map<std::string, std::string, std::less<>> types{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".webmanifest", "application/manifest+json"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".csv", "text/csv; charset=utf-8"},
  };
  const auto at = types.find(file.extension().string());
  return at == types.end() ? "application/octet-stream" : at->second;
}

std::string content_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string content{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad()) throw std::runtime_error(file.string() + " cannot be read");
  return content;
}

std::string etag_of(std::string_view content) {
  RunningSha256 hash;
  hash.add(content);
  return "\"" + hash.finish() + "\"";
}

/// The API's, and what operators ask.
bool is_another(std::string_view path) {
  constexpr std::array<std::string_view, 3> operators{"/healthz", "/readyz", "/metrics"};
  return path == "/api" || path.starts_with("/api/") ||
         std::ranges::find(operators, path) != operators.end();
}

/// Whether a client's Accept-Encoding names gzip, and not by `q=0`.
bool takes_gzip(const Request& request) {
  auto rest = request.header("accept-encoding").value_or("");
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    auto one = rest.substr(0, comma);
    rest = comma == rest.npos ? std::string_view{} : rest.substr(comma + 1);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (!one.starts_with("gzip")) continue;
    const auto weight = one.find("q=");
    return weight == one.npos || one.find_first_of("123456789", weight) != one.npos;
  }
  return false;
}

bool knows(const Request& request, const std::string& etag) {
  const auto known = request.header("if-none-match").value_or("");
  return known == "*" || known.find(etag) != known.npos;
}

Answer plain(unsigned status, std::string text) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = std::move(text)};
}

Answer only_read() {
  auto refused = plain(405, "这里只能读取。 This can only be read.\n");
  refused.headers.emplace_back("Allow", "GET, HEAD");
  return refused;
}

/// Names a page of the application, such as /cases/12.1, rather than a file, which ends in letters
/// after a dot: the application's own router decides.
bool is_page(std::string_view path) {
  const auto name = path.substr(path.rfind('/'));
  const auto dot = name.rfind('.');
  if (dot == name.npos || dot + 1 == name.size()) return true;
  return !std::ranges::all_of(name.substr(dot + 1), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

std::string path_of(const Request& request) {
  std::string path;
  for (const auto& segment : request.segments) path += '/' + segment;
  return path.empty() ? "/" : path;
}

}  // namespace

Site::Site(const fs::path& folder) {
  if (!exists(folder / "index.html"))
    throw std::runtime_error(folder.string() + " has no index.html: the pages are not there");
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (!entry.is_regular_file() || entry.is_symlink()) continue;
    const auto& file = entry.path();
    auto name = '/' + file.lexically_relative(folder).generic_string();
    const bool is_packed = name.ends_with(packed_suffix);
    if (is_packed) name.resize(name.size() - packed_suffix.size());
    auto& kept = files_[name];
    (is_packed ? kept.packed : kept.body) = content_of(file);
    if (is_packed) continue;
    kept.type = type_by_name(file);
    kept.etag = etag_of(kept.body);
    kept.is_named_by_content = name.starts_with(named_by_content);
  }
  std::erase_if(files_, [](const auto& named) { return named.second.type.empty(); });
}

const Site::File* Site::find(std::string_view path) const {
  const auto at = files_.find(path);
  return at == files_.end() ? nullptr : &at->second;
}

std::optional<Answer> Site::answer(const Request& request) const {
  const auto path = path_of(request);
  if (is_another(path)) return {};
  if (request.method != "GET" && request.method != "HEAD") return only_read();
  if (is_empty())
    return plain(
        404,
        "没有安装页面；接口在 /api/v1。 The pages are not installed; the API is at /api/v1.\n");
  const auto* file = find(path);
  if (!file && is_page(path)) file = find("/index.html");
  return file ? told(*file, request) : plain(404, "没有这个文件。 There is no such file.\n");
}

Answer Site::told(const File& file, const Request& request) {
  Answer answer{.type = file.type};
  answer.headers = {
      {"ETag", file.etag},
      {"Vary", "Accept-Encoding"},
      {"Cache-Control",
       file.is_named_by_content ? "public, max-age=31536000, immutable" : "no-cache"},
      {"Content-Security-Policy", policy},
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
  };
  if (knows(request, file.etag)) {
    answer.status = 304;
    return answer;
  }
  const bool is_packed = !file.packed.empty() && takes_gzip(request);
  if (is_packed) answer.headers.emplace_back("Content-Encoding", "gzip");
  answer.body = is_packed ? file.packed : file.body;
  return answer;
}

}  // namespace duban::http
