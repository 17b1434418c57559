#pragma once

#include "adapters/accounts/openid_provider.hpp"
#include "adapters/cli/context.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace duban::cli {

/// The options by which `duban serve` is told of an identity provider; what they leave out stays as
/// duban.toml has it.
void add_provider_options(CLI::App& serve, ProviderSettings& settings, const Context& context);

/// Nothing where none is set up.  Refuses settings that cannot be right; whether the provider
/// answers is not asked.
[[nodiscard]] Result<std::unique_ptr<accounts::OpenIdProvider>> provider_by(
    const ProviderSettings& settings, TimeSource& time);

}  // namespace duban::cli
