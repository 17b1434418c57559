// The codes of RFC 6238, by its own test vectors.

#include "adapters/accounts/totp.hpp"

#include <catch2/catch.hpp>

namespace duban::accounts {

namespace {

using namespace std::chrono_literals;

Instant second(std::int64_t since_epoch) {
  return Instant{std::chrono::seconds{since_epoch}};
}

}  // namespace

TEST_CASE("Codes are those of RFC 6238, appendix B", "[accounts]") {
  struct Row {
    std::int64_t at;
    std::string code;
  };
  const auto row = GENERATE(values<Row>({{59, "94287082"},
                                         {1111111109, "07081804"},
                                         {1111111111, "14050471"},
                                         {1234567890, "89005924"},
                                         {2000000000, "69279037"},
                                         {20000000000, "65353130"}}));
  const auto secret = base32("12345678901234567890");
  CHECK(code_of(secret, code_step(second(row.at)), 8) == row.code);
  CHECK(code_of(secret, code_step(second(row.at))) == row.code.substr(2));
}

TEST_CASE("Base32 is that of RFC 4648, without padding", "[accounts]") {
  struct Row {
    std::string bytes, text;
  };
  const auto row = GENERATE(values<Row>({{"", ""},
                                         {"f", "MY"},
                                         {"fo", "MZXQ"},
                                         {"foo", "MZXW6"},
                                         {"foob", "MZXW6YQ"},
                                         {"fooba", "MZXW6YTB"},
                                         {"foobar", "MZXW6YTBOI"},
                                         {"\xff\xff\xff\xff\xff", "77777777"}}));
  CHECK(base32(row.bytes) == row.text);
  CHECK(bytes_of_base32(row.text) == row.bytes);
  CHECK_FALSE(bytes_of_base32("mzxw6").has_value());
  CHECK_FALSE(bytes_of_base32("MZ=").has_value());
}

TEST_CASE("A code is good half a minute before and after", "[accounts]") {
  const auto secret = new_code_secret();
  CHECK(secret.size() == 32);
  const auto noon = second(1'700'000'010);  // begins a step
  const auto code = code_of(secret, code_step(noon));
  CHECK(step_of_code(secret, code, noon) == code_step(noon));
  CHECK(step_of_code(secret, code, noon + 59s) == code_step(noon));
  CHECK(step_of_code(secret, code, noon - 30s) == code_step(noon));
  CHECK_FALSE(step_of_code(secret, code, noon + 60s).has_value());
  CHECK_FALSE(step_of_code(secret, code, noon - 31s).has_value());
  CHECK_FALSE(step_of_code(secret, "", noon).has_value());
  CHECK_FALSE(step_of_code(secret, code + "0", noon).has_value());
}

TEST_CASE("A device reads the secret from a URI", "[accounts]") {
  CHECK(code_uri("李 na", "MZXW6") ==
        "otpauth://totp/duban:%E6%9D%8E%20na?secret=MZXW6&issuer=duban&algorithm=SHA1&digits=6"
        "&period=30");
}

}  // namespace duban::accounts
