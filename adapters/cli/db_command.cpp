#include "adapters/cli/commands.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/refusal.hpp"
#include "adapters/cli/standing_still.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/sql/database.hpp"
#include "adapters/sql/server.hpp"
#include "adapters/sql/server_time.hpp"

namespace duban::cli {

namespace {

Result<std::optional<Instant>> simulated_start(const std::string& text) {
  if (text.empty()) return std::optional<Instant>{};
  const auto start = parse_instant(text);
  if (!start) return Error{Problem::bad_input, "--simulated-clock", start.error().detail};
  return std::optional{*start};
}

boost::json::value held_as_json(const std::optional<Held>& held) {
  if (!held) return nullptr;
  return {{"since", to_local_text(held->since)}, {"from", held->from}};
}

/// How far this machine's clock is ahead of the time the register runs by; nothing if that is its
/// own or simulated.
std::optional<double> seconds_ahead(const sql::DatabaseStatus& status, const Context& context) {
  if (status.simulated_now || !sql::is_server(context.database)) return {};
  const Signals unheard;
  const auto time = sql::time_of_place(context.database, unheard);
  return std::chrono::duration<double>(time->offset()).count();
}

void tell_time(const std::optional<double>& ahead, const Context& context) {
  if (!ahead) return context.tell("时间：真实时间", "Time: real");
  context.tell("时间：真实时间，以数据库的时钟为准；本机时钟快 {:.3f} 秒",
               "Time: real, by the database's clock; this machine's is {:.3f} s ahead", *ahead);
  if (std::chrono::abs(std::chrono::duration<double>{*ahead}) > most_offset)
    context.tell("    相差太多，本机不能使用：请校准本机时钟",
                 "    That is too far off, this node is not ready: set its clock right");
}

void tell_status(sql::Database& database, const Context& context) {
  const auto status = database.status();
  const auto ahead = seconds_ahead(status, context);
  if (context.json) {
    context.answer({{"place", status.place},
                    {"schema", status.schema},
                    {"simulated_now", status.simulated_now
                                          ? boost::json::value(to_local_text(*status.simulated_now))
                                          : boost::json::value{}},
                    {"held", held_as_json(status.held)},
                    {"clock_ahead_s", ahead ? boost::json::value(*ahead) : boost::json::value{}},
                    {"cases", status.cases},
                    {"events", status.events},
                    {"running_clocks", status.running_clocks},
                    {"pending_notices", status.pending_notices}});
    return;
  }
  context.tell("库：{}（结构第 {} 版）", "Register: {} (schema {})", status.place, status.schema);
  if (status.simulated_now)
    context.tell("时间：模拟，现在是 {}", "Time: simulated, it is {}",
                 moment(*status.simulated_now));
  else
    tell_time(ahead, context);
  if (status.held && status.held->from.empty())
    context.tell("停发：{} 起；duban db release 启用",
                 "Held since {}; `duban db release` puts it to work", moment(status.held->since));
  else if (status.held)
    context.tell("停发：{} 复制自 {}；duban db release 启用",
                 "Held: copied {} from {}; `duban db release` puts it to work",
                 moment(status.held->since), status.held->from);
  context.tell("事项 {} 件，事件 {} 条，运行中的期限 {} 个，待发通知 {} 条",
               "{} cases, {} events, {} running clocks, {} notices waiting", status.cases,
               status.events, status.running_clocks, status.pending_notices);
}

void create(const std::string& simulated_clock, Context& context) {
  const auto start = simulated_start(simulated_clock);
  if (!start) return refuse(context, start.error());
  const auto made =
      sql::Database::create(context.database, *start, {.busy_wait = context.busy_wait});
  if (!made) return refuse(context, made.error());
  if (context.json) return tell_status(**made, context);
  context.tell("已建库 {}", "Made the register {}", (*made)->status().place);
  context.tell("下一步：duban congress add 代码 名称 --level …",
               "Next: duban congress add CODE NAME --level …");
}

void status(Context& context) {
  const auto database = sql::Database::open(context.database, {.busy_wait = context.busy_wait});
  if (!database) return refuse(context, database.error());
  tell_status(**database, context);
}

}  // namespace

void add_db_command(CLI::App& app, Context& context) {
  auto* db =
      app.add_subcommand("db", context.say("建库、升级、查看、备份、迁移",
                                           "Make, upgrade, see, back up and move the register"));
  db->require_subcommand(1);

  const auto clock = std::make_shared<std::string>();
  auto* make = db->add_subcommand("create", context.say("建一个新库", "Make a new register"));
  make->add_option("--simulated-clock", *clock,
                   context.say("建模拟库，时钟从这一时刻开始，之后用 --now 推进；不能再改",
                               "simulated time that begins here and is moved by --now; for good"));
  make->footer(examples(
      context,
      {"duban db create", "duban --db sqlite:试用.db db create --simulated-clock 2025-01-10",
       "duban --db postgresql://duban@db/duban db create"}));
  make->callback(standing_still(context, [clock, &context] { create(*clock, context); }));

  db->add_subcommand("status", context.say("库在哪里、有多少内容", "Where it is and what it holds"))
      ->callback(standing_still(context, [&context] { status(context); }));
  add_db_migrate(*db, context);
  add_db_copies(*db, context);
}

}  // namespace duban::cli
