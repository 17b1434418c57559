#pragma once

#include "adapters/http/problem.hpp"
#include "adapters/http/route.hpp"
#include "engine/data/schema.hpp"
#include "engine/register/command.hpp"

/// What requests have in common that fire an event.
namespace duban::http {

/// What every act may say beside the data of its event.
struct Act {
  std::optional<Date> occurred_on;  ///< the day of the act; by default today
  std::optional<std::string> act_of, comment;
  std::vector<std::int64_t> attachments;  ///< ids of uploads that have come whole
};
BOOST_DESCRIBE_STRUCT(Act, (), (occurred_on, act_of, comment, attachments))

/// The body of a request, to take members out of.
[[nodiscard]] Result<boost::json::object> object_in(const Visit& visit);

/// Takes the members that T has out of a body, and reads them.
template <class T>
[[nodiscard]] Result<T> take(boost::json::object& body) {
  boost::json::object own;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
      [&](auto member) {
        const auto at = body.find(member.name);
        if (at == body.end()) return;
        own[member.name] = std::move(at->value());
        body.erase(at);
      });
  return decode<T>(own);
}

/// The act that the rest of a body tells: `data`, which only its event can read, and the members of
/// Act.  `root`: of the family that takes the attachments; none for one that is opened.
[[nodiscard]] Result<Command> command_from(Visit& visit, CaseId root, boost::json::object& body);

/// The schema of T with the members of an act.
template <class T>
[[nodiscard]] boost::json::object schema_with_act() {
  auto schema = schema_of<T>();
  auto& properties = schema.at("properties").as_object();
  properties["data"] = boost::json::object{{"type", "object"}};
  const auto act = schema_of<Act>();
  for (const auto& [name, member] : act.at("properties").as_object()) properties[name] = member;
  return schema;
}

[[nodiscard]] Parameter idempotency_parameter();

/// Why an act was refused.  The same key with another request is a fault of the data, not of the
/// case; so is what the data name that is not there.  Paths are those of the request.
[[nodiscard]] ProblemDocument refusal_of_act(const Error& refused,
                                             const Words& words,
                                             const About& about);

}  // namespace duban::http
