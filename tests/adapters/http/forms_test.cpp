// A form says how each member of an event is asked for, in the language of whoever asks.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

struct FormOffice : ServedRegister {
  explicit FormOffice(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    add_user({"officer", "340100", {"officer"}, "", ""}, "春江花月夜2025年");
  }
  [[nodiscard]] json::object forms(const char* workflow, Headers headers = {}) {
    const auto told = Browser{*this, "officer"}.get(
        std::string{"/api/v1/workflows/"} + workflow + "/forms", std::move(headers));
    REQUIRE(told.status == 200);
    return told.json();
  }
};

const json::object& named(const json::value& list, const char* member, const char* name) {
  for (const auto& item : list.as_array())
    if (item.at(member) == name) return item.as_object();
  throw std::logic_error(name);
}

std::string widget(const json::object& form, const char* member) {
  return std::string{
      std::string_view{named(form.at("form"), "name", member).at("widget").as_string()}};
}

}  // namespace

TEST_CASE("A form names its members in order, with label, widget and choices", "[http][forms]") {
  FormOffice office;
  const auto forms = office.forms("suggestion");
  const auto& submit = named(forms.at("items"), "event", "submit");
  CHECK(submit.at("label") == "提交");
  CHECK(submit.at("opens") == true);
  CHECK(submit.at("form").at(0).at("name") == "title");
  CHECK(submit.at("form").at(0).at("label") == "标题");
  CHECK(submit.at("form").at(0).at("required") == false);
  CHECK(submit.at("form").at(0).at("help") == "涉密件不填");
  CHECK(widget(submit, "title") == "text");
  CHECK(widget(submit, "text") == "long_text");
  CHECK(widget(submit, "lead_deputy") == "deputy");
  CHECK(widget(submit, "co_signers") == "deputies");
  CHECK(widget(submit, "session") == "session");
  CHECK(widget(submit, "confidential") == "yes_no");
  const auto& origin = named(submit.at("form"), "name", "origin");
  CHECK(origin.at("widget") == "choice");
  CHECK(origin.at("choices").at(1) == json::object{{"code", "recess"}, {"label", "闭会期间"}});

  const auto& assign = named(forms.at("items"), "event", "assign");
  CHECK(assign.at("opens") == false);
  CHECK(widget(assign, "session_closed_on") == "date");
  const auto& units = named(assign.at("form"), "name", "units");
  CHECK(units.at("widget") == "rows");
  CHECK(units.at("columns").at(0).at("widget") == "unit");
  CHECK(units.at("columns").at(0).at("required") == true);
  CHECK(units.at("columns").at(1).at("choices").at(1).at("label") == "主办");
  CHECK(widget(named(forms.at("items"), "event", "reassign"), "release") == "units");
}

TEST_CASE("The regulation gives the choices that are its business", "[http][forms]") {
  FormOffice office;
  const auto forms = office.forms("assignment");
  const auto& reply = named(forms.at("items"), "event", "reply");
  const auto& reply_class = named(reply.at("form"), "name", "reply_class");
  CHECK(reply_class.at("widget") == "choice");
  CHECK(reply_class.at("required") == true);
  CHECK(reply_class.at("choices").at(0).at("code") == "A");
  CHECK_FALSE(reply_class.at("choices").at(0).at("label") == "");
  const auto& commitments = named(reply.at("form"), "name", "commitments");
  CHECK(commitments.at("columns").at(1).at("widget") == "date");
  const auto suggestions = office.forms("suggestion");
  const auto& decline = named(suggestions.at("items"), "event", "decline");
  CHECK(widget(decline, "ground") == "choice");
}

TEST_CASE("A form speaks English too", "[http][forms]") {
  FormOffice office;
  const auto forms = office.forms("assignment", {{"Accept-Language", "en"}});
  const auto& extension = named(forms.at("items"), "event", "request_extension");
  const auto& until = named(extension.at("form"), "name", "until");
  CHECK(until.at("help") == "by default as long as the regulation allows");
  CHECK(std::string_view{until.at("label").as_string()} != "至");
}

TEST_CASE("Every form can be made, and every choice and member has a label", "[http][forms]") {
  FormOffice office;
  for (const auto* language : {"zh-CN", "en"})
    for (const auto* workflow : {"suggestion", "assignment", "report"}) {
      const auto forms = office.forms(workflow, {{"Accept-Language", language}});
      for (const auto& event : forms.at("items").as_array()) {
        const auto* properties = event.at("schema").as_object().if_contains("properties");
        CHECK(event.at("form").as_array().size() ==
              (properties ? properties->as_object().size() : 0));
        for (const auto& member : event.at("form").as_array()) {
          INFO(workflow << " " << event.at("event") << " " << member.at("name"));
          CHECK_FALSE(member.at("label").as_string().empty());
          CHECK((member.at("widget") == "rows") == !member.at("columns").as_array().empty());
          if (member.at("widget") == "choice") CHECK_FALSE(member.at("choices").as_array().empty());
        }
      }
    }
}

}  // namespace duban::http
