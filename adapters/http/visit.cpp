#include "adapters/http/visit.hpp"

#include <stdexcept>

namespace duban::http {

namespace {

const boost::json::value& member(const Visit& visit, std::string_view name) {
  const auto at = visit.given.find(name);
  if (at == visit.given.end())
    throw std::logic_error("the request has no parameter " + std::string{name});
  return at->second;
}

}  // namespace

std::string Visit::text(std::string_view name) const {
  return std::string{std::string_view{member(*this, name).as_string()}};
}
std::int64_t Visit::number(std::string_view name) const {
  return member(*this, name).as_int64();
}
bool Visit::flag(std::string_view name) const {
  return member(*this, name).as_bool();
}

}  // namespace duban::http
