#include "adapters/cli/commands.hpp"
#include "adapters/cli/refusal.hpp"
#include "adapters/cli/standing_still.hpp"
#include "adapters/sql/findings.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/register/finding.hpp"
#include "workflows/catalogue.hpp"

namespace duban::cli {

namespace {

constexpr std::size_t found_at_once = 500;  ///< families

sql::FamilyFindings findings_of(const FamilyHistory& history, const Catalogue& catalogue) {
  sql::FamilyFindings of{history.root, history.family.root().congress, {}};
  for (const auto& kase : history.family.cases)
    of.findings.push_back(finding_of(kase.id, catalogue.at(kase.workflow).findable(kase.facts)));
  return of;
}

/// Writes by what lists find the cases of a register that was migrated from an older schema, or
/// goes on where an earlier run broke off.  Returns how many families there were to do.
std::size_t find_all(sql::Database& database) {
  const auto through = sql::found_through(database);
  if (!through) return 0;
  const auto catalogue = all_workflows();
  sql::SqlStore store{database};
  std::vector<sql::FamilyFindings> group;
  std::size_t families = 0;
  const auto put = [&] {
    sql::put_findings(database, group);
    families += group.size();
    group.clear();
  };
  // No family is numbered 0: the first one is not left out.
  store.each_family(*through, [&](const FamilyHistory& history) {
    if (history.damage.empty()) group.push_back(findings_of(history, catalogue));
    if (group.size() == found_at_once) put();
    return true;
  });
  put();
  sql::note_all_found(database);
  return families;
}

void migrate(Context& context) {
  const auto steps = sql::Database::migrate(context.database, {.busy_wait = context.busy_wait});
  if (!steps) return refuse(context, steps.error());
  const auto database = sql::Database::open(
      context.database, {.busy_wait = context.busy_wait, .half_migrated = true});
  if (!database) return refuse(context, database.error());
  const auto families = find_all(**database);
  if (context.json) return context.answer({{"steps", *steps}, {"families", families}});
  if (*steps == 0 && families == 0)
    return context.tell("库的结构已是最新", "The register's schema is the newest already");
  context.tell("库的结构已升级 {} 步", "Brought the register's schema {} steps forward", *steps);
  if (families > 0)
    context.tell("已为 {} 件事项建立检索", "Made {} cases findable in lists", families);
}

}  // namespace

void add_db_migrate(CLI::App& db, Context& context) {
  db.add_subcommand("migrate",
                    context.say("把库升级到本程序的结构", "Bring the schema up to this program"))
      ->callback(standing_still(context, [&context] { migrate(context); }));
}

}  // namespace duban::cli
