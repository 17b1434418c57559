#include "engine/register/stored_body.hpp"

#include "engine/register/store.hpp"

namespace duban {

boost::json::object body_of(const EventRecord& event) {
  boost::system::error_code failed;
  auto body = boost::json::parse(event.body, failed);
  if (failed || !body.is_object())
    throw StoreDown("The register is damaged: table events, case " + to_text(event.id) +
                    ": event " + std::to_string(event.seq) + " cannot be read.");
  return std::move(body.get_object());
}

}  // namespace duban
