// SPDX-License-Identifier: Apache-2.0
// Volunteers' papers and training: the list, one volunteer's or group's, and what was seen.
#include <algorithm>
#include <array>

#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/paper_desk.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/paging.hpp"
#include "sync/server/pages/query.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {

using base::Errc;
using base::Result;
using domain::Paper;

namespace {

constexpr std::size_t kStandings = domain::vocabulary_size<PaperStanding>();
constexpr std::size_t kMostCentres = 200;  // in the list to choose from

std::string look_of_standing(PaperStanding standing) {
  static constexpr std::array<std::string_view, kStandings> kLooks = {"open", "late", "today",
                                                                      "yes"};
  return std::string(kLooks[static_cast<std::size_t>(standing)]);
}

std::string standing_words(const Frame& frame, PaperStanding standing) {
  return frame.word("office.papers.standing." + std::string(domain::name_of(standing)));
}

std::string paper_words(const Frame& frame, Paper paper) {
  return frame.word("office.paper." + std::string(domain::name_of(paper)));
}

std::string query_of_papers(const PaperFilter& filter, std::string_view standing, int page) {
  Query query;
  query.add("centre", filter.centre);
  query.add("search", filter.search);
  query.add("standing", standing);
  if (page > 1) query.add("page", std::to_string(page));
  return query.text();
}

// What there is to say of one paper: its day, and until when it is good.
std::string state_words(const Frame& frame, const PaperState& state) {
  const std::string key = "office.papers.";
  if (state.standing == PaperStanding::missing) return frame.word(key + "never");
  if (!state.day_ms) return frame.word(key + "day_unknown");
  const auto seen = frame.day_of_year(*state.day_ms);
  if (!state.runs_out_ms) {
    return frame.word(key + "good_for_good", {{"day", std::string_view(seen)}});
  }
  const auto until = frame.day_of_year(*state.runs_out_ms);
  return frame.word(key + (state.good() ? "good_until" : "over_since"),
                    {{"day", std::string_view(seen)}, {"until", std::string_view(until)}});
}

void fill_paper_line(const Frame& frame, ctemplate::TemplateDictionary& row,
                     const PaperLine& line) {
  row.SetValue("LABEL", line.holder.label);
  row.SetValue("CENTRE_NAME", line.holder.centre);
  row.SetValue("LOOK", look_of_standing(line.standing));
  row.SetValue("STANDING", standing_words(frame, line.standing));
  if (!line.holder.group.empty()) {
    row.AddSectionDictionary("IN_GROUP")->SetValue("GROUP", line.holder.group);
  }
  for (const auto& state : line.states) {
    auto* paper = row.AddSectionDictionary("PAPER");
    paper->SetValue("PAPER_WORDS", paper_words(frame, state.paper));
    paper->SetValue("STATE_WORDS", state_words(frame, state));
  }
}

Result<void> fill_paper_filter(Store& store, Frame& frame, const PaperFilter& filter) {
  frame.main().SetValue("SEARCH", filter.search);
  if (!filter.standing.empty()) {
    frame.main().SetValueAndShowSection("STANDING_CHOSEN", filter.standing, "CHOSEN_STANDING");
  }
  if (!frame.context().viewer.centre.empty()) return {};
  SAMEN_TRY(const auto centres, all_centres(store));
  if (centres.size() < 2) return {};
  frame.main().ShowSection("CENTRES");
  for (std::size_t i = 0; i < std::min(centres.size(), kMostCentres); ++i) {
    auto* option = frame.main().AddSectionDictionary("CENTRE_OPTION");
    option->SetValue("VALUE", centres[i].name);
    if (centres[i].name == filter.centre) option->ShowSection("CHOSEN");
  }
  return {};
}

using StandingCounts = std::array<std::int64_t, kStandings>;

void fill_standing_counts(Frame& frame, const PaperFilter& filter, const StandingCounts& counts) {
  for (std::size_t i = 0; i < kStandings; ++i) {
    const auto standing = static_cast<PaperStanding>(i);
    const std::string name(domain::name_of(standing));
    auto* count = frame.main().AddSectionDictionary("COUNT");
    count->SetValue("LOOK", look_of_standing(standing));
    count->SetIntValue("NUMBER", counts[i]);
    count->SetValue("WORDS", standing_words(frame, standing));
    const bool chosen = filter.standing == name;
    count->SetValue("QUERY_TEXT", query_of_papers(filter, chosen ? "" : name, 1));
    if (chosen) count->ShowSection("CHOSEN");
  }
}

bool fits_papers(const PaperLine& line, const PaperFilter& filter) {
  return (filter.centre.empty() || line.holder.centre == filter.centre) &&
         (found_in(line.holder.label, filter.search) || found_in(line.holder.group, filter.search));
}

// Who looks for one volunteer is told of in the audit; never what they typed, which may be a name.
Result<void> audit_search(Store& store, const PageContext& context, const PaperFilter& filter,
                          std::size_t found) {
  if (filter.search.empty()) return {};
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(write_audit(store, context.viewer.actor(), "search_papers",
                          std::to_string(found) + " found"));
  return transaction.commit();
}

Result<Page> papers_list(const PageParts& parts, Store& store, const matcher::Policy& policy,
                         const PageContext& context, const PaperFilter& filter) {
  SAMEN_TRY(const auto all, paper_lines(store, policy, context.viewer));
  StandingCounts counts{};
  std::vector<const PaperLine*> found;
  for (const auto& line : all) {
    if (!fits_papers(line, filter)) continue;
    ++counts[static_cast<std::size_t>(line.standing)];
    const bool shown = filter.standing.empty() || filter.standing == domain::name_of(line.standing);
    if (shown) found.push_back(&line);
  }
  SAMEN_CHECK(audit_search(store, context, filter, found.size()));
  Frame frame(parts, context, "papers.tpl", "/papers");
  auto& main = frame.main();
  const auto everybody = static_cast<std::int64_t>(all.size());
  main.SetValue("SUMMARY", frame.word("office.papers.summary", {{"count", everybody}}));
  fill_standing_counts(frame, filter, counts);
  SAMEN_CHECK(fill_paper_filter(store, frame, filter));
  if (!query_of_papers(filter, filter.standing, 1).empty()) {
    const auto count = static_cast<std::int64_t>(found.size());
    main.AddSectionDictionary("FILTERED")
        ->SetValue("FOUND", frame.word("office.worklist.found", {{"count", count}}));
  }
  main.ShowSection(found.empty() ? "EMPTY" : "LINES");
  const auto shown = lines_of_page(found.size(), filter.page);
  for (std::size_t i = shown.first; i < shown.end; ++i) {
    fill_paper_line(frame, *main.AddSectionDictionary("LINE"), *found[i]);
  }
  fill_pages(frame, shown, "papers",
             [&filter](int page) { return query_of_papers(filter, filter.standing, page); });
  return frame.finish(frame.word("office.papers.title"));
}

// One of the papers, of one volunteer or of a group.
void fill_paper_card(Frame& frame, const std::vector<PaperLine>& lines, std::size_t which,
                     const PaperTyped& typed) {
  const auto paper = lines.front().states[which].paper;
  auto* card = frame.main().AddSectionDictionary("PAPER_CARD");
  const std::string name(domain::name_of(paper));
  card->SetValue("PAPER", name);
  card->SetValue("PAPER_WORDS", paper_words(frame, paper));
  auto worst = PaperStanding::in_order;
  std::int64_t good = 0;
  bool any = false;
  for (const auto& line : lines) {
    const auto& state = line.states[which];
    worst = std::min(worst, state.standing);
    good += state.good() ? 1 : 0;
    any = any || state.standing != PaperStanding::missing;
  }
  card->SetValue("LOOK", look_of_standing(worst));
  card->SetValue("STANDING", standing_words(frame, worst));
  const auto all = static_cast<std::int64_t>(lines.size());
  card->SetValue("STATE_WORDS", lines.size() == 1 ? state_words(frame, lines.front().states[which])
                                                  : frame.word("office.papers.of_all",
                                                               {{"good", good}, {"all", all}}));
  if (any) card->ShowSection("TAKE_BACK");
  const bool wrong = !typed.wrong.empty() && typed.paper == name;
  card->SetValue("DAY", wrong ? typed.day : date_in_words(frame.context().now_ms));
  if (wrong) card->ShowSection("WRONG");
}

Page papers_of_page(const PageParts& parts, const PageContext& context, std::string_view label,
                    const std::vector<PaperLine>& lines, const PaperTyped& typed) {
  const auto& first = lines.front().holder;
  const bool group = first.group == label;
  const std::string title(group ? label : std::string_view(first.label));
  Frame frame(parts, context, "papers_of.tpl", "/papers/" + title);
  auto& main = frame.main();
  main.SetValue("TITLE", title);
  main.SetValue("CENTRE_NAME", first.centre);
  main.SetValue("TODAY", date_in_words(context.now_ms));
  if (!typed.wrong.empty()) {
    main.SetValueAndShowSection("PROBLEM_WORDS", frame.word("office.papers.wrong." + typed.wrong),
                                "PROBLEM");
  } else if (typed.done == "saw" || typed.done == "take_back") {
    main.SetValueAndShowSection("DONE_WORDS", frame.word("office.papers.done." + typed.done),
                                "DONE");
  }
  if (group) {
    main.ShowSection("MEMBERS");
    for (const auto& line : lines) {
      fill_paper_line(frame, *main.AddSectionDictionary("MEMBER"), line);
    }
  } else if (!first.group.empty()) {
    main.AddSectionDictionary("IN_GROUP")->SetValue("GROUP", first.group);
  }
  for (std::size_t i = 0; i < lines.front().states.size(); ++i) {
    fill_paper_card(frame, lines, i, typed);
  }
  return frame.finish(title, typed.wrong.empty() ? 200 : 422);
}

// What is wrong with it: office.papers.wrong.…; empty: it was done.
Result<std::string> do_with_paper(Store& store, const Viewer& viewer, std::string_view label,
                                  const PaperTyped& typed, std::string_view act) {
  const auto paper = domain::from_name<Paper>(typed.paper);
  if (!paper || (act != "saw" && act != "take_back")) return "act";
  PaperAct what{.whose = std::string(label), .papers = {*paper}, .saw = act == "saw"};
  if (what.saw) {
    const auto day = parse_day(typed.day);
    if (!day) return "day";
    what.day_ms = *day;
  }
  const auto done = carry_out(store, what, viewer);
  if (!done && done.error().code == Errc::invalid_input) return "future";
  if (!done) return std::unexpected(done.error());
  return std::string();
}

// Another centre's and one that is not there are the same page.
Page refused_papers(const PageParts& parts, const PageContext& context, const base::Error& error) {
  const bool nobody = error.code == Errc::not_found || error.code == Errc::permission;
  return nobody ? problem_page(parts, context, 404) : failed_page(parts, context, error);
}

}  // namespace

