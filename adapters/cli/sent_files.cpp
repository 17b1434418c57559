#include "adapters/cli/sent_files.hpp"

#include "adapters/files/file_types.hpp"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>

namespace duban::cli {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t part_bytes = 4 * std::size_t{row_bytes};

Result<std::int64_t> size_of(const fs::path& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed))
    return Error{Problem::not_found, path.string(), "is a folder, not a file"};
  const auto size = fs::file_size(path, failed);
  if (!failed) return static_cast<std::int64_t>(size);
  return Error{Problem::not_found, path.string(), "cannot be opened: " + failed.message()};
}

}  // namespace

SentFiles::SentFiles(OpenRegister& open, const Context& context, std::string user)
    : open_{open},
      user_{std::move(user)},
      attachments_{*open.database},
      uploads_{attachments_, context.attachments, media_type_of} {}

SentFiles::~SentFiles() {
  for (const auto id : ids_) {
    try {
      (void)uploads_.withdraw(id, user_);  // one that was taken stays
    } catch (const std::exception& failure) {
      spdlog::warn("upload {} is left lying until tomorrow: {}", id, failure.what());
    }
  }
}

Result<std::vector<Attachment>> SentFiles::send(const std::vector<std::string>& paths,
                                                CaseId root) {
  if (paths.empty()) return std::vector<Attachment>{};
  if (auto free = open_.cases.check_released(); !free) return free.error();
  for (const auto& path : paths)
    if (auto sent = send(path); !sent)
      return Error{sent.error().problem, path, sent.error().detail, sent.error().possible};
  return uploads_.for_event(ids_, user_, root, false);
}

Result<void> SentFiles::send(const std::string& path) {
  const auto size = size_of(path);
  if (!size) return size.error();
  std::ifstream file{path, std::ios::binary};
  if (!file)
    return Error{Problem::not_found, path,
                 "cannot be opened: " + std::generic_category().message(errno)};
  const auto begun =
      uploads_.begin({.name = fs::path{path}.filename().string(), .size = *size, .sha256 = {}},
                     user_, open_.cases.now());
  if (!begun) return begun.error();
  ids_.push_back(begun->file.id);
  std::string part;
  for (std::int64_t at = 0; at < *size; at += std::ssize(part)) {
    part.resize(std::min(part_bytes, static_cast<std::size_t>(*size - at)));
    if (!file.read(part.data(), std::ssize(part)))
      return Error{Problem::conflict, path, "was changed while it was read"};
    if (auto added = uploads_.add(begun->file.id, user_, at, part); !added) return added.error();
  }
  return {};
}

}  // namespace duban::cli
