// 代理: one acts for another for some days.

#include "engine/people/stand_in.hpp"

#include "engine/people/recipients.hpp"
#include "engine/people/sight.hpp"
#include "engine/register/stored_body.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

constexpr auto congress = "340100";
constexpr auto contact_data =
    R"({"way":"telephone","phase":"during","persons":"张代表","summary":"谈了"})";

Date date(const std::string& text) {
  return parse_date(text).value();
}

/// 李四 and 赵六 are contacts of 交通局, 张三 of 县水务局; 钱代表 is a deputy.
struct People {
  explicit People(sql::Dialect dialect = sql::Dialect::sqlite)
      : office{"2025-03-14", "cn", {}, "cn", 9999, dialect} {
    for (const auto& user : {User{"李四", congress, {"contact"}, "交通局", ""},
                             User{"张三", congress, {"contact"}, "县水务局", ""},
                             User{"王五", congress, {"contact"}, "县财政局", ""},
                             User{"督办员",
                                  congress,
                                  {"officer", "deputy", "lead_deputy", "administrator"},
                                  "",
                                  "张代表"},
                             User{"钱代表", congress, {"deputy", "lead_deputy"}, "", "张代表"}})
      REQUIRE(office.directory().put(user, true).has_value());
  }

  [[nodiscard]] Delegation delegation(const std::string& principal,
                                      const std::string& delegate) const {
    return {.congress = congress,
            .what = Delegation::Of::user,
            .principal = principal,
            .delegate = delegate,
            .from_day = date("2025-03-17"),
            .through_day = date("2025-03-28"),
            .reason = "外出学习",
            .given_by = principal,
            .given_at = {},
            .ended_by = {},
            .ended_at = {}};
  }

  Delegation give(Delegation wanted) {
    auto given = office.directory().give(std::move(wanted));
    REQUIRE(given.has_value());
    return *given;
  }

  [[nodiscard]] std::vector<StandIn> stand_ins(const std::string& name) {
    office.open_register().rulebook().forget_congresses();
    return stand_ins_of(office.directory().user(name).value(), office.open_register(),
                        [](const std::string&) { return false; });
  }

  /// Fires as this user, who may stand in for others; `done` or the reason why not.
  std::string fire(CaseId id, const std::string& event, const char* data, const std::string& name) {
    Command command;
    command.id = id;
    command.event = event;
    command.data = boost::json::parse(data);
    command.actor = actor_of(office.directory().user(name).value());
    command.stand_ins = actors_of(stand_ins(name));
    const auto done = office.open_register().fire(command);
    return done ? "done" : std::string{done.error().subject};
  }

  [[nodiscard]] bool sees(const std::string& name, CaseId id) {
    const auto user = office.directory().user(name).value();
    std::vector<User> others;
    for (const auto& each : stand_ins(name)) others.push_back(each.as);
    const auto family = office.family(id);
    return Sight{user, office.catalogue(), others}.sees(family, *family.find(id));
  }

  Office office;
};

std::string by_of(Office& office, CaseId id) {
  const auto body = body_of(office.store().events(id, 0, 1000).back());
  return boost::json::serialize(body.at("by"));
}

}  // namespace

TEST_CASE("A delegate sees and acts from the first day to the last, and not the day after",
          "[people][workflow]") {
  People people{EACH_DATABASE};
  auto& office = people.office;
  const auto unit = part(office.in_handling({{"交通局", "sole"}}), 1);
  people.give(people.delegation("李四", "张三"));
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "record_contact");
  CHECK_FALSE(people.sees("张三", unit));

  office.live_until("2025-03-17");
  CHECK(people.sees("张三", unit));
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "done");
  CHECK(by_of(office, unit) ==
        R"({"in_place_of":"user:李四","name":"张三","roles":["contact"],"unit":"交通局"})");
  CHECK(office.store().events(unit, 0, 1000).back().recorded_by == "张三");
  // 李四 keeps the own place.
  CHECK(people.fire(unit, "record_contact", contact_data, "李四") == "done");

  office.live_until("2025-03-28");
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "done");
  office.live_until("2025-03-29");
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "record_contact");
  CHECK_FALSE(people.sees("张三", unit));
  CHECK(office.verify().empty());
}

TEST_CASE("A delegation that is ended is over at once", "[people][workflow]") {
  People people{EACH_DATABASE};
  auto& office = people.office;
  const auto unit = part(office.in_handling({{"交通局", "sole"}}), 1);
  const auto given = people.give(people.delegation("李四", "张三"));
  office.live_until("2025-03-17");
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "done");
  CHECK(
      office.directory().end_delegation("340200", given.id, "李四", office.now()).error().problem ==
      Problem::not_found);
  REQUIRE(office.directory().end_delegation(congress, given.id, "李四", office.now()).has_value());
  CHECK(
      office.directory().end_delegation(congress, given.id, "李四", office.now()).error().problem ==
      Problem::conflict);
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "record_contact");
}

