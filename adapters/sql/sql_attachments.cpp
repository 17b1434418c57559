#include "adapters/sql/sql_attachments.hpp"

#include "adapters/sql/query.hpp"
#include "adapters/sql/texts.hpp"
#include "engine/data/base64.hpp"

#include <algorithm>

namespace duban::sql {

namespace {

struct NewFileRow {
  std::string name;
  long long size = 0;
  std::string type, sha256, uploaded_by;
  long long received = 0, begun_at = 0, taken_by = 0, taken_seq = 0;
};
BOOST_DESCRIBE_STRUCT(
    NewFileRow,
    (),
    (name, size, type, sha256, uploaded_by, received, begun_at, taken_by, taken_seq))

struct FileKey {
  long long id = 0;
};
BOOST_DESCRIBE_STRUCT(FileKey, (), (id))

struct BytesRow {
  long long attachment = 0, begins = 0;
  std::string bytes;
};
BOOST_DESCRIBE_STRUCT(BytesRow, (), (attachment, begins, bytes))

NewFileRow row_of(const KeptFile& kept) {
  return {.name = kept.file.name,
          .size = kept.file.size,
          .type = kept.file.type,
          .sha256 = kept.file.sha256,
          .uploaded_by = kept.uploaded_by,
          .received = kept.received,
          .begun_at = stored(kept.begun_at),
          .taken_by = kept.taken_by.stored(),
          .taken_seq = kept.taken_seq};
}

KeptFile value_of(const FileKey& key, const NewFileRow& row) {
  return {.file = {.id = key.id,
                   .name = row.name,
                   .size = row.size,
                   .type = row.type,
                   .sha256 = row.sha256},
          .uploaded_by = row.uploaded_by,
          .received = row.received,
          .begun_at = instant_of(row.begun_at),
          .taken_by = CaseId::from_stored(row.taken_by),
          .taken_seq = row.taken_seq};
}

std::string select_where(const std::string& condition) {
  return "SELECT " + joined({columns<FileKey>(), columns<NewFileRow>()}) +
         " FROM attachments WHERE " + condition;
}

/// Every file that a statement gives; `bound`: its parameters.
template <class... Bound>
std::vector<KeptFile> files_where(Database& db, const std::string& condition, Bound... bound) {
  FileKey key;
  NewFileRow row;
  std::vector<KeptFile> files;
  Query{db, select_where(condition), bound..., taken(key), taken(row)}.each(
      [&] { files.push_back(value_of(key, row)); });
  return files;
}

void add_rows(Database& db, std::int64_t id, std::int64_t offset, std::string_view bytes) {
  BytesRow row{.attachment = id, .begins = offset, .bytes = {}};
  Query put{db, insert<BytesRow>("attachment_rows"), given(row)};
  for (; !bytes.empty(); row.begins += row_bytes) {
    row.bytes = base64_of(bytes.substr(0, row_bytes));
    bytes.remove_prefix(std::min(bytes.size(), std::size_t{row_bytes}));
    put.run();
  }
}

void remove_rows(Database& db, long long id) {
  Query{db, "DELETE FROM attachment_rows WHERE attachment = :id", soci::use(id, "id")}.run();
}

}  // namespace

std::int64_t SqlAttachments::begin(const KeptFile& wanted) {
  return connections_.run([&](Database& db) -> std::int64_t {
    auto row = row_of(wanted);
    long long id = 0;
    Transaction transaction{db};
    if (!Query{db, insert<NewFileRow>("attachments") + " RETURNING id", given(row), soci::into(id)}
             .one())
      throw StoreDown("The register is damaged: table attachments gives no ids.");
    transaction.commit();
    return id;
  });
}

std::optional<KeptFile> SqlAttachments::find(std::int64_t id) {
  return connections_.run([&](Database& db) -> std::optional<KeptFile> {
    const long long key = id;
    auto found = files_where(db, "id = :id", soci::use(key, "id"));
    if (found.empty()) return {};
    return std::move(found.front());
  });
}

bool SqlAttachments::add(std::int64_t id, std::int64_t offset, std::string_view bytes) {
  return connections_.run([&](Database& db) {
    const long long key = id, from = offset, to = offset + std::ssize(bytes);
    Transaction transaction{db};
    // Of two who add the same part, the second waits here and then finds the file further on.
    const auto moved =
        Query{db,
              "UPDATE attachments SET received = :to"
              " WHERE id = :id AND received = :from AND taken_by = 0 AND size >= :to2",
              soci::use(to, "to"),
              soci::use(key, "id"),
              soci::use(from, "from"),
              soci::use(to, "to2")}
            .run();
    if (moved == 0) return false;
    add_rows(db, id, offset, bytes);
    transaction.commit();
    return true;
  });
}

void SqlAttachments::complete(const Attachment& file) {
  connections_.run([&](Database& db) {
    const long long key = file.id;
    Query{db, "UPDATE attachments SET type = :type, sha256 = :sha256 WHERE id = :id AND type = ''",
          soci::use(file.type, "type"), soci::use(file.sha256, "sha256"), soci::use(key, "id")}
        .run();
  });
}

bool SqlAttachments::remove(std::int64_t id) {
  return connections_.run([&](Database& db) {
    const long long key = id;
    Transaction transaction{db};
    const auto removed =
        Query{db, "DELETE FROM attachments WHERE id = :id AND taken_by = 0", soci::use(key, "id")}
            .run();
    if (removed == 0) return false;
    remove_rows(db, key);
    transaction.commit();
    return true;
  });
}

std::string SqlAttachments::bytes(std::int64_t id, std::int64_t offset) {
  return connections_.run([&](Database& db) -> std::string {
    const long long key = id, begins = offset / row_bytes * row_bytes;
    std::string text;
    if (!Query{db, "SELECT bytes FROM attachment_rows WHERE attachment = :id AND begins = :begins",
               soci::use(key, "id"), soci::use(begins, "begins"), soci::into(text)}
             .one())
      return {};
    auto all = bytes_of_base64(text);
    all.erase(0, static_cast<std::size_t>(offset - begins));
    return all;
  });
}

std::vector<KeptFile> SqlAttachments::of_family(CaseId root) {
  return connections_.run([&](Database& db) {
    const long long first = root.stored(), next = first + CaseId::family_size;
    return files_where(db,
                       "taken_by >= :first AND taken_by < :next AND taken_by > 0"
                       " ORDER BY taken_by, id",
                       soci::use(first, "first"), soci::use(next, "next"));
  });
}

std::vector<KeptFile> SqlAttachments::taken(std::int64_t after, int limit) {
  return connections_.run([&](Database& db) {
    const long long from = after;
    return files_where(db, "id > :after AND taken_by > 0 ORDER BY id LIMIT :limit",
                       soci::use(from, "after"), soci::use(limit, "limit"));
  });
}

std::vector<KeptFile> SqlAttachments::waiting(std::string_view user,
                                              std::int64_t after,
                                              int limit) {
  return connections_.run([&](Database& db) {
    const std::string name{user};
    const long long from = after;
    return files_where(db,
                       "uploaded_by = :user AND taken_by = 0 AND id > :after"
                       " ORDER BY id LIMIT :limit",
                       soci::use(name, "user"), soci::use(from, "after"),
                       soci::use(limit, "limit"));
  });
}

std::int64_t SqlAttachments::waiting_of(std::string_view user) {
  return connections_.run([&](Database& db) -> std::int64_t {
    const std::string name{user};
    long long total = 0;
    Query sum{db,
              "SELECT CAST(COALESCE(sum(size), 0) AS bigint) FROM attachments"
              " WHERE uploaded_by = :user AND taken_by = 0",
              soci::use(name, "user"), soci::into(total)};
    return sum.one() ? total : 0;
  });
}

void SqlAttachments::forget(Instant begun_before) {
  connections_.run([&](Database& db) {
    const long long before = stored(begun_before);
    long long id = 0;
    std::vector<long long> gone;
    Transaction transaction{db};
    Query{db, "DELETE FROM attachments WHERE taken_by = 0 AND begun_at < :before RETURNING id",
          soci::use(before, "before"), soci::into(id)}
        .each([&] { gone.push_back(id); });
    for (const auto each : gone) remove_rows(db, each);
    transaction.commit();
  });
}

}  // namespace duban::sql
