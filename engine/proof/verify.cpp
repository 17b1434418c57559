#include "engine/proof/verify.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/proof/case_difference.hpp"
#include "engine/proof/ledger.hpp"
#include "engine/proof/outbox.hpp"
#include "engine/register/event_body.hpp"
#include "engine/register/finding.hpp"
#include "engine/register/fold.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace duban {

namespace {

/// A stored event with its body read.
struct Read {
  const EventRecord* record;
  json::object body;
  std::int64_t commit = 0;
  std::int64_t order = 0;
};

class FamilyProof {
 public:
  FamilyProof(const FamilyHistory& history,
              const Catalogue& catalogue,
              Rulebook& rulebook,
              Instant now,
              Verdict& verdict)
      : stored_{history.family},
        summaries_{history.summaries},
        events_{history.events},
        reminders_{history.reminders},
        notices_{history.notices},
        findings_{history.findings},
        catalogue_{catalogue},
        rulebook_{rulebook},
        now_{now},
        verdict_{verdict} {}

  void run() {
    verdict_.cases += std::ssize(stored_.cases);
    verdict_.events += std::ssize(events_);
    if (!check_chains() || !read_bodies()) return;
    try {
      replay();
      compare_cases();
      compare_clocks();
      compare_outbox();
    } catch (const std::exception& broken) {
      differs(stored_.root().id, 0, broken.what());
    }
  }

 private:
  void differs(CaseId id, std::int64_t seq, std::string what, bool in_chain = false) {
    const auto known = std::ranges::find(verdict_.differences, id, &Difference::id);
    if (known == verdict_.differences.end())
      verdict_.differences.push_back({id, seq, std::move(what), in_chain});
  }

  // Chain
  // ------------------------------------------------------------------------------------------

  bool check_chains() {
    const auto known = verdict_.differences.size();
    std::map<CaseId, std::pair<std::int64_t, std::string>> last;
    for (const auto& event : events_) {
      auto& [seq, hash] = last[event.id];
      if (event.seq != seq + 1)
        differs(event.id, event.seq, "event " + std::to_string(seq + 1) + " is missing", true);
      else if (chain_hash(hash, event.body) != event.hash)
        differs(event.id, event.seq,
                "the hash of event " + std::to_string(event.seq) +
                    " does not follow from the one before and its body",
                true);
      seq = event.seq;
      hash = event.hash;
    }
    return verdict_.differences.size() == known;
  }

  /// Reads the bodies in the order they happened, and compares the columns that copy them.
  bool read_bodies() {
    read_.reserve(events_.size());
    for (const auto& event : events_) {
      boost::system::error_code failed;
      auto tree = json::parse(event.body, failed, &memory_);
      if (failed || !tree.is_object() || !copies(event, tree.get_object())) {
        differs(
            event.id, event.seq,
            "the columns of event " + std::to_string(event.seq) + " are not what its body says");
        return false;
      }
      auto& body = tree.get_object();
      const auto commit = body.at("commit").as_int64();
      const auto order = body.at("order").as_int64();
      read_.push_back({&event, std::move(body), commit, order});
    }
    std::ranges::sort(read_, {}, [](const Read& r) { return std::tuple{r.commit, r.order}; });
    return true;
  }

  static bool copies(const EventRecord& event, const json::object& body) {
    const auto text = [&](const char* name) {
      const auto* value = body.if_contains(name);
      return value && value->is_string() ? std::string_view{value->get_string()}
                                         : std::string_view{};
    };
    const auto number = [&](const char* name) {
      const auto* value = body.if_contains(name);
      return value && value->is_int64() ? value->get_int64() : -1;
    };
    const auto day = event.occurred_on ? to_text(*event.occurred_on) : std::string{};
    const auto* by = body.if_contains("by");
    const auto* who = by && by->is_object() ? by->get_object().if_contains("name") : nullptr;
    return text("occurred_on") == day && who && who->is_string() &&
           std::string_view{who->get_string()} == event.recorded_by &&
           text("event") == event.event && text("from") == event.from_state &&
           text("to") == event.to_state && number("seq") == event.seq &&
           number("case") == event.id.stored() && number("commit") > 0 && number("order") >= 0 &&
           number("recorded_at") == event.recorded_at.time_since_epoch().count();
  }

  // Fold and second decision
  // -----------------------------------------------------------------------

  void replay() {
    if (read_.empty()) throw std::runtime_error("the case has no history");
    const auto& opening = read_.front().body;
    folded_ = decided_ =
        new_family(stored_.root().id, text_in(opening, "workflow"), text_in(opening, "congress"));
    for (std::size_t begin = 0; begin < read_.size();) {
      auto end = begin;
      while (end < read_.size() && read_[end].commit == read_[begin].commit) ++end;
      const std::span commit{read_.data() + begin, end - begin};
      const bool same = decides_again(commit);
      const auto sent_before = expected_notices_.size();
      for (const auto& event : commit) {
        fold(folded_, event.body, event.record->hash);
        starts_.note(event.record->id, event.body, event.record->recorded_at);
        std::ranges::move(
            notices_of(event.body, expected_notices_.size() - sent_before, folded_.root().congress),
            std::back_inserter(expected_notices_));
      }
      if (!same) decided_ = folded_;
      begin = end;
    }
  }

  /// Decides a commit again on what deciding the ones before it came to; false if it comes to
  /// something else.
  bool decides_again(std::span<const Read> commit) {
    Draft draft{catalogue_, std::move(decided_)};
    auto other = [&]() -> std::optional<DecidedDifferently> {
      try {
        return decided_otherwise(commit, draft);
      } catch (const std::logic_error& defect) {  // not an edition that is lost or altered
        return otherwise(commit.front(), defect.what());
      }
    }();
    if (other) {
      verdict_.differently.push_back(std::move(*other));
      return false;
    }
    decided_ = std::move(draft).written();
    return true;
  }

