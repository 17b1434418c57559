#include "adapters/http/auditing.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/pages.hpp"
#include "engine/data/width.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/views/audit_view.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_entries = 1000, usual_entries = 200;
constexpr int read_at_once = 1000, most_read = 10'000;  // of a page that is filtered
constexpr std::size_t longest_about = 500;              // columns
constexpr std::chrono::minutes while_of_refusals{15};
constexpr std::size_t most_refusals = 20;

/// The reason of a refusal stands in its problem document.
std::string outcome_of(const Answer& answer) {
  if (answer.status < 400) return "done";
  boost::system::error_code failed;
  const auto document = json::parse(answer.body, failed);
  const auto* reason =
      !failed && document.is_object() ? document.get_object().if_contains("reason") : nullptr;
  if (reason && reason->is_string()) return std::string{std::string_view{reason->get_string()}};
  return std::to_string(answer.status);
}

/// Who is in, or who is meant to be: a name that nobody bears may be a password in the wrong field.
std::optional<User> user_of(const Visit& visit, const Answer& answer) {
  if (visit.caller) return visit.caller->entered.user;
  const auto* body = visit.body.if_object();
  const auto* name = body ? body->if_contains("name") : nullptr;
  if (!answer.user.empty()) return visit.desk.directory.user(answer.user);
  if (!name || !name->is_string()) return {};
  return visit.desk.directory.user(std::string_view{name->get_string()});
}

/// `users/wang/lock {"why":"调离"}`: the address as people write it, and what was asked for there.
std::string about_of(const Route& route, const Visit& visit) {
  std::string about;
  for (const auto& segment : visit.request.segments)
    if (!about.empty() || (segment != "api" && segment != "v1"))
      about.append(about.empty() ? "" : "/").append(segment);
  auto told = visit.told;
  if (!route.from_elsewhere)
    for (const auto& [name, value] : visit.request.query) told[name] = value;
  if (const auto* body = visit.body.if_object())
    for (const auto& name : route.told)
      if (const auto* value = body->if_contains(name)) told[name] = *value;
  if (!visit.in_place_of.empty()) told["in_place_of"] = visit.in_place_of;
  if (!told.empty()) about.append(" ").append(json::serialize(told));
  return shortened(about, longest_about);
}

AuditEntry entry_for(const Route& route,
                     const Visit& visit,
                     const std::optional<User>& user,
                     Instant now) {
  AuditEntry entry;
  entry.at = now;
  entry.by = user ? user->name : std::string{};
  entry.congress = user ? user->congress : std::string{};
  entry.origin = visit.request.remote;
  entry.act = route.operation;
  entry.about = about_of(route, visit);
  return entry;
}

/// An administrator of one congress sees what its users did; of the only one, also what was done at
/// the command line and who failed to sign in, who are of none.
std::string congress_seen(Visit& visit) {
  const auto& own = visit.user().congress;
  const bool is_only_one = !own.empty() && visit.desk.directory.congresses().size() == 1;
  return is_only_one ? std::string{} : own;
}

/// What is asked for of the log.
struct AuditQuestion {
  std::string congress, act, by;
  bool newest_first = false;
  std::int64_t from = 0;

  [[nodiscard]] bool fits(const AuditEntry& entry) const {
    return (act.empty() || entry.act == act) && (by.empty() || entry.by == by);
  }
  [[nodiscard]] std::vector<AuditEntry> read(AuditLog& log, int limit) const {
    return newest_first ? log.newest_entries(congress, from, limit)
                        : log.entries(congress, from, limit);
  }
};

struct AuditPage {
  std::vector<AuditEntry> entries;
  std::optional<std::int64_t> next;  ///< nothing on the last one
};

/// No index knows who did what: a page that is filtered reads so many entries, and the next goes on
/// where it has stopped.
AuditPage page_of(AuditLog& log, AuditQuestion question, int limit) {
  AuditPage page;
  const bool is_filtered = !question.act.empty() || !question.by.empty();
  const int at_once = is_filtered ? read_at_once : limit + 1;
  for (int read = 0; read < most_read; read += at_once) {
    auto entries = question.read(log, at_once);
    for (auto& entry : entries) {
      if (!question.fits(entry)) continue;
      if (std::ssize(page.entries) == limit) {
        page.next = page.entries.back().seq;
        return page;
      }
      page.entries.push_back(std::move(entry));
    }
    if (std::ssize(entries) < at_once) return page;
    question.from = entries.back().seq;
  }
  page.next = question.from;
  return page;
}

Result<Answer> list_entries(AuditLog& log, Visit& visit) {
  const auto limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_entries;
  const auto text = [&](const char* name) {
    return visit.has(name) ? visit.text(name) : std::string{};
  };
  const auto page = page_of(
      log,
      {congress_seen(visit), text("act"), text("by"), is_newest_first(visit), page_start(visit)},
      limit);
  std::vector<AuditView> views;
  std::ranges::transform(page.entries, std::back_inserter(views), audit_view);
  auto answer = items_of(views);
  answer["next"] = page.next ? json::value(*page.next) : json::value{};
  return Answer::of(answer);
}

/// Of each person the first refusal of a kind, and no more than some, in a while.  Thread-safe.
class Refusals {
 public:
  [[nodiscard]] bool is_news(const std::string& person, const std::string& kind, Instant now) {
    const std::lock_guard lock{mutex_};
    auto& of_person = by_person_[person];
    if (now - of_person.since >= while_of_refusals) of_person = {now, {}};
    return of_person.kinds.size() < most_refusals && of_person.kinds.insert(kind).second;
  }

