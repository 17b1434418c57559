#include "workflows/catalogue.hpp"

namespace duban {

Catalogue all_workflows() {
  Catalogue catalogue;
  catalogue.add(suggestion::workflow());
  catalogue.add(suggestion::assignment::workflow());
  catalogue.add(report::workflow());
  return catalogue;
}

std::vector<Importer> all_importers() {
  return {suggestion::importer()};
}

std::vector<Measure> all_measures() {
  return {suggestion::measure(), report::measure()};
}

}  // namespace duban
