#include "bench/client.hpp"

#include <arpa/inet.h>
#include <boost/json.hpp>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace duban::bench {

namespace {

sockaddr_in local(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

constexpr std::string_view end_of_head = "\r\n\r\n";

}  // namespace

std::string Response::header(std::string_view name) const {
  const auto at = head.find("\r\n" + std::string{name} + ": ");
  if (at == head.npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

Client::Client(int port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
  const auto address = local(port);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
  ::close(socket_);
  throw std::runtime_error("the server does not answer");
}

Client::~Client() {
  ::close(socket_);
}

Response Client::ask(std::string_view method,
                     std::string_view target,
                     std::string_view more_headers,
                     std::string_view body) {
  request(method, target, more_headers, body);
  auto response = read_head();
  read_body(response);
  return response;
}

Response Client::listen(std::string_view target, std::string_view more_headers) {
  request("GET", target, more_headers, {});
  return read_head();
}

void Client::request(std::string_view method,
                     std::string_view target,
                     std::string_view more_headers,
                     std::string_view body) {
  std::string request{method};
  request.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
  request.append(headers).append(more_headers);
  if (!body.empty())
    request.append("Content-Type: application/json\r\nContent-Length: ")
        .append(std::to_string(body.size()))
        .append("\r\n");
  request.append("\r\n").append(body);
  send(request);
}

void Client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server has hung up");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

Response Client::read_head() {
  while (heard_.find(end_of_head) == heard_.npos) read_more();
  Response response;
  const auto end = heard_.find(end_of_head);
  response.head = heard_.substr(0, end + 2);
  heard_.erase(0, end + end_of_head.size());
  response.status = std::stoi(response.head.substr(response.head.find(' ')));
  return response;
}

void Client::read_body(Response& response) {
  const auto length = response.header("Content-Length");
  const auto size = length.empty() ? 0 : std::stoul(length);
  while (heard_.size() < size) read_more();
  response.body = heard_.substr(0, size);
  heard_.erase(0, size);
}

void Client::read_more() {
  char some[16384];
  const auto count = ::recv(socket_, some, sizeof some, 0);
  if (count <= 0) throw std::runtime_error("the server has hung up");
  heard_.append(some, static_cast<std::size_t>(count));
}

std::string sign_in(int port, const std::string& name, const std::string& password) {
  const auto told = Client{port}.ask(
      "POST", "/api/v1/session", {},
      boost::json::serialize(boost::json::object{{"name", name}, {"password", password}}));
  if (told.status >= 300) throw std::runtime_error("sign-in: " + told.body);
  const auto cookie = told.header("Set-Cookie");
  const auto csrf = boost::json::parse(told.body).at("csrf").as_string();
  return "Cookie: " + cookie.substr(0, cookie.find(';')) +
         "\r\nX-CSRF-Token: " + std::string{std::string_view{csrf}} + "\r\n";
}

}  // namespace duban::bench
