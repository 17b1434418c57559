#pragma once

#include "adapters/http/message.hpp"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::http {

using RawRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// A request as the rest of the program sees it.  Nothing if its target is no path that could be
/// meant: not percent-encoded UTF-8, or with `.` or `..` in it.
[[nodiscard]] std::optional<Request> decoded(RawRequest&& raw, std::string remote);

/// A query as it stands in an address, decoded.  Nothing if it could stand in none, or is not
/// UTF-8.
using QueryPairs = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] std::optional<QueryPairs> query_pairs(std::string_view query);

/// As names of headers are compared: A to Z alone.
[[nodiscard]] std::string lower_case(std::string_view text);

/// What a client calls its request (X-Request-Id), if that is a plain word of up to 64 characters;
/// otherwise a new name.
[[nodiscard]] std::string request_id(std::string_view given);

}  // namespace duban::http
