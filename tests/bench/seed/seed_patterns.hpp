#pragma once

#include "engine/time/instant.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Families that were decided for real, and what makes any number of others of them.
namespace duban::bench {

/// What differs between the copies of a pattern.
struct Likeness {
  std::string root, congress, title, number, deputy;
  std::array<std::string, 2> units;
};

/// A row of a table as COPY takes it, with marks where the copies differ.
class MarkedText {
 public:
  explicit MarkedText(std::string_view text);
  /// `hashes`: the last hash of each case, by its place in the family.
  void append_to(std::string& out,
                 const Likeness& like,
                 const std::vector<std::string>& hashes = {}) const;

 private:
  struct Piece {
    std::string before;
    char mark = 0;  ///< what follows `before`; 0: nothing
  };
  std::vector<Piece> pieces_;
};

struct PatternEvent {
  std::size_t place;        ///< of its case in the family
  MarkedText columns;       ///< up to the body
  MarkedText body, copied;  ///< as it is hashed, and as COPY takes it
};

/// What a case is searched in; its pairs of characters are made for each copy.
struct PatternText {
  MarkedText id, text;
};

struct Pattern {
  std::string session;
  bool is_numbered = false;
  std::size_t cases_count = 0;
  std::vector<MarkedText> cases, clocks, notices, marks;
  std::vector<PatternText> texts;
  std::vector<PatternEvent> events;
};

/// The rows of one table, waiting to be sent.
struct SeedRows {
  std::string cases, events, clocks, notices, marks, texts;
};

/// Adds a copy of `pattern`, its hashes chained anew.
void add_copy(const Pattern& pattern, const Likeness& like, SeedRows& rows);

struct Patterns {
  std::vector<Pattern> declined;             ///< by year, oldest first
  std::vector<std::vector<Pattern>> closed;  ///< by year, oldest first
  std::vector<Pattern> open;                 ///< as of `today`: what is due lies ahead
};

/// Decides them in a scratch register beside `folder`; `contacts`: how often each unit speaks to
/// the deputy.
[[nodiscard]] Patterns decide_patterns(const std::filesystem::path& folder,
                                       Date today,
                                       int years,
                                       int contacts);

/// The session of a year: 17-3.
[[nodiscard]] std::string session_of(int year);

}  // namespace duban::bench
