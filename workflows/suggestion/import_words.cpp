#include "workflows/suggestion/import_words.hpp"

#include "engine/data/sound_text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace duban::suggestion {

namespace {

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view wide_space = "　";
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (text.starts_with(wide_space)) text.remove_prefix(wide_space.size()), again = true;
    if (text.ends_with(wide_space)) text.remove_suffix(wide_space.size()), again = true;
  }
  return text;
}

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != text.npos;
}

/// `协办（主办：市生态环境局）` → 协办 and 主办：市生态环境局.
struct Bracketed {
  std::string word;
  std::string inside;
};
Bracketed bracketed(std::string_view cell) {
  const auto text = replaced(replaced(std::string{cell}, "（", "("), "）", ")");
  const auto open = text.find('(');
  if (open == text.npos) return {text, {}};
  const auto close = text.rfind(')');
  const auto length = close == text.npos || close < open ? text.npos : close - open - 1;
  return {std::string{trimmed(std::string_view{text}.substr(0, open))},
          text.substr(open + 1, length)};
}

}  // namespace

ImportRow tidy(ImportRow row) {
  for (auto& [column, text] : row.texts) text = std::string{trimmed(text)};
  return row;
}

std::string plain_serial(std::string_view number) {
  static const std::array wide{"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
  std::string plain{number};
  for (std::size_t digit = 0; digit < wide.size(); ++digit)
    plain = replaced(std::move(plain), wide.at(digit), std::to_string(digit));
  constexpr std::string_view before = "第", after = "号";
  if (!plain.starts_with(before) || !plain.ends_with(after)) return plain;
  return plain.substr(before.size(), plain.size() - before.size() - after.size());
}

std::vector<std::string> names_in(std::string_view text) {
  auto rest = std::string{text};
  for (const auto* separator : {"；", "、", "，", ",", "\n"}) rest = replaced(rest, separator, ";");
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= rest.size();) {
    const auto end = std::min(rest.find(';', begin), rest.size());
    if (const auto name = trimmed(std::string_view{rest}.substr(begin, end - begin)); !name.empty())
      names.emplace_back(name);
    begin = end + 1;
  }
  return names;
}

Result<bool> read_yes(const ImportRow& row, std::string_view column) {
  const auto word = row[column];
  static const std::set<std::string_view> yes{"是", "yes", "true", "1", "保密"};
  static const std::set<std::string_view> no{"", "否", "no", "false", "0", "不保密"};
  if (yes.contains(word)) return true;
  if (no.contains(word)) return false;
  return bad_input(std::string{column}, "expected 是 or 否");
}

// Days --------------------------------------------------------------------------------------------

namespace {

/// The parts of a date as ISO writes them: {"2025", "03", "14"}.
std::vector<std::string> parts_of_day(std::string_view cell) {
  std::string text{cell};
  if (const auto time = text.find_first_of(" T"); time != text.npos) text.resize(time);
  for (const auto* mark : {"/", ".", "年", "月"}) text = replaced(text, mark, "-");
  text = replaced(text, "日", "");
  while (text.ends_with('-')) text.pop_back();
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('-', begin), text.size());
    auto part = text.substr(begin, end - begin);
    if (part.size() == 1) part.insert(0, "0");
    parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

Result<ToldDay> told_day(const std::vector<std::string>& parts) {
  const auto first = parse_date(parts.at(0) + "-" + (parts.size() > 1 ? parts[1] : "01") + "-" +
                                (parts.size() > 2 ? parts[2] : "01"));
  if (!first) return first.error();
  if (parts.size() > 2) return ToldDay{*first, *first, *first};
  using namespace std::chrono;
  const year_month_day begin{*first};
  const auto last_month = parts.size() > 1 ? begin.month() : December;
  return ToldDay{{}, *first, local_days{begin.year() / last_month / last}};
}

}  // namespace

Result<std::optional<ToldDay>> read_day(const ImportRow& row, std::string_view column, Date today) {
  const auto cell = row[column];
  if (cell.empty()) return std::optional<ToldDay>{};
  const auto parts = parts_of_day(cell);
  const auto day = parts.size() > 3 ? Result<ToldDay>{bad_input("", "expected a date, YYYY-MM-DD")}
                                    : told_day(parts);
  if (!day) return bad_input(std::string{column}, std::string{cell} + ": " + day.error().detail);
  if (day->earliest > today)
    return bad_input(std::string{column},
                     std::string{cell} + " lies in the future; today is " + to_text(today));
  return std::optional{*day};
}

// Kind --------------------------------------------------------------------------------------------

