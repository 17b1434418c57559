#pragma once

#include "engine/data/whole.hpp"
#include "engine/views/event_form.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace duban::http {

/// What an event takes, for programs (JSON schema) and for whoever fills it in.
struct EventForm {
  std::string event, label;
  bool opens = false;            ///< it may be the first event of a case
  json::object schema;           ///< of its data
  std::vector<FormMember> form;  ///< a member for each of the data, in their order
};
BOOST_DESCRIBE_STRUCT(EventForm, (), (event, label, opens, schema, form))

/// Nothing if the workflow has no such event.  `regulation`: by which it would be decided.
[[nodiscard]] std::optional<EventForm> event_form(const Workflow& workflow,
                                                  std::string_view event,
                                                  const std::vector<FormHints>& hints,
                                                  const Regulation& regulation,
                                                  const Words& words);

/// Forms as answers tell them, each written once: there are as many as the workflows have events,
/// in each language and by each regulation edition in use.  Thread-safe.
class FormTexts {
 public:
  explicit FormTexts(std::vector<FormHints> hints) : hints_{std::move(hints)} {}

  /// The JSON text of an EventForm, which stays; empty if the workflow has no such event.  `words`
  /// must outlive this.
  [[nodiscard]] const std::string& of(const Workflow& workflow,
                                      std::string_view event,
                                      const Regulation& regulation,
                                      const Words& words);

 private:
  using Key = std::tuple<const Words*, std::string, std::string, std::string>;

  std::vector<FormHints> hints_;
  std::mutex mutex_;
  std::map<Key, std::string> texts_;
};

}  // namespace duban::http
