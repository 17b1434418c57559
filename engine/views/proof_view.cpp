#include "engine/views/proof_view.hpp"

#include "engine/register/damage.hpp"

#include <algorithm>

namespace duban {

namespace {

HashesAre hashes_of(const Verdict& verdict) {
  const bool is_broken = std::ranges::any_of(verdict.differences, &Difference::in_chain);
  return is_broken ? HashesAre::broken : HashesAre::sound;
}

RegisterIs register_of(const Verdict& verdict) {
  if (hashes_of(verdict) == HashesAre::broken) return RegisterIs::not_compared;
  return verdict.differences.empty() ? RegisterIs::agrees : RegisterIs::differs;
}

}  // namespace

ProofView proof_view(CaseId root,
                     const Verdict& verdict,
                     FileContents files,
                     const std::function<bool(CaseId)>& sees,
                     const Cover& cover,
                     const Words& words,
                     Instant at) {
  const auto worded = [&](const std::string& what) {
    return cover.text(words.sentence(damage_in_words(what)));
  };
  ProofView view{.case_ = to_text(root),
                 .events = verdict.events,
                 .hashes = hashes_of(verdict),
                 .register_ = register_of(verdict),
                 .differences = {},
                 .decided_differently = {},
                 .files = files,
                 .at = to_local_text(at)};
  for (const auto& found : verdict.differences) {
    if (!sees(found.id)) continue;
    const auto seq = found.seq > 0 ? std::optional{found.seq} : std::nullopt;
    view.differences.push_back({to_text(found.id), seq, worded(found.what)});
  }
  for (const auto& other : verdict.differently)
    if (sees(other.id))
      view.decided_differently.push_back(
          {to_text(other.id), other.seq, other.event, other.regulation, worded(other.what)});
  return view;
}

}  // namespace duban
