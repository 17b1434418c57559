#pragma once

#include "adapters/http/calendars.hpp"
#include "adapters/http/case_table.hpp"
#include "adapters/http/desk.hpp"
#include "adapters/http/feed.hpp"
#include "adapters/http/imports.hpp"
#include "adapters/http/languages.hpp"
#include "adapters/http/message.hpp"
#include "adapters/http/router.hpp"
#include "adapters/http/shelf.hpp"
#include "adapters/http/system.hpp"
#include "engine/form.hpp"
#include "engine/measure.hpp"
#include "engine/people/audit.hpp"
#include "engine/people/identities.hpp"
#include "engine/people/provider_gate.hpp"

namespace duban::http {

/// What the workflows supply beside their tables, the rules that came with the program, who writes
/// CSV, and what the program is.
struct Supplies {
  Imports imports;
  std::vector<FormHints> forms;
  Shelf shelf;
  std::vector<Measure> measures;
  ReadNotice read_notice;
  Installation installation;
  WriteTableLine write_csv;
};

/// The ways in.
struct Entrances {
  Gate& gate;
  ProviderGate& provider;
  Identities& identities;
};

/// Everything the register can do, over HTTP.  Thread-safe.
class Api {
 public:
  /// `wall`: the machine's time, for the audit log.
  Api(const Shared& shared,
      const Entrances& entrances,
      AuditLog& audit,
      Feed& feed,
      TimeSource& wall,
      Languages languages,
      const Supplies& supplies);

  /// 503 while the register or the identity provider cannot be reached; throws nothing else that
  /// Store throws.
  [[nodiscard]] Answer answer(const Request& request);

 private:
  Desks desks_;
  Languages languages_;
  Router router_;
};

}  // namespace duban::http
