#include "workflows/suggestion/replies.hpp"

#include <algorithm>

namespace duban::suggestion {

const assignment::ReplyRecord* first_valid(const assignment::Facts& unit) {
  const auto at = std::ranges::find(unit.replies, "", &assignment::ReplyRecord::defect);
  return at == unit.replies.end() ? nullptr : &*at;
}

const assignment::ReplyRecord* last_valid(const assignment::Facts& unit) {
  const assignment::ReplyRecord* last = nullptr;
  for (const auto& reply : unit.replies)
    if (reply.defect.empty()) last = &reply;
  return last;
}

}  // namespace duban::suggestion
