#pragma once

#include <boost/asio/ssl/context.hpp>

#include <filesystem>
#include <memory>

namespace duban::http {

/// The certificate a server shows, with its key, from files that may be replaced while it runs.
/// TLS 1.2 and 1.3.  Belongs to the loop's thread.
class Tls {
 public:
  /// `certificate`: PEM, the server's own first, then the chain.  Throws std::runtime_error, with
  /// the file in its words, if one cannot be read or the two do not fit.
  Tls(std::filesystem::path certificate, std::filesystem::path key);

  /// For new connections; older ones keep theirs.  Throws like the constructor, and then the old
  /// certificate stays.
  void reload();

  [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> context() const { return context_; }

 private:
  std::filesystem::path certificate_, key_;
  std::shared_ptr<boost::asio::ssl::context> context_;
};

}  // namespace duban::http
