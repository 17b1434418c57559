#pragma once

#include "adapters/http/message.hpp"

#include <boost/asio/ip/address.hpp>

#include <string>
#include <vector>

namespace duban::http {

/// As proxies are named: IPv4 where IPv6 only carries it.
[[nodiscard]] std::string address_of(const boost::asio::ip::address& address);

/// Whose clients are counted together: an IPv4 address, or the network of an IPv6 one (/64), since
/// whoever has one of it has them all.
[[nodiscard]] std::string network_of(const boost::asio::ip::address& address);

/// Behind a proxy that is trusted the client is the last that the proxy names (X-Forwarded-For);
/// one that names nobody relays for many.  From anybody else what a
/// request says of itself (X-Forwarded-…) is forgotten.  Afterwards the request comes from the
/// network_of its client.
void settle_client(Request& request, const std::vector<std::string>& proxies);

/// Whose failures to sign in are counted together; empty, and the log warns of it once, where that
/// is not known.
[[nodiscard]] std::string client_of(const Request& request);

}  // namespace duban::http
