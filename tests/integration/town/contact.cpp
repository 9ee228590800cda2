// SPDX-License-Identifier: Apache-2.0
// How two sides and their caseworker get on, and what the matcher says about it.
#include <algorithm>
#include <iostream>

#include "town.hpp"

namespace samen::server {

using base::kDayMs;
using domain::EndReason;
using domain::MatchEvent;
using domain::Mood;
using domain::NextStep;
using domain::SaidBy;

namespace {

constexpr int kOften = 6;
constexpr int kWithinDays = 84;

int days_between(Rhythm rhythm, std::int64_t running_days) {
  switch (rhythm) {
    case Rhythm::lively:
      return 7;
    case Rhythm::slow:
      return 20;
    case Rhythm::dries_up:
      break;
  }
  return running_days < 30 ? 9 : 1000;
}

}  // namespace

void Town::meet_by_themselves() {
  if (holidays()) return;
  for (auto& [id, pair] : pairs) {
    if (!pair.contact || pair.running_day == 0 || household_gone(pair)) continue;
    const int gap = days_between(pair.rhythm, today() - pair.running_day);
    if (today() - std::max(pair.last_met_day, pair.running_day) < gap || chance(30)) continue;
    pair.last_met_day = today();
    pair.met_days.push_back(today());
    if (pair.tells == Tells::at_check_ins) continue;
    pair.told.emplace_back(today(), 1);
    const bool both = chance(30);
    const auto by = chance(50) ? SaidBy::group : SaidBy::household;
    step(id, pair, {.event = MatchEvent::meet, .said_by = by});
    if (both) {
      const auto other = by == SaidBy::group ? SaidBy::household : SaidBy::group;
      step(id, pair, {.event = MatchEvent::meet, .said_by = other});
    }
    if (HasFatalFailure()) return;
  }
}

// A caseworker takes what the list says, most of it in time.
void Town::work() {
  const auto list = worklist(*store, {}).value();
  for (const auto& item : list) {
    const auto at = pairs.find(item.open.match.proposal);
    ASSERT_NE(at, pairs.end());
    if (chance(40)) act(item, at->second);
    if (HasFatalFailure()) return;
  }
}

void Town::act(const WorkItem& item, Pair& pair) {
  const auto& id = item.open.match.proposal;
  switch (item.action.step) {
    case NextStep::ask_both:
    case NextStep::ask_household:
    case NextStep::ask_group:
      return ask(id, pair, item.action);
    case NextStep::ask_adults: {
      const auto consents = consents_of(*store, item.open.household_label).value();
      const auto to_ask = std::ranges::find(consents, AdultConsent::to_ask) - consents.begin();
      auto transaction = store->begin();
      ASSERT_TRUE(note_consent(*store, item.open.household_label, static_cast<int>(to_ask) + 1));
      ASSERT_TRUE(transaction->commit());
      return;
    }
    case NextStep::see_papers:
      return see_papers(pair);
    case NextStep::introduce:
      pair.papers = true;  // the list asks for it only then
      return step(id, pair, {.event = MatchEvent::introduce});
    case NextStep::plan_meeting:
      if (holidays()) return;
      pair.planned_ms = (today() + 2 + static_cast<int>(dice_() % 6)) * kDayMs;
      return step(id, pair, {.event = MatchEvent::plan, .day_ms = pair.planned_ms});
    case NextStep::hear_of_meeting:
      return first_meeting(id, pair);
    case NextStep::ask_to_go_on:
      if (chance(15)) return end(id, pair);
      pair.running_day = pair.told_through_day = today();
      return step(id, pair, {.event = MatchEvent::go_on});
    case NextStep::check_in:
      if (item.action.due_ms > clock.wall_ms()) return;
      return chance(2) ? end(id, pair) : tell_meetings(id, pair);
    case NextStep::call_both:
      if (pair.running_day == 0 && pair.met_days.empty()) {
        pair.planned_ms = (today() + 1) * kDayMs;
        return step(id, pair, {.event = MatchEvent::plan, .day_ms = pair.planned_ms});
      }
      return chance(15) ? end(id, pair) : tell_meetings(id, pair);
    case NextStep::say_goodbye:
      if (pair.introduced_ms == 0) return step(id, pair, {.event = MatchEvent::household_no});
      return step(id, pair, {.event = MatchEvent::rematch, .reason = EndReason::other});
    case NextStep::closing_talk:
      return step(id, pair, {.event = MatchEvent::close, .reason = EndReason::no_time});
    case NextStep::nothing:
      break;
  }
  FAIL() << "nothing to do, and yet on the list";
}

// Some answer at once, some not for weeks, some twice and at two places.
void Town::ask(const base::Uuid& id, Pair& pair, NextAction action) {
  const bool silent = chance(30) && clock.wall_ms() - action.due_ms < 14 * kDayMs;
  if (silent) return;
  const bool household =
      action.step == NextStep::ask_household || (action.step == NextStep::ask_both && chance(50));
  const auto by = household ? SaidBy::household : SaidBy::group;
  if (chance(12)) {
    return step(
        id, pair,
        {.event = household ? MatchEvent::household_no : MatchEvent::group_no, .said_by = by});
  }
  const auto yes = household ? MatchEvent::household_yes : MatchEvent::group_yes;
  step(id, pair, {.event = yes, .said_by = by});
  if (chance(20)) step(id, pair, {.event = yes, .said_by = SaidBy::staff});
}

void Town::first_meeting(const base::Uuid& id, Pair& pair) {
  if (clock.wall_ms() < pair.planned_ms + kDayMs) return;
  if (chance(15)) return step(id, pair, {.event = MatchEvent::cancel});
  const std::int64_t day = pair.planned_ms / kDayMs;
  pair.met_days.push_back(day);
  pair.told.emplace_back(day, 1);
  pair.last_met_day = day;
  auto& home = homes_[pair.household];
  if (home.met_ms == 0) home.met_ms = pair.planned_ms;
  step(id, pair, {.event = MatchEvent::meet, .day_ms = pair.planned_ms});
}

void Town::tell_meetings(const base::Uuid& id, Pair& pair) {
  const auto since = std::ranges::count_if(
      pair.met_days, [&](std::int64_t day) { return day > pair.told_through_day; });
  if (pair.running_day == 0)
    return step(id, pair, {.event = MatchEvent::check_in, .mood = Mood::fair});
  pair.told_through_day = today();
  if (pair.tells == Tells::at_check_ins) {
    pair.told.emplace_back(today(), static_cast<int>(since));
  }
  step(id, pair,
       {.event = MatchEvent::check_in,
        .met = static_cast<int>(since),
        .mood = since > 0 ? Mood::good : Mood::poor});
}

void Town::end(const base::Uuid& id, Pair& pair) {
  if (chance(50)) return step(id, pair, {.event = MatchEvent::end});
  step(id, pair,
       {.event = MatchEvent::rematch,
        .reason = chance(30) ? EndReason::moved : EndReason::expectations});
}

// The office keeps the list in memory and reads again what the store says has changed.
void Town::compare_with_what_is_kept(const std::vector<WorkItem>& list) {
  const auto kept = kept_.refresh(*store);
  ASSERT_TRUE(kept) << kept.error().message;
  ASSERT_EQ(kept_.all().size(), list.size());
  for (const auto& item : list) {
    const auto at = kept_.all().find(item.open.match.proposal);
    ASSERT_NE(at, kept_.all().end());
    ASSERT_EQ(next_action(at->second, {}, clock.wall_ms()), item.action);
  }
}

void Town::look() {
  ++figures.looks;
  const std::int64_t now = clock.wall_ms();
  look_at_papers();
  const auto list = worklist(*store, {});
  ASSERT_TRUE(list) << list.error().message;
  compare_with_what_is_kept(*list);
  std::set<base::Uuid> seen;
  for (const auto& item : *list) {
    const auto& id = item.open.match.proposal;
    ASSERT_TRUE(seen.insert(id).second) << "two next actions";
    const auto at = pairs.find(id);
    ASSERT_NE(at, pairs.end());
    const auto& pair = at->second;
    ASSERT_FALSE(pair.over);
    ASSERT_NE(item.action.step, NextStep::nothing);
    ASSERT_GT(item.action.due_ms, pair.begun_ms);
    ASSERT_TRUE(item.open.centre == "De Linde" || item.open.centre == "Noord");
    ASSERT_EQ(item.action.owner, item.action.step == NextStep::see_papers
                                     ? domain::Owner::screener
                                     : domain::Owner::caseworker);
    if (household_gone(pair)) continue;
    const bool first = pair.sign_ms - pair.introduced_ms < 56 * kDayMs;
    const std::int64_t limit = pair.sign_ms + (first ? 14 : 30) * kDayMs;
    const bool quiet = pair.contact && now >= limit;
    ASSERT_EQ(item.quiet(), quiet) << pair.group_label << " on day " << day_;
    figures.quiet_found += quiet && now - limit < base::kHourMs ? 1 : 0;
  }
  for (const auto& [id, pair] : pairs) {
    if (pair.over || seen.contains(id)) continue;
    const auto proposal = find_proposal(*store, id).value();
    FAIL() << pair.group_label << " is on no list on day " << day_ << ", its proposal is "
           << (proposal ? domain::name_of(proposal->card.state) : "not there") << ", the household "
           << (household_gone(pair) ? "has left" : "is there");
  }
}

void Town::compare_the_number_on_the_wall() {
  MetOften mine;
  for (const auto& [id, pair] : pairs) {
    if (pair.introduced_ms == 0 || pair.introduced_ms > clock.wall_ms() - kWithinDays * kDayMs) {
      continue;
    }
    int times = 0;
    for (const auto& [day, told] : pair.told) {
      if (day <= pair.introduced_ms / kDayMs + kWithinDays) times += told;
    }
    ++mine.old_enough;
    mine.met_often += times >= kOften ? 1 : 0;
  }
  const auto theirs = count_met_often(*store, kOften, kWithinDays).value();
  ASSERT_EQ(theirs.old_enough, mine.old_enough) << "on day " << day_;
  ASSERT_EQ(theirs.met_often, mine.met_often) << "on day " << day_;
}

void Town::print_figures() const {
  std::vector<std::int64_t> waits;
  for (const auto& [id, home] : homes_) {
    if (home.met_ms > 0) waits.push_back((home.met_ms - home.arrived_ms) / kDayMs);
  }
  std::ranges::sort(waits);
  std::int64_t introduced = 0, often = 0;
  for (const auto& [id, pair] : pairs) {
    if (pair.introduced_ms == 0 || pair.introduced_ms > clock.wall_ms() - kWithinDays * kDayMs) {
      continue;
    }
    ++introduced;
    const auto until = pair.introduced_ms / kDayMs + kWithinDays;
    often += std::ranges::count_if(pair.met_days, [&](auto day) { return day <= until; }) >= kOften
                 ? 1
                 : 0;
  }
  const auto wall = count_met_often(*store, kOften, kWithinDays).value();
  std::cout << homes_.size() << " households, " << figures.proposals << " proposals, "
            << pairs.size() << " matches, " << figures.actions << " steps, " << figures.looks
            << " looks; " << figures.noes << " noes, " << figures.left << " left\n"
            << "papers renewed " << figures.papers_renewed << ", seen to have run out "
            << figures.papers_ran_out << "; pauses after an end " << figures.pauses
            << ", asked again after one " << figures.back_from_a_pause << "; contacts refused "
            << figures.contacts_refused << ", shown " << figures.contacts_shown
            << "; quiet found within the hour " << figures.quiet_found << "\n"
            << "median days from intake to first meeting: "
            << (waits.empty() ? 0 : waits[waits.size() / 2]) << " of " << waits.size()
            << " (made-up people; intake to match: 15 to 30 days at Duo for a Job, 6 to 8 weeks at "
               "Together)\n"
            << "met six times in twelve weeks: on the wall " << wall.met_often << " of "
            << wall.old_enough << ", in truth " << often << " of " << introduced
            << " (German mentoring trial: 30 of 85 matched met often, doi "
               "10.1080/1369183X.2022.2058918)\n";
}

}  // namespace samen::server
