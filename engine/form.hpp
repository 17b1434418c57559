#pragma once

#include "engine/data/codec.hpp"
#include "engine/regulation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// How a form asks for a member of an event's data.
BOOST_DEFINE_ENUM_CLASS(Widget,
                        text,       // one line
                        long_text,  // may have several
                        texts,      // a list of lines
                        date,
                        number,
                        yes_no,
                        choice,   // one of `choices`
                        choices,  // some of them
                        unit,     // code of a unit of the congress, to be picked
                        units,
                        deputy,
                        deputies,
                        session,
                        meeting,
                        family,  // id of another case
                        rows)    // a list of objects with `columns`

/// A value that a member may have.
struct Choice {
  std::string code;
  std::string label;  ///< as people read it
};
BOOST_DESCRIBE_STRUCT(Choice, (), (code, label))

/// What a workflow knows of the members of its events that their schema does not say.
struct FormHints {
  std::string_view workflow;

  /// What a text, or each text of a list, names; Widget::text if it names nothing that could be
  /// picked.
  Widget (*picks)(std::string_view event, std::string_view member);

  /// What a regulation allows for a member; nothing if that is not its business.
  std::vector<Choice> (*choices)(std::string_view event,
                                 std::string_view member,
                                 const Regulation& regulation);
};

}  // namespace duban
