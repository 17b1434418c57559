#include "adapters/accounts/openid_gate.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/first_user.hpp"
#include "adapters/cli/import_table.hpp"
#include "adapters/cli/place_rules.hpp"
#include "adapters/cli/provider_options.hpp"
#include "adapters/cli/served_pages.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/files/file_types.hpp"
#include "adapters/http/api.hpp"
#include "adapters/http/client.hpp"
#include "adapters/http/door.hpp"
#include "adapters/http/server.hpp"
#include "adapters/sql/grouped_store.hpp"
#include "adapters/sql/listener.hpp"
#include "adapters/sql/migration.hpp"
#include "adapters/sql/server.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_amendments.hpp"
#include "adapters/sql/sql_attachments.hpp"
#include "adapters/sql/sql_audit.hpp"
#include "adapters/sql/sql_batches.hpp"
#include "adapters/sql/sql_identities.hpp"
#include "adapters/sql/sql_journal.hpp"
#include "adapters/sql/sql_second_factors.hpp"
#include "adapters/sql/sql_views.hpp"
#include "adapters/tables/csv.hpp"
#include "engine/register/stored_time.hpp"
#include "workflows/catalogue.hpp"
#include "workflows/forms.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <malloc.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <stop_token>
#include <thread>

namespace duban::cli {

namespace {

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  std::size_t workers = 16;
  std::vector<std::string> proxies;
  std::string certificate, key;  ///< files; empty: in the clear
  std::string pages;             ///< folder; empty: where a build or the package puts them
  ProviderSettings provider;
};

/// A register for many threads, beside the one that is open for the scheduler.
struct SharedRegister {
  SharedRegister(OpenRegister& open, const AttachmentLimits& limits, std::size_t connections)
      : pool{open.database->another(), connections},
        uploads{attachments, limits, media_type_of},
        stored_time{directory},
        shared{store,
               directory,
               open.catalogue,
               open.is_simulated ? static_cast<TimeSource&>(stored_time) : *open.real_time,
               open.signals,
               batches,
               uploads,
               amendments,
               views} {}

