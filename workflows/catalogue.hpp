#pragma once

#include "engine/import.hpp"
#include "engine/measure.hpp"
#include "engine/workflow.hpp"

namespace duban {

namespace suggestion {
[[nodiscard]] std::unique_ptr<Workflow> workflow();
[[nodiscard]] Importer importer();
[[nodiscard]] Measure measure();
namespace assignment {
[[nodiscard]] std::unique_ptr<Workflow> workflow();
}
}  // namespace suggestion

namespace report {
[[nodiscard]] std::unique_ptr<Workflow> workflow();
[[nodiscard]] Measure measure();
}  // namespace report

/// Every workflow this program knows.  A new one is a folder and a line here.
[[nodiscard]] Catalogue all_workflows();

/// Every table this program imports.
[[nodiscard]] std::vector<Importer> all_importers();

/// Everything this program measures.
[[nodiscard]] std::vector<Measure> all_measures();

}  // namespace duban
