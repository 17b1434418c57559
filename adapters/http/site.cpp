#include "adapters/http/site.hpp"

#include "engine/data/sha256.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace duban::http {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view packed_suffix = ".gz";

/// A longer file goes out in pieces, so that slow clients do not fill the memory with copies.
constexpr std::size_t longest_piece = std::size_t{64} * 1024;

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

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  try {
    for (const auto& entry : fs::recursive_directory_iterator{folder})
      if (fs::is_regular_file(entry.symlink_status())) files.push_back(entry.path());
  } catch (const fs::filesystem_error&) {
    throw std::runtime_error("cannot be read: " + folder.string());
  }
  return files;
}

std::string content_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string content{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad()) throw std::runtime_error("cannot be read: " + file.string());
  return content;
}

/// Of these bytes and no others: a packed file has one of its own.
std::string strong_etag(std::string_view bytes) {
  RunningSha256 hash;
  hash.add(bytes);
  return "\"" + hash.finish() + "\"";
}

/// The API's, and what operators ask.
bool is_another(std::string_view path) {
  constexpr std::array<std::string_view, 3> operators{"/healthz", "/readyz", "/metrics"};
  return path == "/api" || path.starts_with("/api/") ||
         std::ranges::find(operators, path) != operators.end();
}

bool is_zero(std::string_view weight) {
  return weight.find_first_of("123456789") == weight.npos;
}

/// Whether a client's Accept-Encoding names gzip, and not by `q=0`.
bool takes_gzip(const Request& request) {
  const auto accepted = request.header("accept-encoding").value_or("");
  for (const auto& [coding, parameters] : boost::beast::http::ext_list{accepted}) {
    if (!boost::beast::iequals(coding, "gzip")) continue;
    return std::ranges::none_of(parameters, [](const auto& parameter) {
      return boost::beast::iequals(parameter.first, "q") && is_zero(parameter.second);
    });
  }
  return false;
}

/// Whether a client has these bytes already.
bool has_kept(const Request& request, const std::string& etag) {
  const auto kept = request.header("if-none-match").value_or("");
  return kept == "*" || kept.find(etag) != kept.npos;
}

void put_bytes(Answer& answer, const std::string& bytes) {
  if (bytes.size() <= longest_piece) {
    answer.body = bytes;
    return;
  }
  answer.length = bytes.size();
  answer.pieces = [&bytes, at = std::size_t{0}]() mutable {
    auto piece = bytes.substr(at, longest_piece);
    at += piece.size();
    return piece;
  };
}

Answer plain(unsigned status, std::string text) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = std::move(text)};
}

Answer only_read() {
  auto refused = plain(405, "这里只能读取。 This can only be read.\n");
  refused.headers.emplace_back("Allow", "GET, HEAD");
  return refused;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Names a page of the application, whose own router decides, rather than a file.  A file's name
/// goes on with letters after its last dot; /cases/12.1 is a page.
bool is_page(std::string_view path) {
  if (is_named_by_content(path)) return false;
  const auto dot = path.find('.', path.rfind('/'));
  if (dot == path.npos) return true;
  const auto ending = path.substr(path.rfind('.') + 1);
  return ending.empty() || !is_letter(ending.front());
}

std::string path_of(const Request& request) {
  std::string path;
  for (const auto& segment : request.segments) path += '/' + segment;
  return path.empty() ? "/" : path;
}

}  // namespace

bool is_named_by_content(std::string_view path) {
  return path.starts_with("/assets/");
}

Site::Site(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_regular_file(fs::symlink_status(folder / "index.html", failed)))
    throw std::runtime_error(folder.string() + " has no index.html: the pages are not there");
  for (const auto& file : files_below(folder))
    read(file, '/' + file.lexically_relative(folder).generic_string());
  // What is packed of a file that is not there.
  std::erase_if(files_, [](const auto& named) { return named.second.type.empty(); });
}

void Site::read(const fs::path& file, std::string name) {
  const bool is_packed = name.ends_with(packed_suffix);
  if (is_packed) name.resize(name.size() - packed_suffix.size());
  auto& kept = files_[name];
  auto& content = is_packed ? kept.packed : kept.plain;
  content.bytes = content_of(file);
  content.etag = strong_etag(content.bytes);
  if (!is_packed) kept.type = type_by_name(file);
}

std::optional<Answer> Site::answer(const Request& request) const {
  const auto path = path_of(request);
  if (is_another(path)) return {};
  if (request.method != "GET" && request.method != "HEAD") return only_read();
  if (files_.empty())
    return plain(
        404,
        "没有安装页面；接口在 /api/v1。 The pages are not installed; the API is at /api/v1.\n");
  auto at = files_.find(path);
  if (at == files_.end() && is_page(path)) at = files_.find("/index.html");
  if (at == files_.end()) return plain(404, "没有这个文件。 There is no such file.\n");
  return told(at->first, at->second, request);
}

Answer Site::told(std::string_view path, const File& file, const Request& request) {
  const bool is_packed = !file.packed.bytes.empty() && takes_gzip(request);
  const auto& content = is_packed ? file.packed : file.plain;
  Answer answer{.type = file.type};
  answer.headers = {
      {"ETag", content.etag},
      {"Vary", "Accept-Encoding"},
      {"Cache-Control",
       is_named_by_content(path) ? "public, max-age=31536000, immutable" : "no-cache"},
      {"Content-Security-Policy", policy},
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
  };
  if (has_kept(request, content.etag)) {
    answer.status = 304;
    return answer;
  }
  if (is_packed) answer.headers.emplace_back("Content-Encoding", "gzip");
  put_bytes(answer, content.bytes);
  return answer;
}

}  // namespace duban::http
