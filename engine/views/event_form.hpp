#pragma once

#include "engine/form.hpp"
#include "engine/words/words.hpp"
#include "engine/workflow.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// What the command line and the HTTP API ask for when an event is fired: one description for both.
namespace duban {

/// A member of the data, or a column of its rows, for whoever fills it in.
struct FormColumn {
  std::string name, label;
  Widget widget{};
  bool required = false;
  std::optional<std::string> help;
  std::vector<Choice> choices;
};
BOOST_DESCRIBE_STRUCT(FormColumn, (), (name, label, widget, required, help, choices))

struct FormMember : FormColumn {
  std::vector<FormColumn> columns;  ///< of rows
};
BOOST_DESCRIBE_STRUCT(FormMember, (FormColumn), (columns))

/// The form of an event: its members in the order in which they are declared, in the language of
/// `words`.  `hints`: of all workflows.  `regulation`: gives the choices that a profile makes;
/// without it those members are texts.
[[nodiscard]] std::vector<FormMember> form_of(const EventInfo& event,
                                              const Workflow& workflow,
                                              std::span<const FormHints> hints,
                                              const Regulation* regulation,
                                              const Words& words);

}  // namespace duban
