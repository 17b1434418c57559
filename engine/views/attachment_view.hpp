#pragma once

#include "engine/attachments/attachments.hpp"
#include "engine/words/protection.hpp"

#include <boost/describe.hpp>

namespace duban {

/// A file of a case, as it is listed.
struct AttachmentView {
  std::int64_t id = 0;
  std::string case_;     // NOLINT(readability-identifier-naming): whole() drops the line
  std::int64_t seq = 0;  ///< of the event that brought it
  std::string name;
  std::int64_t size = 0;  ///< bytes
  std::string type, sha256;
};
BOOST_DESCRIBE_STRUCT(AttachmentView, (), (id, case_, seq, name, size, type, sha256))

/// With its name covered where it may tell that of a protected deputy.
[[nodiscard]] AttachmentView attachment_view(const KeptFile& kept, const Cover& cover);

}  // namespace duban
