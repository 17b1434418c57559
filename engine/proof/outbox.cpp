#include "engine/proof/outbox.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace duban {

namespace {

bool same(const Notice& sent, const Notice& told) {
  return sent.congress == told.congress && sent.about == told.about &&
         sent.recipient == told.recipient && sent.text == told.text && sent.body == told.body;
}

/// What a letter tells: case, kind of clock, rung.
using Told = std::set<std::tuple<std::string, std::string, std::string>>;

std::optional<Told> told_by(const Notice& letter) {
  const auto* items = letter.body.if_contains("items");
  if (!items || !items->is_array()) return {};
  Told told;
  for (const auto& item : items->get_array()) {
    const auto text = [&](const char* name) {
      const auto* object = item.if_object();
      const auto* value = object ? object->if_contains(name) : nullptr;
      return value && value->is_string() ? std::string{std::string_view{value->get_string()}}
                                         : std::string{};
    };
    told.emplace(text("case"), text("kind"), text("rung"));
  }
  return told;
}

/// The reminders that one letter told: what the ledger calls merged stands inside another item.
struct Letter {
  CaseId root;
  std::set<std::string> recipients;
  Told told;
};

std::map<std::string, Letter> letters_of(std::span<const Reminder> reminders) {
  std::map<std::string, Letter> letters;
  for (const auto& reminder : reminders) {
    if (reminder.notice.empty()) continue;
    auto& letter = letters[reminder.notice];
    letter.root = reminder.id.root();
    letter.recipients.insert(reminder.recipient);
    if (!reminder.merged) letter.told.emplace(to_text(reminder.id), reminder.kind, reminder.rung);
  }
  return letters;
}

bool tells(const Notice& sent, const Letter& letter) {
  return sent.about == letter.root && letter.recipients == std::set{sent.recipient} &&
         sent.text == "reminder" && told_by(sent) == letter.told;
}

}  // namespace

std::optional<MessageDifference> outbox_difference(std::span<const Notice> sent,
                                                   std::span<const Notice> told,
                                                   std::span<const Reminder> reminders) {
  std::map<std::string_view, const Notice*> unclaimed;
  for (const auto& notice : sent) unclaimed.emplace(notice.key, &notice);
  const auto claim = [&](const std::string& key) {
    const auto at = unclaimed.find(key);
    return at == unclaimed.end() ? nullptr : unclaimed.extract(at).mapped();
  };
  const auto lost = [](CaseId about, const std::string& key) {
    return MessageDifference{about, "the message " + key + " is missing from the outbox"};
  };
  const auto altered = [](CaseId about, const std::string& key) {
    return MessageDifference{about,
                             "the message " + key + " in the outbox is not as it was written"};
  };

  for (const auto& notice : told) {
    const auto* found = claim(notice.key);
    if (!found) return lost(notice.about, notice.key);
    if (!same(*found, notice)) return altered(notice.about, notice.key);
  }
  for (const auto& [key, letter] : letters_of(reminders)) {
    const auto* found = claim(key);
    if (!found) return lost(letter.root, key);
    if (!tells(*found, letter)) return altered(letter.root, key);
  }
  if (unclaimed.empty()) return {};
  const auto& stray = *unclaimed.begin()->second;
  return MessageDifference{stray.about, "the message " + stray.key + " in the outbox has no cause"};
}

}  // namespace duban