TEST_CASE("What was handed to somebody is not handed on", "[people][workflow]") {
  People people;
  auto& office = people.office;
  const auto unit = part(office.in_handling({{"交通局", "sole"}}), 1);
  people.give(people.delegation("李四", "王五"));
  people.give(people.delegation("王五", "张三"));
  office.live_until("2025-03-17");
  CHECK(people.fire(unit, "record_contact", contact_data, "王五") == "done");
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "record_contact");
  CHECK(people.stand_ins("张三").size() == 1);
}

TEST_CASE("Nobody rates for a deputy, and nobody administers for another", "[people][workflow]") {
  People people;
  auto& office = people.office;
  const auto today = date("2025-03-14");
  const auto refused =
      check_delegation(people.delegation("钱代表", "张三"), office.directory(), today);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().subject == "principal");
  // An officer who is a deputy too hands on what the officer does, and no more.
  CHECK(
      check_delegation(people.delegation("督办员", "张三"), office.directory(), today).has_value());
  people.give(people.delegation("督办员", "张三"));
  const auto id = office.in_handling({{"交通局", "sole"}});
  office.reply(part(id, 1));
  office.live_until("2025-03-17");
  CHECK(people.stand_ins("张三").front().as.roles == std::vector<std::string>{"officer"});
  CHECK(people.fire(id, "rate", R"({"result":"satisfied"})", "张三") == "rate");
  CHECK(people.fire(id, "rate", R"({"result":"satisfied"})", "钱代表") == "done");
}

TEST_CASE("The contacts of a unit stand in for those of another", "[people][workflow]") {
  People people;
  auto& office = people.office;
  const auto unit = part(office.in_handling({{"交通局", "sole"}}), 1);
  auto wanted = people.delegation("交通局", "县水务局");
  wanted.what = Delegation::Of::unit;
  REQUIRE(check_delegation(wanted, office.directory(), date("2025-03-14")).has_value());
  people.give(wanted);
  office.live_until("2025-03-17");
  CHECK(people.fire(unit, "record_contact", contact_data, "张三") == "done");
  CHECK(by_of(office, unit).find("unit:交通局") != std::string::npos);
  CHECK(office.verify().empty());
}

TEST_CASE("A delegation is refused that says nothing sound", "[people]") {
  People people;
  auto& directory = people.office.directory();
  const auto today = date("2025-03-14");
  const auto subject = [&](const Delegation& wanted) {
    const auto checked = check_delegation(wanted, directory, today);
    return checked ? std::string{} : checked.error().subject;
  };
  const auto sound = people.delegation("李四", "张三");
  CHECK(subject(sound).empty());
  CHECK(subject(people.delegation("李四", "李四")) == "delegate");
  CHECK(subject(people.delegation("李四", "无人")) == "delegate");
  auto backwards = sound;
  backwards.through_day = date("2025-03-16");
  CHECK(subject(backwards) == "through");
  auto past = sound;
  past.from_day = past.through_day = date("2025-03-13");
  CHECK(subject(past) == "through");
  auto endless = sound;
  endless.through_day = date("2027-03-17");
  CHECK(subject(endless) == "through");
  people.give(sound);
  CHECK(directory.give(sound).error().problem == Problem::conflict);
  const auto by = [&](const std::string& name) {
    return check_giver(sound, directory.user(name).value()).has_value();
  };
  CHECK(by("李四"));
  CHECK(by("督办员"));  // an administrator
  CHECK_FALSE(by("张三"));
}

TEST_CASE("An address is the users it means today", "[people]") {
  People people;
  auto& directory = people.office.directory();
  REQUIRE(
      directory.put(User{"新联络员", congress, {"contact"}, "县交通运输局", ""}, true).has_value());
  people.give(people.delegation("李四", "张三"));
  const auto of = [&](const std::string& address, const std::string& day) {
    Recipients recipients{directory, date(day),
                          [](const std::string& user) { return user == "王五"; }};
    std::vector<std::string> users;
    for (const auto& each : recipients.of(congress, address))
      users.push_back(each.in_place_of.empty() ? each.user : each.user + "/" + each.in_place_of);
    return users;
  };
  using Users = std::vector<std::string>;
  CHECK(of("unit:交通局:contact", "2025-03-14") == Users{"李四"});
  CHECK(of("unit:交通局:contact", "2025-03-17") == Users{"张三/user:李四", "李四"});
  CHECK(of("unit:县财政局:contact", "2025-03-17").empty());  // locked
  CHECK(of("deputy:张代表", "2025-03-17") == Users{"督办员", "钱代表"});
  CHECK(of("office:officer", "2025-03-17") == Users{"督办员"});
  CHECK(of("unit:交通局", "2025-03-17").empty());
  // What was addressed to a unit that is gone is the successor's.
  REQUIRE(directory
              .record({.congress = congress,
                       .what = Party::unit,
                       .before = "交通局",
                       .after = "县交通运输局",
                       .happened_on = date("2025-03-17"),
                       .reason = "",
                       .recorded_by = "督办员"})
              .has_value());
  CHECK(of("unit:交通局:contact", "2025-03-14") == Users{"新联络员"});
}

}  // namespace duban::test
