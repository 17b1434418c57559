#pragma once

#include "engine/register/rulebook.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

/// What a congress may be and how it comes to its rules, whoever asks for it.
namespace duban {

/// From the top down.
BOOST_DEFINE_ENUM_CLASS(CongressLevel, national, province, city, county, township)
[[nodiscard]] const std::vector<std::string>& congress_levels();

/// The rules of a congress that names none: the national ones.
inline constexpr std::string_view usual_rules = "cn";

/// Whether a congress may be kept like this beside those that are there; errors name the member:
/// `code`, `name`, `parent`.  The one above may come later, or never.
[[nodiscard]] Result<void> check_congress(const Congress& congress,
                                          const std::vector<Congress>& others);

/// Keeps rules in the register and returns their edition.
[[nodiscard]] std::string keep_rules(const Regulation& regulation, Directory& directory);
[[nodiscard]] std::string keep_rules(const Calendar& calendar, Directory& directory);

/// A calendar as it came with the program, with the notices that were imported into this register.
[[nodiscard]] Calendar with_imported_notices(Calendar calendar,
                                             Directory& directory,
                                             Rulebook& rulebook);

/// Puts what has changed of a congress; running cases have another calendar to follow
/// (carry_out_moves).  Refuses what put() and adopt_calendar() refuse.
[[nodiscard]] Result<void> change_congress(const Congress& before,
                                           const Congress& after,
                                           Directory& directory);

}  // namespace duban
