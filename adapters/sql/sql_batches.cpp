#include "adapters/sql/sql_batches.hpp"

#include "adapters/sql/query.hpp"
#include "adapters/sql/texts.hpp"
#include "engine/data/codec.hpp"

#include <limits>

namespace duban {
BOOST_DESCRIBE_ENUM(Problem,
                    no_such_case,
                    no_such_event,
                    not_in_state,
                    no_authority,
                    condition,
                    stale_version,
                    bad_input,
                    not_found,
                    conflict,
                    too_often)
}  // namespace duban

namespace duban::sql {

namespace {

namespace json = boost::json;

struct BatchRow {
  std::string id, congress, made_by;
  long long made_at = 0;
  std::string event, request, verdicts;
};
BOOST_DESCRIBE_STRUCT(BatchRow, (), (id, congress, made_by, made_at, event, request, verdicts))

/// A verdict as it is kept.
struct KeptVerdict {
  std::int64_t id = 0;
  std::string state;
  std::int64_t version = 0;
  std::optional<std::string> problem;
  std::string subject, detail;
  std::vector<std::string> possible;
};
BOOST_DESCRIBE_STRUCT(KeptVerdict, (), (id, state, version, problem, subject, detail, possible))

KeptVerdict kept(const BatchVerdict& verdict) {
  KeptVerdict kept{verdict.id.stored(), verdict.state, verdict.version, {}, {}, {}, {}};
  if (!verdict.refusal) return kept;
  kept.problem = boost::describe::enum_to_string(verdict.refusal->problem, "");
  kept.subject = verdict.refusal->subject;
  kept.detail = verdict.refusal->detail;
  kept.possible = verdict.refusal->possible;
  return kept;
}

BatchVerdict verdict_from(const KeptVerdict& kept) {
  BatchVerdict verdict{CaseId::from_stored(kept.id), kept.state, kept.version, {}};
  if (!kept.problem) return verdict;
  Problem problem{};
  if (!boost::describe::enum_from_string(kept.problem->c_str(), problem))
    throw std::invalid_argument(*kept.problem);
  verdict.refusal = Error{problem, kept.subject, kept.detail, kept.possible};
  return verdict;
}

BatchRow row_of(const Batch& batch) {
  std::vector<KeptVerdict> all;
  for (const auto& verdict : batch.verdicts) all.push_back(kept(verdict));
  return {batch.id,
          batch.congress,
          batch.made_by,
          stored(batch.made_at),
          batch.event,
          batch.request,
          batch.is_finished ? json::serialize(encode(all)) : std::string{}};
}

Batch value_of(long long number, const BatchRow& row) {
  Batch batch;
  batch.number = number;
  batch.id = row.id;
  batch.congress = row.congress;
  batch.made_by = row.made_by;
  batch.made_at = instant_of(row.made_at);
  batch.event = row.event;
  batch.request = row.request;
  batch.is_finished = !row.verdicts.empty();
  try {
    const auto request = json::parse(row.request);
    for (const auto& each : request.at("cases").as_array())
      batch.cases.push_back(CaseId::parse(std::string_view{each.at("id").as_string()}).value());
    if (batch.is_finished)
      for (const auto& each : decode_stored<std::vector<KeptVerdict>>(json::parse(row.verdicts)))
        batch.verdicts.push_back(verdict_from(each));
  } catch (const std::exception&) {
    throw StoreDown("The register is damaged: table batches, batch " + row.id +
                    ": it cannot be read.");
  }
  return batch;
}

const std::string select_batch = "SELECT number, " + columns<BatchRow>() + " FROM batches";

std::optional<Batch> batch_called(Database& db, const std::string& id) {
  long long number = 0;
  BatchRow row;
  if (!Query{db, select_batch + " WHERE id = :id", soci::into(number), taken(row), soci::use(id)}
           .one())
    return {};
  return value_of(number, row);
}

}  // namespace

Batch SqlBatches::begin(const Batch& batch) {
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    auto row = row_of(batch);
    const bool is_new =
        Query{db, insert<BatchRow>("batches") + " ON CONFLICT (id) DO NOTHING", given(row)}.run() >
        0;
    if (is_new) {
      long long case_id = 0;
      Query add{db, "INSERT INTO batch_cases (case_id, batch) VALUES (:case_id, :batch)",
                soci::use(case_id, "case_id"), soci::use(batch.id, "batch")};
      for (const auto& id : batch.cases) {
        case_id = id.stored();
        add.run();
      }
    }
    auto there = batch_called(db, batch.id);
    transaction.commit();
    return std::move(there).value();
  });
}

void SqlBatches::finish(const Batch& batch) {
  connections_.run([&](Database& db) {
    const auto row = row_of(batch);
    Query{db, "UPDATE batches SET verdicts = :verdicts WHERE id = :id",
          soci::use(row.verdicts, "verdicts"), soci::use(row.id, "id")}
        .run();
  });
}

std::optional<Batch> SqlBatches::find(std::string_view id) {
  const std::string wanted{id};
  return connections_.run([&](Database& db) { return batch_called(db, wanted); });
}

std::vector<Batch> SqlBatches::list(const BatchFilter& filter) {
  return connections_.run([&](Database& db) {
    const long long before =
        filter.before > 0 ? filter.before : std::numeric_limits<long long>::max();
    const long long case_id = filter.case_id ? filter.case_id->stored() : 0;
    std::string sql = select_batch + " WHERE number < :before";
    std::vector<ParameterText> texts;
    if (!filter.congress.empty()) {
      sql += " AND congress = :congress";
      texts.push_back({"congress", filter.congress});
    }
    if (!filter.made_by.empty()) {
      sql += " AND made_by = :made_by";
      texts.push_back({"made_by", filter.made_by});
    }
    if (filter.case_id)
      sql +=
          " AND id IN (SELECT batch FROM batch_cases WHERE case_id = " + std::to_string(case_id) +
          ")";
    sql += " ORDER BY number DESC LIMIT " + std::to_string(filter.limit);
    long long number = 0;
    BatchRow row;
    std::vector<Batch> batches;
    Query{db, sql, soci::use(before, "before"), texts, soci::into(number), taken(row)}.each(
        [&] { batches.push_back(value_of(number, row)); });
    return batches;
  });
}

}  // namespace duban::sql
