#pragma once

#include "adapters/sql/query.hpp"
#include "adapters/sql/taken_files.hpp"

namespace duban::sql {

/// What FileChanges asks before it writes.  Fill the variables of a query, run it, read the others.
struct FileChecks {
  explicit FileChecks(Database& db);

  long long id = 0, version = 0, family_version = 0, last = 0, count = 0;
  std::string congress, number, series, user, key;
  std::string stored_number;

  Query versions;  ///< id → version, family_version, stored_number
  Query numbers;   ///< congress, number → count
  Query serials;   ///< congress, series → last
  Query answers;   ///< user, key → count
  Query files;     ///< id → count of those that are whole and free
};

/// What FileChanges writes, one row at a time.
struct FileWrites {
  explicit FileWrites(Database& db);

  struct Series {
    std::string congress, series;
    long long last = 0;
  };
  struct Answer {
    std::string user_name, key, request, answer;
    long long created_at = 0;
  };

  row::Case of_case;
  row::Listing listing;
  row::Event event;
  row::Clock clock;
  row::Reminder reminder;
  row::Notice notice;
  row::Mark mark;
  row::Text text;
  Series series;
  Answer answer;
  TakenFile taken;
  long long root = 0;

  Query put_case, touch_root, add_event, note_change, put_clock, move_clock, add_reminder,
      add_notice;
  Query add_mark, remove_mark, put_text, put_series, add_answer, take_file;
};

BOOST_DESCRIBE_STRUCT(FileWrites::Series, (), (congress, series, last))
BOOST_DESCRIBE_STRUCT(FileWrites::Answer, (), (user_name, key, request, answer, created_at))

}  // namespace duban::sql
