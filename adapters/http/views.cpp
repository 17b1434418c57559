#include "adapters/http/views.hpp"

#include "adapters/http/case_filters.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/promised_headers.hpp"
#include "adapters/http/seen_version.hpp"
#include "adapters/http/visible.hpp"
#include "engine/data/sound_text.hpp"
#include "engine/data/utf8.hpp"
#include "engine/people/enrolment.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 60;
constexpr const char* page_of_cases = "cases";

struct NewView {
  std::string name, query;
  std::optional<bool> shared;
};
BOOST_DESCRIBE_STRUCT(NewView, (), (name, query, shared))

struct ChangedView {
  std::optional<std::string> name, query;
  std::optional<bool> shared;
};
BOOST_DESCRIBE_STRUCT(ChangedView, (), (name, query, shared))

struct ListView {
  std::int64_t id = 0;
  std::string name, page, query;
  bool shared = false;
  std::string owner;
  std::int64_t version = 0;
  bool mine = false;
};
BOOST_DESCRIBE_STRUCT(ListView, (), (id, name, page, query, shared, owner, version, mine))

ListView list_view(const SavedView& view, const Visit& visit) {
  return {view.id,     view.name,  page_of_cases, view.query,
          view.shared, view.owner, view.version,  view.owner == visit.user().name};
}

Answer told(const SavedView& view, const Visit& visit, unsigned status = 200) {
  auto answer = Answer::of(whole(list_view(view, visit)), status);
  answer.headers.emplace_back("ETag", etag_of(view.version));
  return answer;
}

bool is_administrator(const Visit& visit) {
  const auto& roles = visit.user().roles;
  return std::ranges::find(roles, administrator) != roles.end();
}

bool sees_shared(Visit& visit) {
  return is_administrator(visit) || sight_for(visit).sees_everything();
}

bool sees(const SavedView& view, Visit& visit) {
  if (view.owner == visit.user().name) return true;
  return view.shared && view.congress == visit.user().congress && sees_shared(visit);
}

Result<void> check_view(const SavedView& view, const Visit& visit) {
  if (auto sound = check_name("name", view.name); !sound) return sound;
  if (characters_in(view.name) > longest_name)
    return bad_input("name", "must have from 1 to " + std::to_string(longest_name) + " characters");
  return check_saved_query("query", view.query, visit);
}

Result<void> check_sharing(bool shares, Visit& visit) {
  if (!shares || sight_for(visit).sees_everything()) return {};
  return Error{Problem::no_authority, "shared",
               "only who sees the cases of the whole congress may share a view"};
}

/// Of whoever asks; an administrator has a hand in those that others share as well.
Result<SavedView> view_in_hand(SavedViews& views, Visit& visit) {
  const auto id = visit.number("id");
  auto view = views.find(id);
  if (!view || !sees(*view, visit))
    return Error{Problem::not_found, "id", "there is no view " + std::to_string(id)};
  if (view->owner == visit.user().name || is_administrator(visit)) return *view;
  return Error{Problem::no_authority, "id", "only whose view it is may change or remove it"};
}

/// An administrator takes the view of somebody else out of sight, and changes nothing else of it.
Result<void> check_owner(const SavedView& view, const ChangedView& given, const Visit& visit) {
  const bool only_unshares = !given.name && !given.query && given.shared == false;
  if (view.owner == visit.user().name || only_unshares) return {};
  return Error{Problem::no_authority, "id",
               "of somebody else's view an administrator may only end the sharing, or remove it"};
}

Result<Answer> list_views(SavedViews& views, Visit& visit) {
  auto all = views.of(visit.user().name);
  if (sees_shared(visit))
    for (auto& shared : views.shared_in(visit.user().congress))
      if (shared.owner != visit.user().name) all.push_back(std::move(shared));
  std::ranges::stable_sort(all, {}, &SavedView::name);
  std::vector<ListView> lines;
  for (const auto& view : all) lines.push_back(list_view(view, visit));
  return Answer::of(items_of(lines));
}

Result<Answer> add_view(SavedViews& views, Visit& visit) {
  const auto given = decode<NewView>(visit.body);
  if (!given) return given.error();
  SavedView view;
  view.congress = visit.user().congress;
  view.owner = visit.user().name;
  view.name = given->name;
  view.query = given->query;
  view.shared = given->shared.value_or(false);
  if (auto sound = check_view(view, visit); !sound) return sound.error();
  if (auto may = check_sharing(view.shared, visit); !may) return may.error();
  const auto added = views.add(std::move(view));
  if (!added) return added.error();
  return told(*added, visit, 201);
}

