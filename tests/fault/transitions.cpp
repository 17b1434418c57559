// transitions DB CASE: urges one assignment over and over, and says which event each commit was
// acknowledged as.  Whoever kills it knows what must have survived.

#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/register/register.hpp"
#include "workflows/catalogue.hpp"

#include <cstdio>

int main(int argc, char** argv) {
  using namespace duban;
  if (argc != 3) return 2;
  const auto database = sql::Database::open(argv[1]).value();
  sql::SqlStore store{*database};
  sql::SqlDirectory directory{*database};
  const auto catalogue = all_workflows();
  FixedTime time{directory.simulated_now().value()};
  Register open_register{store, directory, catalogue, time};

  Command command;
  command.id = CaseId::parse(argv[2]).value();
  command.event = "urge";
  command.actor.name = "officer";
  command.actor.roles = {"officer"};
  for (;;) {
    const auto done = open_register.fire(command).value();
    std::printf("%lld\n", static_cast<long long>(done.version));
    std::fflush(stdout);
  }
}
