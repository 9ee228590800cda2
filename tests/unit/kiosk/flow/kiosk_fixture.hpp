// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/flow/reduce.hpp"
#include "unit/shared/forms/filled_forms.hpp"

namespace samen::flow {

using namespace forms::testing_support;  // NOLINT: tests of this room only

// A kiosk without pixels: events in, state and effects out, time by hand.
class Kiosk {
 public:
  // A screen arms at once, so that tests about something else need not wait.
  Kiosk() : state(initial_state(settings, now)) {
    settings.arming_ms = 0;
    settings.go_on_ms = 0;  // likewise: a choice stays until Continue
  }

  Kiosk& on(const Event& event) {
    const Context context{shipped(), settings, now};
    Step step = reduce(std::move(state), event, context);
    state = std::move(step.state);
    for (auto& effect : step.effects) effects.push_back(std::move(effect));
    return *this;
  }
  Kiosk& wait(std::int64_t ms) {
    now += ms;
    return on(Tick{});
  }
  Kiosk& type(std::string_view text) { return on(TextInserted{secret(text)}); }

  Kiosk& ready(QueueStatus status = enrolled()) { return on(StatusLoaded{status}); }
  static QueueStatus enrolled() {
    QueueStatus status;
    status.enrolled = true;
    status.centre = "Almere Haven";
    status.free_bytes = std::int64_t{1} << 30;
    return status;
  }

  // From the first screen to the first question of a form.
  Kiosk& start(const std::string& form_id, const std::string& language = "nl") {
    return on(LanguageChosen{language}).on(RoleChosen{form_id});
  }

  // Puts finished answers in and walks to the check page with Continue alone. What was answered of
  // the questions for later counts as opened.
  Kiosk& fill(const std::string& form_id, const forms::Answers& answers) {
    start(form_id);
    for (const auto instance : forms::plan(form(form_id), answers)) {
      if (const auto* value = answers.find(instance)) state.session.answers.set(instance, *value);
    }
    for (int i = 0; i < 100 && state.screen == Screen::question; ++i) on(ContinuePressed{});
    return *this;
  }
  Kiosk& fill_household(int adults = 1) {
    return fill("household", forms::testing_support::household(adults));
  }

  // Continues until a question is on the screen, leaving the others as they are.
  Kiosk& continue_to(std::string_view question, int adult = -1) {
    const auto& f = shipped().at(state.session.form);
    for (int i = 0; i < 100 && state.session.current != at(f, question, adult); ++i) {
      on(ContinuePressed{});
    }
    EXPECT_EQ(current_question(), question);
    return *this;
  }

  std::string current_question() const {
    const auto* question = flow::current_question(state, shipped());
    return question == nullptr ? std::string() : question->id;
  }
  template <class T>
  const T& value() const {
    return std::get<T>(*current_value(state));
  }
  std::string_view text() const {
    const auto* question = flow::current_question(state, shipped());
    return forms::editable_text(*question, *current_value(state))->view();
  }
  std::string error() const { return state.session.error ? state.session.error->key : ""; }

  template <class T>
  int wanted() const {
    int count = 0;
    for (const auto& effect : effects) count += std::holds_alternative<T>(effect) ? 1 : 0;
    return count;
  }
  template <class T>
  const T* last() const {
    for (auto at = effects.rbegin(); at != effects.rend(); ++at) {
      if (const auto* found = std::get_if<T>(&*at)) return found;
    }
    return nullptr;
  }

  bool is_wiped() const {
    return state.session == Session() && !state.receipt && state.language == "nl" &&
           state.text_size == 0 && state.theme == Theme::standard && !state.staff.open &&
           state.staff.cards.empty() && state.staff.pin.empty() && state.staff.badge.empty() &&
           state.staff.card.empty() && state.overlay == Overlay::none &&
           (state.screen == Screen::first || state.screen == Screen::not_ready);
  }

  // The staff page, open, with these cards.
  Kiosk& pin(std::string_view digits) {
    for (const char c : digits) on(PinDigit{c - '0'});
    return on(PinSubmitted{});
  }
  Kiosk& open_staff(std::vector<domain::ProposalCard> cards = {}) {
    on(StaffPressed{}).pin("123456").on(StaffOpened{state.waiting_for});
    return on(CardsLoaded{state.cards_ticket, std::move(cards)});
  }

  Settings settings;
  std::int64_t now = 1'000'000;
  State state;
  std::vector<Effect> effects;
};

inline domain::ProposalCard card(std::uint8_t number, int version = 1) {
  domain::ProposalCard out;
  out.proposal.bytes[15] = number;
  out.version = version;
  out.centre = "Almere Haven";
  out.household_label = "H-7Q2";
  out.group_label = "G-4MX";
  return out;
}

}  // namespace samen::flow
