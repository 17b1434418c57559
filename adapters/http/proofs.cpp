#include "adapters/http/cases.hpp"
#include "adapters/http/visible.hpp"
#include "engine/proof/case_proof.hpp"
#include "engine/views/proof_view.hpp"

namespace duban::http {

namespace {

Result<Answer> prove_visible(Attachments& attachments, Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  auto& cases = visit.desk.cases;
  const auto sight = sight_for(visit);
  // All files of a case may be long to read: not for everybody who sees it.
  const auto files = sight.sees_everything() ? FileContents::read : FileContents::left_out;
  const auto verdict = prove_case(visible->id, cases, attachments, files);
  if (!verdict) return verdict.error();
  const auto sees = [&](CaseId id) {
    const auto* part = visible->family.find(id);
    return part ? sight.sees(visible->family, *part) : sight.sees_everything();
  };
  auto protection = protection_for(visit);
  return Answer::of(whole(proof_view(visible->id.root(), *verdict, files, sees,
                                     protection.of(visible->family), visit.words, cases.now())));
}

}  // namespace

std::vector<Route> proof_routes(Attachments& attachments) {
  return {
      {.method = "GET",
       .path = "/api/v1/cases/{id}/proof",
       .operation = "proveCase",
       .summary = "Whether the stored history of a case and its assignments is sound, and the "
                  "register as it says.",
       .description =
           "What `duban verify --case` does: the chain of hashes, the register against the "
           "stored effects, reminders, notices and files; a difference is corruption. Then "
           "every event is decided again: what this program would decide otherwise is "
           "listed, and is none. Of parts that one may not see it tells only whether "
           "everything is sound. The contents of files are read through for whoever sees the "
           "whole congress; else `files` is `left_out`, and of a file only what the register "
           "says of it is compared.",
       .parameters = {case_id_parameter()},
       .promises = {{.means = "The verdict of this moment.", .schema = whole_schema<ProofView>()}},
       .work = with(attachments, prove_visible)}};
}

}  // namespace duban::http
