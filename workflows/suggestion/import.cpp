// How a table of suggestions from another system becomes events: which column proves what.

#include "workflows/catalogue.hpp"
#include "workflows/suggestion/import_told.hpp"

#include <charconv>

namespace duban::suggestion {

namespace {

const std::vector<ImportColumn> columns{
    {.name = "title", .headings = {"标题", "建议标题", "题目", "案由"}, .is_required = true},
    {.name = "kind", .headings = {"类型", "建议类型"}},
    {.name = "session", .headings = {"届次", "会议"}},
    {.name = "number", .headings = {"编号", "建议号", "建议编号"}},
    {.name = "area", .headings = {"地区", "行政区"}},
    {.name = "text", .headings = {"内容", "建议内容", "正文"}},
    {.name = "category", .headings = {"类别", "建议类别", "分类"}},
    {.name = "lead_deputy", .headings = {"领衔代表", "提出代表", "代表"}},
    {.name = "co_signers", .headings = {"附议代表", "联名代表"}},
    {.name = "delegation", .headings = {"代表团"}},
    {.name = "confidential", .headings = {"保密", "是否保密"}},
    {.name = "received_on", .headings = {"收到日期", "提出日期"}},
    {.name = "undertaker", .headings = {"承办单位", "主办单位"}},
    {.name = "role", .headings = {"办理方式", "承办方式"}},
    {.name = "co_units", .headings = {"会办单位", "协办单位"}},
    {.name = "assigned_on", .headings = {"交办日期", "交办时间"}},
    {.name = "doc_no", .headings = {"答复文号", "文号"}},
    {.name = "replied_on", .headings = {"答复日期", "答复时间"}},
    {.name = "published_on", .headings = {"公开日期", "公开时间"}},
    {.name = "result_class", .headings = {"办理结果类别", "办理结果", "结果类别"}},
    {.name = "id", .headings = {"序号"}, .is_ignored = true},
    {.name = "level", .headings = {"级别"}, .is_ignored = true},
    {.name = "source", .headings = {"来源"}, .is_ignored = true},
};

/// The data of one event, and which of them nobody knows.
class Known {
 public:
  Known& with(const char* name, json::value value) {
    data_.emplace(name, std::move(value));
    return *this;
  }
  Known& text(const char* name, std::string_view value) {
    if (value.empty()) return unknown(name);
    return with(name, json::value(value));
  }
  Known& unknown(std::string path) {
    unknown_.push_back(std::move(path));
    return *this;
  }
  /// The event as it is imported, on a day that may be unknown.
  [[nodiscard]] Command event(const char* code, const std::optional<ToldDay>& day = {}) {
    Command command;
    command.event = code;
    command.imported = true;
    if (day && day->day)
      command.occurred_on = day->day;
    else
      unknown("occurred_on");
    command.data = std::move(data_);
    command.unknown = std::move(unknown_);
    return command;
  }

 private:
  json::object data_;
  std::vector<std::string> unknown_;
};

/// Tells the events of a row one by one.
class Story {
 public:
  Story(const Told& told, const ImportPlace& place) : told_{told}, place_{place} {}

  [[nodiscard]] ImportedRow tell() {
    submit();
    enter();
    if (told_.kind.is_key || !told_.handling.leader.empty()) mark_key();
    if (told_.proves_hand_over()) hand_over();
    if (told_.proves_handling()) accept();
    if (told_.proves_paper()) deliver();
    return std::move(out_);
  }

 private:
  using Codes = std::map<std::string, std::string, std::less<>>;
  static std::string code_of(const std::string& name, const Codes& codes) {
    const auto known = codes.find(name);
    return known == codes.end() ? name : known->second;
  }

  void add(Command command, std::int64_t part = 0) {
    command.id = CaseId{0, part};
    command.workflow = "suggestion";
    command.congress = place_.congress;
    command.actor = place_.actor;
    out_.commands.push_back(std::move(command));
  }

  /// What the row tells and no event has a place for goes with it as a remark.
  void remark(std::string_view what, std::string_view text) {
    if (text.empty()) return;
    auto& comment = out_.commands.back().comment;
    comment.append(comment.empty() ? "" : "；").append(what).append(text);
  }

  void submit() {
    json::array signers;
    for (const auto& name : names_in(told_.row["co_signers"]))
      signers.emplace_back(code_of(name, place_.deputies));
    const auto delegation =
        told_.has("delegation") ? told_.row["delegation"] : delegation_in_area();
    out_.summary.title = told_.row["title"];
    out_.summary.session = told_.row["session"];
    Known known;
    known.text("title", told_.row["title"])
        .text("text", told_.row["text"])
        .text("lead_deputy", code_of(std::string{told_.row["lead_deputy"]}, place_.deputies))
        .with("origin", encode(told_.kind.origin))
        .text("session", told_.row["session"])
        .text("category", told_.row["category"]);
    if (!signers.empty()) known.with("co_signers", std::move(signers));
    if (!delegation.empty()) known.with("delegation", json::value(delegation));
    if (told_.is_confidential) known.with("confidential", true);
    add(known.event("submit", told_.received));
  }

