#include "engine/words/words.hpp"

#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace duban {

namespace {

namespace json = boost::json;

constexpr std::string_view gap = "{}";

void flatten(const json::object& tree,
             const std::string& path,
             std::map<std::string, std::string, std::less<>>& words) {
  for (const auto& [key, value] : tree) {
    const auto at = path.empty() ? std::string{key} : path + "/" + std::string{key};
    if (const auto* inner = value.if_object())
      flatten(*inner, at, words);
    else
      words.emplace(at, std::string{std::string_view{value.as_string()}});
  }
}

/// What stands in the gaps of `pattern`, if `text` is written by it.
std::optional<std::vector<std::string>> filled(std::string_view pattern, std::string_view text) {
  std::vector<std::string> found;
  auto at = pattern.find(gap);
  if (!text.starts_with(pattern.substr(0, at))) return {};
  while (at != pattern.npos) {
    text.remove_prefix(std::min(at, text.size()));
    pattern.remove_prefix(at + gap.size());
    at = pattern.find(gap);
    const auto next = pattern.substr(0, at);
    const auto end = at == pattern.npos
                         ? (text.ends_with(next) ? text.size() - next.size() : text.npos)
                         : text.find(next);
    if (end == text.npos) return {};
    found.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (text != pattern) return {};
  return found;
}

std::string fill(std::string_view pattern, const std::vector<std::string>& found) {
  std::string text;
  std::size_t next = 0;
  for (auto at = pattern.find(gap); at != pattern.npos && next < found.size();
       at = pattern.find(gap)) {
    text.append(pattern.substr(0, at)).append(found[next++]);
    pattern.remove_prefix(at + gap.size());
  }
  return text.append(pattern);
}

}  // namespace

Words Words::load(const std::filesystem::path& folder, std::string_view language) {
  Words words;
  words.english_ = language.starts_with("en");
  const auto path = folder / (std::string{words.english_ ? "en" : "zh-CN"} + ".json");
  std::ifstream file{path, std::ios::binary};
  if (!file) return words;
  std::ostringstream text;
  text << file.rdbuf();
  boost::system::error_code failed;
  const auto tree = json::parse(text.str(), failed);
  if (failed || !tree.is_object()) throw std::runtime_error(path.string() + " is not JSON");
  for (const auto& [key, value] : tree.as_object()) {
    if (key != "phrases") {
      flatten(value.as_object(), key, words.words_);
      continue;
    }
    for (const auto& [english, other] : value.as_object())
      words.phrases_.emplace_back(english, std::string_view{other.as_string()});
  }
  return words;
}

const std::string* Words::find(std::initializer_list<std::string_view> keys) const {
  std::string path;
  for (const auto key : keys) path.append(path.empty() ? "" : "/").append(key);
  const auto at = words_.find(path);
  return at == words_.end() ? nullptr : &at->second;
}

std::string Words::word(std::initializer_list<std::string_view> keys) const {
  const auto* found = find(keys);
  return found ? *found : std::string{*(keys.end() - 1)};
}

std::string Words::workflow(std::string_view code) const {
  return word({"workflows", code});
}
std::string Words::state(std::string_view workflow, std::string_view code) const {
  return word({"states", workflow, code});
}
std::string Words::event(std::string_view workflow, std::string_view code) const {
  if (const auto* own = find({"events", workflow, code})) return *own;
  return word({"events", "any", code});
}
std::string Words::condition(std::string_view workflow, std::string_view code) const {
  return word({"conditions", workflow, code});
}
std::string Words::role(std::string_view code) const {
  return word({"roles", code});
}
std::string Words::clock(std::string_view kind) const {
  return word({"clocks", kind});
}
std::string Words::notice(std::string_view text) const {
  return word({"notices", text});
}
std::string Words::level(std::string_view code) const {
  return word({"levels", code});
}
std::string Words::field(std::string_view name) const {
  return word({"fields", name});
}
std::string Words::value(std::string_view field, std::string_view code) const {
  return word({"values", field, code});
}

std::string Words::roles(const std::vector<std::string>& codes) const {
  std::vector<std::string> named;
  for (const auto& code : codes) named.push_back(role(code));
  return joined(named);
}

std::string Words::recipient(std::string_view address) const {
  const auto colon = address.find(':');
  if (colon == address.npos) return std::string{address};
  const auto kind = address.substr(0, colon);
  const auto rest = address.substr(colon + 1);
  if (kind == "office") return role(rest);
  const auto last = rest.rfind(':');
  if (kind != "unit" || last == rest.npos) return role(kind) + " " + std::string{rest};
  return std::string{rest.substr(0, last)} + " · " + role(rest.substr(last + 1));
}

std::string Words::in_place_of(const std::string& who, std::string_view whom) const {
  const auto name = whom.substr(std::min(whom.find(':') + 1, whom.size()));
  return fmt::format(fmt::runtime(say("{}（代 {}）", "{} (for {})")), who, name);
}

std::string Words::sentence(std::string_view english) const {
  for (const auto& [pattern, other] : phrases_) {
    auto found = filled(pattern, english);
    if (!found) continue;
    for (auto& text : *found) text = part(text);
    return fill(other, *found);
  }
  return std::string{english};
}

/// What stands inside a sentence is another, a list of words, or a name.
std::string Words::part(const std::string& english) const {
  auto text = sentence(english);
  return text != english ? text : list(english);
}

/// `lead, co or sole` is a list of ours: each item is one word.  `No such file or directory` is
/// somebody else's sentence.
std::string Words::list(std::string text) const {
  constexpr std::string_view last_of_list = " or ";
  const auto at = text.rfind(last_of_list);
  if (at == text.npos) return text;
  for (auto blank = text.find(' '); blank < text.size(); blank = text.find(' ', blank + 1))
    if (blank != at && blank != at + last_of_list.size() - 1 && text[blank - 1] != ',') return text;
  return text.replace(at, last_of_list.size(), say(" 或 ", last_of_list));
}

std::string Words::joined(const std::vector<std::string>& items) const {
  std::string text;
  for (const auto& item : items) text.append(text.empty() ? "" : say("、", ", ")).append(item);
  return text;
}

}  // namespace duban
