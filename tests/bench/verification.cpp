#include "bench/benches.hpp"
#include "bench/office.hpp"
#include "engine/data/canonical.hpp"
#include "engine/proof/verify.hpp"

#include <stdexcept>

namespace duban::bench {

std::vector<Figure> verification() {
  const FreshFile file{"duban-bench-"};
  Office office{"sqlite:" + file.path};
  auto& by = office.open_register;
  for (int i = 0; i < 400; ++i) {
    const auto id = Office::in_handling(by);
    const auto unit = assignment_of(id);
    Office::fire(by, unit, "record_contact",
                 R"({"way":"face_to_face","persons":"张代表","summary":"面商"})");
    Office::fire(by, unit, "reply",
                 R"({"number":"8","reply_class":"A","signatory":"局长","text":"已办结",
                                   "contact_person":"李联络"})");
    Office::fire(by, id, "rate", R"({"result":"satisfied"})");
    Office::fire(by, id, "close", R"({"disclosure":"publish","archive":["答复函"]})");
  }
  std::vector<double> ours;
  std::vector<double> hashing;
  for (int i = 0; i < 5; ++i) {
    Verdict verdict;
    std::vector<std::string> bodies;
    const auto spent = seconds_of([&] {
      office.store.each_family({}, [&](const FamilyHistory& history) {
        verify_family(history, office.catalogue, office.open_register.rulebook(),
                      office.open_register.now(), verdict);
        return true;
      });
    });
    if (!verdict.differences.empty() || !verdict.differently.empty())
      throw std::runtime_error("the bench's register does not verify");
    ours.push_back(static_cast<double>(verdict.events) / spent);
    office.store.each_family({}, [&](const FamilyHistory& history) {
      for (const auto& event : history.events) bodies.push_back(event.body);
      return true;
    });
    std::string last;
    hashing.push_back(static_cast<double>(bodies.size()) / seconds_of([&] {
                        for (const auto& body : bodies) last = chain_hash(last, body);
                      }));
  }
  return {{"verify", "one thread; yardstick: hashing alone", "events/s", median(ours),
           median(hashing)}};
}

}  // namespace duban::bench
