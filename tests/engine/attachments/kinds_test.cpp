#include "engine/attachments/kinds.hpp"

#include "adapters/files/archive.hpp"
#include "adapters/files/file_types.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace duban;

TEST_CASE("The name of a file is a name and no path", "[engine]") {
  struct Row {
    std::string name, refused;
  };
  const auto row = GENERATE(values<Row>({
      {"答复函.pdf", ""},
      {"Scan 1 (final).PDF", ""},
      {"a.b.ofd", ""},
      {"", "is blank"},
      {"   ", "is blank"},
      {"..", "is no name"},
      {"../../etc/passwd.pdf", "slash"},
      {"..pdf", "is no name"},
      {"a/b.pdf", "slash"},
      {"C:\\a.pdf", "slash"},
      {"a\nb.pdf", "line end"},
      {std::string{"a\0b.pdf", 7}, "U+0000"},
      {"a\x1b[2Jb.pdf", "U+001B"},
      {"photo\u202Efdp.exe.pdf", "U+202E"},
      {" a.pdf", "blank"},
      {"\xff.pdf", "UTF-8"},
      {"a.exe", "must end in"},
      {"a.pdf.html", "must end in"},
      {"a.svg", "must end in"},
      {"pdf", "must end in"},
      {"a.", "must end in"},
      {std::string(200, 'a') + ".pdf", "200 characters"},
  }));
  CAPTURE(row.name);
  const auto checked = check_file_name(row.name, known_kinds());
  CHECK(checked.has_value() == row.refused.empty());
  if (!checked) {
    CHECK(checked.error().subject == "name");
    CHECK_THAT(checked.error().detail, Catch::Contains(row.refused));
  }
}

TEST_CASE("A name may have two hundred characters, whatever their bytes", "[engine]") {
  std::string name;
  for (int i = 0; i < 196; ++i) name += "件";
  CHECK(check_file_name(name + ".pdf", known_kinds()).has_value());
  CHECK_FALSE(check_file_name(name + "件.pdf", known_kinds()).has_value());
}

TEST_CASE("A file is what its content says, and its name says the same", "[engine]") {
  const std::string png{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0", 29};
  const std::string ole{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
  const auto word = test::archive_of({"[Content_Types].xml", "_rels/.rels", "word/document.xml"});
  const auto ofd = test::archive_of({"OFD.xml", "Doc_0/Document.xml"});
  struct Row {
    std::string name, content, type;  ///< no type: refused
  };
  const auto row = GENERATE_COPY(values<Row>({
      {"a.pdf", test::pdf_of(1000), "application/pdf"},
      {"a.PNG", png, "image/png"},
      {"a.docx", word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {"a.ofd", ofd, "application/ofd"},
      {"a.zip", test::archive_of({"照片.jpg"}), "application/zip"},
      {"a.doc", ole + std::string(1024, '\0'), "application/msword"},
      {"a.wps", ole + std::string(1024, '\0'), "application/kswps"},
      {"a.txt", "每逢大雨，长江路积水严重。\n", "text/plain"},
      {"a.csv", "单位,件数\n水务局,3\n", "text/csv"},
      {"a.pdf", png, ""},
      {"a.png", test::pdf_of(1000), ""},
      {"a.docx", test::archive_of({"照片.jpg"}), ""},
      {"a.zip", word, ""},
      {"a.xlsx", word, ""},
      {"a.txt", "<!DOCTYPE html><html><script>alert(1)</script></html>", ""},
      {"a.jpg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", ""},
      {"a.doc", "MZ\x90 This program cannot be run in DOS mode", ""},
      {"a.pdf", "#!/bin/sh\nrm -rf /\n", ""},
  }));
  CAPTURE(row.name, row.content.substr(0, 20));
  const auto told = media_type_of(row.content);
  CAPTURE(told);
  const auto type = type_of(row.name, told, row.content);
  CHECK(type.has_value() == !row.type.empty());
  if (type)
    CHECK(*type == row.type);
  else
    CHECK_THAT(type.error().detail, Catch::Contains("by its content it is"));
}

TEST_CASE("A list of entries that is cut or false says nothing", "[engine]") {
  const auto whole = test::archive_of({"word/document.xml", "OFD.xml"});
  for (std::size_t size = 0; size < whole.size(); ++size)
    (void)type_of("a.docx", "application/zip", std::string_view{whole}.substr(size));
  CHECK_FALSE(type_of("a.docx", "application/zip", "PK\x01\x02word/document.xml").has_value());
}
