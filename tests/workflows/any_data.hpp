#pragma once

#include "engine/workflow.hpp"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace duban::test {

/// Words that random data are made of: what the case already knows, and what the office knows.
struct Vocabulary {
  std::vector<std::string> texts;
  std::vector<boost::json::array> lists;
  Date today{};
};

/// The words of a case: every text and every list of texts among its facts.
[[nodiscard]] Vocabulary vocabulary_of(const boost::json::object& facts, Date today);

/// Data that fit a JSON schema, drawn by RapidCheck; call inside a property.  Members that may be
/// absent often are.
[[nodiscard]] boost::json::value any_data(const boost::json::object& schema,
                                          const Vocabulary& words);

}  // namespace duban::test
