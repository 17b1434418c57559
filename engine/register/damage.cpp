#include "engine/register/damage.hpp"

namespace duban {

std::string damage_in_words(std::string_view what) {
  constexpr std::string_view unchecked = "unchecked refusal: ";
  if (const auto at = what.find(unchecked); at != what.npos)
    return "The register is damaged: " + std::string{what.substr(at + unchecked.size())};
  if (what.find("[boost") == what.npos) return std::string{what};
  return "The register is damaged: a value is not of the kind this program writes; `duban verify` "
         "names the case.";
}

}  // namespace duban
