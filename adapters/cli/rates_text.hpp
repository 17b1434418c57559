#pragma once

#include "adapters/cli/survey.hpp"

namespace duban::cli {

enum class Format { table, csv, json };

/// Says the figures of the groups, or of `only` one, which may have nothing to count.
void tell_rates(const Surveys& surveys,
                const RatesQuestion& question,
                const std::optional<std::string>& only,
                Format format,
                const Context& context);

/// Says which cases are in the rate that was asked for, and which of its base are missing.
void tell_cases(const Surveys& surveys,
                const RatesQuestion& question,
                const std::optional<std::string>& only,
                Format format,
                OpenRegister& open,
                const Context& context);

/// What people call a rate, a group, a definition.
class RateWords {
 public:
  RateWords(const Words& words, std::string_view workflow) : words_{words}, workflow_{workflow} {}

  [[nodiscard]] std::string rate(const Rate& rate) const;
  [[nodiscard]] std::string number(const std::string& set) const;
  [[nodiscard]] std::string variants(const std::vector<std::string>& codes) const;
  [[nodiscard]] std::string group(const Grouping& grouping, const std::string& group) const;

 private:
  [[nodiscard]] std::string word(std::string_view kind, const std::string& code) const;

  const Words& words_;
  std::string_view workflow_;
};

}  // namespace duban::cli
