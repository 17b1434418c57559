#pragma once

#include "adapters/cli/open_register.hpp"
#include "engine/survey.hpp"

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

}  // namespace duban::cli