  /// The column that names the place names the delegation of a delegation's item.
  [[nodiscard]] std::string_view delegation_in_area() const {
    const auto area = told_.row["area"];
    return area.ends_with("代表团") ? area : std::string_view{};
  }
  [[nodiscard]] std::string_view other_place() const {
    const auto area = told_.row["area"];
    const bool is_own = place_.congress_name.starts_with(area) || !delegation_in_area().empty();
    return is_own ? std::string_view{} : area;
  }

  /// 沙河市-市九届人大三次会议-31: as given, with the session, and the place unless it is the
  /// congress's.
  void enter() {
    const auto written = plain_serial(told_.row["number"]);
    std::string_view serial = written;
    const bool is_recess = told_.kind.origin == Origin::recess;
    auto session = std::string{told_.row["session"]};
    if (is_recess && session.find("闭") == session.npos) session += "闭";
    if (serial.starts_with(session + "-")) serial.remove_prefix(session.size() + 1);
    std::string number;
    if (!serial.empty())
      for (const auto part : {other_place(), std::string_view{session}, serial})
        if (!part.empty()) number.append(number.empty() ? "" : "-").append(part);
    if (other_place().empty()) count_on(serial);
    out_.summary.number = number;
    add(Known{}.text("number", number).event("register"));
  }

  /// The office goes on numbering where the table ends.
  void count_on(std::string_view serial) {
    std::int64_t last = 0;
    const auto [end, failed] = std::from_chars(serial.data(), serial.data() + serial.size(), last);
    constexpr std::int64_t highest = 999'999;  // beyond, it is no serial but somebody's code
    if (failed != std::errc{} || end != serial.data() + serial.size() || last < 1 || last > highest)
      return;
    const bool is_recess = told_.kind.origin == Origin::recess;
    out_.numbered = SeriesMark{std::string{told_.row["session"]} + (is_recess ? "闭" : ""), last};
  }

  void mark_key() {
    add(Known{}
            .text("leader", told_.handling.leader)
            .unknown("meeting_on")
            .unknown("committee")
            .event("mark_key"));
  }

  void hand_over() {
    Known known;
    json::array units;
    for (std::size_t i = 0; const auto& share : told_.handling.units) {
      const auto path = "units[" + std::to_string(i++) + "]";
      json::object unit{{"role", encode(share.role)}};
      if (share.unit.empty()) {
        known.unknown(path + ".unit");
      } else {
        unit.emplace("unit", code_of(share.unit, place_.units));
        if (!place_.units.contains(share.unit)) out_.new_units.push_back(share.unit);
      }
      if (share.role == UnitRole::separate) known.unknown(path + ".part");
      units.push_back(std::move(unit));
    }
    known.with("mode", encode(told_.handling.mode)).with("units", std::move(units));
    add(known.event("assign", told_.assigned));
    remark("", told_.handling.remark);
  }

  /// Who has handled it or answered has taken it on: the day and the signature are not told.
  void accept() {
    for (std::int64_t part = 1; part <= std::ssize(told_.handling.units); ++part)
      add(Known{}.unknown("name").unknown("telephone").event("sign"), part);
  }

  void deliver() {
    for (std::int64_t part = 1; const auto& share : told_.handling.units) {
      const bool is_co = share.role == UnitRole::co;
      if (is_co == told_.handling.is_co_opinion) {
        add(Known{}.event("objection_lapsed"), part);
        add(is_co ? opinion() : reply(), part);
        remark_on_paper(is_co);
      }
      ++part;
    }
  }

  [[nodiscard]] Command reply() const {
    return Known{}
        .text("number", told_.row["doc_no"])
        .text("reply_class", told_.row["result_class"])
        .unknown("signatory")
        .unknown("signed_on")
        .unknown("text")
        .unknown("contact_person")
        .event("reply", told_.replied);
  }

  [[nodiscard]] Command opinion() const {
    return Known{}.unknown("text").unknown("signatory").event("submit_co_opinion", told_.replied);
  }

  void remark_on_paper(bool is_co) {
    if (is_co) remark("文号 ", told_.row["doc_no"]);
    if (is_co) remark("结果类别 ", told_.row["result_class"]);
    if (told_.replied && !told_.replied->day) remark("答复 ", told_.row["replied_on"]);
    remark("公开 ", told_.row["published_on"]);
  }

  const Told& told_;
  const ImportPlace& place_;
  ImportedRow out_;
};

Result<ImportedRow> read_row(const ImportRow& given, const ImportPlace& place) {
  const auto row = tidy(given);
  const auto told = read_words(row, place.today);
  if (!told) return told.error();
  return Story{*told, place}.tell();
}

}  // namespace

Importer importer() {
  return {"suggestions", "suggestion", columns, &read_row};
}

}  // namespace duban::suggestion
