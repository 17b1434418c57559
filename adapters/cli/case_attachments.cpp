#include "adapters/cli/commands.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/sql/sql_attachments.hpp"
#include "engine/data/whole.hpp"
#include "engine/views/attachment_view.hpp"
#include "engine/words/protection.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace duban::cli {

namespace {

namespace json = boost::json;

struct AttachmentsOptions {
  std::string id, output;
  std::optional<std::int64_t> wanted;
};

/// Those of a case; of a whole one, those of its parts too.
std::vector<KeptFile> attachments_of_case(Attachments& attachments, CaseId id) {
  auto files = attachments.of_family(id.root());
  if (!id.is_root()) std::erase_if(files, [&](const auto& kept) { return kept.taken_by != id; });
  return files;
}

void tell(const std::vector<KeptFile>& files, const Cover& cover, const Context& context) {
  if (context.json) {
    json::array all;
    for (const auto& kept : files) all.push_back(whole(attachment_view(kept, cover)));
    return context.answer(all);
  }
  if (files.empty()) return context.tell("没有附件", "There are no attachments");
  TextTable table{{context.say("附件", "attachment"), context.say("事项", "case"),
                   context.say("名称", "name"), context.say("字节", "bytes"), "SHA-256"}};
  for (const auto& kept : files)
    table.add({std::to_string(kept.file.id), to_text(kept.taken_by), cover.text(kept.file.name),
               std::to_string(kept.file.size), kept.file.sha256});
  table.print(context.out);
}

Result<Attachment> wanted_of(const std::vector<KeptFile>& files,
                             const AttachmentsOptions& options) {
  if (!options.wanted && files.size() == 1) return files.front().file;
  if (!options.wanted)
    return bad_input(
        "--get", "say which attachment: the case has " + std::to_string(files.size()) + " of them");
  const auto at =
      std::ranges::find(files, *options.wanted, [](const KeptFile& kept) { return kept.file.id; });
  if (at != files.end()) return at->file;
  return Error{Problem::not_found, "--get",
               "there is no attachment " + std::to_string(*options.wanted) + " in this case"};
}

Result<void> save(Attachments& attachments, const Attachment& file, const std::string& path) {
  if (std::filesystem::exists(path))
    return Error{Problem::conflict, path, "is there already; nothing was changed"};
  std::ofstream out{path, std::ios::binary};
  for (std::int64_t at = 0; out && at < file.size;) {
    const auto bytes = attachments.bytes(file.id, at);
    if (bytes.empty()) throw StoreDown("The register is damaged: a part of a file is missing.");
    out.write(bytes.data(), std::ssize(bytes));
    at += std::ssize(bytes);
  }
  if (out.flush()) return {};
  return Error{Problem::conflict, path, "the file cannot be written"};
}

Result<void> attachments(const AttachmentsOptions& options, OpenRegister& open, Context& context) {
  const auto id = CaseId::parse(options.id);
  if (!id) return id.error();
  const auto family = open.store.load(*id);
  if (!family) return family.error();
  sql::SqlAttachments kept{*open.database};
  const auto files = attachments_of_case(kept, *id);
  Protection protection{open.store, open.directory, context.words, false};
  if (options.output.empty()) {
    tell(files, protection.of(*family), context);
    return {};
  }
  const auto file = wanted_of(files, options);
  if (!file) return file.error();
  if (auto saved = save(kept, *file, options.output); !saved) return saved;
  context.tell("附件 {} 已存为 {}（{} 字节，SHA-256 {}）",
               "Attachment {} is in {} ({} bytes, SHA-256 {})", file->id, options.output,
               file->size, file->sha256);
  return {};
}

}  // namespace

void add_case_attachments(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<AttachmentsOptions>();
  auto* command = cases.add_subcommand(
      "attachments", context.say("附件：列出，或取出一个", "Its files: list them, or fetch one"));
  command
      ->add_option("id", options->id,
                   context.say("事项编号，如 12 或 12.1", "the case, 12 or 12.1"))
      ->required();
  auto* output = command->add_option(
      "--output", options->output, context.say("取出到这个新文件", "fetch it into this new file"));
  output->type_name("FILE");
  command
      ->add_option("--get", options->wanted,
                   context.say("取哪个附件；只有一个时可不写", "which, if there are several"))
      ->needs(output);
  command->footer(examples(context, {"duban case attachments 12",
                                     "duban case attachments 12 --get 7 --output 答复函.pdf"}));
  command->callback([options, &context] {
    with_register(context,
                  [&](OpenRegister& open) { return attachments(*options, open, context); });
  });
}

}  // namespace duban::cli