  std::optional<DecidedDifferently> decided_otherwise(std::span<const Read> commit, Draft& draft) {
    for (const auto& event : commit) {
      if (event.body.contains("derived")) continue;
      const auto& editions = event.body.at("editions").as_object();
      rulebook_.check_workflow(text_in(editions, "workflow"));
      const auto rules =
          rulebook_.rules(text_in(editions, "regulation"), text_in(editions, "calendar"));
      static const json::object nothing;
      const auto* uses = event.body.if_contains("uses");
      const auto again = draft.apply(command_from(event.body), event.record->recorded_at, rules,
                                     uses ? uses->as_object() : nothing);
      if (!again)
        return otherwise(event,
                         "refused now: " + again.error().subject + " " + again.error().detail);
    }
    const auto& decided = draft.events();
    for (std::size_t i = 0; i < commit.size(); ++i) {
      if (i >= decided.size()) return otherwise(commit[i], "does not happen now");
      if (decided[i].body != commit[i].record->body)
        return otherwise(commit[i], "has other effects now");
    }
    return std::nullopt;
  }

  static std::string text_in(const json::object& object, std::string_view name) {
    return std::string{std::string_view{object.at(name).as_string()}};
  }

  static DecidedDifferently otherwise(const Read& event, std::string what) {
    return {event.record->id, event.record->seq, event.record->event,
            text_in(event.body.at("editions").as_object(), "regulation"), std::move(what)};
  }

  // The register against the fold
  // ------------------------------------------------------------------

  void compare_cases() {
    for (std::size_t i = 0; i < stored_.cases.size(); ++i) {
      const auto& kase = stored_.cases[i];
      const auto* folded = folded_.find(kase.id);
      if (!folded || folded->version == 0) {
        differs(kase.id, 0, "the case has no history");
        continue;
      }
      auto what = case_difference(kase, *folded);
      if (what.empty()) what = list_difference(i);
      if (!what.empty()) differs(kase.id, 0, what);
    }
    for (const auto& finding : findings_)
      if (!stored_.find(finding.id)) differs(finding.id, 0, "lists find a case that is not there");
    for (const auto& folded : folded_.cases)
      if (!stored_.find(folded.id)) differs(folded.id, 0, "the case is missing from the register");
    if (stored_.root().family_version != folded_.root().family_version)
      differs(stored_.root().id, 0, "the family's version is not that of its last commit");
  }

  [[nodiscard]] std::string list_difference(std::size_t place) const {
    if (!is_listed(place))
      return "number, title, unit or session in lists are not those of the case";
    if (!is_found(stored_.cases[place]))
      return "lists do not find the case by what it says, or find it by something else";
    return {};
  }

  [[nodiscard]] bool is_listed(std::size_t place) const {
    const auto& kase = stored_.cases[place];
    return place < summaries_.size() &&
           summaries_[place] == catalogue_.at(kase.workflow).summary(kase.facts);
  }

  [[nodiscard]] bool is_found(const Case& kase) const {
    const auto at = std::ranges::find(findings_, kase.id, &Finding::id);
    const auto expected = finding_of(kase.id, catalogue_.at(kase.workflow).findable(kase.facts));
    return (at == findings_.end() ? Finding{kase.id, {}, {}} : *at) == expected;
  }

  void compare_clocks() {
    for (const auto& clock : stored_.clocks) {
      const auto* folded = folded_.find_clock(clock.id, clock.kind, clock.number);
      auto what = folded ? clock_difference(clock, *folded, rulebook_, now_)
                         : "clock " + clock.kind + " is not in the history";
      if (what.empty())
        what = reminder_difference(clock, starts_.day_of(clock), reminders_, rulebook_);
      if (!what.empty()) differs(clock.id, 0, what);
    }
    for (const auto& folded : folded_.clocks)
      if (!stored_.find_clock(folded.id, folded.kind, folded.number))
        differs(folded.id, 0, "clock " + folded.kind + " is missing from the register");
    for (const auto& reminder : reminders_)
      if (const auto what = stray_reminder(reminder, folded_); !what.empty())
        differs(reminder.id, 0, what);
  }

  void compare_outbox() {
    if (auto message = outbox_difference(notices_, expected_notices_, reminders_))
      differs(message->about, 0, std::move(message->what));
  }

  const Family& stored_;
  std::span<const Summary> summaries_;
  std::span<const EventRecord> events_;
  std::span<const Reminder> reminders_;
  std::span<const Notice> notices_;
  std::span<const Finding> findings_;
  const Catalogue& catalogue_;
  Rulebook& rulebook_;
  Instant now_;
  Verdict& verdict_;
  Family folded_;                    ///< by the effects that were stored
  Family decided_;                   ///< by deciding again
  json::monotonic_resource memory_;  ///< of the bodies
  std::vector<Read> read_;
  ClockStarts starts_;
  std::vector<Notice> expected_notices_;
};

}  // namespace

void verify_family(const FamilyHistory& history,
                   const Catalogue& catalogue,
                   Rulebook& rulebook,
                   Instant now,
                   Verdict& verdict) {
  if (history.damage.empty()) return FamilyProof{history, catalogue, rulebook, now, verdict}.run();
  ++verdict.cases;
  verdict.differences.push_back({history.root, 0, history.damage});
}

}  // namespace duban
