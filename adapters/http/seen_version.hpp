#pragma once

#include "adapters/http/message.hpp"
#include "adapters/http/visit.hpp"
#include "engine/result.hpp"
#include "engine/words/words.hpp"

#include <cstdint>

/// The version that whoever changes something has seen of it (If-Match).
namespace duban::http {

/// What If-Match says; a tag that is none of ours fits no version (stale_version, `otherwise`).
[[nodiscard]] Result<std::int64_t> version_seen(const Visit& visit, const char* otherwise);

/// Told to whoever does not say it: 428.
[[nodiscard]] Answer version_missing(const Words& words);

}  // namespace duban::http
