#include "adapters/cli/firing.hpp"

#include "adapters/cli/clock_rows.hpp"
#include "adapters/cli/refusal.hpp"
#include "adapters/files/toml.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "engine/data/json_text.hpp"
#include "engine/data/sound_text.hpp"
#include "engine/people/stand_in.hpp"
#include "engine/words/protection.hpp"

#include <iostream>
#include <iterator>

namespace duban::cli {

namespace {

namespace json = boost::json;

Result<std::string> text_given(const std::string& given) {
  if (!given.starts_with("@")) return given;
  if (given == "@-") return std::string{std::istreambuf_iterator<char>{std::cin}, {}};
  return read_file(given.substr(1));
}

Result<void> check_texts(const FiringOptions& options, const json::value& data) {
  if (auto sound = duban::check_texts(data); !sound) return sound;
  if (auto sound = check_line("--act-of", options.act_of); !sound) return sound;
  if (auto sound = check_line("--key", options.key); !sound) return sound;
  return check_long_text("--comment", options.comment);
}

json::object to_json(const EventRecord& event, const Cover& cover) {
  return {{"case", to_text(event.id)}, {"seq", event.seq},
          {"event", event.event},      {"from", event.from_state},
          {"to", event.to_state},      {"recorded_by", cover.recorder(event)}};
}

void tell_events(const Done& done,
                 const Family& family,
                 OpenRegister& open,
                 const Context& context) {
  for (const auto& event : done.events) {
    const auto& workflow = open.catalogue.at(family.find(event.id)->workflow);
    context.out << to_text(event.id) << "  " << context.words.event(workflow.name(), event.event)
                << ": ";
    if (event.from_state != event.to_state)
      context.out << context.words.state(workflow.name(), event.from_state) << " → ";
    context.out << named_state(context.words, workflow, event.to_state) << '\n';
  }
}

}  // namespace

void add_firing_options(CLI::App& command, FiringOptions& options, const Context& context) {
  command.add_option("--data", options.data,
                     context.say("内容：JSON，或 @文件，或 @- 从标准输入",
                                 "data: JSON, @FILE, or @- for standard input"));
  command
      .add_option("--attach", options.files,
                  context.say("随附的文件，可写多次", "a file that comes with it; may be repeated"))
      ->type_name("FILE")
      ->allow_extra_args(false);
  add_act_options(command, options, context);
}

void add_act_options(CLI::App& command, FiringOptions& options, const Context& context) {
  command.add_option(
      "--as", options.user,
      context.say("以谁的名义；只有一个用户时可不写", "who asks, if there are several users"));
  command.add_option("--on", options.on,
                     context.say("发生的日期（默认今天），期限从这一天起算",
                                 "day of the act (default today); limits count from it"));
  command.add_option(
      "--act-of", options.act_of,
      context.say("行为人：签发人、代表或者会议", "whose act it is: signatory, deputy or body"));
  command.add_option("--comment", options.comment, context.say("说明", "a comment"));
  command.add_option("--key", options.key,
                     context.say("防重复的键：七天内同一键只办一次",
                                 "idempotency key: the same key acts once in seven days"));
}

Result<Command> command_from(const FiringOptions& options, OpenRegister& open) {
  auto data = read_data(options.data);
  if (!data) return data.error();
  if (auto sound = check_texts(options, *data); !sound) return sound.error();
  const auto user = user_called(open, options.user);
  if (!user) return user.error();
  Command command;
  command.data = std::move(*data);
  auto actors = actors_for(*user, open);
  command.actor = std::move(actors.front());
  command.stand_ins.assign(std::next(actors.begin()), actors.end());
  command.act_of = options.act_of;
  command.comment = options.comment;
  command.idempotency_key = options.key;
  if (options.on.empty()) return command;
  const auto day = parse_date(options.on);
  if (!day) return Error{Problem::bad_input, "--on " + options.on, day.error().detail};
  command.occurred_on = *day;
  return command;
}

std::vector<Actor> actors_for(const User& user, OpenRegister& open) {
  sql::SqlAccounts accounts{*open.database};
  auto actors = actors_of(stand_ins_of(user, open.cases, locked_in(accounts)));
  actors.insert(actors.begin(), actor_of(user));
  return actors;
}

Result<json::value> read_data(const std::string& given) {
  if (given.empty()) return json::value(json::object{});
  const auto text = text_given(given);
  if (!text) return text.error();
  return parse_json(*text, "--data");
}

void tell_done(const Done& done, OpenRegister& open, const Context& context) {
  if (context.json) {
    json::array events;
    Protection protection{open.store, open.directory, context.words, false};
    const auto& cover = protection.of(done.id);
    for (const auto& event : done.events) events.push_back(to_json(event, cover));
    return context.answer({{"id", to_text(done.id)},
                           {"state", done.state},
                           {"version", done.version},
                           {"repeated", done.repeated},
                           {"events", std::move(events)}});
  }
  const auto family = open.store.load(done.id);
  if (!family) return;
  const auto& workflow = open.catalogue.at(family->find(done.id)->workflow);
  if (done.repeated)
    context.tell("这个键已经办过，没有再次写入",
                 "This key has been used: nothing was written again");
  tell_events(done, *family, open, context);
  context.tell("事项 {} 现为“{}”，第 {} 版", "Case {} is now {}, version {}", to_text(done.id),
               named_state(context.words, workflow, done.state), done.version);
  auto clocks = clocks_of(*family, done.id);
  std::erase_if(clocks, [](const Clock& clock) { return !clock.running(); });
  if (!clocks.empty()) clock_table(clocks, open, context).print(context.out, "  ");
}

}  // namespace duban::cli
