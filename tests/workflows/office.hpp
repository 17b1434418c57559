#pragma once

#include "adapters/sql/register_fixture.hpp"
#include "engine/register/register.hpp"
#include "engine/schedule/scheduler.hpp"
#include "workflows/catalogue.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace duban::test {

/// How a test's office differs from the profile it starts from.
using Overrides = std::function<void(RegulationText&)>;

/// A whole office over a fresh register, on SQLite unless said otherwise, with a clock that the
/// test moves: what the worked cases are told with.  Everything goes through the commit path and
/// the scheduler.
class Office {
 public:
  /// `profile`: cn, hefei, henan …; `calendar`: cn or xishuangbanna, with the notices of the years
  /// up to `known_through`.
  explicit Office(const std::string& today,
                  const std::string& profile = "cn",
                  const Overrides& overrides = {},
                  const std::string& calendar = "cn",
                  int known_through = 9999,
                  sql::Dialect dialect = sql::Dialect::sqlite);

  /// A case of any workflow by its first event.
  CaseId opened(const std::string& workflow, const std::string& event, const std::string& data);
  std::string refusal_to_open(const std::string& workflow,
                              const std::string& event,
                              const std::string& data);
  /// The case of this number.
  CaseId numbered(const std::string& number);
  /// The national notice of a year is imported: what it does to running limits, one line each:
  /// `1.1 reply 2026-01-02 → 2026-01-04`, `1.1 reply 2026-01-05 (computed 2026-01-04)`.
  std::vector<std::string> import_notice(int year);
  /// The congress picks another profile; running cases keep theirs.
  void pick(const std::string& profile);

  /// A suggestion in `submitted`, received today or on an earlier day.
  CaseId submitted(const std::string& data, const std::string& day = "");
  /// Why it is not taken at all.
  std::string refusal_to_submit(const std::string& data);
  /// A suggestion in `registered`, of 张代表 unless signers are given (lead first).
  CaseId registered(std::vector<std::string> signers = {"张代表"});
  /// … in `assigned`, handed over today to the units: {{"交通局", "sole"}}, or lead and co, or
  /// separate.
  CaseId assigned(const std::vector<std::pair<std::string, std::string>>& units,
                  bool complex = false,
                  std::vector<std::string> signers = {"张代表"});
  /// … in `in_handling`, every unit having signed today.
  CaseId in_handling(const std::vector<std::pair<std::string, std::string>>& units,
                     bool complex = false,
                     std::vector<std::string> signers = {"张代表"});

  /// Fires an event today, recorded by somebody who holds every role; JSON text as data.  Fails the
  /// test if it is refused.
  Done fire(CaseId id, const std::string& event, const std::string& data = "{}");
  Done fire(CaseId id, const std::string& event, const std::string& data, const Actor& who);
  /// The same, expecting a refusal: `condition:all_co_opinions_in`, `no_authority:reassign` …
  std::string refusal(CaseId id, const std::string& event, const std::string& data = "{}");
  std::string refusal(CaseId id,
                      const std::string& event,
                      const std::string& data,
                      const Actor& who);
  /// … of something that is said to have happened on an earlier day.
  std::string refusal_of_day(CaseId id,
                             const std::string& event,
                             const std::string& day,
                             const std::string& data);

  /// A valid reply of today by a unit; `more` is merged into its data.
  Done reply(CaseId assignment, const std::string& more = "{}");
  /// … of an earlier day.
  Done reply_of_day(CaseId assignment, const std::string& day);
  std::string reply_refusal(CaseId assignment, const std::string& more = "{}");
  /// 张代表 rates today.
  Done rate(CaseId id, const std::string& result, const std::string& words = "");

  /// Lives until the end of the working hours (18:00) of a day: everything due on the way is fired.
  void live_until(const std::string& day);
  /// The clock moves to nine o'clock of the day, and nobody has looked at what is due.
  void sleep_until(const std::string& day);
  /// Stands still until the day: the service is down.  What is due is fired when it starts again.
  Fired down_until(const std::string& day);

  [[nodiscard]] std::string state(CaseId id);
  [[nodiscard]] boost::json::object facts(CaseId id);
  [[nodiscard]] Family family(CaseId id);
  /// The due date of a clock, `ended` or `none`; `unknown` if it has no due date.
  [[nodiscard]] std::string due(CaseId id, const std::string& kind, int number = 0);
  [[nodiscard]] int running_clocks(CaseId root);
  /// Days on which somebody was told of a clock; by default the unit's contact.
  [[nodiscard]] std::vector<std::string> told(CaseId id,
                                              const std::string& kind,
                                              const std::string& recipient = "");
  /// Rungs of those days, `-3d, -1d` if two made one notice.
  [[nodiscard]] std::vector<std::string> rungs(CaseId id, const std::string& kind);
  /// How many reminder notices a recipient was sent.
  [[nodiscard]] int notices_to(const std::string& recipient);
  /// What `verify` says of the whole register: empty if all is well.
  [[nodiscard]] std::string verify();

  [[nodiscard]] Register& open_register() { return *register_; }
  [[nodiscard]] Store& store() { return place_.store; }
  [[nodiscard]] Directory& directory() { return place_.directory; }
  [[nodiscard]] Instant now() { return time_.now(); }
  [[nodiscard]] TimeSource& time() { return time_; }
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }

  /// Another connection to the register, as another thread or node would have.
  [[nodiscard]] std::unique_ptr<sql::Database> connect() const { return place_.connect(); }

 private:
  Command command(CaseId id, const std::string& event, const std::string& data);
  std::string refusal(const Command& asked);

  sql::FreshRegister place_;
  Catalogue catalogue_;
  FixedTime time_;
  std::unique_ptr<Register> register_;
};

/// What `verify` says of a whole register: empty if all is well.
[[nodiscard]] std::string verdict_of(Register& open_register);

/// The nth assignment opened in a suggestion's family.
[[nodiscard]] CaseId part(CaseId root, std::int64_t number);

/// Somebody who holds every role and stands for every unit and deputy: the office of three.
[[nodiscard]] Actor anybody();
[[nodiscard]] Actor contact_of(const std::string& unit);
[[nodiscard]] Actor deputy(const std::string& name);

using Days = std::vector<std::string>;

}  // namespace duban::test
