#include "adapters/http/attachments.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/pages.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/promised_headers.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr auto part_type = "application/octet-stream";
constexpr std::int64_t largest_part =
    static_cast<std::int64_t>(longest_body) / row_bytes * row_bytes;
constexpr int most_uploads = 200, usual_uploads = 50;

struct UploadView {
  std::int64_t id = 0;
  std::string name;
  std::int64_t size = 0, received = 0;
  std::int64_t part_bytes = row_bytes;  ///< every part but the last has a multiple of it
  std::int64_t largest_part_bytes = largest_part;
  bool whole = false;  ///< an event may take it
  std::string type, sha256, begun_at;
};
BOOST_DESCRIBE_STRUCT(
    UploadView,
    (),
    (id, name, size, received, part_bytes, largest_part_bytes, whole, type, sha256, begun_at))

UploadView upload_view(const KeptFile& kept) {
  const auto& file = kept.file;
  UploadView view;
  view.id = file.id;
  view.name = file.name;
  view.size = file.size;
  view.received = kept.received;
  view.whole = kept.is_whole();
  view.type = file.type;
  view.sha256 = file.sha256;
  view.begun_at = to_local_text(kept.begun_at);
  return view;
}

Answer answer_of(const KeptFile& kept, unsigned status = 200) {
  auto answer = Answer::of(whole(upload_view(kept)), status);
  answer.headers.emplace_back("Upload-Offset", std::to_string(kept.received));
  return answer;
}

Result<Answer> begin_upload(Uploads& uploads, Visit& visit) {
  if (auto free = visit.desk.cases.check_released(); !free) return free.error();
  const auto wish = decode<UploadWish>(visit.body);
  if (!wish) return wish.error();
  const auto kept = uploads.begin(*wish, visit.user().name, visit.desk.cases.now());
  if (!kept) return kept.error();
  auto answer = answer_of(*kept, 201);
  answer.headers.emplace_back("Location", "/api/v1/uploads/" + std::to_string(kept->file.id));
  return answer;
}

Result<Answer> list_uploads(Uploads& uploads, Visit& visit) {
  const auto limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_uploads;
  auto files = uploads.attachments().waiting(
      visit.user().name, visit.has("after") ? visit.number("after") : 0, limit + 1);
  const bool has_more = cut_off(files, limit);
  std::vector<UploadView> rows;
  std::ranges::transform(files, std::back_inserter(rows), upload_view);
  auto page = items_of(rows);
  page["next"] = has_more ? json::value(rows.back().id) : json::value{};
  return Answer::of(page);
}

Result<Answer> show_upload(Uploads& uploads, Visit& visit) {
  const auto kept = uploads.find(visit.number("upload"), visit.user().name);
  if (!kept) return kept.error();
  return answer_of(*kept);
}

/// A part at the wrong place is told the right one.
Result<Answer> add_part(Uploads& uploads, Visit& visit) {
  if (auto free = visit.desk.cases.check_released(); !free) return free.error();
  const auto id = visit.number("upload");
  const auto& user = visit.user().name;
  const auto kept = uploads.add(id, user, visit.number("Upload-Offset"), visit.request.body);
  if (kept) return answer_of(*kept);
  if (kept.error().problem != Problem::conflict) return kept.error();
  auto refused = problem(document_of(kept.error(), visit.words));
  if (const auto now = uploads.find(id, user))
    refused.headers.emplace_back("Upload-Offset", std::to_string(now->received));
  return refused;
}

Result<Answer> withdraw_upload(Uploads& uploads, Visit& visit) {
  if (auto free = visit.desk.cases.check_released(); !free) return free.error();
  if (auto gone = uploads.withdraw(visit.number("upload"), visit.user().name); !gone)
    return gone.error();
  return Answer::nothing();
}

std::function<Result<Answer>(Visit&)> bound(Uploads& uploads,
                                            Result<Answer> (*work)(Uploads&, Visit&)) {
  return [&uploads, work](Visit& visit) { return work(uploads, visit); };
}

Parameter upload_parameter() {
  return {.name = "upload",
          .place = Parameter::Place::path,
          .means = "The upload, by its id.",
          .schema = {{"type", "integer"}, {"minimum", 1}},
          .required = true};
}

PromisedHeader offset_header() {
  return {.name = "Upload-Offset", .means = "Where the next part begins.", .example = row_bytes};
}

Route list_uploads_route(Uploads& uploads) {
  return {.method = "GET",
          .path = "/api/v1/uploads",
          .operation = "listUploads",
          .summary = "One's own files that no event has taken yet, a page at a time.",
          .parameters = {{.name = "after",
                          .means = "The last `id` of the page before.",
                          .schema = {{"type", "integer"}, {"minimum", 0}}},
                         {.name = "limit",
                          .means = "How many files a page has.",
                          .schema = {{"type", "integer"},
                                     {"minimum", 1},
                                     {"maximum", most_uploads},
                                     {"default", usual_uploads}}}},
          .promises = {{.means = "A page; `next` is the `after` of the following one.",
                        .schema = page_schema(whole_schema<UploadView>(), "integer")}},
          .work = bound(uploads, list_uploads)};
}

Route part_route(Uploads& uploads) {
  return {.method = "PATCH",
          .path = "/api/v1/uploads/{upload}",
          .operation = "sendPart",
          .summary = "Send the next part of a file; one that has come already does no harm.",
          .description =
              "A part has a multiple of `part_bytes`, or what is left of the file, and at "
              "most `largest_part_bytes` (" +
              std::to_string(largest_part) + "): no body is longer than 4 MB.",
          .parameters = {upload_parameter(),
                         {.name = "Upload-Offset",
                          .place = Parameter::Place::header,
                          .means = "Where in the file the part begins: what has been received so "
                                   "far.",
                          .schema = {{"type", "integer"}, {"minimum", 0}},
                          .required = true}},
          .body = {{"type", "string"}},
          .body_types = {part_type},
          .promises = {{.means = "It was taken; with the last part the file is proved.",
                        .schema = whole_schema<UploadView>(),
                        .headers = {offset_header()}}},
          .work = bound(uploads, add_part)};
}

}  // namespace

std::vector<Route> upload_routes(Uploads& uploads) {
  const auto schema = whole_schema<UploadView>();
  return {
      {.method = "POST",
       .path = "/api/v1/uploads",
       .operation = "beginUpload",
       .summary = "Begin to send a file; an event takes it within a day, or it is removed.",
       .parameters = {},
       .body = schema_of<UploadWish>(),
       .promises = {{.status = 201,
                     .means = "Send it, part by part.",
                     .schema = schema,
                     .headers = {location_header("/api/v1/uploads/7"), offset_header()}}},
       .work = bound(uploads, begin_upload)},
      list_uploads_route(uploads),
      {.method = "GET",
       .path = "/api/v1/uploads/{upload}",
       .operation = "getUpload",
       .summary = "How much of a file has come.",
       .parameters = {upload_parameter()},
       .promises = {{.means = "Where to go on.", .schema = schema, .headers = {offset_header()}}},
       .work = bound(uploads, show_upload)},
      part_route(uploads),
      {.method = "DELETE",
       .path = "/api/v1/uploads/{upload}",
       .operation = "withdrawUpload",
       .summary = "Take back a file that no event has taken.",
       .parameters = {upload_parameter()},
       .promises = {{.status = 204, .means = "It is gone."}},
       .work = bound(uploads, withdraw_upload)}};
}

}  // namespace duban::http