Result<Kind> read_kind(const ImportRow& row) {
  const auto [word, inside] = bracketed(row["kind"]);
  if (has(word, "政协") || has(word, "提案"))
    return bad_input("kind",
                     word + " belongs to another body: the CPPCC registers its proposals itself");
  static const std::set<std::string_view> suggestion{
      "", "人大建议", "人大代表建议", "代表建议", "建议", "代表建议、批评和意见", "suggestion"};
  Kind kind;
  if (has(word, "议案")) kind.origin = Origin::bill;
  if (kind.origin != Origin::bill && !suggestion.contains(word))
    return bad_input("kind", "'" + word +
                                 "' is no kind of suggestion; expected 人大建议, perhaps with "
                                 "（闭会期间） or （重点督办）, or 议案转建议");
  if (has(inside, "闭会") || has(row["session"], "闭会")) kind.origin = Origin::recess;
  kind.is_key = has(inside, "重点");
  return kind;
}

// Handling ----------------------------------------------------------------------------------------

namespace {

/// The role columns of a row, before its units are known.
struct Role {
  enum { alone, lead, co, separate } named = alone;
  std::vector<std::string> others;  ///< 主办：… of a co-handling unit, 协办：… of a lead
};

const std::array co_words{"协办", "会办"};

/// 市生态环境局 of `主办：市生态环境局`.
std::vector<std::string> named_after(const std::string& inside, std::string_view word) {
  const auto at = inside.find(word);
  if (at == inside.npos) return {};
  auto rest = std::string_view{inside}.substr(at + word.size());
  for (const std::string_view mark : {"单位", "：", ":"})
    if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
  return names_in(rest);
}

Result<Role> read_role(const std::string& word, const std::string& inside) {
  static const std::set<std::string_view> alone{"", "独办", "承办", "单独办理", "sole"};
  Role role;
  if (alone.contains(word) || has(word, "领办")) return role;
  if (word == "主办" || word == "lead") {
    role.named = Role::lead;
    for (const auto* co : co_words)
      if (auto named = named_after(inside, co); !named.empty()) role.others = std::move(named);
  } else if (std::ranges::find(co_words, word) != co_words.end() || word == "co") {
    role.named = Role::co;
    role.others = named_after(inside, "主办");
  } else if (word.starts_with("分别办理") || word == "分办" || word == "separate") {
    role.named = Role::separate;
  } else {
    return bad_input("role", "'" + word +
                                 "' is no way of handling; expected 主办, 独办, 分别办理, "
                                 "协办（主办：…） or …领办");
  }
  return role;
}

void add(Handling& handling, const std::vector<std::string>& names, UnitRole role) {
  for (const auto& name : names) handling.units.push_back({name, role, {}});
}

Result<void> share_out(Handling& handling,
                       const Role& role,
                       const std::vector<std::string>& named,
                       const std::vector<std::string>& co_units) {
  if (role.named == Role::separate) {
    handling.mode = Mode::separate;
    add(handling, named, UnitRole::separate);
    return {};
  }
  auto leads = role.named == Role::co ? role.others : named;
  auto others = role.named == Role::co ? named : role.others;
  others.insert(others.end(), co_units.begin(), co_units.end());
  if (role.named == Role::co && others.empty()) others.emplace_back();
  if (leads.size() > 1)
    return bad_input("undertaker",
                     "names several units but not which of them leads; put the others "
                     "under 会办单位, or say 分别办理");
  if (others.empty()) {
    add(handling, leads, UnitRole::sole);
    return {};
  }
  handling.mode = Mode::lead_and_co;
  if (leads.empty()) leads.emplace_back();
  add(handling, leads, UnitRole::lead);
  add(handling, others, UnitRole::co);
  return {};
}

}  // namespace

Result<Handling> read_handling(const ImportRow& row) {
  const auto [word, inside] = bracketed(row["role"]);
  const auto role = read_role(word, inside);
  if (!role) return role.error();
  Handling handling;
  handling.is_co_opinion = role->named == Role::co;
  handling.is_draft = has(inside, "征求意见稿") || has(word, "征求意见稿");
  if (has(word, "领办")) handling.leader = replaced(word, "领办", "");
  if (role->others.empty()) handling.remark = inside;
  const auto shared =
      share_out(handling, *role, names_in(row["undertaker"]), names_in(row["co_units"]));
  if (!shared) return shared.error();
  std::set<std::string> seen;
  for (const auto& share : handling.units) {
    if (!seen.insert(share.unit).second)
      return bad_input("undertaker", "names " + share.unit + " twice");
    if (share.unit.empty()) continue;  // not told
    if (auto sound = check_name("undertaker", share.unit); !sound) return sound.error();
  }
  return handling;
}

}  // namespace duban::suggestion
