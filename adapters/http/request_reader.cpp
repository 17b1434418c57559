#include "adapters/http/request_reader.hpp"

#include "engine/data/utf8.hpp"

#include <boost/url/parse.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>

namespace duban::http {

namespace {

constexpr std::size_t longest_id = 64;

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '.';
  });
}

/// Dots lead elsewhere in a tree of files; nothing of ours goes by such a name.
bool is_sound_segment(std::string_view segment) {
  return segment != "." && segment != ".." && is_utf8(segment) &&
         segment.find('\0') == segment.npos;
}

/// Nothing if it is not UTF-8.
std::optional<QueryPairs> pairs_in(const boost::urls::url_view& url) {
  QueryPairs pairs;
  for (const auto& part : url.params()) {
    if (part.key.empty() && !part.has_value) continue;  // a question mark with nothing after it
    if (!is_utf8(part.key) || !is_utf8(part.value)) return {};
    pairs.emplace_back(part.key, part.value);
  }
  return pairs;
}

}  // namespace

std::optional<Request> decoded(RawRequest&& raw, std::string remote) {
  const auto target = raw.target();
  const auto url = boost::urls::parse_origin_form({target.data(), target.size()});
  if (!url) return {};
  // The library leaves a dot out that stands first.
  const auto path = std::string_view{url->encoded_path()};
  if (path == "/." || path.starts_with("/./")) return {};
  Request request;
  request.method = std::string{std::string_view{raw.method_string()}};
  request.path = std::string{path};
  for (auto segment : url->segments()) {
    if (!is_sound_segment(segment)) return {};
    request.segments.push_back(std::move(segment));
  }
  auto pairs = pairs_in(*url);
  if (!pairs) return {};
  request.query = std::move(*pairs);
  for (const auto& field : raw) {
    auto& value = request.headers[lower_case(std::string_view{field.name_string()})];
    if (!value.empty()) value += ", ";  // what RFC 9110 makes of one that is given twice
    value += std::string_view{field.value()};
  }
  request.id = request_id(request.header("x-request-id").value_or(""));
  request.remote = std::move(remote);
  request.body = std::move(raw.body());
  return request;
}

std::optional<QueryPairs> query_pairs(std::string_view query) {
  const auto target = "/?" + std::string{query};
  const auto url = boost::urls::parse_origin_form(target);
  if (!url) return {};
  return pairs_in(*url);
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (auto& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string request_id(std::string_view given) {
  if (!given.empty() && given.size() <= longest_id && is_plain(given)) return std::string{given};
  static const auto program = std::random_device{}();  // nodes and restarts differ in it
  static std::atomic<std::uint64_t> last{0};
  return fmt::format("{:08x}-{}", program, ++last);
}

}  // namespace duban::http
