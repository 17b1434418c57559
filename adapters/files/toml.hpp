#pragma once

#include "engine/result.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace duban {

/// Where the values of a TOML file stand, by path: `limits.reply.rule`, `ladders.R-MID.rungs[2]`.
class Positions {
 public:
  explicit Positions(std::string file) { put("", std::move(file), 1); }

  void put(std::string path, std::string file, std::uint32_t line);
  /// From now on the value at `path` stands where `other` has it; what stood below it is forgotten.
  void replace(const std::string& path, const Positions& other);
  /// The same for a table whose members stay where they are.
  void move(const std::string& path, const Positions& other);

  /// `config/regulations/henan.toml:12`; of a value that is not there, where the table or list
  /// stands that should hold it.
  [[nodiscard]] std::string where(std::string_view path) const;
  /// An error about a path as whoever edits the file needs it: subject `henan.toml:12`, detail
  /// `limits.reply.rule: …`.
  [[nodiscard]] Error locate(const Error& error) const;

 private:
  struct Position {
    std::string file;
    std::uint32_t line = 1;
  };
  [[nodiscard]] const Position& nearest(std::string_view path) const;

  std::map<std::string, Position, std::less<>> at_;
};

/// A TOML file as JSON.
struct TomlDocument {
  boost::json::object values;
  Positions positions;
};

/// Reads TOML.  Dates, times and decimal numbers are refused: nothing here is written with them
/// except by a forgotten quotation mark.  `file` is only what errors call it.
[[nodiscard]] Result<TomlDocument> parse_toml(std::string_view text, const std::string& file);

/// Refuses a file that is not there or cannot be read (not_found).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

}  // namespace duban
