#include "workflows/suggestion/import_told.hpp"

namespace duban::suggestion {

namespace {

/// What came later may not be told of an earlier day.
Result<void> in_order(const std::optional<ToldDay>& cause,
                      const char* cause_name,
                      const std::optional<ToldDay>& after,
                      const char* column) {
  if (!cause || !after || after->latest >= cause->earliest) return {};
  return bad_input(column, to_text(after->latest) + " is before the " + cause_name + " on " +
                               to_text(cause->earliest));
}

Result<void> check_order(const Told& told) {
  constexpr auto receipt = "receipt";
  constexpr auto hand_over = "hand-over";
  for (const auto& checked : {in_order(told.received, receipt, told.assigned, "assigned_on"),
                              in_order(told.received, receipt, told.replied, "replied_on"),
                              in_order(told.assigned, hand_over, told.replied, "replied_on"),
                              in_order(told.assigned, hand_over, told.published, "published_on"),
                              in_order(told.replied, "reply", told.published, "published_on")})
    if (!checked) return checked;
  return {};
}

Result<void> read_days(Told& told, Date today) {
  const std::pair<const char*, std::optional<ToldDay>*> days[]{{"received_on", &told.received},
                                                               {"assigned_on", &told.assigned},
                                                               {"replied_on", &told.replied},
                                                               {"published_on", &told.published}};
  for (const auto& [column, day] : days) {
    auto read = read_day(told.row, column, today);
    if (!read) return read.error();
    *day = *read;
  }
  return check_order(told);
}

}  // namespace

Result<Told> read_words(const ImportRow& row, Date today) {
  Told told{.row = row,
            .kind = {},
            .handling = {},
            .received = {},
            .assigned = {},
            .replied = {},
            .published = {}};
  const auto kind = read_kind(row);
  if (!kind) return kind.error();
  if (!told.has("title")) return bad_input("title", "is missing");
  const auto handling = read_handling(row);
  if (!handling) return handling.error();
  const auto confidential = read_yes(row, "confidential");
  if (!confidential) return confidential.error();
  told.kind = *kind;
  told.handling = *handling;
  told.is_confidential = *confidential;
  if (const auto days = read_days(told, today); !days) return days.error();
  if (told.proves_hand_over() && told.handling.units.empty())
    told.handling.units.push_back({"", UnitRole::sole, {}});
  return told;
}

}  // namespace duban::suggestion
