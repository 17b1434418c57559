#include "adapters/sql/sql_views.hpp"

#include "adapters/sql/directory_rows.hpp"
#include "adapters/sql/sql_directory.hpp"

namespace duban::sql {

namespace {

struct ViewRow {
  std::string congress, owner, name, query;
  int shared = 0;
  long long version = 0;
};
BOOST_DESCRIBE_STRUCT(ViewRow, (), (congress, owner, name, query, shared, version))

ViewRow row_of(const SavedView& view) {
  return {view.congress, view.owner, view.name, view.query, view.shared ? 1 : 0, view.version};
}

SavedView view_of(long long id, const ViewRow& row) {
  return {.id = id,
          .congress = row.congress,
          .owner = row.owner,
          .name = row.name,
          .query = row.query,
          .shared = row.shared != 0,
          .version = row.version};
}

template <class Bound>
std::vector<SavedView> views_where(Database& db, const std::string& condition, Bound&& bound) {
  long long id = 0;
  ViewRow row;
  std::vector<SavedView> views;
  Query{db,
        "SELECT id, " + columns<ViewRow>() + " FROM saved_views WHERE " + condition +
            " ORDER BY name, id",
        bound, soci::into(id), taken(row)}
      .each([&] { views.push_back(view_of(id, row)); });
  return views;
}

/// In a transaction: whoever changes the views of one owner goes one after the other.
void wait_for_owner(Database& db, const std::string& owner) {
  std::string found;
  (void)Query{db, "SELECT name FROM users WHERE name = :owner" + for_update(db), soci::use(owner),
              soci::into(found)}
      .one();
}

/// Those the owner has besides.
Result<void> check_others(Database& db, const SavedView& view) {
  auto others = views_where(db, "owner = :owner", soci::use(view.owner));
  std::erase_if(others, [&](const SavedView& other) { return other.id == view.id; });
  if (std::ranges::find(others, view.name, &SavedView::name) != others.end())
    return Error{Problem::conflict, "name", "there is already a view " + view.name};
  if (std::ssize(others) < most_views) return {};
  return Error{Problem::conflict, "views",
               "there are " + std::to_string(most_views) + " views already; remove one first"};
}

}  // namespace

std::vector<SavedView> SqlViews::of(std::string_view user) {
  const std::string owner{user};
  return connections_.run(
      [&](Database& db) { return views_where(db, "owner = :owner", soci::use(owner)); });
}

std::vector<SavedView> SqlViews::shared_in(std::string_view congress) {
  const std::string code{congress};
  return connections_.run([&](Database& db) {
    return views_where(db, "congress = :congress AND shared = 1", soci::use(code));
  });
}

std::optional<SavedView> SqlViews::find(std::int64_t id) {
  const long long wanted = id;
  return connections_.run([&](Database& db) -> std::optional<SavedView> {
    auto found = views_where(db, "id = :id", soci::use(wanted));
    if (found.empty()) return {};
    return std::move(found.front());
  });
}

Result<SavedView> SqlViews::add(SavedView view) {
  return connections_.run([&](Database& db) -> Result<SavedView> {
    if (auto free = check_released(db); !free) return free.error();
    Transaction transaction{db};
    wait_for_owner(db, view.owner);
    if (auto fits = check_others(db, view); !fits) return fits.error();
    auto row = row_of(view);
    long long id = 0;
    if (!Query{db, insert<ViewRow>("saved_views") + " RETURNING id", given(row), soci::into(id)}
             .one())
      throw StoreDown("A view could not be kept.");
    transaction.commit();
    return view_of(id, row);
  });
}

Result<SavedView> SqlViews::change(SavedView view) {
  return connections_.run([&](Database& db) -> Result<SavedView> {
    if (auto free = check_released(db); !free) return free.error();
    Transaction transaction{db};
    wait_for_owner(db, view.owner);
    if (auto fits = check_others(db, view); !fits) return fits.error();
    auto row = row_of(view);
    const long long id = view.id;
    const int shared = row.shared;
    Query change{db,
                 "UPDATE saved_views SET name = :name, query = :query, shared = :shared,"
                 " version = version + 1 WHERE id = :id AND version = :version",
                 soci::use(row.name, "name"),
                 soci::use(row.query, "query"),
                 soci::use(shared, "shared"),
                 soci::use(id, "id"),
                 soci::use(row.version, "version")};
    if (change.run() != 1)
      return Error{Problem::stale_version, "If-Match", "the view is at another version"};
    transaction.commit();
    ++row.version;
    return view_of(id, row);
  });
}

Result<void> SqlViews::remove(std::int64_t id) {
  const long long gone = id;
  return connections_.run([&](Database& db) -> Result<void> {
    if (auto free = check_released(db); !free) return free;
    Query{db, "DELETE FROM saved_views WHERE id = :id", soci::use(gone)}.run();
    return {};
  });
}

}  // namespace duban::sql
