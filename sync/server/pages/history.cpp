// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/history.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "sync/server/pages/actor_words.hpp"
#include "sync/server/pages/step_forms.hpp"

namespace samen::server {

namespace {

struct Past {
  std::int64_t at_ms = 0;
  std::string words;
  std::string who;
};

// A step and the line that names who noted it are written in one transaction.
constexpr std::int64_t kTogetherMs = 2000;

std::string who_did(const Frame& frame, std::string_view actor) {
  if (actor == frame.context().viewer.actor()) return frame.word("office.actor.you");
  return actor_words(frame.texts(), frame.language(), actor);
}

std::string who_noted(const Frame& frame, const CaseView& view, const WrittenStep& written) {
  if (written.step.said_by != domain::SaidBy::staff) {
    return frame.word("office.said_by." + std::string(domain::name_of(written.step.said_by)));
  }
  const auto subject =
      view.card().household_label + " " + std::string(domain::name_of(written.step.event));
  const auto line = std::ranges::find_if(view.acts, [&](const AuditLine& one) {
    return one.action == "match" && one.subject == subject &&
           std::abs(one.at_ms - written.at_ms) <= kTogetherMs;
  });
  return line == view.acts.end() ? frame.word("office.said_by.staff") : who_did(frame, line->actor);
}

std::string words_of_step(const Frame& frame, const MatchStep& step) {
  const auto key = "office.past." + key_of(domain::name_of(step.event));
  switch (step.event) {
    case domain::MatchEvent::plan:
    case domain::MatchEvent::meet: {
      const auto day = frame.day(step.day_ms.value_or(0));
      return frame.word(key, {{"day", std::string_view(day)}});
    }
    case domain::MatchEvent::check_in: {
      const auto mood = step.mood ? frame.texts().of(frame.language(), *step.mood) : std::string();
      return frame.word(key, {{"count", std::int64_t{step.met}}, {"mood", std::string_view(mood)}});
    }
    case domain::MatchEvent::close:
    case domain::MatchEvent::rematch: {
      const auto reason = step.reason
                              ? frame.word("office.reason." + key_of(domain::name_of(*step.reason)))
                              : std::string();
      return frame.word(key, {{"reason", std::string_view(reason)}});
    }
    default:
      return frame.word(key);
  }
}

// Of the lines of the audit those that say something beside the steps.
constexpr std::string_view kActs[] = {"accept", "decline", "hold", "undo", "contacts", "consent"};

}  // namespace

void fill_history(Frame& frame, const CaseView& view) {
  std::vector<Past> past;
  past.push_back({view.proposal.made_ms, frame.word("office.past.proposed"), {}});
  for (const auto& line : view.acts) {
    if (std::ranges::find(kActs, line.action) == std::end(kActs)) continue;
    past.push_back(
        {line.at_ms, frame.word("office.past." + line.action), who_did(frame, line.actor)});
  }
  for (const auto& written : view.steps) {
    past.push_back(
        {written.at_ms, words_of_step(frame, written.step), who_noted(frame, view, written)});
  }
  std::ranges::stable_sort(past, {}, &Past::at_ms);
  std::ranges::reverse(past);
  for (const auto& one : past) {
    auto* row = frame.main().AddSectionDictionary("PAST");
    row->SetValue("DAY", frame.day(one.at_ms));
    row->SetValue("WORDS", one.words);
    row->SetValue("WHO", one.who);
  }
}

}  // namespace samen::server
