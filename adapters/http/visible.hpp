#pragma once

#include "adapters/http/route.hpp"
#include "adapters/http/visit.hpp"
#include "engine/people/sight.hpp"
#include "engine/words/protection.hpp"
#include "engine/words/refusal.hpp"

#include <string>
#include <vector>

namespace duban::http {

/// A case that whoever asks may see, with its family.
struct Visible {
  Family family;
  CaseId id;
  const Workflow* workflow = nullptr;

  [[nodiscard]] const Case& self() const { return *family.find(id); }
};

/// The case of the parameter `id`; no_such_case also where there is one that the user may not see.
[[nodiscard]] Result<Visible> visible_case(Visit& visit);

/// The congress that a request is about: the parameter `congress`, the user's own, or the only one.
/// Refuses one that is not there or not theirs to see.
[[nodiscard]] Result<Congress> congress_for(Visit& visit);
/// The same where a body names it; empty: it does not.
[[nodiscard]] Result<Congress> congress_called(Visit& visit, const std::string& code);
[[nodiscard]] Parameter congress_parameter();

/// The congress whose code stands in the address, likewise.
[[nodiscard]] Result<Congress> congress_at(Visit& visit);
[[nodiscard]] Parameter congress_in_path();

/// What a visitor sees, and those they stand in for.  The visit must outlive it.
[[nodiscard]] Sight sight_for(Visit& visit);
/// The same, to be asked by the register.
[[nodiscard]] Sees sees_for(Visit& visit);
/// As whom a visitor may act: themselves first.
[[nodiscard]] std::vector<Actor> actors_for(const Visit& visit);

/// Codes of the events that a visitor may fire in the state a case is in, as far as table and
/// profile say; conditions are looked at when one is fired.
[[nodiscard]] std::vector<std::string> possible_for(const Visible& visible,
                                                    const Visit& visit,
                                                    const Regulation& regulation);

/// Covers what a visitor may not read (保密).
[[nodiscard]] Protection protection_for(Visit& visit);

/// What a refusal of `event` is about.
[[nodiscard]] About about(const Visible& visible, const std::string& event, Visit& visit);

/// `"7"`: a case at its seventh version.
[[nodiscard]] std::string etag_of(std::int64_t version);

}  // namespace duban::http
