#include "adapters/cli/rates_text.hpp"

#include "adapters/cli/text_table.hpp"
#include "adapters/tables/csv.hpp"
#include "engine/words/rate_words.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

constexpr auto empty_base = "—";

std::string percent_of(const Survey& survey, const std::optional<std::int64_t>& units) {
  return units ? percent_text(*units, survey.rates.rounding.decimals) : std::string{};
}

// Table -------------------------------------------------------------------------------------------

void tell_numbers(const Survey& survey, const GroupFigures& group, const Context& context) {
  const RateWords words{context.words, survey.measure.workflow};
  TextTable table{{context.say("项目", "Item"), context.say("件数", "Number")}};
  for (std::size_t i = 0; i < group.counts.size(); ++i) {
    const auto& rate = survey.rates.all[i];
    if (rate.base.empty() && survey.tally.applies(rate))
      table.add({words.rate(rate), std::to_string(group.counts[i].counted)});
  }
  if (!table.empty()) table.print(context.out);
}

void tell_group(const Survey& survey, const GroupFigures& group, const Context& context) {
  const RateWords words{context.words, survey.measure.workflow};
  TextTable table{{context.say("指标", "Rate"), context.say("百分比", "Percent"),
                   context.say("分子", "Counted"), context.say("分母", "Of"),
                   context.say("另有", "Beside"), context.say("口径", "Definition")}};
  for (std::size_t i = 0; i < group.counts.size(); ++i) {
    const auto& rate = survey.rates.all[i];
    const auto& count = group.counts[i];
    if (rate.base.empty() || !survey.tally.applies(rate)) continue;
    const auto shown = percent_of(survey, group.percents[i]);
    table.add({words.rate(rate), shown.empty() ? empty_base : shown + " %",
               std::to_string(count.counted), std::to_string(count.base),
               rate.beside.empty()
                   ? ""
                   : context.say("{} {} 件", "{}: {}", words.number(rate.beside), count.beside),
               words.variants(rate.variants)});
  }
  table.print(context.out);
}

void tell_table(const Surveys& surveys,
                const RatesQuestion& question,
                const std::optional<std::string>& only,
                const Context& context) {
  context.tell("{}，截至 {} 记录在库的情况", "{}, as recorded by the end of {}",
               question.congress.name, to_text(question.as_of));
  for (const auto& one : surveys) {
    const bool is_first = &one == &surveys.front();
    if (one.known.empty() && !is_first) continue;  // an office without reports is not told of them
    const RateWords words{context.words, one.measure.workflow};
    context.out << '\n' << context.words.workflow(one.measure.workflow) << '\n';
    if (!one.rates.variants.empty())
      context.tell("口径：{}", "Definition: {}", words.variants(one.rates.variants));
    const auto all = figures_of(one, only);
    if (all.empty()) context.tell("没有可统计的事项", "There is nothing to count");
    for (const auto& group : all) {
      context.out << '\n';
      if (one.grouping) context.out << words.group(one.grouping->name, group.name) << '\n';
      tell_numbers(one, group, context);
      context.out << '\n';
      tell_group(one, group, context);
    }
  }
}

// CSV ---------------------------------------------------------------------------------------------

std::vector<std::string> csv_fields(const Survey& survey,
                                    std::size_t place,
                                    const GroupFigures& group,
                                    const RateWords& words) {
  const auto& rate = survey.rates.all[place];
  const auto& count = group.counts[place];
  auto variants = survey.rates.variants;
  variants.insert(variants.end(), rate.variants.begin(), rate.variants.end());
  const bool has_base = !rate.base.empty();
  const auto shown = percent_of(survey, group.percents[place]);
  return {std::string{survey.measure.workflow},
          group.name,
          rate.name,
          words.rate(rate),
          has_base && shown.empty() ? empty_base : shown,
          std::to_string(count.counted),
          has_base ? std::to_string(count.base) : "",
          rate.beside,
          rate.beside.empty() ? "" : std::to_string(count.beside),
          words.variants(variants)};
}

void tell_csv(const Surveys& surveys,
              const std::optional<std::string>& only,
              const Context& context) {
  CsvWriter table{context.out,
                  {"workflow", "group", "rate", "name", "percent", "counted", "base", "beside",
                   "beside_count", "definition"}};
  for (const auto& one : surveys) {
    const RateWords words{context.words, one.measure.workflow};
    for (const auto& group : figures_of(one, only))
      for (std::size_t i = 0; i < group.counts.size(); ++i)
        if (one.tally.applies(one.rates.all[i])) table.write(csv_fields(one, i, group, words));
  }
}

// JSON --------------------------------------------------------------------------------------------

json::object to_json(const Survey& survey,
                     std::size_t place,
                     const GroupFigures& group,
                     const RateWords& words) {
  const auto& rate = survey.rates.all[place];
  const auto& count = group.counts[place];
  json::object object{{"rate", rate.name}, {"name", words.rate(rate)}, {"counted", count.counted}};
  if (!rate.base.empty()) {
    object["base"] = count.base;
    object["percent"] = group.percents[place]
                            ? json::value(percent_of(survey, group.percents[place]))
                            : json::value{};
    object["variants"] = json::value_from(rate.variants);
  }
  if (!rate.beside.empty()) object["beside"] = {{rate.beside, count.beside}};
  return object;
}

json::object to_json(const Survey& survey,
                     const std::optional<std::string>& only,
                     const Context& context) {
  const RateWords words{context.words, survey.measure.workflow};
  json::array groups;
  for (const auto& group : figures_of(survey, only)) {
    json::array rates;
    for (std::size_t i = 0; i < group.counts.size(); ++i)
      if (survey.tally.applies(survey.rates.all[i]))
        rates.push_back(to_json(survey, i, group, words));
    groups.push_back(json::object{{"group", group.name}, {"rates", std::move(rates)}});
  }
  const auto& rounding = survey.rates.rounding;
  return {{"workflow", survey.measure.workflow},
          {"decimals", rounding.decimals},
          {"rounding", boost::describe::enum_to_string(rounding.method, "")},
          {"variants", json::value_from(survey.rates.variants)},
          {"groups", std::move(groups)}};
}

void tell_json(const Surveys& surveys,
               const RatesQuestion& question,
               const std::optional<std::string>& only,
               const Context& context) {
  json::array measures;
  for (const auto& one : surveys) measures.push_back(to_json(one, only, context));
  context.answer({{"congress", question.congress.code},
                  {"as_of", to_text(question.as_of)},
                  {"by", question.by},
                  {"measures", std::move(measures)}});
}

}  // namespace

void tell_rates(const Surveys& surveys,
                const RatesQuestion& question,
                const std::optional<std::string>& only,
                Format format,
                const Context& context) {
  switch (format) {
    case Format::table:
      return tell_table(surveys, question, only, context);
    case Format::csv:
      return tell_csv(surveys, only, context);
    case Format::json:
      return tell_json(surveys, question, only, context);
  }
}

}  // namespace duban::cli
