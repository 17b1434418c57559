#include "adapters/cli/auditing.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/standing_still.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/sql/copy.hpp"
#include "adapters/sql/held.hpp"
#include "adapters/sql/server.hpp"
#include "engine/time/time_source.hpp"

#include <filesystem>

namespace duban::cli {

namespace {

namespace json = boost::json;

/// What it is that is done with a copy: the same work by three names.
enum class Purpose { move, backup, restore };

/// A file by its name; people write the URL as well.
Result<std::string> file_url(const std::string& file) {
  if (file.find("://") != file.npos)
    return bad_input(
        "file", "is the place of a register: `duban db copy` takes it, this command takes a file");
  return file.starts_with(sql::sqlite_prefix) ? file : std::string{sql::sqlite_prefix} + file;
}

std::string what_held_means(const Context& context) {
  return context.say(
      "副本处于停发状态：可以查看、核对、再复制，不提醒，也不接受变更。\n"
      "只是看看，到此为止；要改用副本，先停用原库，再对副本运行 duban db release。",
      "The copy is held: it can be read, verified and copied; it sends nothing and takes no "
      "changes.\n"
      "To look at it, that is all; to work with it, stop the other one first, then run\n"
      "duban db release on the copy.");
}

json::object as_json(const sql::Copied& copied) {
  json::array tables;
  for (const auto& table : copied.tables)
    tables.push_back({{"name", table.name}, {"rows", table.rows}, {"hash", table.hash}});
  return {{"from", copied.from}, {"to", copied.to}, {"tables", std::move(tables)}, {"held", true}};
}

std::string what_was_done(const sql::Copied& copied, Purpose purpose, const Context& context) {
  switch (purpose) {
    case Purpose::backup:
      return context.say("已备份到 {}，逐表核对一致",
                         "Backed up to {}; every table was read back and agrees", copied.to);
    case Purpose::restore:
      return context.say("已恢复到 {}，逐表核对一致",
                         "Restored to {}; every table was read back and agrees", copied.to);
    default:
      return context.say("已复制到 {}，逐表核对一致",
                         "Copied to {}; every table was read back and agrees", copied.to);
  }
}

void tell_done(const sql::Copied& copied, Purpose purpose, const Context& context) {
  if (context.json) return context.answer(as_json(copied));
  context.out << what_was_done(copied, purpose, context) << '\n'
              << what_held_means(context) << '\n';
}

/// In the log of a register at work.  A backup is only read, and may lie where nobody can write.
void record_leaving(const std::string& from,
                    AuditEntry entry,
                    const char* outcome,
                    const Context& context) {
  const auto database = sql::Database::open(from, {.busy_wait = context.busy_wait});
  if (!database) return;
  const auto held = (*database)->status().held;
  if (held && !held->from.empty()) return;
  entry.outcome = outcome;
  sql::SqlAudit{**database}.add(std::move(entry));
}

/// In the log of the restored register.
void record_return(const std::string& to, AuditEntry entry, const Context& context) {
  const auto database = sql::Database::open(to, {.busy_wait = context.busy_wait});
  if (!database) return;
  entry.outcome = "done";
  sql::SqlAudit{**database}.add(std::move(entry));
}

void copy(const std::string& from, const std::string& to, Purpose purpose, Context& context) {
  const auto each = [&](const sql::TableSum& table) {
    if (context.json) return;
    context.tell("  {}：{} 行", "  {}: {}", table.name, table.rows);
    context.out.flush();
  };
  const auto* const act = purpose == Purpose::backup ? "db backup" : "db copy";
  const auto place = sql::is_server(to) ? sql::server_place(to) : to;
  // What has left cannot be called back: it is written down first.
  if (purpose != Purpose::restore)
    record_leaving(from, command_entry(act, place), "begun", context);
  const auto copied =
      sql::copy_register(from, to, SystemTime{}.now(), {.busy_wait = context.busy_wait}, each);
  if (!copied) return refuse(context, copied.error());
  if (purpose == Purpose::restore)
    record_return(to, command_entry("db restore", copied->from), context);
  else
    record_leaving(from, command_entry(act, place), "done", context);
  tell_done(*copied, purpose, context);
}

void hold(Context& context) {
  const auto database = sql::Database::open(context.database, {.busy_wait = context.busy_wait});
  if (!database) return refuse(context, database.error());
  const auto now = SystemTime{}.now();
  const auto place = (*database)->place();
  sql::SqlAudit log{**database};
  RecordedAct act{log, command_entry("db hold", place)};
  if (auto marked = sql::hold_at_work(**database, now); !marked) {
    act.drop();
    return refuse(context, marked.error());
  }
  act.finish("done");
  if (context.json)
    return context.answer(
        {{"place", place}, {"held", {{"since", to_local_text(now)}, {"from", ""}}}});
  context.tell(
      "已停发 {}：不再提醒，不接受变更；正在运行的程序十秒内停下；duban db release 启用",
      "{} is held: it sends nothing and takes no changes, programs that run stop within ten "
      "seconds; `duban db release` puts it to work",
      place);
}

void release(Context& context) {
  const auto database = sql::Database::open(context.database, {.busy_wait = context.busy_wait});
  if (!database) return refuse(context, database.error());
  const auto place = (*database)->place();
  sql::SqlAudit log{**database};
  RecordedAct act{log, command_entry("db release", place)};
  const auto mark = sql::release(**database);
  if (!mark) {
    act.drop();
    return refuse(context, mark.error());
  }
  act.finish("done");
  if (context.json)
    return context.answer({{"place", place},
                           {"held", nullptr},
                           {"from", mark->from},
                           {"since", to_local_text(mark->since)}});
  if (mark->from.empty())
    return context.tell("已启用 {}（{} 起停发）：从现在起提醒，并接受变更",
                        "{} is at work (held since {}): it reminds and takes changes from now on",
                        place, moment(mark->since));
  context.tell("已启用 {}（{} 复制自 {}）：从现在起提醒，并接受变更；原库不得再使用",
               "{0} is at work (a copy of {2} of {1}): it reminds and takes changes from now on; "
               "the other one may not be used any more",
               place, moment(mark->since), mark->from);
}

void back_up(const std::string& file, Context& context) {
  const auto url = file_url(file);
  if (!url) return refuse(context, url.error());
  copy(context.database, *url, Purpose::backup, context);
}

void restore(const std::string& file, Context& context) {
  const auto url = file_url(file);
  if (!url) return refuse(context, url.error());
  if (!std::filesystem::exists(url->substr(sql::sqlite_prefix.size())))
    return refuse(context, {Problem::not_found, file, "No such file or directory"});
  copy(*url, context.database, Purpose::restore, context);
}

/// A command that takes one place.
struct PlaceCommand {
  const char* name;
  std::string does, option, of_option;
  std::string lines;  ///< of examples
};

template <class Work>
void add_place_command(CLI::App& db, const PlaceCommand& command, Context& context, Work work) {
  const auto place = std::make_shared<std::string>();
  auto* made = db.add_subcommand(command.name, command.does);
  made->add_option(command.option, *place, command.of_option)->required();
  made->footer(what_held_means(context) + "\n" + command.lines);
  made->callback(standing_still(context, [place, work, &context] { work(*place, context); }));
}

}  // namespace

void add_db_copies(CLI::App& db, Context& context) {
  add_place_command(
      db,
      {"copy",
       context.say("把库复制到另一处：文件或 PostgreSQL，方向不限",
                   "Copy the register to another place, file or PostgreSQL"),
       "to", context.say("新库的位置，须为空", "where to: an empty place"),
       examples(context, {"duban db copy postgresql://duban@db/duban",
                          "duban --db postgresql://duban@db/duban db copy sqlite:duban.db"})},
      context,
      [](const std::string& to, Context& of) { copy(of.database, to, Purpose::move, of); });
  add_place_command(db,
                    {"backup",
                     context.say("备份到一个文件，库可以正在使用",
                                 "Back up to a file; the register may be at work"),
                     "file", context.say("新文件", "a new file"),
                     examples(context, {"duban db backup 备份/2025-03-01.db",
                                        "duban --db sqlite:备份/2025-03-01.db verify"})},
                    context, back_up);
  add_place_command(
      db,
      {"restore",
       context.say("把备份恢复到 --db 所指的空处", "Restore a backup into --db, an empty place"),
       "file", context.say("备份文件", "the backup"),
       examples(context, {"duban --db sqlite:恢复.db db restore 备份/2025-03-01.db",
                          "duban --db postgresql://duban@db/duban db restore 2025-03-01.db"})},
      context, restore);
  db.add_subcommand("hold",
                    context.say("停发：只能查看和核对，不提醒，不接受变更，直到 db release",
                                "Hold the register: it can be read, sends nothing and takes "
                                "no changes until db release"))
      ->callback(standing_still(context, [&context] { hold(context); }));
  db.add_subcommand("release", context.say("启用停发的库", "Put a held register to work"))
      ->callback(standing_still(context, [&context] { release(context); }));
}

}  // namespace duban::cli
