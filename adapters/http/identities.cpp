// Users whom an identity provider knows.

#include "adapters/http/json_rows.hpp"
#include "adapters/http/users.hpp"

namespace duban::http {

namespace {

struct NewIdentity {
  std::string known_as;
};
BOOST_DESCRIBE_STRUCT(NewIdentity, (), (known_as))

struct IdentityView {
  std::string known_as;  ///< empty: not linked
  bool bound = false;    ///< they have come once; from then on only the provider's subject counts
  std::string issuer, subject;
};
BOOST_DESCRIBE_STRUCT(IdentityView, (), (known_as, bound, issuer, subject))

IdentityView identity_view(const Identity& identity) {
  return {identity.known_as, !identity.subject.empty(), identity.issuer, identity.subject};
}

Result<Answer> show_identity(Identities& identities, Visit& visit) {
  const auto user = administered_user(visit);
  if (!user) return user.error();
  return Answer::of(whole(identity_view(identities.identity(user->name).value_or(Identity{}))));
}

Result<Answer> put_identity(Identities& identities, Visit& visit) {
  const auto user = administered_user(visit);
  if (!user) return user.error();
  const auto given = decode<NewIdentity>(visit.body);
  if (!given) return given.error();
  if (auto linked = link_identity(identities, visit.desk.directory, user->name, given->known_as);
      !linked)
    return linked.error();
  return Answer::of(whole(identity_view({given->known_as, {}, {}})));
}

Result<Answer> remove_identity(Identities& identities, Visit& visit) {
  const auto user = administered_user(visit);
  if (!user) return user.error();
  if (auto gone = unlink_identity(identities, visit.desk.directory, user->name); !gone)
    return gone.error();
  return Answer::nothing();
}

}  // namespace

std::vector<Route> identity_routes(Identities& identities) {
  const auto view = whole_schema<IdentityView>();
  const std::string path = "/{name}/identity";
  auto show = user_route("GET", path, "getIdentity", "How the identity provider knows a user.",
                         {.means = "The link; empty where there is none.", .schema = view});
  show.work = with(identities, show_identity);
  auto put = user_route(
      "PUT", path, "putIdentity",
      "Link a user with what the identity provider says of them; the first who comes so is bound.",
      {.means = "The link; what an earlier one has opened ends.", .schema = view});
  put.told = {"known_as"};
  put.body = schema_of<NewIdentity>();
  put.work = with(identities, put_identity);
  auto remove = user_route("DELETE", path, "removeIdentity",
                           "Let a user sign in by the identity provider no longer.",
                           {.status = 204, .means = "Removed; what it has opened ends."});
  remove.work = with(identities, remove_identity);
  return {show, put, remove};
}

}  // namespace duban::http
