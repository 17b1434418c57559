#pragma once

#include "engine/register/directory.hpp"
#include "engine/words/protection.hpp"

#include <boost/json.hpp>

namespace duban {

/// A notice in the outbox.
[[nodiscard]] boost::json::object notice_view(const NoticeRow& row, const Cover& cover);

/// A line of the reminder ledger.
[[nodiscard]] boost::json::object reminder_view(const ReminderRow& row, const Cover& cover);

}  // namespace duban
