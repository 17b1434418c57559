#include "adapters/cli/provider_options.hpp"

#include "adapters/files/toml.hpp"

namespace duban::cli {

namespace {

constexpr std::size_t longest_secret = 4096;

bool is_set_up(const ProviderSettings& settings) {
  return !settings.issuer.empty() || !settings.client.empty() || !settings.secret_file.empty() ||
         !settings.redirect.empty();
}

Result<std::string> secret_in(const std::string& file) {
  if (file.empty()) return std::string{};
  const auto text = read_file(file);
  if (!text) return text.error();
  const auto secret = text->substr(0, text->find_last_not_of(" \r\n\t") + 1);
  if (secret.empty() || secret.size() > longest_secret ||
      secret.find_first_of(" \r\n\t") != secret.npos)
    return bad_input("--openid-secret-file", "must hold the client's secret and nothing else");
  return secret;
}

}  // namespace

void add_provider_options(CLI::App& serve, ProviderSettings& settings, const Context& context) {
  const auto option = [&serve](const char* name, std::string& value, const std::string& means,
                               const char* type) {
    auto* added = serve.add_option(name, value, means)->type_name(type);
    if (!value.empty()) added->capture_default_str();
  };
  option("--openid-issuer", settings.issuer,
         context.say("统一身份认证（OpenID Connect）的 issuer；不写则只用密码登录",
                     "issuer of an identity provider (OpenID Connect) to sign in at as well"),
         "URL");
  option("--openid-client", settings.client,
         context.say("本系统在那里的 client_id", "our client_id there"), "ID");
  option("--openid-secret-file", settings.secret_file,
         context.say("写有 client_secret 的文件；公开客户端不写",
                     "file that holds our client_secret; left out by a public client"),
         "FILE");
  option("--openid-redirect", settings.redirect,
         context.say("浏览器访问本系统的地址，如 https://duban.example.gov.cn",
                     "where browsers find us, such as https://duban.example.gov.cn"),
         "URL");
  option("--openid-claim", settings.claim,
         context.say("用哪一项认人：preferred_username、email 等",
                     "what users are linked by: preferred_username, email …"),
         "CLAIM");
  option("--openid-name", settings.name,
         context.say("登录按钮上的名称", "what the button to sign in says"), "NAME");
  option("--openid-ca-file", settings.ca_file,
         context.say("为其证书担保的根证书（PEM）；不写则用系统所信任的",
                     "who vouches for its certificate (PEM), if not whom the system trusts"),
         "FILE");
}

Result<std::unique_ptr<accounts::OpenIdProvider>> provider_by(const ProviderSettings& settings,
                                                              TimeSource& time) {
  if (!is_set_up(settings)) return std::unique_ptr<accounts::OpenIdProvider>{};
  if (auto sound = accounts::check_settings(settings); !sound) return sound.error();
  auto secret = secret_in(settings.secret_file);
  if (!secret) return secret.error();
  if (!settings.ca_file.empty())
    if (const auto readable = read_file(settings.ca_file); !readable) return readable.error();
  return std::make_unique<accounts::OpenIdProvider>(settings, std::move(*secret),
                                                    accounts::fetch_with(settings.ca_file), time);
}

}  // namespace duban::cli
