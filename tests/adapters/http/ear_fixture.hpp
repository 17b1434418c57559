#pragma once

#include "adapters/http/served_fixture.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace duban::http {

/// Says three lines, one after the other and by another thread, then ends.
class ThreeLines : public Flow {
 public:
  void begin(std::function<void()> woken) override;
  [[nodiscard]] std::optional<std::string> take() override;

 private:
  void say(const std::string& line);

  std::mutex mutex_;
  std::string said_;
  bool has_ended_ = false;
  std::function<void()> woken_;
  std::jthread speaker_;
};

/// What a stream told: `case` or `reset`.
struct Heard {
  std::string id, event;
  boost::json::object data;

  /// `1.1/3 sign`
  [[nodiscard]] std::string text() const;
};

/// A client that listens.
class Ear {
 public:
  /// Asks for the stream and reads to the end of its first lines.
  Ear(const std::string& place, const std::string& cookie, const std::string& last_id = "");
  ~Ear();
  Ear(const Ear&) = delete;
  Ear& operator=(const Ear&) = delete;

  [[nodiscard]] unsigned status() const { return status_; }
  /// Where it stands: its next `Last-Event-ID`.
  [[nodiscard]] const std::string& last_id() const { return last_id_; }
  /// The next that is told; nothing if the stream ends, or none comes for long.
  [[nodiscard]] std::optional<Heard> next();
  /// The next `count`, as texts.
  [[nodiscard]] std::vector<std::string> next_texts(int count);
  /// Whether it is told nothing for a while that is long enough for what was done before.
  [[nodiscard]] bool hears_nothing();
  /// Whether the server ends it, at last.
  [[nodiscard]] bool is_ended();

 private:
  enum class Came { text, nothing, end };
  [[nodiscard]] Came read(std::chrono::milliseconds longest);
  /// The next block of lines that says something; blocks that only move the place are passed over.
  [[nodiscard]] std::optional<Heard> taken();

  int socket_;
  unsigned status_ = 0;
  std::string unread_, last_id_;
};

}  // namespace duban::http
