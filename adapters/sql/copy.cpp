#include "adapters/sql/copy.hpp"

#include "adapters/sql/held.hpp"
#include "adapters/sql/server.hpp"

#include <fcntl.h>
#include <soci/soci.h>
#include <unistd.h>

#include <filesystem>

namespace duban::sql {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".part";

/// A file that is written beside its place.
class NewFile {
 public:
  explicit NewFile(fs::path place) : place_{std::move(place)}, part_{place_} { part_ += ending; }
  ~NewFile() {
    if (!is_ours_) return;
    std::error_code ignored;
    fs::remove(part_, ignored);
    fs::remove(part_ += "-journal", ignored);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  [[nodiscard]] Result<void> check() const {
    if (fs::exists(fs::symlink_status(place_)))
      return Error{Problem::conflict, "db",
                   place_.string() + " is there already; nothing was changed"};
    const auto folder = place_.parent_path();
    if (!folder.empty() && !fs::is_directory(folder))
      return Error{Problem::not_found, "db", "there is no folder " + folder.string()};
    return {};
  }

  /// From now on the part is removed unless it is put in its place; somebody else's is left alone.
  void take() { is_ours_ = true; }

  [[nodiscard]] Result<void> put_in_place() {
    if (auto free = check(); !free) return free;
    std::error_code failed;
    fs::rename(part_, place_, failed);
    if (failed) return Error{Problem::conflict, "db", "the file cannot be written"};
    is_ours_ = false;
    keep_name();
    return {};
  }

 private:
  void keep_name() const {
    // Or a power cut could take the name away again.
    const auto folder = place_.parent_path();
    const int directory = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
    if (directory < 0) return;
    ::fsync(directory);
    ::close(directory);
  }

  fs::path place_, part_;
  bool is_ours_ = false;
};

std::optional<NewFile> file_of(const std::string& url) {
  if (!url.starts_with(sqlite_prefix) || url.size() == sqlite_prefix.size()) return {};
  return std::optional<NewFile>{std::in_place, url.substr(sqlite_prefix.size())};
}

/// A server ends a transaction that stands still; here each waits for the other.
void let_stand_still(Database& database) {
  if (database.dialect() == Dialect::postgresql)
    database.session() << "SET LOCAL idle_in_transaction_session_timeout TO 0";
}

/// Every table, within one transaction of the source and that of the target.
std::vector<TableSum> copy_tables(Database& from,
                                  Database& to,
                                  Instant now,
                                  const std::function<void(const TableSum&)>& each) {
  return from.attempt([&] {
    Transaction snapshot{from, Transaction::Kind::snapshot};
    let_stand_still(from);
    let_stand_still(to);
    std::vector<TableSum> tables;
    for (const auto& shape : shapes_of(to)) {
      tables.push_back(copy_table(from, to, shape));
      check_copy(to, shape, tables.back());
      if (each) each(tables.back());
    }
    hold(to, {now, from.place()});
    return tables;
  });
}

}  // namespace

Result<Copied> copy_register(const std::string& from,
                             const std::string& to,
                             Instant now,
                             const DatabaseSettings& settings,
                             const std::function<void(const TableSum&)>& each) {
  auto only_read = settings;
  only_read.only_read = true;
  const auto source = Database::open(from, only_read);
  if (!source) return source.error();

  auto file = file_of(to);
  if (file)
    if (auto free = file->check(); !free) return free.error();
  Copied copied{(*source)->place(), is_server(to) ? server_place(to) : to, {}};
  const auto fill = [&](Database& target) -> Result<void> {
    if (file) file->take();
    copied.tables = copy_tables(**source, target, now, each);
    return {};
  };
  const auto place = file ? to + std::string{ending} : to;
  if (auto made = Database::create_filled(place, fill, settings); !made) return made.error();
  if (file)
    if (auto kept = file->put_in_place(); !kept) return kept.error();
  return copied;
}

}  // namespace duban::sql
