#pragma once

#include <string>
#include <vector>

namespace duban::test {

/// A ZIP archive with empty entries of these names: enough to tell what kind of document it is.
inline std::string archive_of(const std::vector<std::string>& entries) {
  const auto number = [](std::size_t value, int bytes) {
    std::string text;
    for (; bytes > 0; --bytes, value >>= 8U) text += static_cast<char>(value & 0xFFU);
    return text;
  };
  std::string files, list;
  for (const auto& name : entries) {
    const auto fields = number(20, 2) + std::string(8, '\0') + std::string(12, '\0') +
                        number(name.size(), 2) + number(0, 2);
    list += "PK\x01\x02" + number(20, 2) + fields + std::string(10, '\0') +
            number(files.size(), 4) + name;
    files += "PK\x03\x04" + fields + name;
  }
  return files + list + "PK\x05\x06" + number(0, 4) + number(entries.size(), 2) +
         number(entries.size(), 2) + number(list.size(), 4) + number(files.size(), 4) +
         number(0, 2);
}

/// A PDF file of `size` bytes, of which no two rows are alike.
inline std::string pdf_of(std::size_t size, unsigned seed = 1) {
  std::string text = "%PDF-1.7\n";
  text.reserve(size);
  while (text.size() < size) {
    seed = seed * 1664525U + 1013904223U;
    text += static_cast<char>(seed >> 24U);
  }
  text.resize(size);
  return text;
}

}  // namespace duban::test
