#include "adapters/http/feed.hpp"

#include "adapters/http/event_text.hpp"
#include "engine/people/sight.hpp"
#include "engine/people/stand_in.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>

namespace duban::http {

namespace {

using std::chrono::steady_clock;

/// How often the journal is looked into; one look tells whether there is news.
constexpr std::chrono::milliseconds look_every{250};
/// Families that are held in memory at a time, and what waits for one client at most: some dozens
/// of kilobytes.
constexpr int changes_at_once = 500;
/// Whoever has missed more reads the register again sooner than all that.
constexpr int most_missed = 10'000;
/// Proxies give up a connection that says nothing for a minute.
constexpr std::chrono::seconds longest_silence{20};
constexpr std::chrono::seconds check_every{3};
constexpr std::chrono::seconds wait_for_register{1};

constexpr int streams_of_user = 16;
/// An office behind one address has as many as it may have connections.
constexpr int streams_of_address = 200;

/// A change, and what decides who may see it.
struct News {
  const Family* family;
  const Case* self;
  const Change* change;
  std::string text;
};

std::optional<Family> sound_family(Store& store, CaseId root) {
  try {
    if (auto family = store.load(root)) return std::move(*family);
  } catch (const FamilyDamaged& damage) {
    spdlog::warn("stream: {}", damage.what());
  }
  return {};
}

/// A damaged one is left out, and hides none of the others.
std::vector<Family> families_of(Store& store, const std::vector<Change>& changes) {
  const auto roots = roots_of(changes, [](const Change& change) { return change.at.id; });
  try {
    return store.load_all(roots);
  } catch (const FamilyDamaged&) {
    std::vector<Family> sound;
    for (const auto root : roots)
      if (auto family = sound_family(store, root)) sound.push_back(std::move(*family));
    return sound;
  }
}

std::vector<News> news_of(const std::vector<Family>& families,
                          const std::vector<Change>& changes,
                          const std::string& journal) {
  std::vector<News> all;
  for (const auto& change : changes) {
    const auto root = change.at.id.root();
    const auto family = std::ranges::lower_bound(families, root, {},
                                                 [](const Family& each) { return each.root().id; });
    if (family == families.end()) continue;
    if (const auto* self = family->find(change.at.id))
      all.push_back({&*family, self, &change, change_text(journal, change)});
  }
  return all;
}

/// From now on: what was before is to be read again.
void begin_anew(Listener& listener, const JournalExtent& standing) {
  listener.journal = standing.journal;
  listener.at = Place::after(standing.through);
  listener.say(reset_text({listener.journal, listener.at}));
}

void speak_if_quiet(Listener& listener) {
  const auto now = steady_clock::now();
  if (now < listener.spoken_at + longest_silence || !listener.is_served()) return;
  listener.say(quiet_text({listener.journal, listener.at}));
  listener.spoken_at = now;
}

}  // namespace

/// A listener while its connection lasts.
class Feed::Stream final : public Flow {
 public:
  Stream(Feed& feed, std::shared_ptr<Listener> listener)
      : feed_{feed}, listener_{std::move(listener)} {}
  ~Stream() override {
    listener_->leave();
    feed_.leave(listener_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void begin(std::function<void()> woken) override { listener_->begin(std::move(woken)); }
  std::optional<std::string> take() override { return listener_->take(); }

 private:
  Feed& feed_;
  std::shared_ptr<Listener> listener_;
};

Feed::Feed(const Sources& sources)
    : from_{sources}, thread_{[this](const std::stop_token& stop) { run(stop); }} {}

Result<std::shared_ptr<Flow>> Feed::open(const Caller& caller,
                                         const std::string& address,
                                         const std::string& last_id) {
  const auto listener = std::make_shared<Listener>(caller, address);
  begin_at(*listener, last_id);
  if (auto joined = join(listener); !joined) return joined.error();
  return std::make_shared<Stream>(*this, listener);
}

void Feed::begin_at(Listener& listener, const std::string& last_id) {
  const auto standing = from_.journal.standing();
  listener.spoken_at = steady_clock::now();
  listener.journal = standing.journal;
  listener.at = Place::after(standing.through);
  if (last_id.empty()) return listener.say(opening_text({listener.journal, listener.at}));
  const auto last = Bookmark::parse(last_id);
  if (!last || last->journal != standing.journal || !standing.goes_on_from(last->place) ||
      from_.journal.count_after(last->place, standing.through, most_missed) == most_missed)
    return begin_anew(listener, standing);
  listener.at = last->place;
  listener.say(opening_text(*last));
}

Result<void> Feed::join(const std::shared_ptr<Listener>& listener) {
  const std::lock_guard lock{mutex_};
  const auto of_user = std::ranges::count_if(
      listeners_, [&](const auto& other) { return other->name == listener->name; });
  const auto of_address = std::ranges::count_if(
      listeners_, [&](const auto& other) { return other->address == listener->address; });
  if (of_user >= streams_of_user || of_address >= streams_of_address)
    return Error{Problem::too_often, "", "too many pages listen for changes already; close some"};
  listeners_.push_back(listener);
  joined_.notify_one();
  return {};
}

void Feed::leave(const std::shared_ptr<Listener>& listener) {
  const std::lock_guard lock{mutex_};
  std::erase(listeners_, listener);
}

void Feed::run(const std::stop_token& stop) {
  for (;;) {
    const auto all = everybody(stop);
    if (stop.stop_requested()) return;
    std::chrono::milliseconds wait = look_every;
    try {
      if (turn(all)) wait = {};
      is_down_ = false;
    } catch (const std::exception& failure) {
      if (!is_down_) spdlog::warn("stream: no news for now: {}", failure.what());
      is_down_ = true;
      wait = wait_for_register;
    }
    for (const auto& listener : all) speak_if_quiet(*listener);
    std::unique_lock lock{mutex_};
    joined_.wait_for(lock, stop, wait, [] { return false; });
  }
}

/// Waits until there is somebody.
Feed::Listeners Feed::everybody(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  joined_.wait(lock, stop, [&] { return !listeners_.empty(); });
  return listeners_;
}

bool Feed::turn(const Listeners& all) {
  const auto now = steady_clock::now();
  if (now >= checked_at_ + check_every) {
    check_entries(all);
    checked_at_ = now;
  }
  return tell_news(all);
}

/// Reads on from whoever is furthest behind; who is there when it has been read is told too.
bool Feed::tell_news(Listeners all) {
  std::erase_if(all, [](const auto& listener) { return !listener->is_served(); });
  const auto standing = from_.journal.standing();
  for (const auto& listener : all)
    if (listener->journal != standing.journal || !standing.goes_on_from(listener->at))
      begin_anew(*listener, standing);
  std::ranges::sort(all, {}, [](const auto& listener) { return listener->at; });
  bool has_more = false;
  for (std::span<const std::shared_ptr<Listener>> rest{all}; !rest.empty();) {
    const auto from = rest.front()->at;
    if (from >= Place::after(standing.through)) break;
    const auto changes = from_.journal.after(from, standing.through, changes_at_once);
    const bool is_full = std::ssize(changes) == changes_at_once;
    const auto through = is_full ? changes.back().at : Place::after(standing.through);
    const auto behind = std::ranges::lower_bound(rest, through, {},
                                                 [](const auto& listener) { return listener->at; });
    const auto count = static_cast<std::size_t>(behind - rest.begin());
    tell(rest.first(count), changes, through);
    rest = rest.subspan(count);
    has_more |= is_full;
  }
  return has_more;
}

void Feed::tell(std::span<const std::shared_ptr<Listener>> some,
                const std::vector<Change>& changes,
                const Place& through) {
  if (changes.empty()) {
    for (const auto& listener : some) listener->at = through;
    return;
  }
  const auto families = families_of(from_.store, changes);
  const auto news = news_of(families, changes, some.front()->journal);
  for (const auto& listener : some) {
    const Sight sight{listener->user, from_.catalogue, listener->others};
    std::string text;
    for (const auto& [family, self, change, words] : news)
      if (change->at > listener->at && sight.sees(*family, *self)) text += words;
    listener->at = through;
    if (text.empty()) continue;
    listener->say(text);
    listener->spoken_at = steady_clock::now();
  }
}

/// Ends the streams of whoever may no longer come in, and sees to what the others now are.
void Feed::check_entries(const Listeners& all) {
  std::vector<std::string> secrets;
  for (const auto& listener : all) secrets.push_back(listener->secret);
  const auto open = from_.gate.still_open(secrets);
  std::map<std::string, User> users;
  for (auto& user : from_.directory.users()) users[user.name] = std::move(user);
  for (const auto& listener : all) {
    const auto user = users.find(listener->name);
    if (user == users.end() || !open.contains(listener->secret))
      listener->end();
    else
      see_again(*listener, user->second);
  }
}

/// Whom a user stands in for may have ended; who stands in since learns it when the page is opened
/// anew.
void Feed::see_again(Listener& listener, const User& user) {
  listener.user = user;
  if (listener.others.empty()) return;
  const auto day = date_of(from_.time.now());
  listener.others.clear();
  for (auto& each : stand_ins_of(user, from_.directory.delegations(user.congress, day),
                                 from_.directory, day, locked_by(from_.gate)))
    listener.others.push_back(std::move(each.as));
}

}  // namespace duban::http
