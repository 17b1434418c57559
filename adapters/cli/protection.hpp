#pragma once

#include "adapters/cli/open_register.hpp"

#include <map>
#include <vector>

namespace duban::cli {

/// What may be shown of one family: covers the names of its deputies if they are protected (保密).
class Cover {
 public:
  Cover() = default;  ///< covers nothing
  /// Of a root with these facts.
  Cover(const boost::json::object& facts, const std::vector<Deputy>& deputies, const Words& words);

  /// The names in a text, whoever wrote it: `deputy:张三`, a title, a comment.
  [[nodiscard]] std::string text(std::string text) const;
  /// Every text in it, and whatever stands in a member that names deputies.
  [[nodiscard]] boost::json::object object(boost::json::object object) const;
  /// The login of whoever recorded an event: a deputy's own act is covered too.
  [[nodiscard]] std::string recorder(const EventRecord& event) const;

 private:
  void cover(boost::json::value& value) const;

  bool covers_ = false;
  std::string instead_;
  std::vector<std::string> names_;  ///< the longest first
};

/// Decides for every command what of which case may be shown.
class Protection {
 public:
  /// `reveal`: the reader has asked for the names (--reveal).
  Protection(OpenRegister& open, const Context& context, bool reveal)
      : open_{open}, context_{context}, reveal_{reveal} {}

  [[nodiscard]] const Cover& of(const Family& family);
  /// The same by id; a case that is not there has nothing to cover.
  [[nodiscard]] const Cover& of(CaseId id);

 private:
  [[nodiscard]] Cover made_for(const Family& family);

  OpenRegister& open_;
  const Context& context_;
  bool reveal_;
  std::map<CaseId, Cover> covers_;                       ///< by root
  std::map<std::string, std::vector<Deputy>> deputies_;  ///< by congress
};

}  // namespace duban::cli