 private:
  struct Lately {
    Instant since{};
    std::set<std::string> kinds;
  };
  std::mutex mutex_;
  std::map<std::string, Lately> by_person_;
};

/// What nobody could have done, such as a malformed request, is no act; nor is what had to wait: or
/// anybody could fill the log.
bool is_told(const Route& route, const Visit& visit, const Answer& answer) {
  if (answer.status == 403 || !visit.suspicion.empty()) return true;
  const bool is_sign_in = route.audited && route.door == Door::open;
  return is_sign_in && (answer.status < 400 || answer.status == 401);
}

/// An act that goes on while its answer goes out, and is broken off by a client who goes: the
/// connection lets go of the pieces on a worker, where it is written down.
class ActInPieces {
 public:
  ActInPieces(std::unique_ptr<RecordedAct> act, const Answer& answer, std::string request)
      : act_{std::move(act)},
        pieces_{answer.pieces},
        came_of_{answer.came_of},
        request_{std::move(request)} {}
  ~ActInPieces() { end("broken_off"); }
  ActInPieces(const ActInPieces&) = delete;
  ActInPieces& operator=(const ActInPieces&) = delete;

  std::string next() {
    auto piece = pieces_();
    if (piece.empty()) end("done");
    return piece;
  }

 private:
  void end(const char* outcome) {
    const auto act = std::move(act_);
    if (!act) return;
    try {
      if (came_of_) act->add(json::serialize(came_of_()));
      act->finish(outcome);
    } catch (const std::exception& down) {
      spdlog::error("http id={}: what came of it does not stand in the audit log: {}", request_,
                    down.what());
    }
  }

  std::unique_ptr<RecordedAct> act_;
  std::function<std::string()> pieces_;
  std::function<json::object()> came_of_;
  std::string request_;
};

Result<Answer> done_on_record(const Route& route, AuditLog& log, Instant now, Visit& visit) {
  auto act = std::make_unique<RecordedAct>(log, entry_for(route, visit, visit.user(), now));
  auto answer = route.work(visit);
  const bool is_whole = !answer || !answer->pieces;
  const bool is_done = answer && answer->status < 400 && !visit.is_rehearsal;
  if (is_done && !is_whole && visit.request.method != "HEAD") {
    const auto goes_on = std::make_shared<ActInPieces>(std::move(act), *answer, visit.request.id);
    answer->pieces = [goes_on] { return goes_on->next(); };
    return answer;
  }
  try {
    if (is_done && is_whole)
      act->finish("done");
    else
      act->drop();
  } catch (const std::exception& down) {
    spdlog::error("http id={}: what came of {} by {} does not stand in the audit log: {}",
                  visit.request.id, route.operation, visit.user().name, down.what());
  }
  return answer;
}

}  // namespace

Route recorded(Route route, AuditLog& log, TimeSource& time) {
  if (!route.audited || route.door == Door::open) return route;
  auto same = route;
  same.work = [route = std::move(route), &log, &time](Visit& visit) {
    return done_on_record(route, log, time.now(), visit);
  };
  return same;
}

Router::Witness auditor(AuditLog& log, TimeSource& time) {
  const auto refusals = std::make_shared<Refusals>();
  return [refusals, &log, &time](const Route& route, const Visit& visit, const Answer& answer) {
    if (!is_told(route, visit, answer)) return;
    const auto now = time.now();
    auto entry = entry_for(route, visit, user_of(visit, answer), now);
    entry.outcome = visit.suspicion.empty() ? outcome_of(answer) : visit.suspicion;
    const bool is_refusal = answer.status == 403 || visit.suspicion == "no_authority";
    if (is_refusal && !refusals->is_news(entry.by, entry.act + entry.outcome, now)) return;
    try {
      log.add(std::move(entry));
    } catch (const std::exception& down) {
      spdlog::error("http id={}: {} by {} does not stand in the audit log: {}", visit.request.id,
                    route.operation, answer.user, down.what());
    }
  };
}

std::vector<Route> audit_routes(AuditLog& log) {
  return {
      {.method = "GET",
       .path = "/api/v1/audit",
       .operation = "listAudit",
       .summary = "Who signed in, administered, was refused: the audit log, a page at a time.",
       .description =
           "An administrator sees the acts of the own congress; of the only congress there is, or "
           "of none, also those of nobody who is known and of the command line. A page that `act` "
           "or `by` filters looks at 10,000 entries: it may be short, or empty, and `next` still "
           "goes on.",
       .door = Door::in_person,
       .roles = {std::string{administrator}},
       .parameters = {order_parameter(),
                      {.name = "act",
                       .means = "What was done: `signIn`, `addUser` …",
                       .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 100}}},
                      {.name = "by",
                       .means = "Login of whoever did it.",
                       .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 200}}},
                      {.name = "after",
                       .means = "The `next` of the page before.",
                       .schema = {{"type", "integer"}, {"minimum", 0}}},
                      {.name = "limit",
                       .means = "How many entries a page has.",
                       .schema = {{"type", "integer"}, {"minimum", 1}, {"maximum", most_entries}}}},
       .promises = {{.means = "A page; `next` is the `after` of the following one.",
                     .schema = page_schema(whole_schema<AuditView>(), "integer")}},
       .work = [&log](Visit& visit) { return list_entries(log, visit); }}};
}

}  // namespace duban::http