  sql::Pool pool;
  sql::GroupedStore store{pool};
  sql::SqlDirectory directory{pool};
  sql::SqlAmendments amendments{pool};
  sql::SqlViews views{pool};
  sql::SqlAccounts accounts{pool};
  sql::SqlSecondFactors factors{pool};
  sql::SqlIdentities identities{pool};
  sql::SqlAudit audit{pool};
  sql::SqlAttachments attachments{pool};
  sql::SqlBatches batches{pool};
  Uploads uploads;
  sql::SqlJournal journal{pool};
  StoredTime stored_time;
  http::Shared shared;
};

/// A simulated register has no scheduler: what is due is fired when its clock is moved.
std::jthread start_scheduler(OpenRegister& open) {
  if (open.is_simulated) return {};
  return std::jthread{[&open](const std::stop_token& stop) {
    try {
      run_scheduler(open.cases, {.signals = open.signals, .stop = stop});
    } catch (const std::exception& failure) {
      spdlog::critical("the scheduler has ended, nobody is reminded by this node: {}",
                       failure.what());
      std::raise(SIGTERM);  // whoever watches over the program starts it again
    }
  }};
}

/// Reads of one request go on beside the writes of others.
std::size_t connections_for(std::size_t workers) {
  constexpr std::size_t least = 4, most = 8;
  return std::clamp(workers / 2, least, most);
}

/// A certificate is renewed every few weeks: SIGHUP has it read again.  Without one it does
/// nothing, rather than end the program.
void reload_when_told(boost::asio::signal_set& renewals, http::Tls* tls, const bool& is_ending) {
  renewals.async_wait(
      [&renewals, tls, &is_ending](const boost::system::error_code& cancelled, int) {
        if (cancelled || is_ending) return;
        try {
          if (tls) tls->reload();
          if (tls) spdlog::info("http: the certificate was read again");
        } catch (const std::exception& fault) {
          spdlog::error("http: the old certificate stays: {}", fault.what());
        }
        reload_when_told(renewals, tls, is_ending);
      });
}

/// Serves until somebody ends it.
void serve_until_told(boost::asio::io_context& loop, http::Server& server, http::Tls* tls) {
  bool is_ending = false;
  boost::asio::signal_set renewals{loop, SIGHUP};
  reload_when_told(renewals, tls, is_ending);
  boost::asio::signal_set endings{loop, SIGINT, SIGTERM};
  endings.async_wait([&](const boost::system::error_code& cancelled, int) {
    if (cancelled) return;
    is_ending = true;
    endings.clear();  // whoever asks twice does not want to wait
    renewals.cancel();
    server.stop();
  });
  loop.run();
}

/// Parts of files go back to the system at once; left to itself each thread would keep some.
void keep_memory_low() {
  constexpr int large = 128 * 1024;
  mallopt(M_MMAP_THRESHOLD, large);  // NOLINT(concurrency-mt-unsafe): the threads come later
}

http::Languages languages_of(const Context& context) {
  return {.chinese = Words::load(context.config / "locales", "zh-CN"),
          .english = Words::load(context.config / "locales", "en")};
}

http::Supplies supplies_of(const Context& context) {
  return {.imports = {.importers = all_importers(), .read_csv = csv_text},
          .forms = all_form_hints(),
          .shelf = shelf_in(context.config),
          .measures = all_measures(),
          .read_notice = notice_text,
          .installation = {.version = DUBAN_VERSION,
                           .database = sql::is_server(context.database) ? "postgresql" : "sqlite",
                           .schema = sql::migrations().back().number(),
                           .started_at = SystemTime{}.now()},
          .write_csv = spreadsheet_line};
}

http::Limits limits_by(const ServeOptions& options) {
  http::Limits limits;
  for (const auto& proxy : options.proxies)
    limits.proxies.push_back(http::address_of(boost::asio::ip::make_address(proxy)));
  return limits;
}

std::unique_ptr<http::Tls> tls_by(const ServeOptions& options) {
  if (options.certificate.empty()) return nullptr;
  return std::make_unique<http::Tls>(options.certificate, options.key);
}

/// The languages must outlive it.
http::Server::Phrase phrased_by(const http::Languages& languages) {
  return [&languages](std::string_view sentence, std::string_view language) {
    return languages.preferred(language).sentence(sentence);
  };
}

/// The gate must outlive it.
http::Server::Knows known_by(Gate& gate) {
  return [&gate](std::string_view authorization, std::string_view cookies) {
    return http::opens(gate, authorization, cookies);
  };
}

/// Both must outlive it.
http::Server::Handle handled_by(const http::Site& site, http::Api& api) {
  return [&site, &api](const http::Request& request) {
    auto page = site.answer(request);
    return page ? std::move(*page) : api.answer(request);
  };
}

void tell_place(const Context& context, bool is_secure, const std::string& place) {
  context.tell("正在服务：{}://{}；Ctrl-C 结束", "Serving at {}://{}; Ctrl-C ends it",
               is_secure ? "https" : "http", place);
  context.out.flush();
}

Result<void> serve(const ServeOptions& options, OpenRegister& open, const Context& context) {
  spdlog::set_level(spdlog::level::info);
  keep_memory_low();
  SharedRegister served{open, context.attachments, connections_for(options.workers)};
  SystemTime wall;  // sessions last as long as people wait, on a simulated register too
  const auto provider = provider_by(options.provider, wall);
  if (!provider) return provider.error();
  accounts::AccountGate gate{served.accounts, served.factors, served.directory, wall};
  accounts::OpenIdGate elsewhere{gate, served.accounts, served.identities, wall, provider->get()};
  const auto site = site_in(options.pages);
  if (!site) return site.error();
  const Gatehouse gatehouse{gate, served.accounts, served.directory, served.audit};
  if (auto let_in = let_first_in(gatehouse, open.catalogue, context); !let_in) return let_in;
  http::Feed feed{
      {served.journal, served.store, served.directory, open.catalogue, gate, served.shared.time}};
  const auto languages = languages_of(context);
  http::Api api{served.shared,
                {gate, elsewhere, served.identities},
                served.audit,
                feed,
                wall,
                languages,
                supplies_of(context)};
  boost::asio::io_context loop{1};
  const auto tls = tls_by(options);
  http::Server server{
      loop,      options.listen,        options.workers, limits_by(options), handled_by(*site, api),
      tls.get(), phrased_by(languages), known_by(gate)};
  std::optional<sql::Listener> listener;
  if (sql::is_server(context.database)) listener.emplace(context.database, open.signals);
  const auto scheduler = start_scheduler(open);
  tell_place(context, tls != nullptr, server.place());
  serve_until_told(loop, server, tls.get());
  return {};
}

/// Empty: none.
std::string fault_of_place(const std::string& place) {
  const auto parts = http::host_and_port(place);
  return parts ? "" : place + ": " + parts.error().detail;
}

std::string fault_of_address(const std::string& text) {
  boost::system::error_code failed;
  boost::asio::ip::make_address(text, failed);
  return failed ? text + ": write an address such as 10.0.0.5 or fd00::5" : "";
}

void add_certificate_options(CLI::App& command, ServeOptions& options, const Context& context) {
  auto* certificate =
      command
          .add_option("--certificate", options.certificate,
                      context.say("TLS 证书（PEM，含证书链）；SIGHUP 后重新读取",
                                  "TLS certificate (PEM, with its chain); SIGHUP reads it again"))
          ->type_name("FILE");
  auto* key = command.add_option("--key", options.key,
                                 context.say("证书的私钥（PEM）", "its private key (PEM)"));
  key->type_name("FILE")->needs(certificate);
  certificate->needs(key);
}

}  // namespace

void add_serve_command(CLI::App& app, Context& context) {
  const auto options = std::make_shared<ServeOptions>();
  options->provider = context.provider;
  auto* command =
      app.add_subcommand("serve", context.say("服务：网页、HTTP 接口和提醒",
                                              "Serve: the pages, the HTTP API and the scheduler"));
  command
      ->add_option("--listen", options->listen,
                   context.say("监听的地址和端口", "address and port to listen at"))
      ->type_name("HOST:PORT")
      ->check(fault_of_place)
      ->capture_default_str();
  command
      ->add_option("--workers", options->workers,
                   context.say("同时处理的请求数", "requests handled at the same time"))
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command
      ->add_option("--proxy", options->proxies,
                   context.say("所信任的反向代理的地址；本机的总是信任",
                               "address of a proxy that is trusted; one on this machine always is"))
      ->type_name("ADDRESS")
      ->check(fault_of_address)
      ->allow_extra_args(false);
  command
      ->add_option("--pages", options->pages,
                   context.say("网页所在的文件夹；默认是随程序安装的",
                               "folder of the pages; by default those that came with the program"))
      ->type_name("FOLDER")
      ->envname("DUBAN_PAGES");
  add_certificate_options(*command, *options, context);
  add_provider_options(*command, options->provider, context);
  command->footer(examples(
      context, {"duban serve", "duban serve --listen 0.0.0.0:8080",
                "duban serve --listen 0.0.0.0:443 --certificate duban.crt --key duban.key",
                "duban serve --openid-issuer https://sso.example.gov.cn --openid-client duban "
                "--openid-secret-file secret --openid-redirect https://duban.example.gov.cn"}));
  command->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return serve(*options, open, context); });
  });
}

}  // namespace duban::cli
