#pragma once

#include "adapters/accounts/fetch.hpp"
#include "engine/time/time_source.hpp"

#include <boost/json.hpp>

#include <mutex>
#include <string>
#include <vector>

namespace duban::accounts {

/// What is known of a provider is good so long; after a failure, and for a key that is not known,
/// it is asked again no sooner than this.
constexpr std::chrono::hours discovery_lasts{1};
constexpr std::chrono::seconds between_questions{10};

/// What a provider says of itself.
struct ProviderMetadata {
  std::string authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri;
  bool takes_basic = true;    ///< the client's secret in a header; else in the form
  bool names_itself = false;  ///< to whoever returns from it (RFC 9207)
};

/// Asks a provider what it is (OpenID Connect Discovery 1.0) and for its keys, and remembers both.
/// Throws ProviderDown.  Thread-safe.
class Discovery {
 public:
  Discovery(std::string issuer, Fetch fetch, TimeSource& time)
      : issuer_{std::move(issuer)}, fetch_{std::move(fetch)}, time_{time} {}

  [[nodiscard]] ProviderMetadata metadata();
  /// Read anew if none has this name.
  [[nodiscard]] std::vector<boost::json::object> keys(const std::string& wanted);

 private:
  template <class T>
  struct Remembered {
    T value{};
    Instant read_at{}, asked_at{};

    [[nodiscard]] bool is_fresh(Instant now) const { return now - read_at < discovery_lasts; }
    [[nodiscard]] bool was_just_asked(Instant now) const {
      return now - asked_at < between_questions;
    }
  };
  template <class T, class Read>
  void renew(Remembered<T>& remembered, const Read& read);
  [[nodiscard]] ProviderMetadata read_metadata() const;
  [[nodiscard]] std::vector<boost::json::object> read_keys(const std::string& url) const;

  std::string issuer_;
  Fetch fetch_;
  TimeSource& time_;
  std::mutex mutex_;
  Remembered<ProviderMetadata> metadata_;
  Remembered<std::vector<boost::json::object>> keys_;
};

/// The JSON object of an answer that is 200.  Throws ProviderDown, with `url`, for any other.
[[nodiscard]] boost::json::object object_of(const Fetched& answer, const std::string& url);

}  // namespace duban::accounts
