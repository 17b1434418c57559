#include "engine/attachments/kinds.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/utf8.hpp"
#include "engine/people/names.hpp"

#include <algorithm>
#include <array>

namespace duban {

namespace {

constexpr std::string_view word_document =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view sheet_document =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view slide_document =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// Older office files are one container, whose content is not always told apart.
constexpr std::array<std::string_view, 8> container{
    "application/msword",        "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    "application/vnd.ms-office", "application/CDFV2",        "application/x-ole-storage",
    "application/vnd.ms-works",  "application/kswps"};

struct Kind {
  std::string_view ending, type;
};
constexpr std::array<Kind, 22> kinds_told{{{"pdf", "application/pdf"},
                                           {"ofd", "application/ofd"},
                                           {"doc", "application/msword"},
                                           {"docx", word_document},
                                           {"wps", "application/kswps"},
                                           {"xls", "application/vnd.ms-excel"},
                                           {"xlsx", sheet_document},
                                           {"et", "application/kset"},
                                           {"ppt", "application/vnd.ms-powerpoint"},
                                           {"pptx", slide_document},
                                           {"dps", "application/ksdps"},
                                           {"jpg", "image/jpeg"},
                                           {"jpeg", "image/jpeg"},
                                           {"png", "image/png"},
                                           {"gif", "image/gif"},
                                           {"bmp", "image/bmp"},
                                           {"tif", "image/tiff"},
                                           {"tiff", "image/tiff"},
                                           {"webp", "image/webp"},
                                           {"txt", "text/plain"},
                                           {"csv", "text/csv"},
                                           {"zip", "application/zip"}}};

bool is_container(std::string_view type) {
  return std::ranges::find(container, type) != container.end();
}

bool is_of_container(std::string_view ending) {
  constexpr std::array<std::string_view, 6> endings{"doc", "wps", "xls", "et", "ppt", "dps"};
  return std::ranges::find(endings, ending) != endings.end();
}

/// What runs in a browser is text as well.
bool is_plain_text(std::string_view type) {
  if (type == "application/csv" || type == "application/json") return true;
  return type.starts_with("text/") && type != "text/html" && type != "text/xml" &&
         type != "text/rtf";
}

std::size_t number_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) +
         std::size_t{256} * static_cast<unsigned char>(bytes[at + 1]);
}

/// Names in the list of entries of a ZIP archive.
std::vector<std::string_view> entries_in(std::string_view tail) {
  constexpr std::string_view mark{"PK\x01\x02", 4};
  constexpr std::size_t header = 46, length_at = 28;
  std::vector<std::string_view> entries;
  for (auto at = tail.find(mark); at != tail.npos; at = tail.find(mark, at + header)) {
    if (tail.size() - at < header) break;
    entries.push_back(tail.substr(at + header, number_at(tail, at + length_at)));
  }
  return entries;
}

/// Some documents libmagic takes for an archive it has no name for.
bool may_be_archive(std::string_view told) {
  return told == "application/zip" || told == "application/octet-stream" ||
         told.starts_with("application/vnd.openxmlformats");
}

std::string_view type_in_archive(std::string_view told, std::string_view tail) {
  if (!may_be_archive(told)) return told;
  const auto entries = entries_in(tail);
  const auto has = [&](std::string_view entry) {
    return std::ranges::find(entries, entry) != entries.end();
  };
  if (has("OFD.xml")) return "application/ofd";
  if (has("word/document.xml")) return word_document;
  if (has("xl/workbook.xml")) return sheet_document;
  if (has("ppt/presentation.xml")) return slide_document;
  return told;
}

bool fits(const Kind& kind, std::string_view content) {
  if (kind.type == content) return true;
  if (is_of_container(kind.ending)) return is_container(content);
  if (kind.ending == "bmp") return content == "image/x-ms-bmp";
  return (kind.ending == "txt" || kind.ending == "csv") && is_plain_text(content);
}

const Kind* kind_of(std::string_view name) {
  const auto* const at = std::ranges::find(kinds_told, ending_of(name), &Kind::ending);
  return at == kinds_told.end() ? nullptr : at;
}

}  // namespace

std::vector<std::string> known_kinds() {
  std::vector<std::string> endings;
  for (const auto& kind : kinds_told) endings.emplace_back(kind.ending);
  return endings;
}

std::string ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  std::string ending{dot == name.npos ? std::string_view{} : name.substr(dot + 1)};
  for (auto& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return ending;
}

Result<void> check_file_name(std::string_view name, const std::vector<std::string>& kinds) {
  if (!is_utf8(name)) return bad_input("name", "is not UTF-8");
  if (auto sound = check_title("name", name); !sound) return sound;
  if (name.find_first_of("/\\") != name.npos)
    return bad_input("name", "holds a slash: write the name of the file alone");
  if (name.starts_with("..")) return bad_input("name", "is no name of a file");
  const auto ending = ending_of(name);
  if (std::ranges::find(kinds, ending) != kinds.end()) return {};
  return Error{Problem::bad_input, "name", "must end in " + codec::list_of(kinds), kinds};
}

Result<std::string> type_of(std::string_view name, std::string_view told, std::string_view tail) {
  const auto content = type_in_archive(told, tail);
  const auto* kind = kind_of(name);
  if (kind && fits(*kind, content)) return std::string{kind->type};
  return bad_input("name", "is called " + std::string{name} + ", but by its content it is " +
                               std::string{content});
}

}  // namespace duban
