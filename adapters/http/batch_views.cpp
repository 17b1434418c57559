#include "adapters/http/batch_views.hpp"

#include "adapters/http/act.hpp"

#include <algorithm>

namespace duban::http {

namespace {

template <class View>
View head_of(const Batch& batch) {
  View view;
  if (!batch.id.empty()) view.id = batch.id;
  view.finished = batch.is_finished;
  view.event = batch.event;
  view.made_by = batch.made_by;
  view.made_at = to_local_text(batch.made_at);
  view.cases = std::ssize(batch.cases);
  view.refused = std::ranges::count_if(
      batch.verdicts, [](const BatchVerdict& verdict) { return verdict.refusal.has_value(); });
  view.done = std::ssize(batch.verdicts) - view.refused;
  return view;
}

}  // namespace

BatchTelling::BatchTelling(Visit& visit, const Batch& batch, bool is_dry_run)
    : visit_{visit}, batch_{batch}, is_dry_run_{is_dry_run} {
  for (auto& family : visit.desk.store.load_all(roots_of(batch.verdicts, &BatchVerdict::id))) {
    const auto root = family.root().id;
    families_.emplace(root, std::move(family));
  }
  if (auto user = visit.desk.directory.user(batch.made_by)) who_ = who_text(*user, visit.words);
}

BatchView BatchTelling::whole_batch() const {
  auto view = head_of<BatchView>(batch_);
  for (const auto& verdict : batch_.verdicts) view.items.push_back(item(verdict));
  return view;
}

BatchItem BatchTelling::item(const BatchVerdict& verdict) const {
  BatchItem item{to_text(verdict.id),
                 is_dry_run_ ? Outcome::possible : Outcome::done,
                 verdict.state,
                 verdict.version,
                 {}};
  if (!verdict.refusal) return item;
  item.verdict = Outcome::refused;
  if (verdict.refusal->problem == Problem::no_such_case) item.state.reset();
  item.problem = body_of(refusal_of_act(*verdict.refusal, visit_.words, about_refused(verdict)));
  return item;
}

BatchVerdict BatchTelling::hidden(const BatchVerdict& verdict, const Sees& sees) const {
  const auto* family = family_of(verdict.id);
  const auto* self = family ? family->find(verdict.id) : nullptr;
  if (self && sees(*family, *self)) return verdict;
  const auto id = to_text(verdict.id);
  return {verdict.id, {}, 0, Error{Problem::no_such_case, id, "there is no case " + id}};
}

const Family* BatchTelling::family_of(CaseId id) const {
  const auto at = families_.find(id.root());
  return at == families_.end() ? nullptr : &at->second;
}

About BatchTelling::about_refused(const BatchVerdict& verdict) const {
  const auto* family = family_of(verdict.id);
  const auto* self = family ? family->find(verdict.id) : nullptr;
  if (!self || verdict.refusal->problem == Problem::no_such_case) return {};
  const Visible visible{*family, verdict.id, &visit_.desk.cases.catalogue().at(self->workflow)};
  auto what = about(visible, batch_.event, visit_);
  what.state = verdict.state;
  what.who = who_;
  return what;
}

ListedBatch listed(const Batch& batch) {
  auto row = head_of<ListedBatch>(batch);
  row.number = batch.number;
  return row;
}

boost::json::object batch_schema() {
  auto schema = whole_schema<BatchView>();
  auto& item = schema.at("properties").at("items").at("items").as_object();
  item.at("properties").as_object()["problem"] = codec::or_null(problem_schema());
  return schema;
}

}  // namespace duban::http
