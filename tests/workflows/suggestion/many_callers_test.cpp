#include "adapters/sql/grouped_store.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <mutex>
#include <set>
#include <thread>

namespace duban::test {

namespace {

constexpr int families = 2;

constexpr auto roads = R"({"title":"关于道路的建议","text":"路面破损严重，请予改造。",
                           "lead_deputy":"张代表","session":"17-3"})";

/// A program of many threads on the register of an office.
struct Node {
  Node(Office& from, std::size_t connections) : office{from}, pool{from.connect(), connections} {}
  [[nodiscard]] Register open_register() {
    return {store, directory, office.catalogue(), office.time()};
  }

  Office& office;
  sql::Pool pool;
  sql::GroupedStore store{pool};
  sql::SqlDirectory directory{pool};
};

Command command_of(CaseId id, const char* event, const char* text = "{}") {
  Command command;
  command.id = id;
  command.event = event;
  command.data = boost::json::parse(text);
  command.actor = anybody();
  return command;
}

/// Something an officer does to one of the families.
struct Act {
  int family = 0, what = 0;
};

Command command_of(const Act& act, const std::vector<CaseId>& roots) {
  static const std::vector<std::tuple<std::int64_t, const char*, const char*>> kinds{
      {1, "urge", "{}"},
      {2, "urge", "{}"},
      {1, "record_contact", R"({"way":"face_to_face","persons":"张代表","summary":"面商"})"},
      {2, "reply", R"({"number":"乙〔2025〕1号","signatory":"局长","text":"会办意见",
                       "reply_class":"A","contact_person":"李联络"})"},
      {1, "reply", R"({"number":"甲〔2025〕8号","signatory":"局长","text":"已办结",
                       "reply_class":"A","contact_person":"李联络"})"},
      {0, "rate", R"({"result":"satisfied"})"}};
  const auto& [nth, event, text] = kinds[static_cast<std::size_t>(act.what) % kinds.size()];
  return command_of(part(roots[static_cast<std::size_t>(act.family)], nth), event, text);
}

/// What each of several officers is to do, all at the same time.
rc::Gen<std::vector<std::vector<Act>>> any_day() {
  const auto act =
      rc::gen::map(rc::gen::pair(rc::gen::inRange(0, families), rc::gen::inRange(0, 6)),
                   [](const std::pair<int, int>& drawn) {
                     return Act{drawn.first, drawn.second};
                   });
  const auto officer = rc::gen::container<std::vector<Act>>(4, act);
  return rc::gen::container<std::vector<std::vector<Act>>>(5, officer);
}

/// The history holds what was answered, as it was answered.
bool is_kept(Store& store, const EventRecord& answered) {
  const auto kept = store.events(answered.id, answered.seq - 1, 1);
  return kept.size() == 1 && kept.front().hash == answered.hash;
}

}  // namespace

TEST_CASE("What many do at once they could have done one after the other",
          "[suggestion][property]") {
  const auto dialect = EACH_DATABASE;
  rc::prop("any acts of five officers on two suggestions", [dialect] {
    Office office{"2025-03-14", "cn", {}, "cn", 9999, dialect};
    std::vector<CaseId> roots;
    for (int i = 0; i < families; ++i)
      roots.push_back(office.in_handling({{"甲局", "lead"}, {"乙局", "co"}}));
    std::int64_t before = 0;
    for (const auto root : roots) before += std::ssize(office.store().history(root)->events);

    Node node{office, 3};
    std::mutex mutex;
    std::vector<EventRecord> answered;
    std::vector<Error> refused;
    const auto work = [&](const std::vector<Act>& acts) {
      auto own = node.open_register();
      for (const auto& act : acts) {
        const auto done = own.fire(command_of(act, roots));
        const std::scoped_lock lock{mutex};
        if (done)
          answered.insert(answered.end(), done->events.begin(), done->events.end());
        else
          refused.push_back(done.error());
      }
    };
    {
      std::vector<std::jthread> officers;
      for (const auto& acts : *any_day()) officers.emplace_back([&work, acts] { work(acts); });
    }
    for (const auto& event : answered) RC_ASSERT(is_kept(node.store, event));
    std::int64_t kept = 0;
    for (const auto root : roots) kept += std::ssize(node.store.history(root)->events);
    RC_ASSERT(kept == before + std::ssize(answered));
    for (const auto& error : refused) RC_ASSERT(error.problem != Problem::stale_version);
    // Decides every event again, in the order in which they stand.
    RC_ASSERT(office.verify() == "");
  });
}

TEST_CASE("Sixteen officers who register at the same time are each given the next number",
          "[suggestion][sql]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  constexpr int officers = 16, each = 10;
  std::vector<CaseId> received;
  for (int i = 0; i < officers * each; ++i) received.push_back(office.submitted(roads));
  Node node{office, 3};
  std::mutex mutex;
  std::vector<std::string> refused;
  const auto work = [&](std::size_t officer) {
    auto own = node.open_register();
    for (auto i = officer; i < received.size(); i += officers) {
      const auto done = own.fire(command_of(received[i], "register"));
      const std::scoped_lock lock{mutex};
      if (!done) refused.push_back(done.error().subject + " " + done.error().detail);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t officer = 0; officer < officers; ++officer)
      threads.emplace_back(work, officer);
  }
  CHECK(refused == std::vector<std::string>{});
  std::set<std::string> numbers;
  for (const auto id : received)
    numbers.insert(std::string{office.facts(id).at("number").as_string()});
  CHECK(numbers.size() == received.size());
  CHECK(office.verify() == "");
}

TEST_CASE("Nobody is refused by what a node remembers of a case", "[suggestion][sql]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto id = office.submitted(roads);
  Node node{office, 1};
  auto own = node.open_register();
  static_cast<void>(node.store.load(id));

  // when another node has registered the case meanwhile
  office.fire(id, "register");

  // then assigning it, which what is remembered would not allow, is carried out
  const auto done = own.fire(command_of(
      id, "assign", R"({"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]})"));
  INFO((done ? "" : done.error().subject + " " + done.error().detail));
  CHECK(done.has_value());

  // and registering it again, which would have been allowed, is refused
  CHECK_FALSE(own.fire(command_of(id, "register")).has_value());
  CHECK(office.verify() == "");
}

}  // namespace duban::test
