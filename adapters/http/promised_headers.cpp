#include "adapters/http/promised_headers.hpp"

namespace duban::http {

PromisedHeader etag_header(const char* example) {
  return {.name = "ETag", .means = "Names what is told in the state it is in.", .example = example};
}

PromisedHeader location_header(const char* example) {
  return {.name = "Location", .means = "Where it is.", .example = example};
}

PromisedHeader replayed_header() {
  return {.name = "Idempotency-Replayed",
          .means = "`true` if a request with this key was answered before, and this is its answer.",
          .example = "true"};
}

PromisedHeader cookie_header() {
  return {.name = "Set-Cookie",
          .means = "The cookie of the session; empty where it ends.",
          .example = "duban=d2f0…; Path=/; HttpOnly; SameSite=Strict; Secure"};
}

}  // namespace duban::http
