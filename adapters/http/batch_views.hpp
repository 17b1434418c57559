#pragma once

#include "adapters/http/visible.hpp"
#include "engine/batch/batch.hpp"
#include "engine/data/whole.hpp"

/// How batches are told.
namespace duban::http {

BOOST_DEFINE_ENUM_CLASS(Outcome, done, possible, refused)

/// What became of one case, or in a dry run would.
struct BatchItem {
  std::string id;
  Outcome verdict{};
  std::optional<std::string> state;  ///< it is in now; nothing where there is no such case
  std::int64_t version = 0;
  std::optional<json::object> problem;  ///< as a transition of its own would tell it
};
BOOST_DESCRIBE_STRUCT(BatchItem, (), (id, verdict, state, version, problem))

struct BatchHead {
  std::optional<std::string> id;  ///< none in a dry run
  bool finished = false;          ///< false: at work, or broken off and to be sent again
  std::string event, made_by, made_at;
  std::int64_t cases = 0, done = 0, refused = 0;
};
BOOST_DESCRIBE_STRUCT(BatchHead, (), (id, finished, event, made_by, made_at, cases, done, refused))

struct BatchView : BatchHead {
  std::vector<BatchItem> items;  ///< in the order of the request
};
BOOST_DESCRIBE_STRUCT(BatchView, (BatchHead), (items))

struct ListedBatch : BatchHead {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(ListedBatch, (BatchHead), (number))

/// Tells a batch in the language of whoever asks.  The batch must outlive it.
class BatchTelling {
 public:
  BatchTelling(Visit& visit, const Batch& batch, bool is_dry_run);

  [[nodiscard]] BatchView whole_batch() const;

  /// A verdict, or that there is no such case if whoever asks may not see it by now.
  [[nodiscard]] BatchVerdict hidden(const BatchVerdict& verdict, const Sees& sees) const;

 private:
  [[nodiscard]] BatchItem item(const BatchVerdict& verdict) const;
  [[nodiscard]] const Family* family_of(CaseId id) const;
  /// As the case was then, and not as it is now.
  [[nodiscard]] About about_refused(const BatchVerdict& verdict) const;

  Visit& visit_;
  const Batch& batch_;
  bool is_dry_run_;
  std::map<CaseId, Family> families_;  ///< by root
  std::string who_;
};

[[nodiscard]] ListedBatch listed(const Batch& batch);

[[nodiscard]] boost::json::object batch_schema();

}  // namespace duban::http
