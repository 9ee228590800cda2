// SPDX-License-Identifier: Apache-2.0
// What can be set by hand in a dry run: who waits without a proposal, and the groups of one
// household.
#include "sync/server/cases/round_desk.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/paging.hpp"
#include "sync/server/pages/round_result.hpp"

namespace samen::server {

namespace {

std::string round_word(const Frame& frame, const std::string& part,
                       std::initializer_list<i18n::Argument> arguments = {}) {
  return frame.word("office.round." + part, arguments);
}

std::string people_words(const Frame& frame, int count) {
  return round_word(frame, "people", {{"count", std::int64_t{count}}});
}

std::string days_words(const Frame& frame, int days) {
  return round_word(frame, "days", {{"days", std::int64_t{days}}});
}

void fill_choice(Frame& frame, const GroupChoice& choice, ctemplate::TemplateDictionary& row) {
  row.SetValue("GROUP", choice.group);
  row.SetValue("GROUP_PEOPLE", people_words(frame, choice.size));
  row.SetValue("SCORE", std::to_string(choice.score));
  row.SetValue("TRAVEL",
               round_word(frame, "minutes", {{"minutes", std::int64_t{choice.travel_minutes}}}));
  const std::string_view other(choice.taken_from);
  row.SetValue("COSTS", choice.now ? round_word(frame, "hand.costs.now")
                        : other.empty()
                            ? round_word(frame, "hand.costs.nothing")
                            : round_word(frame, "hand.costs.taken", {{"household", other}}));
}

// Why something could not be set, in words.
std::string refusal_of(const Frame& frame, const CanBeSet& can) {
  switch (can.why_not) {
    case NotSet::rule: {
      std::vector<std::string> rules;
      for (const auto& rule : can.rules) rules.push_back(frame.word("whynot.miss_" + rule));
      const auto list = frame.texts().list(frame.language(), rules);
      return round_word(frame, "hand.refused.rule", {{"rules", std::string_view(list)}});
    }
    case NotSet::taken:
      return round_word(frame, "hand.refused.taken", {{"household", std::string_view(can.other)}});
    case NotSet::full:
      return round_word(frame, "hand.refused.full",
                        {{"count", static_cast<std::int64_t>(kMostSetByHand)}});
    case NotSet::gone:
    case NotSet::none:
      break;
  }
  return round_word(frame, "hand.refused.gone");
}

}  // namespace

void fill_set_by_hand(Frame& frame, const DeskLook& look) {
  if (look.by_hand.empty() || !look.unchanged || !look.preview) return;
  auto* hand = frame.main().AddSectionDictionary("HAND");
  for (const auto& set : look.by_hand) {
    auto* row = hand->AddSectionDictionary("SET");
    const bool new_group = set.group.starts_with(kNewGroupOf);
    const auto group = new_group ? round_word(frame, "new_group") : set.group;
    row->SetValue("SET_WORDS",
                  round_word(frame, set.as == SetAs::together ? "hand.together" : "hand.apart",
                             {{"household", std::string_view(set.household)},
                              {"group", std::string_view(group)}}));
    row->SetValue("SET_BY", round_word(frame, "hand.by", {{"name", std::string_view(set.name)}}));
    row->SetValue("HOUSEHOLD", set.household);
    row->SetValue("GROUP", set.group);
    row->SetValue("RESULT", look.result);
  }
  const auto figure = [&](const char* name, std::int64_t before, std::int64_t now) {
    auto* row = hand->AddSectionDictionary("FIGURE");
    row->SetValue("NAME", round_word(frame, name));
    row->SetValue("BEFORE", std::to_string(before));
    row->SetValue("NOW_NUMBER", std::to_string(now));
  };
  const auto& then = *look.unchanged;
  const auto& now = *look.preview;
  figure("compare.proposals", static_cast<std::int64_t>(then.pairs.size()),
         static_cast<std::int64_t>(now.pairs.size()));
  figure("hand.total", then.summary.total_score, now.summary.total_score);
  figure("compare.lowest", then.summary.lowest_score, now.summary.lowest_score);
  figure("hand.longest", then.longest_left, now.longest_left);
}

Page Pages::round_waiting(const PageContext& context, const DeskLook& look, int page) {
  if (!may_see_rounds(context)) return problem_page(*parts_, context, 403);
  if (!look.preview || look.result.empty()) return round(context, look, {.refused = true});
  Frame frame(*parts_, context, "round_waiting.tpl", "/round/waiting");
  const auto& all = look.preview->waiting;
  const auto shown = lines_of_page(all.size(), page);
  if (all.empty()) frame.main().ShowSection("NOBODY");
  auto* list = all.empty() ? nullptr : frame.main().AddSectionDictionary("WAITING");
  for (std::size_t i = shown.first; i < shown.end; ++i) {
    const auto& waiting = all[i];
    auto* row = list->AddSectionDictionary("ONE");
    row->SetValue("WAITS", days_words(frame, waiting.waiting_days));
    row->SetValue("HOUSEHOLD", waiting.household);
    row->SetValue("PEOPLE", people_words(frame, waiting.people));
    row->SetValue("CENTRE_NAME", waiting.centre);
    row->SetValue("WHY", frame.texts().reason(frame.language(), waiting.reason));
  }
  fill_pages(frame, shown, "round/waiting",
             [](int number) { return "page=" + std::to_string(number); });
  return frame.finish(round_word(frame, "hand.waiting"));
}

Page Pages::round_groups(const PageContext& context, const DeskLook& look,
                         const std::optional<GroupChoices>& choices, const CanBeSet& refused) {
  if (!may_see_rounds(context)) return problem_page(*parts_, context, 403);
  if (look.result.empty()) return round(context, look, {.refused = true});
  if (!choices) return problem_page(*parts_, context, 404);
  Frame frame(*parts_, context, "round_groups.tpl", "/round/household?label=" + choices->household);
  auto& main = frame.main();
  const bool bad = refused.why_not != NotSet::none;
  if (bad) main.SetValueAndShowSection("REFUSED_WORDS", refusal_of(frame, refused), "REFUSED");
  main.SetValue("HOUSEHOLD", choices->household);
  main.SetValue("RESULT", look.result);
  main.SetValue("PEOPLE", people_words(frame, choices->people));
  main.SetValue("WAITS", days_words(frame, choices->waiting_days));
  const bool new_group = choices->group.starts_with(kNewGroupOf);
  const auto group = new_group ? round_word(frame, "new_group") : choices->group;
  main.SetValue("NOW_WORDS", group.empty() ? round_word(frame, "hand.now_none")
                                           : round_word(frame, "hand.now",
                                                        {{"group", std::string_view(group)}}));
  if (choices->groups.empty()) main.ShowSection("NO_GROUP");
  auto* list = choices->groups.empty() ? nullptr : main.AddSectionDictionary("GROUPS");
  for (const auto& choice : choices->groups) {
    auto* row = list->AddSectionDictionary("CHOICE");
    fill_choice(frame, choice, *row);
    if (choice.now) continue;
    auto* form = row->AddSectionDictionary("CHOOSE");
    form->SetValue("GROUP", choice.group);
  }
  if (choices->all > choices->groups.size()) {
    const auto more = static_cast<std::int64_t>(choices->all - choices->groups.size());
    main.SetValueAndShowSection("MORE_WORDS", round_word(frame, "hand.more", {{"count", more}}),
                                "MORE");
  }
  const std::string_view household(choices->household);
  return frame.finish(round_word(frame, "hand.groups_of", {{"household", household}}),
                      bad ? 409 : 200);
}

}  // namespace samen::server
