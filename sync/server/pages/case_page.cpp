// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/case_page.hpp"

#include <algorithm>
#include <array>

#include "domain/proposal_life.hpp"
#include "sync/server/cases/person_file.hpp"
#include "sync/server/pages/history.hpp"
#include "sync/server/pages/step_words.hpp"

namespace samen::server {

using domain::MatchEvent;
using domain::NextStep;

namespace {

struct ReasonPicture {
  std::string_view beginning;
  std::string_view picture;
};
constexpr ReasonPicture kReasonPictures[] = {
    {"reason.languages", "talk"},    {"reason.goals_covered", "work"},
    {"reason.children", "children"}, {"reason.travel", "travel"},
    {"reason.shared_times", "day"},  {"reason.network", "letter"},
    {"reason.interests", "play"},    {"reason.age", "group"},
    {"reason.waits", "quiet"},       {"reason.guarantee", "quiet"},
};

// The life of a match as people count it: the proposal, then domain/match_stage.hpp.
constexpr std::array<std::string_view, 5> kStages = {"proposed", "asked", "agreed", "running",
                                                     "ending"};

std::size_t stage_of(const CaseView& view) {
  if (view.waits()) return 0;
  if (!view.match) return kStages.size();  // over before it began
  const auto stage = domain::stage_of(view.match->state);
  return stage ? static_cast<std::size_t>(*stage) + 1 : kStages.size();
}

void fill_life(Frame& frame, const CaseView& view) {
  const std::size_t now = stage_of(view);
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    auto* stage = frame.main().AddSectionDictionary("STAGE");
    stage->SetValue("WORDS", frame.word("office.stage." + std::string(kStages[i])));
    stage->SetValue("HOW", i < now ? "passed" : i == now ? "now" : "ahead");
    if (i < now) stage->ShowSection("PASSED");
    if (i == now) stage->ShowSection("CURRENT");
  }
}

void fill_lacking(Frame& frame, const GroupPapers& papers) {
  auto* lacking = frame.main().AddSectionDictionary("LACKING");
  for (const auto& one : papers.lacking) {
    std::vector<std::string> words;
    for (const auto& state : one.papers) {
      const bool ran_out = state.standing == PaperStanding::ran_out;
      words.push_back(frame.word("office.paper." + std::string(domain::name_of(state.paper))) +
                      (ran_out ? " (" + frame.word("office.paper.ran_out") + ")" : ""));
    }
    auto* row = lacking->AddSectionDictionary("LACK");
    row->SetValue("WHOSE", one.label);
    row->ShowSection(kPapersAreFor.open_to(frame.context().viewer) ? "THEIR_PAPERS" : "NO_PAPERS");
    row->SetValue("PAPERS", frame.texts().list(frame.language(), words));
  }
}

// What stands beside the next step: whose it is, what to know for it.
std::string about_now(const Frame& frame, const CaseView& view) {
  if (view.waits()) return frame.word("office.now.decide");
  if (!view.work) {
    const bool declined = view.card().state == domain::ProposalState::declined;
    if (declined && view.card().declined_because) {
      return frame.texts().of(frame.language(), *view.card().declined_because);
    }
    return frame.word("office.now.over");
  }
  if (view.papers) {
    return frame.word("office.now.papers", {{"count", std::int64_t{view.papers->in_order}},
                                            {"needed", std::int64_t{view.papers->needed}}});
  }
  if (view.match->meeting_ms && view.match->state == domain::MatchState::planned) {
    const auto day = frame.day(*view.match->meeting_ms);
    return frame.word("office.now.meeting", {{"day", std::string_view(day)}});
  }
  return {};
}

void fill_now(Frame& frame, const CaseView& view) {
  auto& main = frame.main();
  const std::string kind =
      view.waits() ? (view.card().state == domain::ProposalState::held ? "held" : "decide")
      : view.work  ? std::string(domain::name_of(view.work->action.step))
                   : std::string(domain::name_of(NextStep::nothing));
  main.SetValue("PICTURE", std::string(picture_of(kind)));
  main.SetValue("NOW", view.waits() || view.work ? step_words(frame, kind)
                                                 : frame.word("office.now.over.title"));
  main.SetValue("NOW_MORE", about_now(frame, view));
  if (view.work) {
    const auto& action = view.work->action;
    const auto when = urgency_of(action, frame.context().now_ms);
    auto* due = main.AddSectionDictionary("DUE");
    due->SetValue("WHEN", std::string(name_of(when)));
    due->SetValue(
        "WHEN_WORDS",
        when == Urgency::late
            ? due_words(frame, when, action.due_ms)
            : frame.word("office.when.by",
                         {{"day", std::string_view(due_words(frame, when, action.due_ms))}}));
  }
  if (view.papers) fill_lacking(frame, *view.papers);
}

void fill_cautions(Frame& frame, const domain::ProposalCard& card) {
  if (card.cautions.empty()) return;
  auto* cautions = frame.main().AddSectionDictionary("CAUTIONS");
  cautions->SetValue("CAUTIONS_TITLE", frame.word("staff.card.talk_about"));
  for (const auto& caution : card.cautions) {
    cautions->AddSectionDictionary("CAUTION")->SetValue(
        "WORDS", frame.texts().reason(frame.language(), caution));
  }
}

void fill_reasons(Frame& frame, const domain::ProposalCard& card) {
  bool first = true;
  for (const auto& reason : card.reasons) {
    auto* row = frame.main().AddSectionDictionary("REASON");
    const auto* found = std::ranges::find_if(kReasonPictures, [&](const ReasonPicture& one) {
      return reason.key.starts_with(one.beginning);
    });
    row->SetValue("PICTURE",
                  found == std::end(kReasonPictures) ? "fact" : std::string(found->picture));
    row->SetValue("WORDS", frame.texts().reason(frame.language(), reason));
    if (first && reason.points > 0) row->ShowSection("MOST");
    first = false;
  }
  const std::string next = !card.next_best_score                ? "none"
                           : *card.next_best_score > card.score ? "needed"
                                                                : "less";
  frame.main().SetValue("NEXT_BEST", frame.word("office.next_best." + next));
}

struct SideOf {
  std::string_view name;
  MatchEvent yes, no;
};

void fill_side(Frame& frame, const CaseView& view, const SideOf& side,
               const std::optional<LastAnswer>& said) {
  const bool household = side.yes == MatchEvent::household_yes;
  const auto& card = view.card();
  auto* row = frame.main().AddSectionDictionary("SIDE");
  row->SetValue("SIDE_NAME", std::string(side.name));
  row->SetValue("SIDE_WORDS", frame.word("office.case." + std::string(side.name)));
  row->SetValue("SIDE_LABEL", household ? card.household_label : card.group_label);
  row->SetValue("SIDE_FACTS",
                household
                    ? frame.word("staff.card.household",
                                 {{"adults", std::int64_t{card.adults}},
                                  {"children", static_cast<std::int64_t>(card.children.size())}})
                    : frame.word("staff.card.group", {{"count", std::int64_t{card.group_size}}}));
  const auto last =
      std::ranges::find_if(view.steps.rbegin(), view.steps.rend(), [&](const WrittenStep& written) {
        return written.step.event == side.yes || written.step.event == side.no;
      });
  std::string answer = "none";
  if (last != view.steps.rend()) {
    answer = last->step.event == side.yes ? "yes" : "no";
  } else if (said && said->answer == domain::OwnAnswer::unsure) {
    answer = "unsure";
  } else if (!view.match) {
    answer = "not_asked";
  }
  const auto day = last == view.steps.rend() ? std::string() : frame.day(last->at_ms);
  row->SetValue("LOOK", answer == "yes" || answer == "no" ? answer : "open");
  row->SetValue("ANSWER", frame.word("office.answer." + answer, {{"day", std::string_view(day)}}));
}

void fill_reach(Frame& frame, const CaseView& view) {
  auto& main = frame.main();
  if (!view.card().through.empty()) {
    auto* through = main.AddSectionDictionary("THROUGH");
    through->SetValue("THROUGH_WORDS", frame.word("office.case.through"));
    through->SetValue("THROUGH_WHOM", std::string(view.card().through.view()));
  }
  if (!view.work || !view.match) return;
  if (domain::shows_contacts(view.match->state) && frame.context().viewer.sees(Slice::contacts)) {
    main.ShowSection("CONTACTS");
  }
  if (view.match->state == domain::MatchState::planned) main.ShowSection("MEETING");
}

// Whose file can be opened from here, one by one.
void fill_files(Store& store, Frame& frame, const CaseView& view) {
  if (!kFilesAreFor.open_to(frame.context().viewer)) return;
  const auto labels = files_of(store, view.proposal);
  if (!labels) return;
  auto* files = frame.main().AddSectionDictionary("FILES");
  for (const auto& label : *labels) {
    auto* file = files->AddSectionDictionary("FILE");
    file->SetValue("FILE_LABEL", label);
  }
}

// What stands in for the screen on which they would have read what they agree to.
void fill_at_office(Frame& frame, const CaseView& view) {
  for (const auto& [label, origin] : view.at_office) {
    const auto how = frame.texts().word(
        frame.language(), "office.consent_how." + std::string(domain::name_of(origin.consent.how)));
    const auto day = frame.day_of_year(origin.consent.day_ms);
    frame.main()
        .AddSectionDictionary("AT_OFFICE")
        ->SetValue("WORDS", frame.word("office.case.office_yes", {{"who", std::string_view(label)},
                                                                  {"how", std::string_view(how)},
                                                                  {"day", std::string_view(day)}}));
  }
}

void fill_notice(Frame& frame, std::string_view done, bool undo, const Mend* mend) {
  auto& main = frame.main();
  if (mend != nullptr) {
    auto* problem = main.AddSectionDictionary("PROBLEM");
    problem->SetValue("PROBLEM_WORDS", frame.word("office.error." + mend->key));
    if (mend->field.empty()) return;
    problem->AddSectionDictionary("PROBLEM_FIELD")
        ->SetValue("FIELD", mend->form + "-" + mend->field);
    return;
  }
  const auto key = "office.done." + key_of(done);
  if (done.empty() || !frame.texts().knows(key)) return;
  auto* shown = main.AddSectionDictionary("DONE");
  shown->SetValue("DONE_WORDS", frame.word(key));
  if (!undo || !domain::from_name<domain::Verdict>(done)) return;
  shown->AddSectionDictionary("UNDO")->AddIncludeDictionary("HIDDEN")->SetFilename("hidden.tpl");
}

}  // namespace

