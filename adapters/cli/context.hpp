#pragma once

#include "engine/attachments/uploads.hpp"
#include "engine/people/provider_gate.hpp"
#include "engine/words/words.hpp"

#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <filesystem>
#include <ostream>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace duban::cli {

/// What every command is given, and where it speaks.
struct Context {
  std::filesystem::path config;    ///< the folder that holds calendars/, regulations/, locales/
  bool json = false;               ///< answer in JSON rather than in sentences
  std::string language = "zh-CN";  ///< `zh-CN` or `en`
  std::ostream& out;
  std::ostream& err;
  int exit_code = 0;  ///< 0 done, 1 refused or failed, 2 wrong usage
  Words words{};
  std::string database = "sqlite:duban.db";  ///< URL of the register
  std::chrono::milliseconds busy_wait{5000};
  AttachmentLimits attachments{};
  ProviderSettings provider{};
  const CLI::App* asked = nullptr;  ///< what was typed, as it was read
  std::string now{};                ///< `--now`: empty, or where a simulated clock is moved first

  /// Chinese or English, as the reader wants it.
  [[nodiscard]] std::string say(std::string_view chinese, std::string_view english) const {
    return std::string{words.say(chinese, english)};
  }
  template <class... Args>
  [[nodiscard]] std::string say(std::string_view chinese,
                                std::string_view english,
                                const Args&... args) const {
    return fmt::format(fmt::runtime(words.say(chinese, english)), args...);
  }
  /// The same as a line on `out`.
  template <class... Args>
  void tell(std::string_view chinese, std::string_view english, const Args&... args) const {
    out << say(chinese, english, args...) << '\n';
  }
  /// One line of JSON on `out`.
  void answer(const boost::json::value& value) const {
    out << boost::json::serialize(value) << '\n';
  }
};

}  // namespace duban::cli
