#pragma once

#include "engine/regulation.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace duban::report {

/// When a report is owed: every year by itself, or once something has happened.
BOOST_DEFINE_ENUM_CLASS(Occasion, yearly, event, request, meeting)
/// What it is about: the half year or the year that has just ended.
BOOST_DEFINE_ENUM_CLASS(Covers, half_year, year)

/// One line of the plan: who sends what, and by when.
struct PlanItem {
  std::string kind;  ///< part of the case's number, never to be changed
  std::string name;
  std::optional<std::string> sender;       ///< nothing: named when it is asked for
  std::vector<std::string> joint_senders;  ///< sign as well
  Occasion occasion{};
  std::vector<std::string> limits;  ///< of the profile; a yearly item is owed once by each
  std::optional<Covers> covers;
  std::optional<std::string> committee;  ///< that checks it
  std::vector<std::string> content;      ///< points it must cover
  std::string source;
  bool operator==(const PlanItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    PlanItem,
    (),
    (kind, name, sender, joint_senders, occasion, limits, covers, committee, content, source))

struct Settings {
  std::vector<PlanItem> plan;
  bool operator==(const Settings&) const = default;
};
BOOST_DESCRIBE_STRUCT(Settings, (), (plan))

/// The settings of a profile; read once per edition and thread.
[[nodiscard]] const Settings& settings_of(const Regulation& regulation);

/// Refuses a plan that does not read, says two things of one kind, or could never be carried out.
[[nodiscard]] Result<void> check_settings_of(const Regulation& regulation);

/// The plan's line of this kind; nothing if there is none.
[[nodiscard]] const PlanItem* planned_kind(const Regulation& regulation, std::string_view kind);

}  // namespace duban::report
