#include "adapters/http/seen_version.hpp"

#include "adapters/http/problem.hpp"

#include <charconv>

namespace duban::http {

namespace {

/// `"7"`, as ETag gave it, or `W/"7"`, as a proxy made of it.
std::optional<std::int64_t> version_in(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  if (etag.size() < 3 || !etag.starts_with('"') || !etag.ends_with('"')) return {};
  std::int64_t version = 0;
  const auto* end = etag.data() + etag.size() - 1;
  const auto [read, failed] = std::from_chars(etag.data() + 1, end, version);
  if (failed != std::errc{} || read != end) return {};
  return version;
}

/// Written as one entity tag is (RFC 9110), whoever gave it.
bool is_entity_tag(std::string_view text) {
  if (text.starts_with("W/")) text.remove_prefix(2);
  return text.size() > 1 && text.starts_with('"') && text.find('"', 1) == text.size() - 1;
}

}  // namespace

Result<std::int64_t> version_seen(const Visit& visit, const char* otherwise) {
  if (!visit.has("If-Match")) return bad_input("If-Match", "is missing");
  const auto tag = visit.text("If-Match");
  if (const auto version = version_in(tag)) return *version;
  if (is_entity_tag(tag))  // one that is none of ours fits no version
    return Error{Problem::stale_version, "If-Match", otherwise};
  return bad_input("If-Match", "write it as ETag gave it, quotation marks and all: \"7\"");
}

Answer version_missing(const Words& words) {
  return problem({.status = 428,
                  .type = "urn:duban:version_missing",
                  .detail = words.sentence("send the version that was seen as If-Match"),
                  .more = {{"reason", "version_missing"}}});
}

}  // namespace duban::http
