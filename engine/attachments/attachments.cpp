#include "engine/attachments/attachments.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/sha256.hpp"
#include "engine/register/stored_body.hpp"

namespace duban {

std::string sha256_of(Attachments& attachments, const Attachment& file) {
  RunningSha256 hash;
  for (std::int64_t at = 0; at < file.size;) {
    const auto bytes = attachments.bytes(file.id, at);
    if (bytes.empty()) break;
    hash.add(bytes);
    at += std::ssize(bytes);
  }
  return hash.finish();
}

std::vector<Attachment> attachments_of(const EventRecord& event) {
  // Nearly none has any: their bodies need not be read.
  if (event.body.find(R"("attachments":[)") == event.body.npos) return {};
  const auto body = body_of(event);
  const auto* uses = body.if_contains("uses");
  const auto* files =
      uses && uses->is_object() ? uses->get_object().if_contains("attachments") : nullptr;
  return files ? decode_stored<std::vector<Attachment>>(*files) : std::vector<Attachment>{};
}

}  // namespace duban
