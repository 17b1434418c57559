#pragma once

#include "adapters/cli/named_rows.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"

namespace duban::cli {

/// The commands on one kind of row that a congress has, `duban unit add | list | change …`: each
/// finds its congress before it works.  `Options` has a member `congress`.
template <class Options>
class RowCommands {
 public:
  using Work = Result<void> (*)(const Options&, const Congress&, OpenRegister&, const Context&);

  RowCommands(CLI::App& app, const char* name, const std::string& does, Context& context)
      : all_{*app.add_subcommand(name, does)}, context_{context} {
    all_.require_subcommand(1);
  }

  /// Shared with the commands, which outlive this.
  [[nodiscard]] Options& options() { return *options_; }

  CLI::App* add(const char* name, const std::string& does, Work work) {
    auto* made = all_.add_subcommand(name, does);
    made->add_option("--congress", options_->congress,
                     context_.say("人大的行政区划代码；只有一个时可不写",
                                  "code of the congress, if there are several"));
    made->callback([options = options_, work, &context = context_] {
      with_register(context, [&](OpenRegister& open) -> Result<void> {
        const auto congress = congress_called(open, options->congress);
        return congress ? work(*options, *congress, open, context) : congress.error();
      });
    });
    return made;
  }

 private:
  CLI::App& all_;
  Context& context_;
  std::shared_ptr<Options> options_ = std::make_shared<Options>();
};

}  // namespace duban::cli
