#include "engine/import/case_import.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/sound_text.hpp"
#include "engine/people/sight.hpp"

#include <algorithm>

namespace duban {

namespace {
// Large enough that the disk is no bottleneck, small enough that others need not wait.
constexpr std::size_t group_size = 500;
constexpr std::string_view registering = "register";
}  // namespace

// Doubles -----------------------------------------------------------------------------------------

Result<void> Doubles::check(const Summary& row, std::size_t line) {
  return row.number.empty() ? check_title(row) : check_number(row.number, line);
}

namespace {
/// The number with and without leading zeros, the shortest first, and as it is given.
std::vector<std::string> spellings(const std::string& number) {
  const auto last = number.find_last_not_of("0123456789");
  const auto at = last == number.npos ? 0 : last + 1;
  const auto prefix = number.substr(0, at);
  const auto first = number.find_first_not_of('0', at);
  auto serial = first == number.npos ? std::string{} : number.substr(first);
  if (serial.empty()) return {number};
  std::vector<std::string> all;
  constexpr std::size_t widest = 6;
  do {
    all.push_back(prefix + serial);
    serial.insert(0, "0");
  } while (serial.size() <= widest);
  if (std::ranges::find(all, number) == all.end()) all.push_back(number);
  return all;
}
}  // namespace

Result<void> Doubles::check_number(const std::string& number, std::size_t line) {
  CaseFilter filter;
  filter.congress = congress_;
  filter.limit = 1;
  const auto same = spellings(number);
  if (const auto known = lines_.find(same.front()); known != lines_.end())
    return Error{Problem::bad_input, "number",
                 "line " + std::to_string(known->second) + " has the number " + number + " too"};
  for (const auto& spelling : same) {
    filter.number = spelling;
    if (const auto known = directory_.cases(filter); !known.empty())
      return Error{
          Problem::conflict, "number",
          "case " + to_text(known.front().id) + " has the number " + spelling + " already"};
  }
  lines_.emplace(same.front(), line);
  return {};
}

std::string Doubles::key_of(const Summary& row) {
  if (!row.number.empty()) return {};
  const auto nth = ++seen_[{row.session, row.title}];
  return "import " + hash_of(congress_ + "\n" + row.session + "\n" + row.title) + " " +
         std::to_string(nth);
}

Result<void> Doubles::check_title(const Summary& row) {
  if (!has_read_) read_numberless();
  const auto known = numberless_.find({row.session, row.title});
  if (known == numberless_.end()) return {};
  const auto id = known->second;
  numberless_.erase(known);
  return Error{Problem::conflict, "title",
               "case " + to_text(id) + " has this title and session already, and no number"};
}

void Doubles::read_numberless() {
  has_read_ = true;
  CaseFilter filter;
  filter.congress = congress_;
  filter.workflow = workflow_;
  filter.limit = 1000;
  for (auto page = directory_.cases(filter); !page.empty(); page = directory_.cases(filter)) {
    for (const auto& kase : page)
      if (kase.number.empty()) numberless_.emplace(std::pair{kase.session, kase.title}, kase.id);
    filter.after = page.back().id;
  }
}

// Who and where -----------------------------------------------------------------------------------

Result<Actor> importing_actor(std::span<const Actor> actors,
                              const Congress& congress,
                              const Importer& importer,
                              Register& cases) {
  if (actors.empty()) {
    Actor program;
    program.name = "import";
    return program;
  }
  const auto rules = cases.rulebook().of_congress(congress.code);
  if (!rules) return rules.error();
  const auto rows = cases.catalogue().at(importer.workflow).rows();
  const auto row = std::ranges::find(rows, registering, &RowInfo::event);
  if (row == rows.end()) return actors.front();
  const auto& roles = rules->regulation.roles_with(row->authority);
  for (const auto& actor : actors)
    if (std::ranges::find_first_of(actor.roles, roles) != actor.roles.end()) return actor;
  return Error{Problem::no_authority, std::string{registering}, "", roles};
}

ImportPlace import_place(Register& cases, const Congress& congress, Actor actor) {
  ImportPlace place{congress.code, congress.name, date_of(cases.now()), std::move(actor), {}, {}};
  const auto units = cases.directory().units(congress.code);
  for (const auto& unit : units) place.units.emplace(unit.name, unit.code);
  for (const auto& unit : units) place.units.insert_or_assign(unit.code, unit.code);
  for (const auto& deputy : cases.directory().deputies(congress.code))
    place.deputies.emplace(deputy.name, deputy.code);
  return place;
}

// Import ------------------------------------------------------------------------------------------

void CaseImport::run(ImportTable& table, RowWitness& witness) {
  std::vector<Read> group;
  while (const auto line = table.next()) {
    group.push_back(read(*line, table));
    if (group.size() == group_size) settle(group, witness);
  }
  settle(group, witness);
}

Result<ImportedRow> CaseImport::read_sound(const ImportRow& row) const {
  for (const auto& [column, text] : row.texts)
    if (auto sound = check_long_text(column, text); !sound) return sound.error();
  auto read = importer_.read(row, place_);
  if (!read) return read;
  for (const auto& command : read->commands)
    if (auto fits = check_sizes(command.data); !fits) return fits.error();
  return read;
}

CaseImport::Read CaseImport::read(const ImportTable::Line& line, const ImportTable& table) {
  Read read{line.number, read_sound(line.row), "", std::string{line.row["title"]}, ""};
  if (read.row) {
    read.number = read.row->summary.number;
    auto& first = read.row->commands.front();
    first.idempotency_key = doubles_.key_of(read.row->summary);
    if (const auto fresh = doubles_.check(read.row->summary, line.number); !fresh)
      read.row = fresh.error();
    else if (!first.idempotency_key.empty() &&
             cases_.store().answered(first.actor.name, first.idempotency_key))
      read.row = Error{Problem::conflict, "title", "this line has been taken already"};
  }
  if (read.row)
    add_units(*read.row);
  else
    read.column = table.heading(read.row.error().subject);
  return read;
}

void CaseImport::add_units(const ImportedRow& row) {
  for (const auto& name : row.new_units) {
    if (!place_.units.emplace(name, name).second) continue;
    // Somebody else may have added it a moment ago: then it is there, which is all that is wanted.
    if (!is_dry_run_)
      static_cast<void>(cases_.directory().put(Unit{place_.congress, name, name}, true));
    new_units_.push_back(name);
  }
}

/// Before the cases, so that whoever registers one meanwhile takes none of their numbers.
void CaseImport::skip_serials(const std::vector<Read>& group) {
  std::map<std::string, std::int64_t> through;
  for (const auto& read : group)
    if (read.row && read.row->numbered) {
      auto& last = through[read.row->numbered->series];
      last = std::max(last, read.row->numbered->last);
    }
  for (const auto& [series, last] : through)
    cases_.store().skip_serials(place_.congress, series, last);
}

void CaseImport::settle(std::vector<Read>& group, RowWitness& witness) {
  if (!is_dry_run_) skip_serials(group);
  std::vector<std::vector<Command>> families;
  for (auto& read : group)
    if (read.row) families.push_back(std::move(read.row->commands));
  const auto done = is_dry_run_ ? cases_.rehearse(families) : cases_.open_all(families);
  for (std::size_t next = 0; const auto& read : group)
    witness.tell({read.line, read.number, read.title,
                  read.row ? done[next++] : Result<Done>{read.row.error()}, read.column});
  witness.group_is_done();
  group.clear();
}

}  // namespace duban
