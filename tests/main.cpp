#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

int main(int argc, char** argv) {
  // Made before any thread: how spdlog guards its making the thread sanitizer does not see.
  static_cast<void>(spdlog::default_logger());
  return Catch::Session().run(argc, argv);
}
