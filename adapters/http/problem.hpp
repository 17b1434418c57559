#pragma once

#include "adapters/http/message.hpp"
#include "engine/words/refusal.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <string>

namespace duban::http {

/// A problem document (RFC 9457): what went wrong, for programs and for people.
struct ProblemDocument {
  unsigned status = 500;
  std::string type = "about:blank";  ///< says no more than the status
  std::string title{};               ///< by default the name of the status
  std::string detail{};
  boost::json::object more{};   ///< members of its own
  std::chrono::seconds wait{};  ///< before it is worth asking again (429); 0: nobody knows
};

[[nodiscard]] Answer problem(const ProblemDocument& document);

/// The same as it stands inside another answer.
[[nodiscard]] boost::json::object body_of(const ProblemDocument& document);

/// The schema of body_of().
[[nodiscard]] boost::json::object problem_schema();

/// The member `errors`: which value is wrong, and why.
[[nodiscard]] boost::json::array errors_of(const Error& error, const Words& words);

/// A refusal, in the words of whoever asked: `reason` says of what kind it is, `errors` which data
/// are wrong, `possible` what would be right, and `possible_events` what the case waits for.
[[nodiscard]] ProblemDocument document_of(const Error& error,
                                          const Words& words,
                                          const About& about = {});

}  // namespace duban::http
