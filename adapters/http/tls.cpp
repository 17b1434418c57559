#include "adapters/http/tls.hpp"

#include <stdexcept>

namespace duban::http {

namespace {

namespace ssl = boost::asio::ssl;

void check(const boost::system::error_code& failed, const std::filesystem::path& file) {
  if (failed) throw std::runtime_error(file.string() + ": " + failed.message());
}

}  // namespace

Tls::Tls(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_{std::move(certificate)}, key_{std::move(key)} {
  reload();
}

void Tls::reload() {
  auto fresh = std::make_shared<ssl::context>(ssl::context::tls_server);
  fresh->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                     ssl::context::no_tlsv1_1 | ssl::context::no_compression);
  boost::system::error_code failed;
  fresh->use_certificate_chain_file(certificate_.string(), failed);
  check(failed, certificate_);
  fresh->use_private_key_file(key_.string(), ssl::context::pem, failed);
  check(failed, key_);
  context_ = std::move(fresh);
}

}  // namespace duban::http
