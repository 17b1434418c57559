#include "adapters/files/archive.hpp"
#include "adapters/files/file_types.hpp"
#include "adapters/sql/copy.hpp"
#include "adapters/sql/query.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/sql_attachments.hpp"
#include "engine/attachments/uploads.hpp"
#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/data/sha256.hpp"

#include <catch2/catch.hpp>

#include <atomic>

namespace duban::sql {

namespace {

const Instant noon = at("2025-03-17T04:00:00Z");
constexpr std::size_t row_size = row_bytes;

std::string sha256(const std::string& content) {
  RunningSha256 hash;
  hash.add(content);
  return hash.finish();
}

/// A register with files, as one program sees it.
struct Files {
  explicit Files(Database& database)
      : attachments{database}, uploads{attachments, {}, media_type_of} {}

  std::int64_t begin(const std::string& content, Instant now = noon) {
    return uploads.begin({"函.pdf", std::ssize(content), {}}, "officer", now).value().file.id;
  }
  KeptFile send(std::int64_t id, const std::string& content, std::size_t from, std::size_t size) {
    return uploads
        .add(id, "officer", static_cast<std::int64_t>(from),
             std::string_view{content}.substr(from, size))
        .value();
  }
  KeptFile sent(const std::string& content, Instant now = noon) {
    const auto id = begin(content, now);
    KeptFile kept;
    for (std::size_t at = 0; at < content.size(); at += 3 * row_size)
      kept = send(id, content, at, 3 * row_size);
    return kept;
  }
  std::string read(const Attachment& file) {
    std::string all;
    while (std::ssize(all) < file.size) all += attachments.bytes(file.id, std::ssize(all));
    return all;
  }

