#include "adapters/cli/open_register.hpp"

#include "adapters/cli/moments.hpp"
#include "adapters/sql/server_time.hpp"
#include "engine/data/codec.hpp"
#include "workflows/catalogue.hpp"

#include <algorithm>

namespace duban::cli {

namespace {

void keep_workflows(OpenRegister& open) {
  for (const auto& workflow : open.catalogue.all())
    if (!open.directory.edition(workflow->edition()))
      open.directory.keep(Rulebook::edition_of(*workflow));
}

Result<void> move_clock(OpenRegister& open, const std::string& now) {
  const auto to = parse_instant(now);
  if (!to) return Error{Problem::bad_input, "--now", to.error().detail};
  if (!open.is_simulated)
    return Error{Problem::conflict, "--now", "this register runs on real time"};
  if (*to < open.cases.now())
    return Error{Problem::conflict, "--now",
                 "the clock stands at " + moment(open.cases.now()) + " and never goes back"};
  const auto fired = advance(open.cases, open.simulated_time, *to);
  if (!fired) return fired.error();
  open.fired = *fired;
  return {};
}

template <class Item>
std::vector<std::string> names_of(const std::vector<Item>& items, std::string Item::*name) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.*name);
  return names;
}

/// The one with this name, or the only one.
template <class Item>
Result<Item> chosen(const std::vector<Item>& items,
                    std::string Item::*key,
                    const std::string& wanted,
                    const std::string& option,
                    const std::string& thing) {
  auto names = names_of(items, key);
  if (items.empty())
    return Error{Problem::not_found, option,
                 "there is no " + thing + " yet; `duban " + thing + " add` adds one"};
  if (wanted.empty() && items.size() == 1) return items.front();
  if (wanted.empty())
    return Error{Problem::bad_input, option, "say which " + thing + ": there are several",
                 std::move(names)};
  const auto at = std::ranges::find(items, wanted, key);
  if (at != items.end()) return *at;
  const auto meant = codec::nearest(wanted, names);
  return Error{Problem::not_found, option,
               "there is no " + thing + " " + wanted +
                   (meant.empty() ? "" : "; did you mean " + meant + "?"),
               std::move(names)};
}

}  // namespace

OpenRegister::OpenRegister(std::unique_ptr<sql::Database> opened,
                           std::optional<Instant> simulated_now,
                           const std::string& url)
    : database{std::move(opened)},
      store{*database},
      directory{*database},
      catalogue{all_workflows()},
      real_time{simulated_now ? nullptr : sql::time_of_place(url, signals)},
      simulated_time{simulated_now.value_or(Instant{})},
      is_simulated{simulated_now.has_value()},
      cases{store, directory, catalogue,
            is_simulated ? static_cast<TimeSource&>(simulated_time) : *real_time, &signals} {}

Result<std::unique_ptr<OpenRegister>> open_register(const Context& context) {
  auto database = sql::Database::open(context.database, {.busy_wait = context.busy_wait});
  if (!database) return database.error();
  const auto simulated_now = sql::SqlDirectory{**database}.simulated_now();
  auto open = std::make_unique<OpenRegister>(std::move(*database), simulated_now, context.database);
  keep_workflows(*open);
  if (!context.now.empty())
    if (const auto moved = move_clock(*open, context.now); !moved) return moved.error();
  return open;
}

Result<Congress> congress_called(OpenRegister& open, const std::string& code) {
  return chosen(open.directory.congresses(), &Congress::code, code, "--congress", "congress");
}

Result<User> user_called(OpenRegister& open, const std::string& name) {
  return chosen(open.directory.users(), &User::name, name, "--as", "user");
}

}  // namespace duban::cli
