#include "adapters/http/intake.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace duban::http {

Refusal refusal_for(const boost::system::error_code& failed) {
  using boost::beast::http::error;
  if (failed == error::header_limit) return {431, "The headers are too long."};
  if (failed == error::body_limit) return {413, "The body is too long."};
  if (failed == error::end_of_stream || failed == error::partial_message) return {};
  if (failed.category() == make_error_code(error::bad_method).category())
    return {400, "This request cannot be read as HTTP/1.1."};
  return {};
}

bool wants_continue(const RequestParser& parser) {
  return boost::beast::iequals(parser.get()[boost::beast::http::field::expect], "100-continue");
}

bool may_be_long(const RequestParser& parser, const Limits& limits) {
  return parser.chunked() || parser.content_length().value_or(0) > limits.body_of_stranger;
}

Refusal BodyShare::take(RequestParser& parser, bool is_known) {
  const auto& limits = service_.limits;
  const auto longest = is_known ? limits.body : std::min(limits.body, limits.body_of_stranger);
  const auto length = parser.chunked() ? longest : parser.content_length().value_or(0);
  if (length > longest) return {413, "This body is too long for whoever has not signed in."};
  // Files leave room for the short bodies of daily work.
  const bool is_short = length <= limits.body_of_stranger;
  const auto most = is_short ? limits.bodies : limits.bodies - limits.bodies / 4;
  if (service_.body_bytes + length > most)
    return {503, "The server is receiving as much as it can hold; try again in a moment."};
  parser.body_limit(longest);
  taken_ = length;
  service_.body_bytes += length;
  return {};
}

}  // namespace duban::http
