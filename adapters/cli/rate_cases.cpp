// Which cases are in a rate: the part of rates_text.hpp that opens a figure down to its cases.

#include "adapters/cli/rates_text.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/tables/csv.hpp"
#include "engine/data/width.hpp"
#include "engine/views/rate_view.hpp"
#include "engine/words/rate_words.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

std::string id_of(const RatedCase& shown) {
  return shown.case_ + (shown.which ? " #" + std::to_string(*shown.which) : "");
}

class Cases {
 public:
  Cases(const Survey& survey,
        const std::optional<std::string>& only,
        OpenRegister& open,
        const Context& context)
      : survey_{survey},
        only_{only},
        protection_{open.store, open.directory, context.words, false},
        context_{context} {}

  template <class Visit>
  void each(const Visit& visit) {
    for (const auto& listed : survey_.cases)
      if (!only_ || *only_ == listed.group)
        visit(listed, rated_case(listed, protection_, context_.words));
  }

 private:
  const Survey& survey_;
  const std::optional<std::string>& only_;
  Protection protection_;
  const Context& context_;
};

std::string place_of(const Rate& rate, bool is_counted, const Context& context) {
  if (rate.base.empty()) return {};
  return is_counted ? context.say("计入", "counted") : context.say("未计入", "missing");
}

void tell_table(const Survey& survey, const Rate& rate, Cases& cases, const Context& context) {
  const RateWords words{context.words, survey.measure.workflow};
  TextTable table{{context.say("事项", "Case"), context.say("编号", "Number"),
                   context.say("标题", "Title"), context.say("单位", "Unit"), words.rate(rate),
                   context.say("情况", "How it stands")}};
  cases.each([&](const ListedCase& listed, const RatedCase& shown) {
    table.add({id_of(shown), shown.number, shortened(shown.title, widest_title), shown.unit,
               place_of(rate, listed.is_counted, context), shown.details});
  });
  if (table.empty())
    context.tell("{}：没有事项", "{}: no cases", words.rate(rate));
  else
    table.print(context.out);
}

void tell_csv(const Rate& rate, Cases& cases, const Context& context) {
  CsvWriter table{context.out,
                  {"rate", "group", "case", "number", "title", "unit", "counted", "details"}};
  cases.each([&](const ListedCase& listed, const RatedCase& shown) {
    table.write({rate.name, shown.group, id_of(shown), shown.number, shown.title, shown.unit,
                 listed.is_counted ? "true" : "false", shown.details});
  });
}

void tell_json(const Rate& rate,
               const RatesQuestion& question,
               Cases& cases,
               const Context& context) {
  json::array counted, missing;
  cases.each([&](const ListedCase& listed, const RatedCase& shown) {
    json::object object{{"case", shown.case_},
                        {"number", shown.number},
                        {"title", shown.title},
                        {"unit", shown.unit},
                        {"group", shown.group}};
    if (shown.which) object["which"] = *shown.which;
    for (const auto& [field, value] : listed.thing.told) object[field] = value;
    (listed.is_counted ? counted : missing).push_back(std::move(object));
  });
  context.answer({{"congress", question.congress.code},
                  {"as_of", to_text(question.as_of)},
                  {"rate", rate.name},
                  {"counted", std::move(counted)},
                  {"missing", std::move(missing)}});
}

}  // namespace

void tell_cases(const Surveys& surveys,
                const RatesQuestion& question,
                const std::optional<std::string>& only,
                Format format,
                OpenRegister& open,
                const Context& context) {
  for (const auto& one : surveys) {
    const auto* rate = one.rate(one.listed);
    if (!rate) continue;
    Cases cases{one, only, open, context};
    switch (format) {
      case Format::table:
        return tell_table(one, *rate, cases, context);
      case Format::csv:
        return tell_csv(*rate, cases, context);
      case Format::json:
        return tell_json(*rate, question, cases, context);
    }
  }
}

}  // namespace duban::cli
