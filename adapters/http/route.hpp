#pragma once

#include "adapters/http/message.hpp"
#include "adapters/http/visit.hpp"
#include "engine/result.hpp"

#include <boost/json.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace duban::http {

/// Something in the address of a request, or in its headers.
struct Parameter {
  enum class Place { path, query, header };
  std::string name;
  Place place = Place::query;
  std::string means;           ///< a sentence, in English
  boost::json::object schema;  ///< string, integer (with bounds), boolean, or an enum of strings
  bool required = false;
};

/// Who may come in at all; what they may do there is decided further in.
enum class Door {
  open,       ///< anybody
  signed_in,  ///< people and their scripts, by session or token
  in_person,  ///< people, by session only
  newcomer,   ///< the same, also with a one-time password that must be changed
};

/// A header that an answer may bear.
struct PromisedHeader {
  std::string name;
  std::string means;           ///< a sentence, in English
  boost::json::value example;  ///< a string or an integer
};

/// An answer that a route may give, beside the problems that all may.
struct Promise {
  unsigned status = 200;
  std::string means;
  boost::json::object schema{};  ///< of its JSON body; empty: it has none
  /// Media types, one of which its body has.
  std::vector<std::string> types{"application/json"};
  std::vector<PromisedHeader> headers{};
};

/// One operation: what it takes, what it answers, and the work.  What the router checks and what
/// the OpenAPI document says both come from here.
struct Route {
  std::string method;     ///< GET, POST …
  std::string path;       ///< /api/v1/cases/{id}
  std::string operation;  ///< listCases
  std::string summary;
  std::string description{};  ///< what the summary is too short for
  Door door = Door::signed_in;
  bool audited = false;  ///< whoever does it stands in the audit log
  /// Another program writes its query: what it does not know there is passed over, and nothing of
  /// it stands in the audit log.
  bool from_elsewhere = false;
  std::vector<std::string> told{};   ///< members of the body that stand there too; no secrets
  std::vector<std::string> roles{};  ///< one of which is needed; empty: whoever comes in
  std::vector<Parameter> parameters;
  boost::json::object body{};  ///< schema of what it takes; empty: it takes nothing
  /// Media types that it takes; the router reads JSON and leaves any other to the work.
  std::vector<std::string> body_types{"application/json"};
  std::vector<Promise> promises;
  std::function<Result<Answer>(Visit&)> work;
};

/// Work that needs a port as well: the gate, or whatever else.
template <class Port>
[[nodiscard]] std::function<Result<Answer>(Visit&)> with(Port& port,
                                                         Result<Answer> (*work)(Port&, Visit&)) {
  return [&port, work](Visit& visit) { return work(port, visit); };
}

}  // namespace duban::http
