// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "base/spans.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/paging.hpp"
#include "sync/server/pages/query.hpp"
#include "sync/server/pages/step_words.hpp"
#include "sync/server/pages/work_lines.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr int kNoon = 12, kEvening = 18;

std::string_view part_of_day(std::int64_t now_ms) {
  const int hour = local_hour(now_ms);
  if (hour < kNoon) return "morning";
  return hour < kEvening ? "afternoon" : "evening";
}

// As the page was asked for, with one thing changed.
std::string query_of(const WorkFilter& filter, std::string_view when, int page) {
  Query query;
  query.add("centre", filter.centre);
  query.add("language", filter.language);
  query.add("kind", filter.kind);
  query.add("search", filter.search);
  query.add("when", when);
  if (page > 1) query.add("page", std::to_string(page));
  return query.text();
}

using Counts = std::array<std::int64_t, kUrgencies.size()>;

void fill_counts(Frame& frame, const WorkFilter& filter, const Counts& counts) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    auto* count = frame.main().AddSectionDictionary("COUNT");
    const std::string when(kUrgencies[i]);
    const bool chosen = filter.when == when;
    count->SetValue("WHEN", when);
    count->SetIntValue("NUMBER", counts[i]);
    count->SetValue("WORDS", frame.word("office.worklist.count." + when));
    count->SetValue("QUERY_TEXT", query_of(filter, chosen ? "" : when, 1));
    if (chosen) count->ShowSection("CHOSEN");
  }
}

void add_option(Frame& frame, const std::string& list, const std::string& value,
                const std::string& words, const std::string& chosen) {
  auto* option = frame.main().AddSectionDictionary(list);
  option->SetValue("VALUE", value);
  option->SetValue("WORDS", words);
  if (value == chosen) option->ShowSection("CHOSEN");
}

// What can be chosen is what there is.
void fill_filter(Frame& frame, const WorkFilter& filter, const std::vector<WorkLine>& lines) {
  std::set<std::string> centres, languages, kinds;
  for (const auto& line : lines) {
    centres.insert(line.centre);
    if (!line.language.empty()) languages.insert(line.language);
    kinds.insert(line.kind);
  }
  if (centres.size() > 1 && frame.context().viewer.centre.empty()) {
    frame.main().ShowSection("CENTRES");
    for (const auto& centre : centres) {
      add_option(frame, "CENTRE_OPTION", centre, centre, filter.centre);
    }
  }
  for (const auto& language : languages) {
    add_option(frame, "LANGUAGE_OPTION", language, frame.word("language." + language),
               filter.language);
  }
  for (const auto& kind : kinds) {
    add_option(frame, "KIND_OPTION", kind, step_words(frame, kind), filter.kind);
  }
  frame.main().SetValue("SEARCH", filter.search);
  if (!filter.when.empty()) {
    frame.main().SetValueAndShowSection("WHEN", filter.when, "WHEN_CHOSEN");
  }
}

void fill_line(Frame& frame, const WorkLine& line) {
  auto* row = frame.main().AddSectionDictionary("LINE");
  const std::string when(name_of(line.when));
  const bool waits = line.kind == "decide" || line.kind == "held";
  row->SetValue("WHEN", when);
  row->SetValue("WHEN_WORDS", waits ? frame.word("office.when." + line.kind)
                                    : due_words(frame, line.when, line.due_ms));
  row->SetValue("PICTURE", std::string(picture_of(line.kind)));
  row->SetValue("STEP", step_words(frame, line.kind));
  row->SetValue("LABEL", line.label);
  row->SetValue("WHOM", line.with.empty() ? std::string()
                                          : frame.word("office.worklist.with",
                                                       {{"group", std::string_view(line.with)}}));
  row->SetValue("LANGUAGE_WORDS",
                line.language.empty() ? std::string() : frame.word("language." + line.language));
  row->SetValue("OWNER", frame.word("office.role." + std::string(domain::name_of(line.owner))));
  if (frame.context().viewer.centre.empty()) {
    row->AddSectionDictionary("OTHER_CENTRE")->SetValue("CENTRE_NAME", line.centre);
  }
  auto* link = row->AddSectionDictionary("LINK");
  const bool now = line.when == Urgency::late || line.when == Urgency::today;
  link->SetValue("LOOK", now ? "primary-action" : "secondary-action");
  link->SetValue("WHERE_TO", std::string(line.page));
  link->SetValue("DO", frame.word("office.do." + line.kind));
}

void fill_lines(Frame& frame, const WorkFilter& filter, const std::vector<const WorkLine*>& lines,
                bool filtered) {
  if (lines.empty()) {
    auto* empty = frame.main().AddSectionDictionary("EMPTY");
    const std::string which = filtered ? "nothing" : "empty";
    empty->SetValue("EMPTY_TITLE", frame.word("office.worklist." + which + ".title"));
    empty->SetValue("EMPTY_TEXT", frame.word("office.worklist." + which + ".text"));
    return;
  }
  frame.main().ShowSection("LINES");
  const auto shown = lines_of_page(lines.size(), filter.page);
  for (std::size_t i = shown.first; i < shown.end; ++i) fill_line(frame, *lines[i]);
  fill_pages(frame, shown, "", [&filter](int page) { return query_of(filter, filter.when, page); });
}

// Words that were not chosen from the page are no filter.
WorkFilter cleaned(WorkFilter filter) {
  if (std::ranges::find(kUrgencies, filter.when) == kUrgencies.end()) filter.when.clear();
  filter.search = search_of(filter.search);
  return filter;
}

}  // namespace

Page Pages::worklist(Store& store, const matcher::Policy& policy, const PageContext& context,
                     const WorkFilter& asked) {
  const auto& viewer = context.viewer;
  if (!viewer.sees(Slice::cases) && !viewer.sees(Slice::papers)) {
    return problem_page(*parts_, context, 403);
  }
  const auto all = work_lines(store, parts_->cases, policy, viewer);
  if (!all) return failed_page(*parts_, context, all.error());
  const WorkFilter filter = cleaned(asked);
  Counts counts{};
  std::vector<const WorkLine*> shown;
  for (const auto& line : *all) {
    if (!fits(line, filter)) continue;
    ++counts[static_cast<std::size_t>(line.when)];
    if (filter.when.empty() || filter.when == name_of(line.when)) shown.push_back(&line);
  }
  Frame frame(*parts_, context, "worklist.tpl", "/");
  const bool filtered = !query_of(filter, filter.when, 1).empty();
  const std::int64_t today = std::ranges::count_if(*all, [](const WorkLine& line) {
    return line.when == Urgency::late || line.when == Urgency::today;
  });
  auto& main = frame.main();
  main.SetValue("GREETING",
                frame.word("office.greeting." + std::string(part_of_day(context.now_ms)),
                           {{"name", std::string_view(context.account)}, {"count", today}}));
  main.SetValue("WHERE",
                viewer.centre.empty() ? frame.word("office.worklist.everywhere") : viewer.centre);
  main.SetValue("TODAY", frame.day(context.now_ms));
  fill_counts(frame, filter, counts);
  fill_filter(frame, filter, *all);
  const auto found = static_cast<std::int64_t>(shown.size());
  if (filtered) {
    main.AddSectionDictionary("FILTERED")
        ->SetValue("FOUND", frame.word("office.worklist.found", {{"count", found}}));
  }
  fill_lines(frame, filter, shown, filtered);
  main.SetValue("SUMMARY", frame.word("office.worklist.summary",
                                      {{"count", static_cast<std::int64_t>(all->size())}}));
  return frame.finish(frame.word("office.worklist.title"));
}

}  // namespace samen::server
