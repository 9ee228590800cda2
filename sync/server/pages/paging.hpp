// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "sync/server/pages/frame.hpp"

// A long list, fifty lines a page.
namespace samen::server {

struct LinesShown {
  int page = 1;  // as asked for, or the nearest there is
  int pages = 1;
  std::size_t first = 0;
  std::size_t end = 0;  // behind the last one
};
LinesShown lines_of_page(std::size_t count, int asked);

// The links to the page before and the next (paged.tpl, where the template says {{>PAGES}});
// nothing for one page. `path`: without its first '/'; `query_of`: the query of a page.
void fill_pages(Frame& frame, const LinesShown& shown, std::string_view path,
                const std::function<std::string(int)>& query_of);

// What was searched for, and how much was found.
void fill_search(Frame& frame, const ListFilter& filter, std::size_t found);

// The query of a page of a list.
std::string query_of_list(const ListFilter& filter, int page);

// What somebody typed into the search of a list: the beginning of it. Matches without regard to
// the case of Latin letters.
std::string search_of(std::string_view typed);
bool found_in(std::string_view text, std::string_view search);

}  // namespace samen::server
