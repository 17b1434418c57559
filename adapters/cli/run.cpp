#include "adapters/cli/run.hpp"

#include "adapters/cli/calendar_command.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/plain_output.hpp"
#include "adapters/cli/refusal.hpp"
#include "adapters/cli/settings.hpp"
#include "adapters/cli/usage.hpp"
#include "engine/register/damage.hpp"
#include "engine/register/store.hpp"

#include <boost/system/system_error.hpp>
#include <sodium.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace duban::cli {

namespace {

/// Once for the process: hashes need libsodium, and what is logged must not mix with answers.
bool prepare() {
  static const bool ready = [] {
    if (sodium_init() < 0) return false;
    spdlog::set_default_logger(spdlog::stderr_logger_mt("duban"));
    spdlog::set_level(spdlog::level::warn);
    return true;
  }();
  return ready;
}

void add_global_options(CLI::App& app, Context& context) {
  app.add_option("--db", context.database,
                 context.say("库的位置：sqlite:路径 或 postgresql://…（默认见 duban.toml）",
                             "the register: sqlite:PATH or postgresql://… (default: duban.toml)"))
      ->envname("DUBAN_DB");
  // Both have been read before (read_settings).
  const auto known = [](const std::string&) {};
  app.add_option_function<std::string>("--config", known,
                                       context.say("duban.toml 的位置", "where duban.toml is"))
      ->envname("DUBAN_CONFIG");
  app.add_option_function<std::string>("--lang", known,
                                       context.say("语言：zh-CN 或 en", "language: zh-CN or en"))
      ->check(CLI::IsMember({"zh-CN", "en"}));
  app.add_option("--now", context.now,
                 context.say("仅模拟库：先把时钟推到这一时刻，到期的提醒依次发出",
                             "simulated registers: first move the clock here, firing what is due"));
  app.add_flag("--json", context.json, context.say("以 JSON 回答", "answer in JSON"));
  app.set_version_flag("--version", "duban " DUBAN_VERSION, context.say("版本", "the version"));
}

void add_commands(CLI::App& app, Context& context) {
  add_db_command(app, context);
  add_congress_command(app, context);
  add_unit_command(app, context);
  add_deputy_command(app, context);
  add_user_command(app, context);
  add_session_command(app, context);
  add_meeting_command(app, context);
  add_profile_command(app, context);
  add_import_command(app, context);
  add_case_command(app, context);
  add_workflow_command(app, context);
  add_calendar_command(app, context);
  add_remind_command(app, context);
  add_report_command(app, context);
  add_export_command(app, context);
  add_verify_command(app, context);
  add_audit_command(app, context);
  add_serve_command(app, context);
}

void misused(const CLI::App& app, const CLI::ParseError& wrong, Context& context) {
  context.err << usage_fault(app, wrong, context);
  context.exit_code = 2;
}

void parse(const std::vector<std::string>& words, Context& context) {
  CLI::App app{context.say("督办：人大代表建议和监督事项的登记与期限",
                           "duban: register and deadlines of a people's congress"),
               "duban"};
  context.asked = &app;
  speak(app, context);
  app.fallthrough();
  app.require_subcommand(1);
  add_global_options(app, context);
  add_commands(app, context);
  name_groups(app, context);
  app.footer(first_steps(context));  // last: commands would inherit it
  try {
    app.parse(std::vector<std::string>{words.rbegin(), words.rend()});
  } catch (const CLI::Success& asked) {
    // Help about what is not there is no help.
    if (app.remaining_size(true) > 0)
      misused(app, asked, context);
    else
      app.exit(asked, context.out, context.err);
  } catch (const CLI::ParseError& wrong) {
    misused(app, wrong, context);
  }
}

void carry_out(const std::vector<std::string>& words, Context& context) {
  const auto settings = read_settings(words);
  context.config = settings.folder;
  context.language = settings.language;
  context.words = Words::load(settings.folder / "locales", settings.language);
  if (settings.folder.empty())
    context.err << context.say(
        "找不到 locales 文件夹，只能显示代码；请用 --config 或 DUBAN_CONFIG 写明 duban.toml\n",
        "The folder locales is not found, so codes stand for words; name duban.toml with --config "
        "or DUBAN_CONFIG\n");
  if (settings.fault) return refuse(context, *settings.fault);
  context.database = settings.configuration.database;
  context.busy_wait = std::chrono::seconds{settings.configuration.busy_timeout_seconds};
  context.attachments = settings.configuration.attachments;
  context.provider = settings.configuration.openid;
  parse(words, context);
}

void failed(Context& context,
            std::string_view chinese,
            std::string_view english,
            const std::string& what) {
  context.err << context.say(chinese, english) << context.words.sentence(what) << '\n';
  context.exit_code = 1;
}

/// A value of the register that the engine took for granted was not there.
bool is_damage(const std::logic_error& defect) {
  return std::string_view{defect.what()}.find("unchecked refusal: ") != std::string_view::npos;
}

/// An answer that did not arrive is no success: a full disk, a pipe nobody reads.
void check_output(Context& context) {
  if (context.out.flush()) return;
  context.err << context.say(
      "输出没有写完：磁盘已满，或者管道另一端已经关闭；已写入库的内容不受影响\n",
      "The output was cut off: the disk is full, or nobody reads the pipe; what was written to "
      "the register stays\n");
  context.exit_code = 1;
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& given_out, std::ostream& given_err) {
  PlainOutput plain_out{given_out}, plain_err{given_err};
  std::ostream out{&plain_out}, err{&plain_err};
  Context context{.config = {}, .out = out, .err = err};
  try {
    if (!prepare()) throw std::runtime_error("libsodium cannot be used on this machine");
    carry_out({argv + std::min(argc, 1), argv + argc}, context);
  } catch (const StoreDown& down) {
    failed(context, "", "", down.what());
  } catch (const boost::system::system_error& damage) {
    failed(context, "", "", damage_in_words(damage.what()));
  } catch (const std::logic_error& defect) {
    if (is_damage(defect))
      failed(context, "", "", damage_in_words(defect.what()));
    else
      failed(context, "程序有误，请报告这句话：",
             "A fault of the program, please report it: ", defect.what());
  } catch (const std::exception& failure) {
    failed(context, "未能完成：", "This could not be done: ", failure.what());
  }
  check_output(context);
  return context.exit_code;
}

}  // namespace duban::cli
