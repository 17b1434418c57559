#include "adapters/files/toml.hpp"

namespace duban {

namespace {

/// `limits.reply` for `limits.reply.rule`, `rungs` for `rungs[2]`, nothing for `limits`.
std::string_view holder_of(std::string_view path) {
  const auto cut = path.find_last_of(".[");
  return cut == path.npos ? std::string_view{} : path.substr(0, cut);
}

bool is_below(std::string_view path, std::string_view top) {
  return path.size() > top.size() && path.starts_with(top) &&
         (top.empty() || path[top.size()] == '.' || path[top.size()] == '[');
}

}  // namespace

void Positions::put(std::string path, std::string file, std::uint32_t line) {
  at_.insert_or_assign(std::move(path), Position{std::move(file), line});
}

void Positions::replace(const std::string& path, const Positions& other) {
  std::erase_if(at_, [&](const auto& entry) { return is_below(entry.first, path); });
  for (const auto& [below, position] : other.at_)
    if (is_below(below, path)) at_.insert_or_assign(below, position);
  move(path, other);
}

void Positions::move(const std::string& path, const Positions& other) {
  at_.insert_or_assign(path, other.nearest(path));
}

const Positions::Position& Positions::nearest(std::string_view path) const {
  while (!path.empty()) {
    if (const auto found = at_.find(path); found != at_.end()) return found->second;
    path = holder_of(path);
  }
  return at_.at("");
}

std::string Positions::where(std::string_view path) const {
  const auto& [file, line] = nearest(path);
  return file + ":" + std::to_string(line);
}

Error Positions::locate(const Error& error) const {
  auto located = error;
  located.subject = where(error.subject);
  if (!error.subject.empty()) located.detail = error.subject + ": " + error.detail;
  return located;
}

}  // namespace duban
