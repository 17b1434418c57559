#pragma once

#include "engine/attachments/attachments.hpp"
#include "engine/register/store.hpp"

#include <boost/describe.hpp>

#include <vector>

namespace duban::sql {

/// A file that becomes an event's.
struct TakenFile {
  long long id = 0, taken_by = 0, taken_seq = 0;
};
BOOST_DESCRIBE_STRUCT(TakenFile, (), (id, taken_by, taken_seq))

/// Read from the events: whatever the history names is kept, and nothing else.
[[nodiscard]] inline std::vector<TakenFile> taken_by(const ChangeSet& set) {
  std::vector<TakenFile> all;
  for (const auto& event : set.events)
    for (const auto& file : attachments_of(event))
      all.push_back({file.id, event.id.stored(), event.seq});
  return all;
}

}  // namespace duban::sql
