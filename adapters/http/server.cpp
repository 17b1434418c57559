#include "adapters/http/server.hpp"

#include "adapters/http/client.hpp"
#include "adapters/http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>

namespace duban::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// How long requests that were accepted may still take when the server stops.
constexpr std::chrono::seconds last_orders{30};
/// After an accept that failed: no file descriptor is free, perhaps.
constexpr std::chrono::milliseconds accept_again{100};

tcp::acceptor listening_at(asio::io_context& loop, const std::string& place) {
  const auto parts = host_and_port(place);
  if (!parts) throw std::runtime_error(place + ": " + parts.error().detail);
  try {
    const auto found =
        tcp::resolver{loop}.resolve(parts->host, std::to_string(parts->port),
                                    tcp::resolver::passive | tcp::resolver::numeric_service);
    return {loop, found.begin()->endpoint()};
  } catch (const boost::system::system_error& failure) {
    throw std::runtime_error(place + ": " + failure.code().message());
  }
}

}  // namespace

Result<HostAndPort> host_and_port(const std::string& place) {
  const auto colon = place.rfind(':');
  if (colon == place.npos || colon + 1 == place.size()) return bad_input("", "write HOST:PORT");
  HostAndPort parts{.host = place.substr(0, colon)};
  if (parts.host.starts_with('[') && parts.host.ends_with(']'))
    parts.host = parts.host.substr(1, parts.host.size() - 2);
  const auto* end = place.data() + place.size();
  const auto [read, failed] = std::from_chars(place.data() + colon + 1, end, parts.port);
  if (failed != std::errc{} || read != end)
    return bad_input("", "the port must be a number from 0 to 65535");
  return parts;
}

class Server::Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener(asio::io_context& loop,
           const std::string& place,
           std::size_t workers,
           const Limits& limits,
           Handle handle,
           const Tls* tls,
           Phrase phrase,
           Knows knows)
      : tls_{tls},
        service_{workers, limits, std::move(handle), std::move(phrase), std::move(knows)},
        acceptor_{listening_at(loop, place)},
        wait_{loop},
        last_orders_{loop} {}

  void start() {
    asio::co_spawn(acceptor_.get_executor(), accept_all(shared_from_this()), asio::detached);
  }

  void stop() {
    if (service_.is_stopping) return;
    service_.is_stopping = true;
    acceptor_.close();
    wait_.cancel();
    for (auto* connection : open_) connection->stop();
    if (open_.empty()) return;
    last_orders_.expires_after(last_orders);
    last_orders_.async_wait([self = shared_from_this()](const error_code& cancelled) {
      if (cancelled) return;
      for (auto* connection : self->open_) connection->cut();
    });
  }

  void join() { service_.workers.join(); }

  [[nodiscard]] tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

 private:
  // The listener outlives the loop's work by this copy.
  static asio::awaitable<void> accept_all(std::shared_ptr<Listener> self) {
    while (!self->service_.is_stopping) {
      error_code failed;
      auto socket =
          co_await self->acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, failed));
      if (!failed) {
        self->take(std::move(socket));
        continue;
      }
      if (self->service_.is_stopping) break;
      spdlog::warn("http: a client could not be accepted: {}", failed.message());
      self->wait_.expires_after(accept_again);
      co_await self->wait_.async_wait(asio::redirect_error(asio::use_awaitable, failed));
    }
  }

  void take(tcp::socket socket) {
    error_code gone;
    const auto endpoint = socket.remote_endpoint(gone);
    if (gone) return;
    const auto remote = address_of(endpoint.address()), network = network_of(endpoint.address());
    const auto& proxies = service_.limits.proxies;
    const bool is_proxy = std::ranges::find(proxies, remote) != proxies.end();
    const auto known = by_address_.find(network);
    const auto of_address = known == by_address_.end() ? 0 : known->second;
    if (open_.size() >= service_.limits.connections ||
        (of_address >= service_.limits.connections_per_address && !is_proxy)) {
      spdlog::warn("http: too many connections, {} from {}: one more is closed", of_address,
                   remote);
      return;
    }
    ++by_address_[network];
    error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    asio::co_spawn(acceptor_.get_executor(),
                   serve(shared_from_this(), std::move(socket), remote, network), asio::detached);
  }

  static asio::awaitable<void> serve(std::shared_ptr<Listener> self,
                                     tcp::socket socket,
                                     std::string remote,
                                     std::string network) {
    const auto connection = connection_on(std::move(socket), self->tls_, remote, self->service_);
    self->open_.insert(connection.get());
    self->service_.connections = self->open_.size();
    co_await connection->run();
    self->open_.erase(connection.get());
    self->service_.connections = self->open_.size();
    if (--self->by_address_[network] == 0) self->by_address_.erase(network);
    if (self->service_.is_stopping && self->open_.empty()) self->last_orders_.cancel();
  }

  const Tls* tls_;
  Service service_;
  tcp::acceptor acceptor_;
  asio::steady_timer wait_, last_orders_;
  std::set<Connection*> open_;
  std::map<std::string, std::size_t> by_address_;  ///< networks
};

Server::Server(asio::io_context& context,
               const std::string& place,
               std::size_t workers,
               const Limits& limits,
               Handle handle,
               const Tls* tls,
               Phrase phrase,
               Knows knows)
    : listener_{std::make_shared<Listener>(context,
                                           place,
                                           workers,
                                           limits,
                                           std::move(handle),
                                           tls,
                                           std::move(phrase),
                                           std::move(knows))} {
  listener_->start();
}

Server::~Server() {
  try {
    listener_->stop();
  } catch (const std::exception&) {  // no destructor may throw; the sockets go with the listener
    spdlog::error("http: the server did not stop in order");
  }
  listener_->join();
}

std::string Server::place() const {
  const auto endpoint = listener_->endpoint();
  const auto address = endpoint.address();
  const auto host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return host + ":" + std::to_string(endpoint.port());
}

void Server::stop() {
  listener_->stop();
}

}  // namespace duban::http
