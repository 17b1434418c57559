#include "adapters/http/attachments.hpp"

#include "adapters/http/cases.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/promised_headers.hpp"
#include "adapters/http/range.hpp"
#include "adapters/http/visible.hpp"
#include "engine/data/percent.hpp"
#include "engine/views/attachment_view.hpp"

#include <algorithm>

namespace duban::http {

namespace {

/// A name that is protected stands in the papers of the suggestion itself, which nobody can cover:
/// only who sees the suggestion without being of a unit gets them, or stands in for one who does.
bool gets_protected_papers(const Visible& visible, const Visit& visit) {
  const auto gets = [&](const User& user) {
    return user.unit.empty() &&
           Sight{user, visit.desk.cases.catalogue()}.sees(visible.family, visible.family.root());
  };
  const auto& others = visit.stand_ins();
  return gets(visit.user()) || std::ranges::any_of(others, gets, &StandIn::as);
}

/// Whether whoever sees the case may read this file of its family.
bool may_read(const Visible& visible, const KeptFile& kept, bool gets_papers, const Sight& sight) {
  if (!gets_papers && kept.taken_by.is_root()) return false;
  if (kept.taken_by == visible.id) return true;
  const auto* part = visible.family.find(kept.taken_by);
  return visible.id.is_root() && part && sight.sees(visible.family, *part);
}

/// The files of a case that whoever asks may read, and what of their names is covered.
struct Readable {
  std::vector<KeptFile> files;
  Cover cover;
};

Readable readable_of(Attachments& attachments, const Visible& visible, Visit& visit) {
  auto protection = protection_for(visit);
  const auto sight = sight_for(visit);
  Readable readable{attachments.of_family(visible.id.root()), protection.of(visible.family)};
  const bool gets_papers = !readable.cover.covers() || gets_protected_papers(visible, visit);
  std::erase_if(readable.files,
                [&](const KeptFile& kept) { return !may_read(visible, kept, gets_papers, sight); });
  return readable;
}

Result<Answer> list_attachments(Attachments& attachments, Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto readable = readable_of(attachments, *visible, visit);
  std::vector<AttachmentView> views;
  for (const auto& kept : readable.files) views.push_back(attachment_view(kept, readable.cover));
  return Answer::of(items_of(views));
}

/// For programs that read ASCII only, and for all others (RFC 6266).
std::string disposition_of(const std::string& name) {
  std::string plain;
  for (const char c : name) {
    const bool is_safe = c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '%';
    plain += is_safe ? c : '_';
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(name);
}

std::function<std::string()> pieces_of(Attachments& attachments, std::int64_t id, Range range) {
  return [&attachments, id, at = range.first, end = range.first + range.length]() mutable {
    if (at == end) return std::string{};
    auto bytes = attachments.bytes(id, at);
    if (std::ssize(bytes) > end - at) bytes.resize(static_cast<std::size_t>(end - at));
    at += std::ssize(bytes);
    return bytes;
  };
}

std::string content_range(const std::string& part, std::int64_t size) {
  return "bytes " + part + "/" + std::to_string(size);
}

Answer beyond_the_end(std::int64_t size, const Words& words) {
  auto answer =
      problem({.status = 416, .detail = words.sentence("the file ends before what is asked for")});
  answer.headers.emplace_back("Content-Range", content_range("*", size));
  return answer;
}

/// Never shown by a browser inside a page of ours, whatever it holds.
Answer download(Attachments& attachments,
                const Attachment& file,
                const std::string& name,
                Visit& visit) {
  const auto etag = "\"" + file.sha256 + "\"";
  const auto part = range_in(visit.request, file.size, etag);
  if (part && part->length == 0) return beyond_the_end(file.size, visit.words);
  const auto range = part.value_or(Range{0, file.size});
  Answer answer{.status = part ? 206U : 200U,
                .type = file.type,
                .pieces = pieces_of(attachments, file.id, range),
                .length = static_cast<std::uint64_t>(range.length),
                .headers = {{"Content-Disposition", disposition_of(name)},
                            {"Content-Security-Policy", "sandbox; default-src 'none'"},
                            {"Accept-Ranges", "bytes"},
                            {"ETag", etag}}};
  if (part)
    answer.headers.emplace_back("Content-Range",
                                content_range(std::to_string(range.first) + "-" +
                                                  std::to_string(range.first + range.length - 1),
                                              file.size));
  return answer;
}

Result<Answer> show_attachment(Attachments& attachments, Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto id = visit.number("attachment");
  const auto readable = readable_of(attachments, *visible, visit);
  for (const auto& kept : readable.files)
    if (kept.file.id == id)
      return download(attachments, kept.file, readable.cover.text(kept.file.name), visit);
  return Error{Problem::not_found, "attachment",
               "there is no attachment " + std::to_string(id) + " in this case"};
}

Route list_route(Attachments& attachments) {
  return {.method = "GET",
          .path = "/api/v1/cases/{id}/attachments",
          .operation = "listAttachments",
          .summary = "The files of a case; of a whole one, those of its assignments too.",
          .parameters = {case_id_parameter()},
          .promises = {{.means = "What the events have taken.",
                        .schema = items_schema(whole_schema<AttachmentView>())}},
          .work = [&attachments](Visit& visit) { return list_attachments(attachments, visit); }};
}

std::vector<PromisedHeader> file_headers() {
  return {etag_header("\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""),
          {"Content-Disposition", "To be saved under its name.",
           "attachment; filename=\"reply.pdf\"; filename*=UTF-8''%E5%87%BD.pdf"},
          {"Accept-Ranges", "A range of it may be asked for.", "bytes"}};
}

std::vector<PromisedHeader> range_headers() {
  auto headers = file_headers();
  headers.push_back({"Content-Range", "What of the file this is.", "bytes 0-1023/1573364"});
  return headers;
}

Route download_route(Attachments& attachments) {
  return {
      .method = "GET",
      .path = "/api/v1/cases/{id}/attachments/{attachment}",
      .operation = "getAttachment",
      .summary = "A file of a case, whole or a range of it.",
      .parameters = {case_id_parameter(),
                     {.name = "attachment",
                      .place = Parameter::Place::path,
                      .means = "The attachment, by its id.",
                      .schema = {{"type", "integer"}, {"minimum", 1}},
                      .required = true},
                     {.name = "Range",
                      .place = Parameter::Place::header,
                      .means = "One range of bytes: bytes=0-1023.",
                      .schema = {{"type", "string"}}},
                     {.name = "If-Range",
                      .place = Parameter::Place::header,
                      .means = "Its ETag: the range only if the file is that one.",
                      .schema = {{"type", "string"}}}},
      .promises =
          {{.means = "The file, to be saved.", .types = {"*/*"}, .headers = file_headers()},
           {.status = 206, .means = "The range.", .types = {"*/*"}, .headers = range_headers()}},
      .work = [&attachments](Visit& visit) { return show_attachment(attachments, visit); }};
}

}  // namespace

std::vector<Route> attachment_routes(Attachments& attachments) {
  return {list_route(attachments), download_route(attachments)};
}

}  // namespace duban::http
