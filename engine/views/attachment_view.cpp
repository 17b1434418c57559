#include "engine/views/attachment_view.hpp"

namespace duban {

AttachmentView attachment_view(const KeptFile& kept, const Cover& cover) {
  const auto& file = kept.file;
  return {file.id,        to_text(kept.taken_by),
          kept.taken_seq, cover.text(file.name),
          file.size,      file.type,
          file.sha256};
}

}  // namespace duban
