#pragma once

#include "engine/register/journal.hpp"

#include <optional>
#include <string>
#include <string_view>

/// A stream as its client reads it (server-sent events).
namespace duban::http {

/// Where a client stands; its `Last-Event-ID`.
struct Bookmark {
  std::string journal;
  Place place;

  /// Nothing if the text was never one.
  [[nodiscard]] static std::optional<Bookmark> parse(std::string_view text);
};
/// JOURNAL-COMMIT, or JOURNAL-COMMIT-CASE-NUMBER in the middle of a commit.
[[nodiscard]] std::string to_text(const Bookmark& bookmark);

/// The first a client hears: how soon to come again, and where it stands.
[[nodiscard]] std::string opening_text(const Bookmark& bookmark);
/// A case has had an event.
[[nodiscard]] std::string change_text(const std::string& journal, const Change& change);
/// Something may have been missed: read everything again.
[[nodiscard]] std::string reset_text(const Bookmark& bookmark);
/// Nothing is to be told, and the connection lives.  Whoever comes again need not go further back.
[[nodiscard]] std::string quiet_text(const Bookmark& bookmark);

}  // namespace duban::http
