#pragma once

#include "engine/register/directory.hpp"
#include "engine/words/words.hpp"
#include "engine/workflow.hpp"

#include <optional>
#include <string>
#include <vector>

namespace duban {

/// What a refusal is about, as far as it is known: then it can say which events are possible.
struct About {
  const Workflow* workflow = nullptr;
  std::string state{};
  std::string event{};
  std::string who{};     ///< the user who asked, with roles
  std::string unit{};    ///< whose assignment it is
  std::string deputy{};  ///< whose suggestion it is
  /// Events that whoever asks may fire now; nothing: all that the state knows.
  std::optional<std::vector<std::string>> possible{};
};

/// Codes of the events that are possible now, as far as it is known.
[[nodiscard]] std::vector<std::string> possible_now(const About& about);

/// A refusal as people read it: what is wrong, and what would be right.
[[nodiscard]] std::string worded(const Error& error, const Words& words, const About& about = {});

/// `王五（承办单位联络员，交通局）`: who asked, for a refusal.
[[nodiscard]] std::string who_text(const User& user, const Words& words);

/// `交办（assign）`
[[nodiscard]] std::string named_event(const Words& words,
                                      const Workflow& workflow,
                                      std::string_view event);
/// `已登记（registered）`
[[nodiscard]] std::string named_state(const Words& words,
                                      const Workflow& workflow,
                                      std::string_view state);

}  // namespace duban
