#include "adapters/tables/csv.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <chrono>
#include <sstream>

using namespace duban;

namespace {

const CsvColumns columns{.required = {"no", "title"}, .optional = {"note"}};

/// `line no|title|note`, one line a row, or the refusal as `file:line: detail`.
std::string read(const std::string& bytes, Encoding encoding = Encoding::detect) {
  std::istringstream in{bytes};
  auto reader = CsvReader::open(in, "f.csv", columns, encoding);
  if (!reader) return reader.error().subject + ": " + reader.error().detail;
  std::string text;
  while (true) {
    const auto row = reader->next();
    if (!row) return text + row.error().subject + ": " + row.error().detail;
    if (*row == nullptr) return text;
    const auto& fields = **row;
    text += std::to_string(fields.line()) + " " + std::string{fields["no"]} + "|" +
            std::string{fields["title"]} + "|" + std::string{fields["note"]} + "\n";
  }
}

std::string gb18030(std::string_view utf8) {
  const std::unique_ptr<void, decltype(&iconv_close)> converter{iconv_open("GB18030", "UTF-8"),
                                                                iconv_close};
  std::string source{utf8};
  std::string bytes(source.size() * 4, '\0');
  char* in = source.data();
  char* out = bytes.data();
  auto in_left = source.size();
  auto out_left = bytes.size();
  REQUIRE(iconv(converter.get(), &in, &in_left, &out, &out_left) == 0);
  bytes.resize(bytes.size() - out_left);
  return bytes;
}

}  // namespace

TEST_CASE("A table is read by the names of its columns", "[tables]") {
  CHECK(read("no,title\n1,a\n2,b\n") == "2 1|a|\n3 2|b|\n");
  CHECK(read("note,title,no\nx,a,1\n") == "2 1|a|x\n");
  CHECK(read("no,title\r\n1,a\r\n2,b") == "2 1|a|\n3 2|b|\n");
  CHECK(read("\xEF\xBB\xBFno,title\n1,a\n") == "2 1|a|\n");
  CHECK(read("no,title\n") == "");
  CHECK(read("no,title") == "");
}

TEST_CASE("Quoted fields hold commas, quotes and line ends", "[tables]") {
  CHECK(read("no,title\n\"1\",\"a,b\"\n") == "2 1|a,b|\n");
  CHECK(read("no,title\n1,\"关于\"\"一老一小\"\"的建议\"\n") == "2 1|关于\"一老一小\"的建议|\n");
  CHECK(read("no,title\n1,\"\"\n2,\"\"\"\"\n") == "2 1||\n3 2|\"|\n");
  CHECK(read("\"no\",\"title\"\n1,a\n") == "2 1|a|\n");
}

TEST_CASE("A row is known by the line on which it begins", "[tables]") {
  CHECK(read("no,title\n1,\"two\nlines\"\n2,\"three\r\n\r\nlines\"\r\n3,c\n") ==
        "2 1|two\nlines|\n4 2|three\r\n\r\nlines|\n7 3|c|\n");
  CHECK(read("no,title\n\n1,a\n\r\n\n2,b\n\n") == "3 1|a|\n6 2|b|\n");
}

TEST_CASE("Spaces belong to the field", "[tables]") {
  CHECK(read("no,title\n 1 , a b \n") == "2  1 | a b |\n");
}

