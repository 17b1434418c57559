#include "adapters/http/event_text.hpp"

#include <boost/json.hpp>

#include <array>
#include <charconv>

namespace duban::http {

namespace {

/// Milliseconds until a client that lost its stream comes again.
constexpr auto come_again = "retry: 2000\n";

/// The part before the next dash, which is taken off.
std::string_view next_part(std::string_view& text) {
  const auto dash = text.find('-');
  const auto part = text.substr(0, dash);
  text.remove_prefix(dash == text.npos ? text.size() : dash + 1);
  return part;
}

std::optional<std::int64_t> next_number(std::string_view& text) {
  const auto part = next_part(text);
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), number);
  if (failed != std::errc{} || end != part.data() + part.size() || number < 0) return {};
  return number;
}

std::string id_line(const Bookmark& bookmark) {
  return "id: " + to_text(bookmark) + "\n";
}

}  // namespace

std::optional<Bookmark> Bookmark::parse(std::string_view text) {
  const auto journal = next_part(text);
  const auto commit = next_number(text);
  if (!commit) return {};
  Bookmark bookmark{std::string{journal}, Place::after(*commit)};
  if (text.empty()) return bookmark;
  const auto id = next_number(text), seq = next_number(text);
  if (!id || !seq || !text.empty()) return {};
  bookmark.place.id = CaseId::from_stored(*id);
  bookmark.place.seq = *seq;
  return bookmark;
}

std::string to_text(const Bookmark& bookmark) {
  const auto& place = bookmark.place;
  auto text = bookmark.journal + "-" + std::to_string(place.commit);
  if (place.ends_commit()) return text;
  return text + "-" + std::to_string(place.id.stored()) + "-" + std::to_string(place.seq);
}

std::string opening_text(const Bookmark& bookmark) {
  return come_again + id_line(bookmark) + "\n";
}

std::string change_text(const std::string& journal, const Change& change) {
  const boost::json::object data{{"id", to_text(change.at.id)},
                                 {"root", to_text(change.at.id.root())},
                                 {"version", change.at.seq},
                                 {"state", change.state},
                                 {"event", change.event}};
  return id_line({journal, change.at}) + "event: case\ndata: " + boost::json::serialize(data) +
         "\n\n";
}

std::string reset_text(const Bookmark& bookmark) {
  return id_line(bookmark) + "event: reset\ndata: {}\n\n";
}

std::string quiet_text(const Bookmark& bookmark) {
  // A place within a commit names a case, which may be hidden from whoever listens.
  return bookmark.place.ends_commit() ? ":\n" + id_line(bookmark) + "\n" : ":\n\n";
}

}  // namespace duban::http
