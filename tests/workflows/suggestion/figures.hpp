#pragma once

#include "engine/rates.hpp"
#include "workflows/office.hpp"

#include <string>
#include <vector>

namespace duban::test {

/// The figures of suggestions as texts a reader can check: `1/2 50.00`, `0/0 —`.
class Figures {
 public:
  /// Of everything an office recorded by the end of `as_of`; by default of today.
  explicit Figures(Office& office, const std::string& by = "", const std::string& as_of = "");
  /// Of families made for the purpose.
  Figures(const std::vector<Family>& families,
          const Regulation& regulation,
          const std::string& as_of,
          const std::string& by = "");

  [[nodiscard]] std::string rate(const std::string& name, const std::string& group = "") const;
  [[nodiscard]] std::int64_t number(const std::string& name, const std::string& group = "") const;
  /// Percents of all rates that share a whole, in their order.
  [[nodiscard]] std::vector<std::string> shares_of(const std::string& whole) const;
  /// What a rate was counted by, if not by default.
  [[nodiscard]] std::vector<std::string> variants(const std::string& name) const;

  [[nodiscard]] const Rates& rates() const { return rates_; }
  [[nodiscard]] const std::vector<Countable>& things() const { return things_; }
  [[nodiscard]] const std::map<std::string, std::vector<Count>>& groups() const { return groups_; }

 private:
  void count(const Regulation& regulation, const std::string& by);
  [[nodiscard]] std::size_t place(const std::string& name) const;
  [[nodiscard]] std::vector<Count> counts(const std::string& group) const;

  Rates rates_;
  std::vector<Countable> things_;
  std::map<std::string, std::vector<Count>> groups_;
};

/// A setting of the shipped profile changed for a test: `rates.completion`, `merge_count`.
void set(RegulationText& profile, const std::string& name, boost::json::value value);
[[nodiscard]] Overrides with(const std::string& name, const boost::json::value& value);

/// The shipped national profile, changed.
[[nodiscard]] Regulation regulation(const Overrides& overrides = {});

}  // namespace duban::test