TEST_CASE("A table that is not one is refused with its line", "[tables]") {
  struct Row {
    std::string what;
    std::string bytes;
    std::string refusal;
  };
  using namespace std::string_literals;
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {"empty",             "",                               "f.csv:1: the file is empty; its first line names the columns no,title"},
    {"missing",           "no\n1\n",                        "f.csv:1: missing column `title`; the columns are no, title and, if wanted, note"},
    {"several complaints", "no,no,who,what\n",              "f.csv:1: missing column `title`, unknown columns `what`, `who`, repeated column `no`; the columns are no, title and, if wanted, note"},
    {"too few fields",    "no,title\n1,a\n2\n",             "2 1|a|\nf.csv:3: the line has 1 field, the header has 2"},
    {"too many fields",   "no,title\n1,a,b\n",              "f.csv:2: the line has 3 fields, the header has 2"},
    {"half a file",       "no,title\n1,a\n2,\"b\n3,c\n4,d", "2 1|a|\nf.csv:3: the quote that opens column `title` is never closed; perhaps only half of the file is here"},
    {"half a header",     "no,\"title",                     "f.csv:1: the quote that opens field 2 is never closed; perhaps only half of the file is here"},
    {"quote inside",      "no,title\n1,a\"b\n",             "f.csv:2: a quote inside column `title`: put the whole field in quotes and write the quote twice"},
    {"text after quote",  "no,title\n1,\"a\"b\n",           "f.csv:2: text after the closing quote of column `title`: write a quote inside a field twice"},
    {"carriage return",   "no,title\r1,a\r",                "f.csv:1: a carriage return alone; lines end with LF or CRLF"},
    {"NUL",               "no,title\n1,a\0b\n"s,            "f.csv:2: a NUL byte: this is not a text file"},
    {"UTF-16",            "\xFF\xFEn\0o\0"s,                "f.csv:1: the file is UTF-16; save it as UTF-8"},
  }));
  // clang-format on
  CAPTURE(row.what);
  CHECK(read(row.bytes) == row.refusal);
}

TEST_CASE("GB18030 is recognised and decoded", "[tables]") {
  const std::string text = "no,title\n1,关于加强城乡规划的建议\n2,\"㐀𠀀、\"\"龘\"\"\"\n";
  CHECK(read(gb18030(text)) == "2 1|关于加强城乡规划的建议|\n3 2|㐀𠀀、\"龘\"|\n");
  CHECK(read(gb18030(text), Encoding::gb18030) == read(text));
  CHECK(read("\x84\x31\x95\x33" + gb18030(text)) == read(text));
}

TEST_CASE("The encoding is seen wherever the first Chinese character stands", "[tables]") {
  for (std::size_t padding = 65'520; padding < 65'545; ++padding) {
    const auto text = "no,title\n1," + std::string(padding - 11, 'x') + "\n2,玛曲县的建议\n";
    const auto expected = read(text);
    CHECK(expected.ends_with("3 2|玛曲县的建议|\n"));
    CHECK(read(gb18030(text)) == expected);
  }
}

TEST_CASE("Bytes in another encoding than declared are refused with line and column", "[tables]") {
  const auto chinese = gb18030("no,title\n1,a\n2,关于加强城乡规划的建议\n");
  CHECK(read(chinese, Encoding::utf8) ==
        "2 1|a|\nf.csv:3: column `title` is not UTF-8; save the file as UTF-8");
  CHECK(read("no,title\n1,关\n", Encoding::gb18030) ==
        "f.csv:2: column `title` is not GB18030; save the file as UTF-8");
}

