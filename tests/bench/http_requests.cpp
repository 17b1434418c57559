#include "bench/benches.hpp"
#include "bench/client.hpp"
#include "bench/pgbench.hpp"
#include "bench/server_process.hpp"
#include "bench/urging.hpp"

#include <array>
#include <cstdlib>
#include <map>
#include <random>
#include <stdexcept>

namespace duban::bench {

namespace {

constexpr auto page_size = 50;

/// One officer over HTTP, on a connection of its own.
class Officer {
 public:
  Officer(int port, const std::string& session, const std::vector<CaseId>& roots, int number)
      : client_{port}, roots_{roots}, number_{number}, random_{static_cast<unsigned>(number) + 1} {
    client_.headers = session;
  }

  /// Sees each of its assignments once, as whoever urges one has.
  void look() {
    for (unsigned nth = 0; nth < families_each; ++nth) {
      const auto id = assignment_of(family_of(roots_, number_, nth));
      tags_[id] = asked("GET", path_of(id), {}, {}).header("ETag");
    }
  }

  void urge() {
    const auto id = assignment_of(next());
    auto& tag = tags_.at(id);
    const auto told =
        asked("POST", path_of(id) + "/events/urge", "If-Match: " + tag + "\r\n", R"({"data":{}})");
    tag = told.header("ETag");
  }
  void read() { asked("GET", path_of(next()), {}, {}); }
  void list() {
    asked("GET",
          "/api/v1/cases?congress=340100&workflow=suggestion&state=in_handling&limit=" +
              std::to_string(page_size) + "&after=" + to_text(next()),
          {}, {});
  }

 private:
  [[nodiscard]] CaseId next() {
    return family_of(roots_, number_, static_cast<unsigned>(random_() % families_each));
  }
  [[nodiscard]] static std::string path_of(CaseId id) { return "/api/v1/cases/" + to_text(id); }
  Response asked(std::string_view method,
                 const std::string& target,
                 const std::string& headers,
                 std::string_view body) {
    auto told = client_.ask(method, target, headers, body);
    if (told.status != 200)
      throw std::runtime_error(target + ": " + std::to_string(told.status) + " " + told.body);
    return told;
  }

  Client client_;
  const std::vector<CaseId>& roots_;
  int number_;
  std::minstd_rand random_;
  std::map<CaseId, std::string> tags_;
};

/// The rows of a list page by hand.
std::string listing_script(const std::vector<CaseId>& roots) {
  return reading_script(roots).substr(0, reading_script(roots).find("SELECT")) +
         R"(SELECT c.id, c.congress, c.workflow, c.state, c.number, c.title, c.unit, c.session, c.version,
       c.opened_on, c.facts,
       (SELECT min(due) FROM clocks WHERE case_id = c.id AND ended_on IS NULL)
  FROM cases c WHERE c.congress = '340100' AND c.workflow = 'suggestion' AND c.state = 'in_handling'
   AND c.id > :root ORDER BY c.id LIMIT )" +
         std::to_string(page_size) + ";\n";
}

struct Request {
  std::string name;
  void (Officer::*before)();  ///< once, unless there is nothing to be done
  void (Officer::*work)();
  std::string script;
};

}  // namespace

std::vector<Figure> http_requests() {
  const char* url = std::getenv("DUBAN_BENCH_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  if (!url) return {};
  Office office{url, 4};
  const auto roots = open_families(office);
  make_users(url, {{"officer", "", {"officer", "deputies_body"}, "", ""}});
  const std::array requests{
      Request{"transitions", &Officer::look, &Officer::urge, urging_script(office, roots)},
      Request{"a case", nullptr, &Officer::read, reading_script(roots)},
      Request{"a list page", nullptr, &Officer::list, listing_script(roots)}};
  office.tidy();
  const ServerProcess server{url};
  const auto session = sign_in(server.port(), "officer", password);
  std::vector<Figure> figures;
  for (const auto& request : requests)
    for (const int callers : {16, 64}) {
      std::map<int, std::shared_ptr<Officer>> officers;
      for (int number = 0; number < callers; ++number) {
        auto& officer = officers[number];
        officer = std::make_shared<Officer>(server.port(), session, roots, number);
        if (request.before) ((*officer).*request.before)();
      }
      const auto work_of = [&](int number) {
        return [officer = officers.at(number), work = request.work] { ((*officer).*work)(); };
      };
      measure({"http", url, request.script, callers},
              request.name + ", " + std::to_string(callers) + " clients", work_of, figures);
    }
  figures.push_back({"http", "memory of the server", "MB", server.resident_megabytes(), {}});
  return figures;
}

}  // namespace duban::bench
