#include "adapters/sql/backoff.hpp"

#include "engine/register/store.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace duban::sql {

namespace {

using std::chrono::milliseconds;
constexpr milliseconds longest{2000};

milliseconds somewhat_less(milliseconds wait) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return milliseconds{std::uniform_int_distribution{wait.count() / 2, wait.count()}(random)};
}

}  // namespace

void Backoff::check() const {
  if (!why_.empty() && std::chrono::steady_clock::now() < not_before_) throw StoreDown(why_);
}

void Backoff::failed(std::string why) {
  why_ = std::move(why);
  not_before_ = std::chrono::steady_clock::now() + somewhat_less(wait_);
  wait_ = std::min(wait_ * 2, longest);
}

}  // namespace duban::sql
