#include "adapters/cli/workflow_page.hpp"

#include "workflows/catalogue.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace duban;

TEST_CASE("Each workflow's page says what its table says", "[cli][workflow]") {
  const std::string language = GENERATE("zh-CN", "en");
  const auto words = Words::load(DUBAN_SOURCE_DIR "/config/locales", language);
  const auto workflows = all_workflows();
  for (const auto& workflow : workflows.all()) {
    const auto name = std::string{workflow->name()};
    const auto page = "workflows/pages/" + name + "." + language + ".md";
    std::ifstream file{std::string{DUBAN_SOURCE_DIR} + "/" + page};
    std::ostringstream kept;
    kept << file.rdbuf();
    INFO(page << " is out of date; duban --lang " << language << " workflow show " << name
              << " --format page > " << page);
    CHECK(kept.str() == cli::workflow_page(*workflow, words));
  }
}
