#pragma once

#include "workflows/suggestion/import_words.hpp"

namespace duban::suggestion {

/// A row with its words read.
struct Told {
  const ImportRow& row;
  Kind kind;
  Handling handling;
  bool is_confidential = false;
  std::optional<ToldDay> received, assigned, replied, published;

  [[nodiscard]] bool has(std::string_view column) const { return !row[column].empty(); }
  /// A paper of the unit is there: for a co-handling unit its opinion, for any other its reply.
  [[nodiscard]] bool proves_paper() const {
    return replied || (!handling.is_draft && (published || has("result_class") || has("doc_no")));
  }
  [[nodiscard]] bool proves_handling() const { return proves_paper() || handling.is_draft; }
  [[nodiscard]] bool proves_hand_over() const {
    return assigned || !handling.units.empty() || proves_handling();
  }
};

/// Reads the words of a row and what they prove.  Refuses a row of another body, words that are not
/// known, days that do not exist or lie after `today`, and days out of order.
[[nodiscard]] Result<Told> read_words(const ImportRow& row, Date today);

}  // namespace duban::suggestion