Page Pages::papers(Store& store, const matcher::Policy& policy, const PageContext& context,
                   const PaperFilter& asked) {
  if (!kPapersAreFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  auto filter = asked;
  filter.search = search_of(filter.search);
  if (!domain::from_name<PaperStanding>(filter.standing)) filter.standing.clear();
  const auto page = papers_list(*parts_, store, policy, context, filter);
  return page ? *page : failed_page(*parts_, context, page.error());
}

Page Pages::papers_of(Store& store, const matcher::Policy& policy, const PageContext& context,
                      std::string_view label, const PaperTyped& typed) {
  if (!kPapersAreFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  const auto lines = paper_lines_of(store, policy, context.viewer, label);
  if (lines) return papers_of_page(*parts_, context, label, *lines, typed);
  return refused_papers(*parts_, context, lines.error());
}

Acted Pages::act_on_papers(Store& store, const matcher::Policy& policy, const PageContext& context,
                           std::string_view label, const FormFields& fields) {
  PaperTyped typed{.paper = std::string(field_of(fields, "paper")),
                   .day = std::string(typed_in(fields, "day"))};
  if (!kPapersAreFor.open_to(context.viewer)) return {{}, problem_page(*parts_, context, 403)};
  const auto act = field_of(fields, "act");
  const auto wrong = do_with_paper(store, context.viewer, label, typed, act);
  if (!wrong) return {{}, refused_papers(*parts_, context, wrong.error())};
  if (wrong->empty()) {
    return {"/papers/" + std::string(label) + "?done=" + std::string(act), std::nullopt};
  }
  typed.wrong = *wrong;
  return {{}, papers_of(store, policy, context, label, typed)};
}

}  // namespace samen::server
