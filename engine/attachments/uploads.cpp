#include "engine/attachments/uploads.hpp"

#include "engine/attachments/kinds.hpp"
#include "engine/data/sha256.hpp"

#include <algorithm>
#include <set>

namespace duban {

namespace {

constexpr std::int64_t megabyte = std::int64_t{1024} * 1024;
constexpr std::size_t most_of_an_event = 50;
constexpr std::size_t hash_digits = 64;

Error no_such_upload(std::int64_t id) {
  return {Problem::not_found, "upload", "there is no upload " + std::to_string(id)};
}

Result<void> check_hash(const std::string& hash) {
  const bool is_hash = hash.size() == hash_digits && std::ranges::all_of(hash, [](char c) {
                         return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                       });
  if (is_hash) return {};
  return bad_input("sha256", "expected 64 hexadecimal digits in lower case");
}

std::string path_of(std::size_t place) {
  return "attachments[" + std::to_string(place) + "]";
}

Result<void> check_part(const KeptFile& kept, std::int64_t offset, std::string_view part) {
  const auto left = kept.file.size - offset;
  const auto size = std::ssize(part);
  if (size == 0 || size > left || (size < left && size % row_bytes != 0))
    return bad_input("body", "must be a multiple of " + std::to_string(row_bytes) +
                                 " bytes, or what is left of the file");
  return {};
}

}  // namespace

Result<KeptFile> Uploads::begin(const UploadWish& wish, const std::string& user, Instant now) {
  if (auto sound = check_file_name(wish.name, limits_.kinds); !sound) return sound.error();
  const auto largest = limits_.largest_megabytes;
  if (wish.size < 1 || wish.size > largest * megabyte)
    return bad_input("size",
                     "a file has 1 byte at least and " + std::to_string(largest) + " MB at most");
  if (wish.sha256)
    if (auto sound = check_hash(*wish.sha256); !sound) return sound.error();
  if (attachments_.waiting_of(user) + wish.size > limits_.most_megabytes_a_case * megabyte)
    return Error{Problem::conflict, "size",
                 "too much that was sent belongs to no case yet: withdraw some of it first"};
  KeptFile kept{.file = {.name = wish.name,
                         .size = wish.size,
                         .type = {},
                         .sha256 = wish.sha256.value_or("")},
                .uploaded_by = user,
                .begun_at = now,
                .taken_by = {}};
  kept.file.id = attachments_.begin(kept);
  return kept;
}

Result<KeptFile> Uploads::find(std::int64_t id, const std::string& user) {
  auto kept = attachments_.find(id);
  if (!kept || kept->uploaded_by != user || kept->is_taken()) return no_such_upload(id);
  return std::move(*kept);
}

Result<KeptFile> Uploads::add(std::int64_t id,
                              const std::string& user,
                              std::int64_t offset,
                              std::string_view part) {
  auto kept = find(id, user);
  if (!kept) return kept;
  if (offset < 0 || offset > kept->received || offset % row_bytes != 0)
    return Error{Problem::conflict, "Upload-Offset",
                 "the upload goes on at byte " + std::to_string(kept->received)};
  if (auto fits = check_part(*kept, offset, part); !fits) return fits.error();
  if (offset == kept->received) {
    attachments_.add(id, offset, part);
    kept = find(id, user);
    if (!kept) return kept;
  }
  return complete(std::move(*kept));
}

Result<KeptFile> Uploads::complete(KeptFile kept) {
  if (kept.is_whole() || kept.received < kept.file.size) return kept;
  if (auto proved = prove(kept); !proved) {
    attachments_.remove(kept.file.id);
    return proved.error();
  }
  attachments_.complete(kept.file);
  return kept;
}

Result<void> Uploads::prove(KeptFile& kept) {
  RunningSha256 hash;
  std::string head, before, last;
  for (std::int64_t at = 0; at < kept.file.size; at += std::ssize(last)) {
    before = std::move(last);
    last = attachments_.bytes(kept.file.id, at);
    if (last.empty()) return no_such_upload(kept.file.id);  // withdrawn meanwhile
    if (at == 0) head = last;
    hash.add(last);
  }
  const auto proved = hash.finish();
  if (!kept.file.sha256.empty() && kept.file.sha256 != proved)
    return bad_input("sha256", "what has come has another hash, " + proved + ": send it again");
  auto type = type_of(kept.file.name, recognise_(head), before + last);
  if (!type) return type.error();
  kept.file.sha256 = proved;
  kept.file.type = std::move(*type);
  return {};
}

Result<void> Uploads::withdraw(std::int64_t id, const std::string& user) {
  if (auto kept = find(id, user); !kept) return kept.error();
  if (attachments_.remove(id)) return {};
  return no_such_upload(id);
}

Result<std::vector<Attachment>> Uploads::for_event(const std::vector<std::int64_t>& ids,
                                                   const std::string& user,
                                                   CaseId root,
                                                   bool may_be_taken) {
  if (ids.size() > most_of_an_event)
    return bad_input("attachments", "an event takes at most 50 files");
  std::set<std::int64_t> seen;
  std::vector<Attachment> files;
  std::int64_t total = 0;
  for (const auto id : ids) {
    const auto kept = attachments_.find(id);
    const auto path = path_of(files.size());
    if (!kept || kept->uploaded_by != user || (kept->is_taken() && !may_be_taken) ||
        !seen.insert(id).second)
      return bad_input(path, no_such_upload(id).detail);
    if (!kept->is_whole()) return bad_input(path, "has not come whole yet");
    if (!kept->is_taken()) total += kept->file.size;
    files.push_back(kept->file);
  }
  if (!files.empty() && root != CaseId{})
    for (const auto& kept : attachments_.of_family(root)) total += kept.file.size;
  const auto most = limits_.most_megabytes_a_case;
  if (total <= most * megabyte) return files;
  return Error{Problem::conflict, "attachments",
               "a case takes at most " + std::to_string(most) + " MB of files"};
}

}  // namespace duban
