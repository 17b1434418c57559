#pragma once

#include "adapters/cli/context.hpp"
#include "adapters/tables/csv.hpp"
#include "engine/import/case_import.hpp"

#include <fstream>
#include <map>
#include <memory>

namespace duban::cli {

/// Tells every line's verdict as it is known, and the sum at the end.
class Verdicts : public RowWitness {
 public:
  /// `total`: lines of the table.  A file that is there already, or cannot be written, is refused.
  [[nodiscard]] static Result<Verdicts> open(const Context& context,
                                             const Workflow& workflow,
                                             std::size_t total,
                                             const std::string& file);

  void tell(const RowVerdict& verdict) override;
  /// Everything told so far is written out, as its transaction is.
  void group_is_done() override;
  void sum_up(const std::vector<std::string>& new_units, bool is_dry_run);
  /// Refuses if the file did not take every verdict.
  [[nodiscard]] Result<void> finish() const;
  [[nodiscard]] std::size_t refused() const { return refused_; }

 private:
  Verdicts(const Context& context, const Workflow& workflow, std::size_t total)
      : context_{&context}, workflow_{&workflow}, total_{total} {}
  void tell_line(const RowVerdict& verdict, const std::string& id, const std::string& reason);
  void tell_progress();

  const Context* context_;
  const Workflow* workflow_;
  std::size_t total_ = 0, taken_ = 0, refused_ = 0;
  std::map<std::string, std::size_t> states_;
  std::string name_;
  std::unique_ptr<std::ofstream> file_;
  std::optional<CsvWriter> table_;
};

}  // namespace duban::cli
