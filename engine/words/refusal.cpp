#include "engine/words/refusal.hpp"

#include "engine/data/codec.hpp"
#include "engine/machine/print.hpp"

#include <spdlog/fmt/fmt.h>

namespace duban {

namespace {

std::string with_code(const Words& words, const std::string& word, std::string_view code) {
  if (word == code) return word;
  return fmt::format(fmt::runtime(words.say("{}（{}）", "{} ({})")), word, code);
}

/// Words one refusal; a member for each kind of no.
class Wording {
 public:
  Wording(const Error& error, const Words& words, const About& about)
      : error_{error}, words_{words}, about_{about} {}

  [[nodiscard]] std::string text() const {
    switch (error_.problem) {
      case Problem::no_such_case:
        return words_.sentence(error_.detail);
      case Problem::no_such_event:
        return no_such_event() + what_is_possible();
      case Problem::not_in_state:
        return not_in_state() + what_is_possible();
      case Problem::no_authority:
        return no_authority();
      case Problem::condition:
        return condition() + what_is_possible();
      default:
        return other();
    }
  }

 private:
  [[nodiscard]] std::string say(std::string_view chinese, std::string_view english) const {
    return std::string{words_.say(chinese, english)};
  }
  template <class... Args>
  [[nodiscard]] std::string say(std::string_view chinese,
                                std::string_view english,
                                const Args&... args) const {
    return fmt::format(fmt::runtime(words_.say(chinese, english)), args...);
  }

  [[nodiscard]] std::string event() const {
    const auto& code = about_.event.empty() ? error_.subject : about_.event;
    if (about_.workflow) return named_event(words_, *about_.workflow, code);
    return with_code(words_, words_.event("any", code), code);
  }

  [[nodiscard]] std::string no_such_event() const {
    const auto meant = codec::nearest(error_.subject, error_.possible);
    auto text = say("没有名为 {} 的事件", "there is no event {}", error_.subject);
    if (meant.empty()) return text;
    return text + say("；是不是 {}？", "; did you mean {}?",
                      about_.workflow ? named_event(words_, *about_.workflow, meant) : meant);
  }

  [[nodiscard]] std::string not_in_state() const {
    if (!about_.workflow) return error_.subject + " " + words_.sentence(error_.detail);
    if (about_.state.empty()) return not_a_beginning();
    return say("现在的状态是“{}”，不能“{}”", "the case is in state {}; {} is not possible there",
               named_state(words_, *about_.workflow, about_.state), event());
  }

  [[nodiscard]] std::string not_a_beginning() const {
    std::vector<std::string> beginnings;
    for (const auto& code : error_.possible)
      beginnings.push_back(named_event(words_, *about_.workflow, code));
    return say("不能以“{}”立案；可用：{}", "no case begins with {}; cases begin with {}", event(),
               words_.joined(beginnings));
  }

  /// The roles that may, each with the unit or deputy it must be of.
  [[nodiscard]] std::string holders() const {
    std::vector<std::string> named;
    for (const auto& code : error_.possible) {
      const bool of_unit = code == "contact" || code == "unit_head";
      const bool of_deputy = code == "lead_deputy" || code == "deputy";
      const auto& whose = of_unit ? about_.unit : of_deputy ? about_.deputy : std::string{};
      named.push_back(whose.empty() ? words_.role(code)
                                    : say("{}（{}）", "{} ({})", words_.role(code), whose));
    }
    return words_.joined(named);
  }

  /// What no table decides is not for roles alone.
  [[nodiscard]] bool says_more_than_roles() const {
    return !about_.workflow && !error_.detail.empty();
  }

  [[nodiscard]] std::string no_authority() const {
    if (says_more_than_roles()) return words_.sentence(error_.detail);
    if (error_.possible.empty())
      return say("“{}”由系统自动进行，不能手动提出", "{} happens by itself; nobody may ask for it",
                 event());
    auto text = say("“{}”须由{}进行", "{} is for: {}", event(), holders());
    if (!about_.who.empty())
      text += say("；{} 没有这个权限", "; {} has no authority for it", about_.who);
    return text;
  }

  [[nodiscard]] std::string condition() const {
    const auto name = about_.workflow ? about_.workflow->name() : std::string_view{};
    const auto word = words_.condition(name, error_.subject);
    return say("“{}”的条件不满足：{}", "{} was refused: {}", event(),
               with_code(words_, word, error_.subject));
  }

  [[nodiscard]] std::string other() const {
    auto text = error_.subject.empty() ? std::string{} : error_.subject + say("：", ": ");
    text += words_.sentence(error_.detail);
    const bool told = error_.possible.empty() ||
                      error_.detail.find(error_.possible.front()) != std::string::npos ||
                      error_.detail.find("did you mean") != std::string::npos;
    if (told) return text;
    return text + "\n" + say("可选：", "possible: ") + words_.joined(error_.possible);
  }

  [[nodiscard]] std::string what_is_possible() const {
    if (!about_.workflow || about_.state.empty()) return {};
    std::vector<std::string> names;
    for (const auto& code : possible_now(about_))
      names.push_back(named_event(words_, *about_.workflow, code));
    if (names.empty()) return "\n" + say("这里已没有可做的事", "nothing is possible here any more");
    return "\n" + say("现在可以：", "possible now: ") + words_.joined(names);
  }

  const Error& error_;
  const Words& words_;
  const About& about_;
};

}  // namespace

std::vector<std::string> possible_now(const About& about) {
  if (about.possible) return *about.possible;
  if (!about.workflow || about.state.empty()) return {};
  return possible_events(*about.workflow, about.state);
}

std::string worded(const Error& error, const Words& words, const About& about) {
  return Wording{error, words, about}.text();
}

std::string who_text(const User& user, const Words& words) {
  auto what = words.roles(user.roles);
  for (const auto& whose : {user.unit, user.deputy})
    if (!whose.empty()) what.append(words.say("，", ", ")).append(whose);
  return user.name + std::string{words.say("（", " (")} + what + std::string{words.say("）", ")")};
}

std::string named_event(const Words& words, const Workflow& workflow, std::string_view event) {
  return with_code(words, words.event(workflow.name(), event), event);
}

std::string named_state(const Words& words, const Workflow& workflow, std::string_view state) {
  return with_code(words, words.state(workflow.name(), state), state);
}

}  // namespace duban
