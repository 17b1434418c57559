#include "adapters/http/ear_fixture.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace duban::http {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds patience = 30s, a_while = 1500ms;

int connected(const std::string& place) {
  const auto colon = place.rfind(':');
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(place.substr(colon + 1))));
  inet_pton(AF_INET, place.substr(0, colon).c_str(), &to.sin_addr);
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
    throw std::runtime_error("nobody listens at " + place);
  return socket;
}

/// The value of a line `name: value` of a block.
std::string value_in(const std::string& block, const std::string& name) {
  const auto start = ("\n" + block).find("\n" + name + ": ");
  if (start == std::string::npos) return {};
  const auto from = start + name.size() + 2;
  return block.substr(from, block.find('\n', from) - from);
}

}  // namespace

void ThreeLines::begin(std::function<void()> woken) {
  woken_ = std::move(woken);
  speaker_ = std::jthread{[this] {
    for (const auto* line : {"one\n", "two\n", "three\n", ""}) say(line);
  }};
}

void ThreeLines::say(const std::string& line) {
  std::this_thread::sleep_for(20ms);
  const std::lock_guard lock{mutex_};
  said_ += line;
  has_ended_ = line.empty();
  woken_();
}

std::optional<std::string> ThreeLines::take() {
  const std::lock_guard lock{mutex_};
  if (has_ended_ && said_.empty()) return {};
  return std::exchange(said_, {});
}

std::string Heard::text() const {
  if (event != "case") return event;
  const auto word = [&](const char* name) {
    return std::string{std::string_view{data.at(name).as_string()}};
  };
  return word("id") + "/" + std::to_string(data.at("version").as_int64()) + " " + word("event");
}

Ear::Ear(const std::string& place, const std::string& cookie, const std::string& last_id)
    : socket_{connected(place)} {
  auto request = "GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\n";
  if (!last_id.empty()) request += "Last-Event-ID: " + last_id + "\r\n";
  request += "\r\n";
  (void)!::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
  while (unread_.find("\r\n\r\n") == std::string::npos && read(patience) == Came::text) {
  }
  if (unread_.size() > 12) status_ = static_cast<unsigned>(std::stoi(unread_.substr(9, 3)));
  unread_.erase(0, unread_.find("\r\n\r\n") + 4);
  while (status_ == 200 && unread_.find("\n\n") == std::string::npos &&
         read(patience) == Came::text) {
  }
  last_id_ = value_in(unread_, "id");
}

Ear::~Ear() {
  ::close(socket_);
}

Ear::Came Ear::read(std::chrono::milliseconds longest) {
  pollfd waited{socket_, POLLIN, 0};
  if (::poll(&waited, 1, static_cast<int>(longest.count())) <= 0) return Came::nothing;
  std::array<char, 4096> some{};
  const auto count = ::recv(socket_, some.data(), some.size(), 0);
  if (count <= 0) return Came::end;
  unread_.append(some.data(), static_cast<std::size_t>(count));
  return Came::text;
}

std::optional<Heard> Ear::taken() {
  for (auto end = unread_.find("\n\n"); end != std::string::npos; end = unread_.find("\n\n")) {
    const auto block = unread_.substr(0, end);
    unread_.erase(0, end + 2);
    if (const auto id = value_in(block, "id"); !id.empty()) last_id_ = id;
    const auto event = value_in(block, "event");
    if (!event.empty())
      return Heard{last_id_, event, boost::json::parse(value_in(block, "data")).as_object()};
  }
  return {};
}

std::optional<Heard> Ear::next() {
  for (;;) {
    if (auto heard = taken()) return heard;
    if (read(patience) != Came::text) return {};
  }
}

std::vector<std::string> Ear::next_texts(int count) {
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) {
    const auto heard = next();
    texts.push_back(heard ? heard->text() : "nothing");
  }
  return texts;
}

bool Ear::hears_nothing() {
  for (;;) {
    if (taken()) return false;
    if (const auto came = read(a_while); came != Came::text) return came == Came::nothing;
  }
}

bool Ear::is_ended() {
  for (;;) {
    if (const auto came = read(patience); came != Came::text) return came == Came::end;
  }
}

}  // namespace duban::http
