#include "adapters/http/message.hpp"

namespace duban::http {

std::optional<std::string_view> Request::header(std::string_view lower_case_name) const {
  const auto at = headers.find(lower_case_name);
  if (at == headers.end()) return {};
  return at->second;
}

Answer Answer::of(const boost::json::value& body, unsigned status) {
  return {.status = status, .body = boost::json::serialize(body)};
}

}  // namespace duban::http
