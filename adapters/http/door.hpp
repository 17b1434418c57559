#pragma once

#include "adapters/http/router.hpp"

#include <string>
#include <string_view>

namespace duban::http {

/// What a token may be allowed to do, beside what its owner may.
inline constexpr std::string_view scope_read = "read", scope_write = "write";

/// Lets in who shows the cookie of a session, with the CSRF token in X-CSRF-Token unless nothing is
/// changed, or a token that has the scope: `Authorization: Bearer …`.
[[nodiscard]] Router::Doorkeeper doorkeeper(Gate& gate);

/// Whether what the headers of a request show opens the door.
[[nodiscard]] bool opens(Gate& gate, std::string_view authorization, std::string_view cookies);

/// 401: who may come in, and how.  `more`: members of the document.
[[nodiscard]] Answer not_signed_in(std::string detail, boost::json::object more = {});

/// The header that gives a browser the secret of a session, or takes it away again (empty).
[[nodiscard]] std::pair<std::string, std::string> session_cookie(const Request& request,
                                                                 std::string_view secret);

/// A header that has a browser keep something: `Path=/…; HttpOnly`.
[[nodiscard]] std::pair<std::string, std::string> cookie_for(const Request& request,
                                                             std::string_view name,
                                                             std::string_view value,
                                                             std::string_view rules);
/// What the browser has kept under this name; empty if nothing.
[[nodiscard]] std::string cookie_named(const Request& request, std::string_view name);

}  // namespace duban::http
