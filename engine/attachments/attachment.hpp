#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>

namespace duban {

/// A file that came with an event, as the history tells of it.
struct Attachment {
  std::int64_t id = 0;
  std::string name;       ///< what whoever sent it calls it: never a path
  std::int64_t size = 0;  ///< bytes
  std::string type;       ///< media type, by its content
  std::string sha256;     ///< of its content, 64 hexadecimal digits
  bool operator==(const Attachment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (id, name, size, type, sha256))

}  // namespace duban
