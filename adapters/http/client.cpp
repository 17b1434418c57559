#include "adapters/http/client.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <mutex>

namespace duban::http {

namespace {

constexpr std::string_view forwarded_for = "x-forwarded-for", forwarded_proto = "x-forwarded-proto";

void tell_once(const std::string& proxy) {
  static std::once_flag told;
  std::call_once(told, [&] {
    spdlog::warn(
        "http: {} is a trusted proxy and does not say for whom it asks (X-Forwarded-For): whoever "
        "signs in through it is counted by name only",
        proxy);
  });
}

/// False if that is no address.
bool comes_from(Request& request, std::string_view text) {
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(text, failed);
  if (!failed) request.remote = network_of(address);
  return !failed;
}

}  // namespace

std::string address_of(const boost::asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address.to_string();
  return make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
}

std::string network_of(const boost::asio::ip::address& address) {
  if (!address.is_v6() || address.to_v6().is_v4_mapped() || address.is_loopback())
    return address_of(address);
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + bytes.size() / 2, bytes.end(), std::uint8_t{0});
  return boost::asio::ip::address_v6{bytes}.to_string();
}

void settle_client(Request& request, const std::vector<std::string>& proxies) {
  if (std::ranges::find(proxies, request.remote) == proxies.end()) {
    request.headers.erase(std::string{forwarded_for});
    request.headers.erase(std::string{forwarded_proto});
    comes_from(request, request.remote);
    return;
  }
  request.is_secure = request.header(forwarded_proto).value_or("") == "https";
  const auto named = request.header(forwarded_for).value_or("");
  const auto comma = named.rfind(',');
  auto last = named.substr(comma == named.npos ? 0 : comma + 1);
  last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
  request.is_relayed = !comes_from(request, last);
}

std::string client_of(const Request& request) {
  if (!request.is_relayed) return request.remote;
  tell_once(request.remote);
  return {};
}

}  // namespace duban::http
