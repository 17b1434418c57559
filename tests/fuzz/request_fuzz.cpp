// Any bytes as a request: the parser, the decoded path and query, parameters and JSON body.
// Refused, or sound: no segment leads elsewhere, what is taken is UTF-8 and within the bounds of
// its schema.

#include "adapters/http/parameters.hpp"
#include "adapters/http/request_reader.hpp"
#include "engine/data/json_text.hpp"
#include "engine/data/sound_text.hpp"
#include "engine/data/utf8.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace duban;
namespace beast_http = boost::beast::http;

void require(bool holds) {
  if (!holds) std::abort();
}

/// One parameter of each kind.
const http::Route& route() {
  using http::Parameter;
  static const http::Route one{
      .method = "GET",
      .path = "/api/v1/cases/{id}",
      .operation = "fuzz",
      .summary = "",
      .parameters = {{.name = "id",
                      .place = Parameter::Place::path,
                      .means = "",
                      .schema = {{"type", "string"}}},
                     {.name = "text",
                      .means = "",
                      .schema = {{"type", "string"}, {"minLength", 2}, {"maxLength", 20}}},
                     {.name = "limit",
                      .means = "",
                      .schema = {{"type", "integer"}, {"minimum", 1}, {"maximum", 500}}},
                     {.name = "key", .means = "", .schema = {{"type", "boolean"}}},
                     {.name = "If-Match",
                      .place = Parameter::Place::header,
                      .means = "",
                      .schema = {{"type", "string"}}}},
      .promises = {},
      .work = {}};
  return one;
}

std::optional<http::Request> read(const std::uint8_t* data, std::size_t size) {
  beast_http::request_parser<beast_http::string_body> parser;
  parser.header_limit(16 * 1024);
  parser.body_limit(64 * 1024);
  parser.eager(true);
  for (std::size_t taken = 0; taken < size && !parser.is_done();) {
    boost::system::error_code failed;
    const auto count = parser.put(boost::asio::buffer(data + taken, size - taken), failed);
    if (failed || count == 0) return {};
    taken += count;
  }
  if (!parser.is_done()) return {};
  return http::decoded(parser.release(), "127.0.0.1");
}

void check(const http::Request& request) {
  for (const auto& segment : request.segments)
    require(segment != "." && segment != ".." && is_utf8(segment));
  for (const auto& [name, value] : request.query) require(is_utf8(name) && is_utf8(value));
  require(!request.id.empty() && request.id.size() <= 64);
}

void check_parameters(const http::Request& request) {
  const auto last = request.segments.empty() ? std::string{} : request.segments.back();
  const auto given = http::read_parameters(route(), {{"id", last}}, request);
  if (!given) return require(!given.error().subject.empty());
  for (const auto& [name, value] : *given) {
    if (name == "limit") require(value.as_int64() >= 1 && value.as_int64() <= 500);
    if (name != "text") continue;
    const auto length = characters_in(std::string_view{value.as_string()});
    require(length >= 2 && length <= 20);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = read(data, size);
  if (!request) return 0;
  check(*request);
  check_parameters(*request);
  if (const auto body = parse_json(request->body, "body")) static_cast<void>(check_texts(*body));
  return 0;
}
