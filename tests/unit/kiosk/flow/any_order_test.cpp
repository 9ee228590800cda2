// SPDX-License-Identifier: Apache-2.0
// Thousands of events in any order, sensible and senseless, against what must always hold.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/encoding.hpp"
#include "domain/records.hpp"
#include "unit/kiosk/flow/random_people.hpp"

namespace samen::flow {
namespace {

constexpr std::uint64_t kSeeds = 400;
constexpr int kSteps = 1500;

void check_session(const State& state) {
  const auto& session = state.session;
  if (session.form < 0) {
    EXPECT_TRUE(session.answers.empty());
    return;
  }
  const auto& f = shipped().at(session.form);
  EXPECT_EQ(session.plan, forms::plan(f, session.answers));
  EXPECT_TRUE(session.goes_on_ms == 0 || state.screen == Screen::question)
      << "only a question goes on by itself";
  if (state.screen != Screen::question && state.screen != Screen::notice &&
      state.screen != Screen::outside) {
    return;
  }
  EXPECT_TRUE(state.screen != Screen::outside || !session.told.empty());
  EXPECT_NE(std::ranges::find(session.plan, session.current), session.plan.end())
      << "the question on the screen is not asked";
  const auto* value = session.answers.find(session.current);
  ASSERT_NE(value, nullptr);
  const auto& question = f.questions[static_cast<std::size_t>(session.current.question)];
  EXPECT_TRUE(forms::fits(question, *value)) << question.id;
  EXPECT_GE(session.step, 1);
  EXPECT_LE(session.step, session.steps);
  if (const auto* text = forms::editable_text(question, *value)) {
    ASSERT_LE(session.caret, text->size());
    EXPECT_TRUE(base::is_utf8(text->view()));
    EXPECT_TRUE(base::is_utf8(text->view().substr(0, session.caret)));
  }
}

void check_invariants(const Kiosk& kiosk) {
  const State& state = kiosk.state;
  check_session(state);
  const bool asks = state.screen == Screen::question || state.screen == Screen::notice ||
                    state.screen == Screen::outside || state.screen == Screen::check ||
                    state.screen == Screen::sending;
  EXPECT_TRUE(!asks || state.session.form >= 0);
  const bool staff = state.screen == Screen::staff_home || state.screen == Screen::staff_card ||
                     state.screen == Screen::staff_decline;
  EXPECT_EQ(state.staff.open, staff) << "an open staff key without its page";
  EXPECT_TRUE(state.staff.open || state.staff.cards.empty());
  EXPECT_TRUE(state.staff.pin.empty() || state.screen == Screen::staff_pin);
  EXPECT_TRUE(state.staff.badge.empty() || state.screen == Screen::staff_pin);
  EXPECT_TRUE(state.staff.card.empty() || state.screen == Screen::staff_pin);
  EXPECT_LE(state.staff.card.size(), 64U);
  EXPECT_TRUE(!state.staff.checking || state.screen == Screen::staff_pin);
  EXPECT_TRUE(state.screen != Screen::staff_card || state.staff.selected_card() != nullptr);
  EXPECT_EQ(state.receipt.has_value(), state.screen == Screen::receipt);
  const bool asks_about_receipt = state.screen == Screen::standing ||
                                  state.screen == Screen::sure || state.screen == Screen::met ||
                                  state.screen == Screen::mood;
  const bool back = asks_about_receipt || (asks && is_correcting(state));
  EXPECT_EQ(state.returning.open, back) << "open keys without their page";
  EXPECT_TRUE(state.returning.typed.empty() || state.screen == Screen::secret);
  EXPECT_TRUE(back || (!state.returning.answer && !state.returning.asked));
  const bool home = state.screen == Screen::first || state.screen == Screen::not_ready;
  const bool personal = !state.session.answers.empty() || state.staff.open || state.receipt;
  EXPECT_FALSE(home && personal) << "the first screen must know nobody";
  EXPECT_FALSE(state.screen == Screen::receipt && !state.session.answers.empty());
  EXPECT_EQ(!state.session.summary.empty(),
            state.screen == Screen::check || state.screen == Screen::sending);
  if (state.overlay == Overlay::idle_warning) {
    EXPECT_GE(state.idle_seconds_left, 1);
    EXPECT_LE(state.idle_seconds_left, 20);
  }
  if (const auto deadline = next_deadline_ms(state, kiosk.settings)) {
    EXPECT_GT(*deadline, kiosk.now) << "the app would spin";
  }
}

struct Seen {
  std::map<Screen, int> screens;
  std::set<std::pair<Screen, Screen>> arrows;
  int submits = 0;
  int corrections = 0;
  int wipes = 0;
  int decisions = 0;
};

void check_effects(const Kiosk& kiosk, std::size_t from, Screen before, base::Random& random,
                   Seen& seen) {
  int submits = 0;
  for (std::size_t i = from; i < kiosk.effects.size(); ++i) {
    const auto* submit = std::get_if<Submit>(&kiosk.effects[i]);
    const auto* anew = std::get_if<TellAnew>(&kiosk.effects[i]);
    if (anew != nullptr) ++seen.corrections;
    if (submit != nullptr || anew != nullptr) {
      ++submits;
      domain::Record record = submit != nullptr ? submit->record : anew->record;
      random.fill(record.id.bytes);
      record.receipt = any_code(random);
      if (auto* group = std::get_if<domain::GroupStart>(&record.body)) {
        group->join_code = any_code(random);
      }
      const auto fine = domain::validate(record);
      EXPECT_TRUE(fine) << (fine ? "" : fine.error().message);
    }
    if (std::holds_alternative<WipeSession>(kiosk.effects[i])) {
      ++seen.wipes;
      EXPECT_TRUE(kiosk.state.session == Session());
    }
    if (std::holds_alternative<Decide>(kiosk.effects[i])) ++seen.decisions;
  }
  seen.submits += submits;
  EXPECT_LE(submits, 1);
  if (submits == 1) {
    EXPECT_EQ(before, Screen::check) << "only the check page sends, and only once";
    EXPECT_EQ(kiosk.state.screen, Screen::sending);
  }
}

void play(std::uint64_t seed, Seen& seen) {
  base::SeededRandom random(seed);
  Kiosk kiosk;
  if (seed % 2 == 0) kiosk.settings.staff_ms = 8'000;  // else nobody would be asked again
  if (seed % 4 < 2) kiosk.settings.go_on_ms = 350;
  Worker worker;
  const bool hectic = seed % 3 == 0;  // mostly senseless
  kiosk.on(Started{});
  for (int step = 0; step < kSteps && !testing::Test::HasFailure(); ++step) {
    Event event = Activity{};
    const auto dice = random.below(100);
    if (!worker.due.empty() && dice < 40) {
      const auto at = static_cast<std::ptrdiff_t>(random.below(worker.due.size()));
      event = worker.due[static_cast<std::size_t>(at)];
      worker.due.erase(worker.due.begin() + at);
    } else if (dice < (hectic ? 90U : 44U)) {
      event = senseless(random);
    } else {
      event = sensible(kiosk, random);
    }
    kiosk.now += number(random, 0, 900);
    if (random.below(150) == 0) kiosk.now += number(random, 0, 200'000);
    const Screen before = kiosk.state.screen;
    const std::size_t from = kiosk.effects.size();
    kiosk.on(event);
    ++seen.screens[kiosk.state.screen];
    const Screen after = kiosk.state.screen;
    const bool wiped = row_of(after).part == Part::home && row_of(before).part != Part::home;
    if (after != before && !wiped) seen.arrows.emplace(before, after);
    check_invariants(kiosk);
    check_effects(kiosk, from, before, random, seen);
    for (std::size_t i = from; i < kiosk.effects.size(); ++i) {
      worker.take(kiosk.effects[i], random);
    }
  }
}

TEST(EventsInAnyOrder, NeverBreakAPromise) {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    play(seed, seen);
    if (HasFailure()) return;
  }
  // The streams must have been everywhere, or the promises above say little.
  EXPECT_EQ(seen.screens.size(), kScreens);
  // What the table says about the way from screen to screen, and so the drawing, is what happens.
  for (const ScreenRow& from : kScreenTable) {
    for (const ScreenRow& to : kScreenTable) {
      if (from.screen == to.screen) continue;
      EXPECT_EQ(from.leads_to.has(to.screen), seen.arrows.contains({from.screen, to.screen}))
          << from.name << " -> " << to.name;
    }
  }
  for (const auto& [screen, visits] : seen.screens) EXPECT_GT(visits, 50) << to_string(screen);
  EXPECT_GT(seen.submits, 20);
  EXPECT_GT(seen.corrections, 20);
  EXPECT_GT(seen.decisions, 20);
  EXPECT_GT(seen.wipes, 200);
}

TEST(TheSameEvents, GiveTheSameStates) {
  const auto run = [] {
    base::SeededRandom random(77);
    Kiosk kiosk;
    for (int step = 0; step < 500; ++step) {
      kiosk.now += 500;
      kiosk.on(random.below(3) == 0 ? senseless(random) : sensible(kiosk, random));
    }
    return kiosk.state;
  };
  EXPECT_EQ(run(), run());
}

}  // namespace
}  // namespace samen::flow
