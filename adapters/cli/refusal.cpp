#include "adapters/cli/refusal.hpp"

namespace duban::cli {

void refuse(Context& context, const Error& error, const About& about) {
  context.err << worded(error, context.words, about) << '\n';
  context.exit_code = 1;
}

void misuse(Context& context, std::string_view chinese, std::string_view english) {
  context.err << context.say(chinese, english) << '\n';
  context.exit_code = 2;
}

}  // namespace duban::cli
