#pragma once

#include "adapters/cli/context.hpp"
#include "engine/words/refusal.hpp"

namespace duban::cli {

/// Says on stderr what was refused; exit code 1.
void refuse(Context& context, const Error& error, const About& about = {});
/// The same for wrong usage; exit code 2.
void misuse(Context& context, std::string_view chinese, std::string_view english);

}  // namespace duban::cli
