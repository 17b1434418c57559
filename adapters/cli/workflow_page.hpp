#pragma once

#include "engine/words/words.hpp"
#include "engine/workflow.hpp"

#include <string>

namespace duban::cli {

/// A workflow's page of documentation in Markdown, printed from its table: diagram, states, rows
/// and events, in the language of `words`.
[[nodiscard]] std::string workflow_page(const Workflow& workflow, const Words& words);

}  // namespace duban::cli
