#pragma once

#include "engine/data/whole.hpp"
#include "engine/people/recipients.hpp"
#include "engine/register/directory.hpp"
#include "engine/words/protection.hpp"

#include <boost/json.hpp>

namespace duban {

struct NoticeView {
  std::int64_t id = 0;
  std::string key, congress, about, recipient, text;
  boost::json::object body;
  std::string status, created_at;
  std::vector<Recipient> recipients;  ///< the users whom its address means today
};
BOOST_DESCRIBE_STRUCT(
    NoticeView,
    (),
    (id, key, congress, about, recipient, text, body, status, created_at, recipients))

struct ReminderView {
  std::string case_, kind;  // NOLINT(readability-identifier-naming): whole() drops the line
  int number = 0, generation = 0;
  std::string rung, recipient;
  Date day{};
  bool merged = false;
  std::string notice, raised_at;
};
BOOST_DESCRIBE_STRUCT(
    ReminderView,
    (),
    (case_, kind, number, generation, rung, recipient, day, merged, notice, raised_at))

/// A notice in the outbox.  Where names are covered nobody is told of a deputy's login.
[[nodiscard]] boost::json::object notice_view(const NoticeRow& row,
                                              const Cover& cover,
                                              Recipients& recipients);

/// A line of the reminder ledger.
[[nodiscard]] boost::json::object reminder_view(const ReminderRow& row, const Cover& cover);

}  // namespace duban