Result<Answer> change_view(SavedViews& views, Visit& visit) {
  auto view = view_in_hand(views, visit);
  if (!view) return view.error();
  if (!visit.has("If-Match")) return version_missing(visit.words);
  const auto version = version_seen(visit, "the view is at another version");
  if (!version) return version.error();
  const auto given = decode<ChangedView>(visit.body);
  if (!given) return given.error();
  if (auto may = check_owner(*view, *given, visit); !may) return may.error();
  view->version = *version;
  view->name = given->name.value_or(view->name);
  view->query = given->query.value_or(view->query);
  view->shared = given->shared.value_or(view->shared);
  const bool is_rewritten = given->name || given->query;
  if (is_rewritten)
    if (auto sound = check_view(*view, visit); !sound) return sound.error();
  if (auto may = check_sharing(view->shared, visit); !may) return may.error();
  const auto changed = views.change(std::move(*view));
  if (!changed) return changed.error();
  return told(*changed, visit);
}

Result<Answer> remove_view(SavedViews& views, Visit& visit) {
  const auto view = view_in_hand(views, visit);
  if (!view) return view.error();
  if (auto gone = views.remove(view->id); !gone) return gone.error();
  return Answer::nothing();
}

const std::string views_path = "/api/v1/views";

Parameter view_id() {
  return {.name = "id",
          .place = Parameter::Place::path,
          .means = "Its id.",
          .schema = {{"type", "integer"}, {"minimum", 1}},
          .required = true};
}

template <class Body>
json::object body_of_view() {
  auto schema = schema_of<Body>();
  auto& name = schema.at("properties").at("name").as_object();
  name["minLength"] = 1;
  name["maxLength"] = longest_name;
  return schema;
}

Route list_route_of_views(SavedViews& views) {
  return {.method = "GET",
          .path = views_path,
          .operation = "listViews",
          .summary = "The lists that one has saved, and those that the office shares.",
          .description =
              "By name. Shared views are for whoever sees the whole congress, and its "
              "administrators.",
          .parameters = {},
          .promises = {{.means = "All of them.", .schema = items_schema(whole_schema<ListView>())}},
          .work = with(views, list_views)};
}

Route add_route_of_view(SavedViews& views) {
  return {
      .method = "POST",
      .path = views_path,
      .operation = "addView",
      .summary = "Save what a list is asked by, under a name.",
      .description =
          "`query` is what `GET /api/v1/cases` takes, as it stands in an address, and "
          "`columns=number,title` beside it. One has a name once (409), and 100 views. Who sees "
          "the whole congress may share one with all who do.",
      .parameters = {},
      .body = body_of_view<NewView>(),
      .promises = {{.status = 201,
                    .means = "It is kept.",
                    .schema = whole_schema<ListView>(),
                    .headers = {etag_header()}}},
      .work = with(views, add_view)};
}

Route change_route_of_view(SavedViews& views) {
  return {.method = "PATCH",
          .path = views_path + "/{id}",
          .operation = "changeView",
          .summary = "Change a view of one's own; what is left out stays.",
          .description =
              "A view that is shared stays one that its owner may share. An "
              "administrator of the congress ends the sharing of anybody's.",
          .parameters = {view_id(),
                         {.name = "If-Match",
                          .place = Parameter::Place::header,
                          .means = "The `version` that was seen, in quotation marks: \"7\".",
                          .schema = {{"type", "string"}}}},
          .body = body_of_view<ChangedView>(),
          .promises = {{.means = "It is changed.",
                        .schema = whole_schema<ListView>(),
                        .headers = {etag_header("\"2\"")}}},
          .work = with(views, change_view)};
}

}  // namespace

std::vector<Route> view_routes(SavedViews& views) {
  return {list_route_of_views(views),
          add_route_of_view(views),
          change_route_of_view(views),
          {.method = "DELETE",
           .path = views_path + "/{id}",
           .operation = "removeView",
           .summary = "Remove a view of one's own; an administrator, any that is shared.",
           .parameters = {view_id()},
           .promises = {{.status = 204, .means = "It is gone."}},
           .work = with(views, remove_view)}};
}

}  // namespace duban::http
