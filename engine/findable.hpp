#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// `category:交通`: what a list filters by.  A value of more than 100 characters is cut there, when
/// it is written and when it is looked for.
[[nodiscard]] std::string mark_of(std::string_view kind, std::string_view value);

/// What lists find a case by beside its summary, read from its facts by the workflow.
///
/// A filter by a mark finds the case that bears it, the parts of a root that bears it, and the root
/// of a part that does: whoever asks for the suggestions of a unit means those whose assignments
/// are that unit's.
class Findable {
 public:
  /// Nothing where the value says nothing.
  void mark(std::string_view kind, std::string_view value);
  /// By the text in a member of the facts, and under its name unless another kind is said.
  void mark_by(const boost::json::object& facts,
               std::string_view member,
               std::string_view kind = {});
  /// By each text in a member that is a list.
  void mark_by_each(const boost::json::object& facts,
                    std::string_view member,
                    std::string_view kind);
  /// The text in a member is searched: in an object, also in those of a list of objects.
  void search(const boost::json::object& facts, std::string_view member);
  void search_each(const boost::json::object& facts,
                   std::string_view list,
                   std::string_view member);

  /// Sorted, each once.
  [[nodiscard]] std::vector<std::string> marks() const;
  /// What people search in, a line for each member.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::vector<std::string> marks_;
  std::string text_;
};

}  // namespace duban
