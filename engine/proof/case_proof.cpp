#include "engine/proof/case_proof.hpp"

namespace duban {

void prove(const FamilyHistory& history,
           Register& cases,
           Attachments& attachments,
           Verdict& verdict,
           FileContents contents) {
  verify_family(history, cases.catalogue(), cases.rulebook(), cases.now(), verdict);
  verify_files(history, attachments, verdict, contents);
}

Result<Verdict> prove_case(CaseId id,
                           Register& cases,
                           Attachments& attachments,
                           FileContents contents) {
  Verdict verdict;
  if (const auto history = cases.store().history(id.root()))
    prove(*history, cases, attachments, verdict, contents);
  if (verdict.differences.empty())
    if (const auto known = cases.store().load(id); !known) return known.error();
  return verdict;
}

}  // namespace duban