TEST_CASE("Damaged UTF-8 is refused, not read as something else", "[tables]") {
  const std::string bad =
      GENERATE("\xE5\x85", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80");
  CHECK(
      read("no,title\n1,关于加强城乡规划的建议\n2,关" + bad + "\n") ==
      "2 1|关于加强城乡规划的建议|\nf.csv:3: column `title` is not UTF-8; save the file as UTF-8");
}

TEST_CASE("A field holds a mebibyte and no more", "[tables]") {
  const std::string longest(1 << 20, 'x');
  CHECK(read("no,title\n1," + longest + "\n").size() > longest.size());
  CHECK(read("no,title\n1,a\n2," + longest + "x\n") ==
        "2 1|a|\nf.csv:3: column `title` is longer than 1 MiB");
  CHECK(read("no,title\n1,\"" + std::string(10 << 20, '\n') + "\"\n") ==
        "f.csv:2: column `title` is longer than 1 MiB");
}

TEST_CASE("A line has a thousand fields at most", "[tables]") {
  CHECK(read(std::string(10 << 20, ',')) == "f.csv:1: the line has more than 1000 fields");
}

TEST_CASE("A hundred thousand rows are read in one go", "[tables]") {
  std::string bytes = "no,title\n";
  for (int i = 1; i <= 100'000; ++i) bytes += std::to_string(i) + ",\"关于加强城乡规划的建议\"\n";
  std::istringstream in{bytes};
  auto reader = CsvReader::open(in, "f.csv", columns).value();
  std::size_t rows = 0;
  for (auto row = reader.next(); row.value() != nullptr; row = reader.next()) {
    REQUIRE((*row)->line() == ++rows + 1);
  }
  CHECK(rows == 100'000);
}

TEST_CASE("A stream that breaks is a failure, not a refusal", "[tables]") {
  struct Broken : std::streambuf {
    int_type underflow() override { throw std::runtime_error("disk"); }
  } broken;
  std::istream in{&broken};
  CHECK_THROWS_AS(CsvReader::open(in, "f.csv", columns), std::runtime_error);
}

TEST_CASE("What is written is quoted where it must be", "[tables]") {
  std::ostringstream out;
  CsvWriter writer{out, {"no", "title"}};
  writer.write({"1", "plain"});
  writer.write({"2", "a,b"});
  writer.write({"3", "a \"b\""});
  writer.write({"4", "two\nlines"});
  writer.write({"5", " spaced "});
  writer.write({"6", ""});
  CHECK(out.str() ==
        "no,title\r\n1,plain\r\n2,\"a,b\"\r\n3,\"a \"\"b\"\"\"\r\n4,\"two\nlines\"\r\n5,\" spaced "
        "\"\r\n"
        "6,\r\n");
}

TEST_CASE("What a spreadsheet would carry out is written as a text", "[tables]") {
  const auto written = [](const char* field) {
    const std::string fields[] = {field, "x"};
    return spreadsheet_line(fields);
  };
  CHECK(written("=1+1") == "'=1+1,x\r\n");
  CHECK(written("+86 551") == "'+86 551,x\r\n");
  CHECK(written("-cmd") == "'-cmd,x\r\n");
  CHECK(written("@SUM(A1)") == "'@SUM(A1),x\r\n");
  CHECK(written("\t=1") == "'\t=1,x\r\n");
  CHECK(written("\r\n=1") == "\"'\r\n=1\",x\r\n");
  for (const auto* wide : {"＝1+1", "＋1", "－1", "＠SUM"})
    CHECK(written(wide) == "'" + std::string{wide} + ",x\r\n");
  for (const auto* harmless : {"-12", "0", "", "a=b", "2025-03-14", "建议", "，", "（一）"})
    CHECK(written(harmless) == std::string{harmless} + ",x\r\n");
}

TEST_CASE("A single empty field is not an empty line", "[tables]") {
  std::ostringstream out;
  CsvWriter writer{out, {"no"}};
  writer.write({""});
  CHECK(out.str() == "no\r\n\"\"\r\n");

  std::istringstream in{out.str()};
  auto reader = CsvReader::open(in, "f.csv", {.required = {"no"}}).value();
  REQUIRE(reader.next().value() != nullptr);
  CHECK(reader.next().value() == nullptr);
}

TEST_CASE("Tables", "[tables][property]") {
  rc::prop("come back from the file as they were written", [] {
    const auto field = rc::gen::container<std::string>(
        rc::gen::element('a', ',', '"', '\n', '\r', ' ', ';', '\t'));
    const auto rows = *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(
        rc::gen::pair(field, field));

    std::ostringstream out;
    CsvWriter writer{out, {"no", "title"}};
    for (const auto& [no, title] : rows) writer.write({no, title});

    std::istringstream in{out.str()};
    auto reader = CsvReader::open(in, "f.csv", columns).value();
    for (const auto& [no, title] : rows) {
      const auto* row = reader.next().value();
      RC_ASSERT(row != nullptr);
      RC_ASSERT((*row)["no"] == no);
      RC_ASSERT((*row)["title"] == title);
    }
    RC_ASSERT(reader.next().value() == nullptr);
  });
}
