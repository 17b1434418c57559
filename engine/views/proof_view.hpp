#pragma once

#include "engine/data/whole.hpp"
#include "engine/proof/files.hpp"
#include "engine/words/protection.hpp"

#include <functional>

/// What the proof of one family came to.
namespace duban {

BOOST_DEFINE_ENUM_CLASS(HashesAre, sound, broken)
BOOST_DEFINE_ENUM_CLASS(RegisterIs, agrees, differs, not_compared)

struct DifferenceView {
  std::string case_;                // NOLINT(readability-identifier-naming): whole() drops the line
  std::optional<std::int64_t> seq;  ///< of the event where it shows; nothing: the register itself
  std::string what;
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (), (case_, seq, what))

struct DecidedDifferentlyView {
  std::string case_;  // NOLINT(readability-identifier-naming): whole() drops the line
  std::int64_t seq = 0;
  std::string event;
  std::string edition;  ///< of the regulation that it names
  std::string what;
};
BOOST_DESCRIBE_STRUCT(DecidedDifferentlyView, (), (case_, seq, event, edition, what))

struct ProofView {
  std::string case_;  // NOLINT(readability-identifier-naming): whole() drops the line
  std::int64_t events = 0;
  HashesAre hashes{};
  RegisterIs register_{};  // NOLINT(readability-identifier-naming): a keyword without the line
  std::vector<DifferenceView> differences;
  std::vector<DecidedDifferentlyView> decided_differently;
  FileContents files{};  ///< whether they were read through
  std::string at;
};
BOOST_DESCRIBE_STRUCT(
    ProofView, (), (case_, events, hashes, register_, differences, decided_differently, files, at))

/// Of a family without its parts that `sees` hides: whether all of it is sound is told all the
/// same.  `files`: how the verdict came about.
[[nodiscard]] ProofView proof_view(CaseId root,
                                   const Verdict& verdict,
                                   FileContents files,
                                   const std::function<bool(CaseId)>& sees,
                                   const Cover& cover,
                                   const Words& words,
                                   Instant at);

}  // namespace duban
