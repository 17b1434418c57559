#pragma once

#include "engine/attachments/uploads.hpp"
#include "engine/batch/batch.hpp"
#include "engine/people/saved_views.hpp"
#include "engine/register/amendments.hpp"
#include "engine/register/register.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace duban::http {

/// What all threads of the server share of a register.  Store, directory, time and amendments are
/// such as many threads may use.
struct Shared {
  Store& store;
  Directory& directory;
  const Catalogue& catalogue;
  TimeSource& time;
  Signals& signals;
  Batches& batches;
  Uploads& uploads;
  Amendments& amendments;
  SavedViews& views;
};

/// What one request works with; nobody else's meanwhile.
struct Desk {
  explicit Desk(Shared& shared)
      : store{shared.store},
        directory{shared.directory},
        batches{shared.batches},
        uploads{shared.uploads},
        signals{shared.signals},
        amendments{shared.amendments},
        cases{shared.store, shared.directory, shared.catalogue, shared.time, &shared.signals} {}

  Store& store;
  Directory& directory;
  Batches& batches;
  Uploads& uploads;
  Signals& signals;
  Amendments& amendments;
  Register cases;
};

/// As many desks as are wanted at the same time; the one used last goes first, because what it has
/// read of the rules is warm.  Thread-safe.
class Desks {
 public:
  explicit Desks(const Shared& shared) : shared_{shared} {}

  template <class Work>
  auto with_one(const Work& work) {
    struct Loan {
      explicit Loan(Desks& from) : desks{from}, desk{from.take()} {}
      ~Loan() { desks.give_back(std::move(desk)); }
      Loan(const Loan&) = delete;
      Loan& operator=(const Loan&) = delete;
      Desks& desks;
      std::unique_ptr<Desk> desk;
    };
    const Loan loan{*this};
    return work(*loan.desk);
  }

 private:
  [[nodiscard]] std::unique_ptr<Desk> take();
  void give_back(std::unique_ptr<Desk> desk);

  Shared shared_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Desk>> free_;
};

}  // namespace duban::http
