#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// What a user's device derives codes from.  Nobody is shown it again.
struct SecondFactor {
  std::string secret;      ///< Base32
  bool confirmed = false;  ///< by a first code; it does not count before
};

/// Where second factors are kept.  Thread rules and exceptions as for Store.
class SecondFactors {
 public:
  virtual ~SecondFactors() = default;

  [[nodiscard]] virtual std::optional<SecondFactor> factor(std::string_view user) = 0;
  /// Whether anybody has one that counts.
  [[nodiscard]] virtual bool has_any() = 0;
  /// In place of one that was not confirmed; returns false, and does nothing, if one counts.
  [[nodiscard]] virtual bool begin(std::string_view user, std::string_view secret) = 0;
  /// From now on it counts, and the code of `step` is used up; with the hashes of recovery codes.
  /// Returns false, and does nothing, if the user has no such secret that waits for it.
  [[nodiscard]] virtual bool confirm(std::string_view user,
                                     std::string_view secret,
                                     std::int64_t step,
                                     const std::vector<std::string>& recovery_hashes) = 0;
  /// Uses the code of a step up, and all before it; returns false if it was, on whatever node.
  [[nodiscard]] virtual bool use_step(std::string_view user, std::int64_t step) = 0;
  /// Returns false if the user has no such recovery code, or no longer.
  [[nodiscard]] virtual bool use_recovery_code(std::string_view user, std::string_view hash) = 0;
  /// How many are left.
  [[nodiscard]] virtual int recovery_codes(std::string_view user) = 0;
  /// With the recovery codes; returns false if there was nothing.
  [[nodiscard]] virtual bool remove(std::string_view user) = 0;
};

}  // namespace duban
