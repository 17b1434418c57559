#include "adapters/accounts/openid_gate.hpp"

#include "adapters/accounts/secrets.hpp"

#include <algorithm>

namespace duban::accounts {

namespace {

constexpr std::size_t longest_path = 500;

Error shut(const char* reason, std::string detail) {
  return {Problem::no_authority, reason, std::move(detail)};
}

Error not_set_up() {
  return {Problem::conflict, "", "no identity provider is set up here"};
}

/// Nothing of it is kept anywhere but in the secret.
Passage passage_of(std::string_view secret) {
  return {.state = derived(secret, "state"),
          .nonce = derived(secret, "nonce"),
          .verifier = derived(secret, "verifier")};
}

/// A browser would take `//host` and `/\host` for another place.
bool is_path_of_ours(std::string_view path) {
  const auto is_plain_letter = [](char c) { return c > ' ' && c <= '~' && c != '\\'; };
  return path.starts_with('/') && !path.starts_with("//") && path.size() <= longest_path &&
         std::ranges::all_of(path, is_plain_letter);
}

/// One of the threads that ask the provider; false if they are too many.
class Asking {
 public:
  explicit Asking(std::atomic<int>& count)
      : count_{count}, granted_{++count <= provider_asked_at_once} {}
  ~Asking() { --count_; }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  [[nodiscard]] explicit operator bool() const { return granted_; }

 private:
  std::atomic<int>& count_;
  bool granted_;
};

Error too_many_ask() {
  return {Problem::too_often, "", "too many sign in at this moment; try again"};
}

std::optional<Counter> counted(Counter (*counter)(const std::string&), const std::string& address) {
  return address.empty() ? std::nullopt : std::optional{counter(address)};
}

}  // namespace

std::string OpenIdGate::name() const {
  return provider_ ? provider_->settings().name : "";
}

Result<Departure> OpenIdGate::depart(const std::string& address, const std::string& return_to) {
  if (!provider_) return not_set_up();
  if (!is_path_of_ours(return_to))
    return bad_input("return_to", "must be a path of this server, such as /cases/12");
  const auto counter = counted(counter_of_departures, address);
  if (auto may = check_patience(counter); !may) return may.error();
  const Asking asking{asking_};
  if (!asking) return too_many_ask();
  auto secret = new_secret();
  auto place = provider_->address_for(passage_of(secret));
  const auto now = time_.now();
  if (counter) accounts_.count_failure(counter->key, now, counter->patience.one_forgiven_each);
  identities_.forget_expected(now);
  identities_.expect({hash_secret(secret), return_to, now + longest_absence});
  return Departure{std::move(place), std::move(secret)};
}

Arrival OpenIdGate::arrive(const ProviderReturn& from) {
  Arrival arrival{.opened = not_set_up()};
  if (!provider_) return arrival;
  const auto counter = counted(counter_of_returns, from.address);
  if (auto may = check_patience(counter); !may) return {.opened = may.error()};
  const Asking asking{asking_};
  if (!asking) return {.opened = too_many_ask()};
  const auto person = person_of(from, arrival);
  arrival.opened = person ? opened_for(*person, arrival) : person.error();
  if (!arrival.opened && counter)
    accounts_.count_failure(counter->key, time_.now(), counter->patience.one_forgiven_each);
  return arrival;
}

Result<void> OpenIdGate::check_patience(const std::optional<Counter>& counter) {
  const auto left = counter ? wait_left(accounts_, *counter, time_.now()) : std::chrono::seconds{};
  if (left.count() > 0) return must_wait(left);
  return {};
}

Result<Person> OpenIdGate::person_of(const ProviderReturn& from, Arrival& arrival) {
  const auto passage = passage_of(from.secret);
  if (from.secret.empty() || from.state != passage.state)
    return shut("other_browser", "this sign-in was begun in another browser; begin it here");
  auto return_to = identities_.returned(hash_secret(from.secret), time_.now());
  if (!return_to) return shut("ended", "this sign-in has ended; begin anew");
  arrival.return_to = std::move(*return_to);
  if (!provider_->may_be(from.issuer))
    return shut("other_provider", "this answer is not of the identity provider that was asked");
  if (!from.error.empty())
    return shut("refused_there", "the identity provider has refused: " + plain_error(from.error));
  return provider_->person_for(from.code, passage);
}

/// Whoever removes the link meanwhile must not find open what was opened by it.
Result<Opened> OpenIdGate::opened_for(const Person& person, Arrival& arrival) {
  arrival.subject = person.subject;
  const auto user = user_for(person, arrival);
  if (!user) return user.error();
  auto opened = gate_.admit(*user);
  if (!opened)
    return gate_.why_locked(*user).empty() ? shut("ended", "this sign-in has ended; begin anew")
                                           : shut("locked", opened.error().detail);
  const auto& issuer = provider_->settings().issuer;
  if (identities_.user_of(issuer, person.subject) == *user) return opened;
  gate_.sign_out(opened->secret);
  return shut("not_linked", "the link with the identity provider was just removed");
}

Result<std::string> OpenIdGate::user_for(const Person& person, Arrival& arrival) {
  if (auto user = identities_.user_of(provider_->settings().issuer, person.subject)) {
    arrival.user = *user;
    return *user;
  }
  return bound_user(person, arrival);
}

/// A name at the provider may pass from one person to another; a subject never does.
Result<std::string> OpenIdGate::bound_user(const Person& person, Arrival& arrival) {
  arrival.known_as = provider_->known_as(person);
  if (arrival.known_as.empty())
    return shut("not_named", "the identity provider does not tell your " +
                                 provider_->settings().claim + "; tell whoever runs this");
  auto known = identities_.known_as(arrival.known_as);
  if (!known)
    return shut("not_linked", "nobody here is linked with " + arrival.known_as +
                                  "; an administrator links users");
  arrival.user = known->user;
  if (!gate_.why_locked(known->user).empty()) return shut("locked", "this account is locked");
  known->identity.issuer = provider_->settings().issuer;
  known->identity.subject = person.subject;
  if (!identities_.bind(*known))
    return shut("bound_to_another", "the user linked with " + arrival.known_as +
                                        " is another person at the identity provider; an "
                                        "administrator sets the link anew");
  arrival.is_first = true;
  return known->user;
}

}  // namespace duban::accounts
