#include "adapters/http/message.hpp"

#include <boost/beast/core/string.hpp>

namespace duban::http {

std::optional<std::string_view> Request::header(std::string_view lower_case_name) const {
  const auto at = headers.find(lower_case_name);
  if (at == headers.end()) return {};
  return at->second;
}

std::string_view media_type_of(const Request& request) {
  const auto type = request.header("content-type").value_or("application/json");
  return type.substr(0, type.find_first_of("; "));
}

bool is_english(std::string_view accepted) {
  return boost::beast::iequals(accepted.substr(0, accepted.find_first_of("-,; ")), "en");
}

void add_member(std::string& object, std::string_view name, std::string_view value) {
  object.pop_back();
  object.append(",\"").append(name).append("\":").append(value) += '}';
}

Answer Answer::of(const boost::json::value& body, unsigned status) {
  return {.status = status, .body = boost::json::serialize(body)};
}

}  // namespace duban::http
