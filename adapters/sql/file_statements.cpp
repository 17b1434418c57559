#include "adapters/sql/file_statements.hpp"

#include "adapters/sql/texts.hpp"

namespace duban::sql {

FileChecks::FileChecks(Database& db)
    : versions{db,
               "SELECT version, family_version, number FROM cases WHERE id = :id",
               soci::use(id, "id"),
               soci::into(version),
               soci::into(family_version),
               soci::into(stored_number)},
      numbers{db,
              "SELECT count(*) FROM cases"
              " WHERE congress = :congress AND number = :number AND number <> ''",
              soci::use(congress, "congress"), soci::use(number, "number"), soci::into(count)},
      serials{db, "SELECT last FROM series WHERE congress = :congress AND series = :series",
              soci::use(congress, "congress"), soci::use(series, "series"), soci::into(last)},
      answers{db, "SELECT count(*) FROM idempotency WHERE user_name = :user AND key = :key",
              soci::use(user, "user"), soci::use(key, "key"), soci::into(count)},
      files{db, "SELECT count(*) FROM attachments WHERE id = :id AND taken_by = 0 AND type <> ''",
            soci::use(id, "id"), soci::into(count)} {}

FileWrites::FileWrites(Database& db)
    : put_case{db, insert<row::Case, row::Listing>("cases") + replace_case, given(of_case),
               given(listing)},
      touch_root{db, "UPDATE cases SET family_version = family_version + 1 WHERE id = :root",
                 soci::use(root, "root")},
      add_event{db, insert<row::Event>("events"), given(event)},
      note_change{db,
                  "INSERT INTO changes (case_id, seq, event, state, recorded_at)"
                  " VALUES (:case_id, :seq, :event, :to_state, :recorded_at)",
                  soci::use(event.case_id, "case_id"),
                  soci::use(event.seq, "seq"),
                  soci::use(event.event, "event"),
                  soci::use(event.to_state, "to_state"),
                  soci::use(event.recorded_at, "recorded_at")},
      put_clock{db, insert<row::Clock>("clocks") + replace_clock("max"), given(clock)},
      move_clock{db,
                 "UPDATE clocks SET reminded_through = :reminded_through,"
                 " raised_through = :raised_through, next_at = :next_at"
                 " WHERE case_id = :case_id AND kind = :kind AND number = :number",
                 soci::use(clock.reminded_through, "reminded_through"),
                 soci::use(clock.raised_through, "raised_through"),
                 soci::use(clock.next_at.value, clock.next_at.presence, "next_at"),
                 soci::use(clock.case_id, "case_id"),
                 soci::use(clock.kind, "kind"),
                 soci::use(clock.number, "number")},
      add_reminder{db, insert<row::Reminder>("reminders") + " ON CONFLICT DO NOTHING",
                   given(reminder)},
      add_notice{db, insert<row::Notice>("outbox") + " ON CONFLICT (key) DO NOTHING",
                 given(notice)},
      add_mark{db, insert<row::Mark>("marks") + " ON CONFLICT DO NOTHING", given(mark)},
      remove_mark{db,
                  "DELETE FROM marks WHERE congress = :congress AND mark = :mark AND root = :root"
                  " AND part = :part",
                  given(mark)},
      put_text{db, insert<row::Text>("texts") + replace_text, given(text)},
      put_series{db,
                 insert<Series>("series") +
                     " ON CONFLICT (congress, series) DO UPDATE SET last = excluded.last",
                 given(series)},
      add_answer{db, insert<Answer>("idempotency"), given(answer)},
      take_file{db,
                "UPDATE attachments SET taken_by = :taken_by, taken_seq = :taken_seq"
                " WHERE id = :id",
                soci::use(taken.taken_by, "taken_by"), soci::use(taken.taken_seq, "taken_seq"),
                soci::use(taken.id, "id")} {}

}  // namespace duban::sql
