#pragma once

#include "adapters/http/route.hpp"
#include "engine/register/directory.hpp"

#include <string>
#include <vector>

/// What lists of cases are asked by, wherever one is asked for.
namespace duban::http {

/// Rows of a page.
inline constexpr int most_rows = 500;

[[nodiscard]] std::vector<Parameter> list_filters();
[[nodiscard]] Parameter order_of_list();
[[nodiscard]] Parameter columns_of_list();
/// Filters, order and page.
[[nodiscard]] std::vector<Parameter> list_parameters();

/// What a visit says for `list_filters`, on the day that the register has; refuses, naming the
/// parameter, what no list could hold.
[[nodiscard]] Result<CaseFilter> filter_from(const Visit& visit);
void add_order(CaseFilter& filter, const Visit& visit);
/// Order and page.
[[nodiscard]] Result<void> add_page(CaseFilter& filter, const Visit& visit);

/// Refuses a query, as it stands in an address, by which a list could not be asked, with columns or
/// without; names what is wrong as `query.state`.
[[nodiscard]] Result<void> check_saved_query(const std::string& path,
                                             const std::string& query,
                                             const Visit& visit);

}  // namespace duban::http