  SqlAttachments attachments;
  Uploads uploads;
};

/// The next step of a family, with files.
ChangeSet step_with(CaseId root, std::int64_t version, const std::vector<Attachment>& files) {
  auto set = version == 0 ? opening(root) : step(root, version);
  set.events.back().body =
      canonical(boost::json::object{{"uses", boost::json::object{{"attachments", encode(files)}}}});
  return set;
}

std::vector<std::int64_t> ids_of(const std::vector<KeptFile>& files) {
  std::vector<std::int64_t> ids;
  for (const auto& kept : files) ids.push_back(kept.file.id);
  return ids;
}

}  // namespace

TEST_CASE("A file that breaks off goes on where it stands, for another program too", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  const auto content = test::pdf_of(3 * row_size + 12345);
  std::int64_t id = 0;
  {
    const auto first = fresh.connect();
    Files before{*first};
    id = before.begin(content);
    CHECK(before.send(id, content, 0, row_size).received == row_bytes);
  }
  const auto second = fresh.connect();
  Files after{*second};
  const auto found = after.uploads.find(id, "officer").value();
  CHECK(found.received == row_bytes);
  CHECK_FALSE(found.is_whole());
  const auto gap = after.uploads.add(id, "officer", 2 * row_bytes, content.substr(2 * row_size));
  CHECK(gap.error().problem == Problem::conflict);
  CHECK_THAT(gap.error().detail, Catch::Contains(std::to_string(row_bytes)));
  CHECK(after.send(id, content, 0, row_size).received == row_bytes);  // again: no harm
  CHECK(after.send(id, content, row_size, 2 * row_size).received == 3 * row_bytes);
  const auto whole = after.send(id, content, 3 * row_size, row_size);
  CHECK(whole.file.type == "application/pdf");
  CHECK(whole.file.sha256 == sha256(content));
  CHECK(after.read(whole.file) == content);
  // The last part was answered, and nobody heard it.
  CHECK(after.send(id, content, 3 * row_size, row_size).file == whole.file);
  for (const auto at : {std::size_t{0}, std::size_t{1}, row_size - 1, row_size, 2 * row_size + 7})
    CHECK(
        content.substr(at).starts_with(after.attachments.bytes(id, static_cast<std::int64_t>(at))));
  CHECK(after.attachments.bytes(id, std::ssize(content) + row_bytes).empty());
}

TEST_CASE("A part that does not fit is refused and changes nothing", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  Files files{*fresh.database};
  const auto content = test::pdf_of(row_size + 10);
  const auto id = files.begin(content);
  const auto refused = [&](std::int64_t offset, std::string_view part) {
    return files.uploads.add(id, "officer", offset, part).error().subject;
  };
  CHECK(refused(0, "") == "body");
  CHECK(refused(0, content.substr(0, 100)) == "body");
  CHECK(refused(0, content + "x") == "body");
  CHECK(refused(-1, content) == "Upload-Offset");
  CHECK(refused(1, content.substr(1)) == "Upload-Offset");
  CHECK(refused(row_bytes, content.substr(row_size)) == "Upload-Offset");
  CHECK(files.uploads.add(id, "contact", 0, content).error().problem == Problem::not_found);
  CHECK(files.uploads.find(id, "officer").value().received == 0);
  CHECK(files.uploads.add(id, "officer", 0, content).value().is_whole());
}

TEST_CASE("Of two who send the same part one is heard", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  const auto content = test::pdf_of(6 * row_size);
  const auto id = Files{*fresh.database}.begin(content);
  std::atomic<int> wrong = 0;
  const auto send_all = [&] {
    const auto own = fresh.connect();
    Files files{*own};
    for (std::size_t at = 0; at < content.size(); at += row_size) {
      const auto sent = files.uploads.add(id, "officer", static_cast<std::int64_t>(at),
                                          std::string_view{content}.substr(at, row_size));
      if (!sent || sent->received < static_cast<std::int64_t>(at + row_size)) ++wrong;
    }
  };
  { const std::jthread first{send_all}, second{send_all}, third{send_all}; }
  CHECK(wrong == 0);
  Files files{*fresh.database};
  const auto whole = files.uploads.find(id, "officer").value();
  CHECK(whole.file.sha256 == sha256(content));
  CHECK(files.read(whole.file) == content);
}

TEST_CASE("A file that is not what it should be is gone", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  Files files{*fresh.database};
  const std::string text = "这不是 PDF。";
  const auto id = files.begin(text);
  const auto refused = files.uploads.add(id, "officer", 0, text).error();
  CHECK(refused.subject == "name");
  CHECK_THAT(refused.detail, Catch::Contains("text/plain"));
  CHECK_FALSE(files.attachments.find(id).has_value());

  const auto content = test::pdf_of(100);
  const auto other =
      files.uploads.begin({"函.pdf", 100, sha256("something else")}, "officer", noon).value();
  CHECK(files.uploads.add(other.file.id, "officer", 0, content).error().subject == "sha256");
  CHECK_FALSE(files.attachments.find(other.file.id).has_value());
  int rows = 0;
  Query count{*fresh.database, "SELECT count(*) FROM attachment_rows", soci::into(rows)};
  CHECK(count.one());
  CHECK(rows == 0);
}

TEST_CASE("An event takes files in its own transaction, or not at all", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  Files files{*fresh.database};
  const CaseId one{1}, two{2};
  const auto letter = files.sent(test::pdf_of(1000)).file;
  const auto scan = files.sent(test::pdf_of(row_size + 1, 2)).file;
  REQUIRE(commit(fresh.store, step_with(one, 0, {letter})) == Applied::yes);
  CHECK(ids_of(files.attachments.of_family(one)) == std::vector{letter.id});
  const auto taken = files.attachments.find(letter.id).value();
  CHECK(taken.taken_by == one);
  CHECK(taken.taken_seq == 1);
  // Nobody's file any more, and no second event's.
  CHECK(files.uploads.find(letter.id, "officer").error().problem == Problem::not_found);
  CHECK_FALSE(files.attachments.remove(letter.id));
  const auto before = contents(*fresh.database);
  CHECK(commit(fresh.store, step_with(two, 0, {letter})) == Applied::stale);
  CHECK(commit(fresh.store, step_with(one, 1, {scan, letter})) == Applied::stale);
  CHECK(contents(*fresh.database) == before);
  // One that is not whole is not taken.
  const auto content = test::pdf_of(2 * row_size);
  const auto half = files.begin(content);
  files.send(half, content, 0, row_size);
  auto unfinished = letter;
  unfinished.id = half;
  CHECK(commit(fresh.store, step_with(one, 1, {unfinished})) == Applied::stale);
  CHECK(commit(fresh.store, step_with(one, 1, {scan})) == Applied::yes);
  CHECK(ids_of(files.attachments.of_family(one)) == std::vector{letter.id, scan.id});
  CHECK(ids_of(files.attachments.taken(letter.id, 10)) == std::vector{scan.id});
  CHECK(files.attachments.of_family(two).empty());
}

TEST_CASE("Two events in one group cannot take one file", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  Files files{*fresh.database};
  const auto letter = files.sent(test::pdf_of(1000)).file;
  const std::vector<ChangeSet> both{step_with(CaseId{1}, 0, {letter}),
                                    step_with(CaseId{2}, 0, {letter})};
  CHECK(fresh.store.commit(both) == std::vector{Applied::yes, Applied::stale});
  CHECK(files.attachments.find(letter.id).value().taken_by == CaseId{1});
}

TEST_CASE("What nobody has taken in a day is removed, and nothing else", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  Files files{*fresh.database};
  const auto content = test::pdf_of(2 * row_size);
  const auto old = files.sent(content).file, taken = files.sent(content).file;
  const auto half = files.begin(content);
  files.send(half, content, 0, row_size);
  const auto later = files.sent(content, noon + std::chrono::hours{1}).file;
  REQUIRE(commit(fresh.store, step_with(CaseId{1}, 0, {taken})) == Applied::yes);
  CHECK(files.attachments.waiting_of("officer") == 3 * std::ssize(content));
  CHECK(files.attachments.waiting_of("contact") == 0);
  fresh.store.forget_uploads(noon + std::chrono::minutes{1});
  CHECK_FALSE(files.attachments.find(old.id).has_value());
  CHECK_FALSE(files.attachments.find(half).has_value());
  CHECK(files.attachments.bytes(old.id, 0).empty());
  CHECK(files.read(taken) == content);
  CHECK(files.read(later) == content);
  CHECK(files.attachments.waiting_of("officer") == std::ssize(content));
}

TEST_CASE("A user cannot fill the register with files that no case takes", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  SqlAttachments attachments{*fresh.database};
  Uploads uploads{attachments,
                  {.largest_megabytes = 2, .most_megabytes_a_case = 3, .kinds = {"pdf"}},
                  media_type_of};
  constexpr std::int64_t megabyte = 1024 * 1024;
  const auto begin = [&](std::int64_t size, const char* user = "officer") {
    return uploads.begin({"函.pdf", size, {}}, user, noon);
  };
  CHECK(begin(0).error().subject == "size");
  CHECK(begin(-5).error().subject == "size");
  CHECK(begin(2 * megabyte + 1).error().subject == "size");
  const auto first = begin(2 * megabyte);
  REQUIRE(first.has_value());
  CHECK(begin(2 * megabyte).error().problem == Problem::conflict);
  CHECK(begin(2 * megabyte, "contact").has_value());
  CHECK(uploads.withdraw(first->file.id, "contact").error().problem == Problem::not_found);
  CHECK(uploads.withdraw(first->file.id, "officer").has_value());
  CHECK(uploads.withdraw(first->file.id, "officer").error().problem == Problem::not_found);
  CHECK(begin(2 * megabyte).has_value());
  CHECK(uploads.begin({"函.docx", 10, {}}, "officer", noon).error().subject == "name");
  CHECK(uploads.begin({"函.pdf", 10, "ABC"}, "officer", noon).error().subject == "sha256");
}

TEST_CASE("A copy of the register has its files, in both directions", "[sql]") {
  const auto content = test::pdf_of(5 * row_size + 77);
  FreshRegister fresh{EACH_DATABASE};
  Files files{*fresh.database};
  const auto file = files.sent(content).file;
  REQUIRE(commit(fresh.store, step_with(CaseId{1}, 0, {file})) == Applied::yes);
  const auto to = EACH_DATABASE;
  FreshPlace place{to};
  REQUIRE(copy_register(fresh.place.url, place.url, noon).has_value());
  const auto copy = Database::open(place.url).value();
  CHECK(Files{*copy}.read(file) == content);
  CHECK(Files{*copy}.attachments.find(file.id).value().file == file);
}

}  // namespace duban::sql
