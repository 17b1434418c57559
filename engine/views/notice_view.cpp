#include "engine/views/notice_view.hpp"

namespace duban {

boost::json::object notice_view(const NoticeRow& row, const Cover& cover, Recipients& recipients) {
  const auto& notice = row.notice;
  const bool hides = cover.covers() && notice.recipient.starts_with("deputy:");
  return whole(NoticeView{.id = row.id,
                          .key = cover.text(notice.key),
                          .congress = notice.congress,
                          .about = to_text(notice.about),
                          .recipient = cover.text(notice.recipient),
                          .text = notice.text,
                          .body = cover.object(notice.body),
                          .status = row.status,
                          .created_at = to_local_text(row.created_at),
                          .recipients = hides ? std::vector<Recipient>{}
                                              : recipients.of(notice.congress, notice.recipient)});
}

boost::json::object reminder_view(const ReminderRow& row, const Cover& cover) {
  const auto& reminder = row.reminder;
  return whole(ReminderView{.case_ = to_text(reminder.id),
                            .kind = reminder.kind,
                            .number = reminder.number,
                            .generation = reminder.generation,
                            .rung = reminder.rung,
                            .recipient = cover.text(reminder.recipient),
                            .day = reminder.day,
                            .merged = reminder.merged,
                            .notice = cover.text(reminder.notice),
                            .raised_at = to_local_text(row.raised_at)});
}

}  // namespace duban
