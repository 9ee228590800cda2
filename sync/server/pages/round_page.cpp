// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/matcher/round/progress.hpp"
#include "sync/server/cases/round_desk.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/round_result.hpp"

namespace samen::server {

namespace {

constexpr std::int64_t kSecondMs = 1000, kMinuteMs = 60'000;

// The steps of a round as people see them; a step that is not named belongs to the one before it.
struct Phase {
  std::string_view first_step;
  std::string_view words;
};
constexpr Phase kPhases[] = {{"read", "office.round.phase.read"},
                             {matcher::step::kFormation, "office.round.phase.form"},
                             {matcher::step::kScan, "office.round.phase.choose"},
                             {matcher::step::kShortages, "office.round.phase.missing"},
                             {matcher::step::kExplain, "office.round.phase.explain"}};
constexpr std::string_view kChoosing[] = {matcher::step::kSolve, matcher::step::kFloor,
                                          matcher::step::kLottery};

std::size_t phase_of(std::string_view step) {
  if (std::ranges::find(kChoosing, step) != std::end(kChoosing)) step = matcher::step::kScan;
  const auto* phase = std::ranges::find(kPhases, step, &Phase::first_step);
  return phase == std::end(kPhases) ? 0 : static_cast<std::size_t>(phase - std::begin(kPhases));
}

// "anna, 2 minutes ago".
std::string who_and_when(const Frame& frame, const std::string& name, std::int64_t at_ms) {
  const std::int64_t ago = std::max<std::int64_t>(0, frame.context().now_ms - at_ms);
  const std::string_view who(name);
  if (ago < 2 * kMinuteMs) {
    return frame.word("office.round.by", {{"name", who}, {"seconds", ago / kSecondMs}});
  }
  return frame.word("office.round.by_minutes", {{"name", who}, {"minutes", ago / kMinuteMs}});
}

void add_alert(Frame& frame, const char* look, const std::string& title,
               const std::vector<std::string>& lines) {
  auto* alert = frame.main().AddSectionDictionary("ALERT");
  alert->SetValue("LOOK", look);
  alert->SetValue("ALERT_ROLE", std::string_view(look) == "error" ? "alert" : "status");
  alert->SetValue("ALERT_TITLE", title);
  for (const auto& line : lines) {
    alert->AddSectionDictionary("LINE")->SetValue("LINE_WORDS", line);
  }
}

void fill_working(Frame& frame, const DeskLook& look) {
  const bool computing = look.state == DeskState::computing;
  auto* working = frame.main().AddSectionDictionary("WORKING");
  const std::string key = computing ? "office.round.computing" : "office.round.publishing";
  working->SetValue("WORKING_TITLE", frame.word(key));
  working->SetValue("WORKING_TEXT", frame.word(key + "_text"));
  const auto who = who_and_when(frame, look.by, look.begun_ms);
  working->SetValue("STARTED",
                    frame.word("office.round.started", {{"who", std::string_view(who)}}));
  if (!computing) return;
  auto* phases = working->AddSectionDictionary("PHASES");
  const auto now = phase_of(look.step);
  for (std::size_t i = 0; i < std::size(kPhases); ++i) {
    auto* phase = phases->AddSectionDictionary("PHASE");
    phase->SetValue("HOW", i < now ? "done" : i == now ? "now" : "later");
    phase->SetValue("PHASE_WORDS", frame.word(kPhases[i].words));
    if (i < now) phase->ShowSection("DONE");
    if (i == now) phase->ShowSection("NOW");
  }
}

void fill_doing(Frame& frame, const char* section, bool again) {
  auto* doing = frame.main().AddSectionDictionary("DOING");
  const std::string first(section);
  if (!first.empty()) doing->ShowSection(first);
  doing->SetValue("START_LOOK", first.empty() ? "primary-action" : "secondary-action");
  doing->SetValue("START_WORDS", frame.word(again ? "office.round.again" : "office.round.start"));
}

std::string refusal_words(const Frame& frame, const PublishedRound& published) {
  switch (published.why_not) {
    case NotPublished::changed:
      return frame.word("office.round.refused.changed");
    case NotPublished::other_round:
      return frame.word("office.round.refused.other_round", {{"round", published.round}});
    case NotPublished::other_rules:
      return frame.word("office.round.refused.other_rules");
    case NotPublished::other_day:
      return frame.word("office.round.refused.other_day");
    case NotPublished::none:
      break;
  }
  return {};
}

void fill_published(Frame& frame, const PublishedRound& published) {
  std::vector<std::string> lines = {frame.word(
      "office.round.published_text", {{"count", static_cast<std::int64_t>(published.proposals)}})};
  if (published.came > 0) {
    lines.push_back(
        frame.word("office.round.came", {{"count", static_cast<std::int64_t>(published.came)}}));
  }
  add_alert(frame, "ok", frame.word("office.round.published", {{"round", published.round}}), lines);
  fill_doing(frame, "WORKLIST", false);
}

void set_lead(Frame& frame, const std::string& words) {
  frame.main().SetValueAndShowSection("LEAD_WORDS", words, "LEAD");
}

void fill_result(Frame& frame, const DeskLook& look, int page) {
  const auto who = who_and_when(frame, look.computed_by, look.computed_ms);
  set_lead(frame, frame.word("office.round.made", {{"who", std::string_view(who)}}));
  if (!look.preview) return;
  const auto refused = refusal_words(frame, look.published);
  if (!refused.empty()) {
    add_alert(frame, "error", frame.word("office.round.refused"), {refused});
  }
  if (look.preview->synthetic) {
    add_alert(frame, "warning", frame.word("office.round.made_up"), {});
  }
  if (look.not_changed) {
    add_alert(frame, "error", frame.word("office.round.hand.not_changed"), {});
  }
  fill_set_by_hand(frame, look);
  fill_round_result(frame, look, page);
  fill_doing(frame, look.result.empty() ? "" : "PUBLISH", true);
}

}  // namespace

Page Pages::round(const PageContext& context, const DeskLook& look, const RoundAsked& asked) {
  if (!may_see_rounds(context)) return problem_page(*parts_, context, 403);
  Frame frame(*parts_, context, "round.tpl", "/round");
  if (asked.refused) {
    add_alert(frame, "warning", frame.word("office.round.busy"), {});
  }
  switch (look.state) {
    case DeskState::nothing:
      set_lead(frame, frame.word("office.round.intro"));
      fill_doing(frame, "", false);
      break;
    case DeskState::computing:
    case DeskState::publishing:
      fill_working(frame, look);
      break;
    case DeskState::computed:
      fill_result(frame, look, asked.page);
      break;
    case DeskState::published:
      fill_published(frame, look.published);
      break;
    case DeskState::failed:
      add_alert(frame, "error", frame.word("office.round.failed"),
                {frame.word("office.round.failed_text")});
      fill_doing(frame, "", false);
      break;
  }
  return frame.finish(frame.word("office.round.title"), asked.refused ? 409 : 200);
}

Page Pages::round_question(const PageContext& context, const DeskLook& look) {
  if (!may_see_rounds(context)) return problem_page(*parts_, context, 403);
  if (look.state != DeskState::computed || look.result.empty() || !look.preview) {
    return round(context, look, {.refused = true});
  }
  Frame frame(*parts_, context, "round.tpl", "/round/publish");
  auto* question = frame.main().AddSectionDictionary("QUESTION");
  question->SetValue(
      "QUESTION_WORDS",
      frame.word("office.round.question",
                 {{"count", static_cast<std::int64_t>(look.preview->pairs.size())}}));
  question->SetValue("RESULT", look.result);
  if (!look.by_hand.empty()) {
    question->SetValueAndShowSection(
        "HAND_WORDS",
        frame.word("office.round.hand.question",
                   {{"count", static_cast<std::int64_t>(look.by_hand.size())}}),
        "HAND_SET");
  }
  return frame.finish(frame.word("office.round.title"));
}

}  // namespace samen::server
