#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

/// What we ask of other servers, by libcurl.
namespace duban::accounts {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A GET, or a POST of a form if there are fields.
struct FetchRequest {
  std::string url;
  Fields form{};
  std::string user{}, password{};  ///< for basic authentication
  std::string bearer{};            ///< a token
};

struct Fetched {
  long status = 0;
  std::string body;
};

/// Throws ProviderDown if there is no whole answer.  Thread-safe.
using Fetch = std::function<Fetched(const FetchRequest&)>;

/// Waits ten seconds at most, takes a quarter of a megabyte at most, follows nobody elsewhere, and
/// asks nobody whose certificate is not in order.  `ca_file`: PEM, of those who may vouch for it;
/// empty: whom the system trusts.
[[nodiscard]] Fetch fetch_with(const std::string& ca_file);

/// https, or http to this machine itself, which only tests need.
[[nodiscard]] bool may_be_fetched(const std::string& url);

/// Whether it is a scheme, a host and perhaps a port, and nothing else.
[[nodiscard]] bool is_origin(const std::string& url);
/// Whether it has neither query nor fragment, nor a user.
[[nodiscard]] bool is_plain(const std::string& url);

/// A URL without a fragment, with more in its query.
[[nodiscard]] std::string with_query(const std::string& url, const Fields& fields);
/// application/x-www-form-urlencoded
[[nodiscard]] std::string form_text(const Fields& fields);

}  // namespace duban::accounts
