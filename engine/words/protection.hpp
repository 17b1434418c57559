#pragma once

#include "engine/register/directory.hpp"
#include "engine/words/words.hpp"

#include <map>
#include <vector>

namespace duban {

/// What may be shown of one family: covers the names of its deputies if they are protected (保密).
class Cover {
 public:
  Cover() = default;  ///< covers nothing
  /// Of a root with these facts.
  Cover(const boost::json::object& facts, const std::vector<Deputy>& deputies, const Words& words);

  [[nodiscard]] bool covers() const { return covers_; }
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

/// What may be shown of which case to one reader.  Belongs to one thread, like what it reads from.
class Protection {
 public:
  /// `reveal`: the reader has asked for the names, and may have them.  `deputy`: the code of the
  /// one who reads, who knows with whom they have signed.
  Protection(
      Store& store, Directory& directory, const Words& words, bool reveal, std::string deputy = {})
      : store_{store},
        directory_{directory},
        words_{words},
        reveal_{reveal},
        deputy_{std::move(deputy)} {}

  [[nodiscard]] const Cover& of(const Family& family);
  /// The same by id; a case that is not there has nothing to cover.
  [[nodiscard]] const Cover& of(CaseId id);

 private:
  [[nodiscard]] Cover made_for(const Family& family);

  Store& store_;
  Directory& directory_;
  const Words& words_;
  bool reveal_;
  std::string deputy_;
  std::map<CaseId, Cover> covers_;                       ///< by root
  std::map<std::string, std::vector<Deputy>> deputies_;  ///< by congress
};

}  // namespace duban