Page case_page(const PageParts& parts, Store& store, const matcher::Policy& policy,
               const PageContext& context, std::string_view label, std::string_view done,
               const Mend* mend) {
  const auto view = read_case(store, policy, context.viewer, label);
  if (!view) return failed_page(parts, context, view.error());
  const auto undo = may_undo(store, context, view->proposal);
  const auto& card = view->card();
  Frame frame(parts, context, "case.tpl", "/case/" + card.household_label);
  frame.everywhere("LABEL", card.household_label);
  frame.everywhere("VERSION", std::to_string(card.version));
  auto& main = frame.main();
  const auto title =
      frame.word("office.case.title", {{"household", std::string_view(card.household_label)},
                                       {"group", std::string_view(card.group_label)}});
  const auto made = frame.day(view->proposal.made_ms);
  main.SetValue("TITLE", title);
  main.SetValue("MADE", frame.word("office.case.made", {{"day", std::string_view(made)}}));
  main.SetValue("CENTRE_NAME", view->centre);
  if (card.synthetic) main.ShowSection("SYNTHETIC");
  fill_notice(frame, done, undo.value_or(false), mend);
  fill_life(frame, *view);
  fill_now(frame, *view);
  fill_cautions(frame, card);
  fill_forms(frame, *view, mend);
  fill_reasons(frame, card);
  fill_history(frame, *view);
  fill_side(frame, *view, {"household", MatchEvent::household_yes, MatchEvent::household_no},
            view->household_said);
  fill_side(frame, *view, {"group", MatchEvent::group_yes, MatchEvent::group_no}, view->group_said);
  fill_at_office(frame, *view);
  fill_reach(frame, *view);
  fill_files(store, frame, *view);
  return frame.finish(title, mend == nullptr ? 200 : 422);
}

Page Pages::match(Store& store, const matcher::Policy& policy, const PageContext& context,
                  std::string_view label, std::string_view done) {
  return case_page(*parts_, store, policy, context, label, done, nullptr);
}

}  // namespace samen::server
