#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

using namespace duban::command_line;

TEST_CASE("Workflows are listed and shown in every format", "[cli]") {
  const Office office;
  CHECK(office.done({"workflow", "list"}).says("代表建议"));
  CHECK(office.done({"workflow", "show", "suggestion"}).says("in_handling"));
  CHECK(office.done({"workflow", "show", "suggestion", "--format", "mermaid"})
            .out.starts_with("stateDiagram-v2"));
  CHECK(office.done({"workflow", "show", "assignment", "--format", "dot"})
            .out.starts_with("digraph"));
  CHECK(office.done({"workflow", "show", "assignment", "--format", "scxml"})
            .says("datamodel=\"ecmascript\""));
  CHECK(office.json({"workflow", "show", "assignment"}).at("workflow").as_string() == "assignment");
  CHECK(office({"workflow", "show", "sugestion"}).complains("是不是 suggestion？"));
}

TEST_CASE("An event's data are shown from its schema", "[cli]") {
  const Office office;
  CHECK(office.done({"workflow", "events", "assignment", "reply"}).says("commitments[].due"));
  CHECK(office.done({"--lang", "en", "workflow", "events", "assignment", "reply"}).says("needed"));
  CHECK(office.json({"workflow", "events", "suggestion"}).as_array().size() > 20);
  CHECK(office({"workflow", "events", "assignment", "replly"}).complains("是不是 答复（reply）？"));
}

TEST_CASE("Traces are replayed with the conditions they give", "[cli]") {
  const Office office;
  office.write(
      "traces.jsonl",
      "{\"run\":7,\"events\":[\"submit\",{\"name\":\"register\",\"data\":{\"admissible\":false}},"
      "\"nonsense\",\"register\",\"withdraw\",\"submit\"]}\n");
  const auto file = (office.folder() / "traces.jsonl").string();
  CHECK(office.done({"workflow", "replay", "suggestion", "--traces", file}).out ==
        "{\"run\":7,\"step\":0,\"event\":null,\"states\":[\"new\"],\"done\":false}\n"
        "{\"run\":7,\"step\":1,\"event\":\"submit\",\"states\":[\"submitted\"],\"done\":false}\n"
        "{\"run\":7,\"step\":2,\"event\":\"register\",\"states\":[\"submitted\"],\"done\":false}\n"
        "{\"run\":7,\"step\":3,\"event\":\"nonsense\",\"states\":[\"submitted\"],\"done\":false}\n"
        "{\"run\":7,\"step\":4,\"event\":\"register\",\"states\":[\"registered\"],\"done\":false}\n"
        "{\"run\":7,\"step\":5,\"event\":\"withdraw\",\"states\":[\"withdrawn\"],\"done\":true}\n"
        "{\"run\":7,\"step\":6,\"event\":\"submit\",\"states\":[\"withdrawn\"],\"done\":true}\n");
}

TEST_CASE("A bad trace is refused with its line", "[cli]") {
  struct Row {
    std::string line, complaint;
  };
  const auto row = GENERATE(values<Row>({
      {"{\"run\":1,", ":2"},
      {"[]", "events"},
      {"{\"run\":1,\"events\":[5]}", "events[0]"},
      {"{\"run\":1,\"events\":[{\"name\":1}]}", "events[0].name"},
      {"{\"run\":1,\"events\":[{\"name\":\"a\",\"data\":1}]}", "events[0].data"},
  }));
  const Office office;
  office.write("traces.jsonl", "{\"run\":0,\"events\":[]}\n" + row.line + "\n");
  const auto file = (office.folder() / "traces.jsonl").string();
  const auto answer = office({"workflow", "replay", "suggestion", "--traces", file});
  CHECK(answer.code == 1);
  CHECK(answer.complains(file + ":2"));
  CHECK(answer.complains(row.complaint));
}
