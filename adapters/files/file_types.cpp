#include "adapters/files/file_types.hpp"

#include <magic.h>

#include <memory>
#include <mutex>
#include <stdexcept>

namespace duban {

namespace {

using Magic = std::unique_ptr<magic_set, decltype(&magic_close)>;

Magic load() {
  Magic magic{magic_open(MAGIC_MIME_TYPE), &magic_close};
  if (!magic || magic_load(magic.get(), nullptr) != 0)
    throw std::runtime_error("libmagic has no database of file types");
  return magic;
}

}  // namespace

std::string media_type_of(std::string_view head) {
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  static const auto magic = load();  // each has half a megabyte of rules: one is enough
  const auto* type = magic_buffer(magic.get(), head.data(), head.size());
  return type ? type : "application/octet-stream";
}

}  // namespace duban
