#pragma once

#include "engine/attachments/uploads.hpp"
#include "engine/people/provider_gate.hpp"
#include "engine/result.hpp"

#include <boost/describe.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace duban {

/// The settings of one installation, `config/duban.toml`.  A key that is left out keeps the value
/// given here.
struct Configuration {
  std::string database = "sqlite:duban.db";  ///< `sqlite:FILE` or `postgresql://…`
  std::string language = "zh-CN";            ///< of what people read: zh-CN, en
  int busy_timeout_seconds = 5;              ///< how long SQLite waits for another writer
  AttachmentLimits attachments;
  ProviderSettings openid;  ///< checked where it is used
  bool operator==(const Configuration&) const = default;
};
BOOST_DESCRIBE_STRUCT(Configuration,
                      (),
                      (database, language, busy_timeout_seconds, attachments, openid))

/// Errors name file and line; an unknown key is refused with the nearest one there is.
[[nodiscard]] Result<Configuration> read_configuration(const std::filesystem::path& path);
/// The same from a text; `file` is what errors call it.
[[nodiscard]] Result<Configuration> parse_configuration(std::string_view text,
                                                        const std::string& file);

}  // namespace duban
