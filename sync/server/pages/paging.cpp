// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/paging.hpp"

#include <algorithm>

#include "sync/server/pages/query.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kLinesAPage = 50;
constexpr std::size_t kLongestSearch = 40;

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

LinesShown lines_of_page(std::size_t count, int asked) {
  LinesShown shown;
  shown.pages = std::max(1, static_cast<int>((count + kLinesAPage - 1) / kLinesAPage));
  shown.page = std::clamp(asked, 1, shown.pages);
  shown.first = static_cast<std::size_t>(shown.page - 1) * kLinesAPage;
  shown.end = std::min(count, shown.first + kLinesAPage);
  return shown;
}

void fill_pages(Frame& frame, const LinesShown& shown, std::string_view path,
                const std::function<std::string(int)>& query_of) {
  if (shown.pages < 2) return;
  auto* paged = frame.main().AddIncludeDictionary("PAGES");
  paged->SetFilename("paged.tpl");
  paged->SetValue("PATH", std::string(path));
  paged->SetValue("PAGE_OF",
                  frame.word("office.worklist.page_of", {{"page", std::int64_t{shown.page}},
                                                         {"pages", std::int64_t{shown.pages}}}));
  if (shown.page > 1) {
    paged->AddSectionDictionary("BEFORE")->SetValue("QUERY_TEXT", query_of(shown.page - 1));
  }
  if (shown.page < shown.pages) {
    paged->AddSectionDictionary("AFTER")->SetValue("QUERY_TEXT", query_of(shown.page + 1));
  }
}

void fill_search(Frame& frame, const ListFilter& filter, std::size_t found) {
  frame.main().SetValue("SEARCH", filter.search);
  if (filter.search.empty()) return;
  frame.main()
      .AddSectionDictionary("FILTERED")
      ->SetValue("FOUND", frame.word("office.worklist.found",
                                     {{"count", static_cast<std::int64_t>(found)}}));
}

std::string query_of_list(const ListFilter& filter, int page) {
  Query query;
  query.add("search", filter.search);
  if (page > 1) query.add("page", std::to_string(page));
  return query.text();
}

std::string search_of(std::string_view typed) {
  return std::string(typed.substr(0, kLongestSearch));
}

bool found_in(std::string_view text, std::string_view search) {
  return !std::ranges::search(text, search, {}, small, small).empty() || search.empty();
}

}  // namespace samen::server
