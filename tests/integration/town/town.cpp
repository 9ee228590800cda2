// SPDX-License-Identifier: Apache-2.0
#include "town.hpp"

#include <algorithm>

namespace samen::server {

using base::kDayMs;
using base::kHourMs;
using domain::EndReason;
using domain::MatchEvent;
using domain::Mood;
using domain::NextStep;
using domain::SaidBy;

void Town::live(const TownOptions& what) {
  options_ = what;
  kiosks_[0] = enrolled(1, "De Linde");
  kiosks_[1] = enrolled(2, "Noord");
  matcher::PopulationOptions made;
  made.households = what.households;
  made.groups = what.groups;
  made.singles = what.singles;
  made.longest_wait_days = what.arrivals;
  made.now_wall_ms = clock.wall_ms() + made.longest_wait_days * kDayMs;
  made.municipalities = {matcher::Municipality::almere};
  people_ = matcher::make_population(made).value();
  // As they come; whoever is made for one day, in the order in which they were made.
  std::ranges::stable_sort(people_, std::ranges::greater{}, &matcher::SyntheticSignUp::days_ago);
  std::ranges::reverse(people_);
  const int last = made.longest_wait_days;
  for (; day_ < what.days && !HasFatalFailure(); ++day_) {
    for (int hour = 0; hour < 24; ++hour) {
      if (hour == 7) {
        while (!people_.empty() && people_.back().days_ago >= last - day_) arrive();
        post();
      }
      if (hour == 8 && day_ % 7 == 0) hold_round();
      if (hour == 9) decide();
      if (hour == 10) meet_by_themselves();
      if (hour == 13) work();
      if (hour == 14) renew_papers();
      if (hour == 15) leave();
      look();
      if (HasFatalFailure()) return;
      clock.advance(kHourMs);
    }
    if (day_ % 7 == 6) compare_the_number_on_the_wall();
  }
}

void Town::deliver(int kiosk, domain::Record record) {
  held_[kiosk].push_back(kiosks_[kiosk]->envelope(std::move(record)));
}

void Town::post() {
  for (int kiosk = 0; kiosk < 2; ++kiosk) {
    if (offline(kiosk)) continue;
    constexpr std::size_t kBatch = 50;
    auto& held = held_[kiosk];
    for (std::size_t i = 0; i < held.size(); i += kBatch) {
      const auto end = std::min(held.size(), i + kBatch);
      send(*kiosks_[kiosk], {held.begin() + static_cast<std::ptrdiff_t>(i),
                             held.begin() + static_cast<std::ptrdiff_t>(end)});
    }
    held.clear();
  }
  apply();
}

void Town::arrive() {
  auto record = std::move(people_.back().record);
  people_.pop_back();
  const int kiosk = chance(40) ? 1 : 0;
  if (std::holds_alternative<domain::Household>(record.body)) {
    auto& home = homes_[record.id];
    home.receipt = std::make_unique<Holder>(random);
    home.arrived_ms = clock.wall_ms();
    home.kiosk = kiosk;
    record.way_back = home.receipt->keys();
  } else if (const auto* member = std::get_if<domain::GroupMember>(&record.body)) {
    members_.push_back({std::make_unique<Holder>(random), member->join_code, record.id});
    record.way_back = members_.back().receipt->keys();
  }
  deliver(kiosk, std::move(record));
}

void Town::hold_round() {
  RoundRequest round;
  round.seed = static_cast<std::uint64_t>(day_) + 1;
  round.policy.lottery_draws = 0;
  round.policy.round_seconds = 1;
  round.policy.formation_seconds = 2;
  const auto outcome = run_and_store_round(*store, round);
  ASSERT_TRUE(outcome) << outcome.error().message;
  for (const auto& proposal : outcome->proposals) {
    ++figures.proposals;
    ASSERT_FALSE(refused_.contains({proposal.household, proposal.join_code.str()}))
        << "asked again what was refused";
    const auto& home = homes_[proposal.household];
    ASSERT_FALSE(home.gone) << "asked although they have left";
    ASSERT_FALSE(home.paused) << "asked although they wanted a pause";
    const auto rests = group_rests_until_.find(proposal.join_code.str());
    for (const std::int64_t until :
         {home.rests_until_ms, rests == group_rests_until_.end() ? 0 : rests->second}) {
      ASSERT_GE(clock.wall_ms(), until) << "asked before their pause was over";
      figures.back_from_a_pause += until > 0 ? 1 : 0;
    }
    verdicts_.push_back({day_ + 1 + static_cast<int>(dice_() % 3), proposal.card.proposal});
  }
}

void Town::decide() {
  for (const auto& due : std::exchange(verdicts_, {})) {
    const auto proposal = find_proposal(*store, due.proposal).value();
    if (!proposal || !domain::waits_for_a_verdict(proposal->card.state)) continue;
    const auto centre = centre_of(*store, proposal->centre).value();
    const int kiosk = centre.name == "Noord" ? 1 : 0;
    if (due.day > day_ || offline(kiosk)) {
      verdicts_.push_back(due);
      continue;
    }
    const bool yes = chance(88);
    deliver(kiosk,
            kiosks_[kiosk]->decision(
                proposal->card, yes ? domain::Verdict::accept : domain::Verdict::decline,
                yes ? std::nullopt : std::optional(domain::DeclineReason::times_do_not_fit)));
    post();
    const auto after = find_proposal(*store, due.proposal).value().value();
    if (!yes) refused_.insert({proposal->household, proposal->join_code.str()});
    if (after.card.state != domain::ProposalState::accepted) continue;
    Pair pair{.household = proposal->household,
              .join_code = proposal->join_code,
              .group_label = proposal->card.group_label,
              .begun_ms = clock.wall_ms()};
    pair.rhythm = chance(60) ? Rhythm::lively : chance(50) ? Rhythm::slow : Rhythm::dries_up;
    pair.tells = chance(50) ? Tells::every_meeting : Tells::at_check_ins;
    pairs[due.proposal] = pair;
  }
}

// Most want to be matched again, some after a pause.
AfterEnd Town::after_end() {
  if (chance(15)) return {domain::Afterwards::stop, 0};
  if (chance(50)) return {};
  return {domain::Afterwards::pause, (today() + 5 + static_cast<int>(dice_() % 15)) * kDayMs};
}

void Town::step(const base::Uuid& id, Pair& pair, MatchStep what) {
  {
    auto proposal = find_proposal(*store, id).value().value();
    auto transaction = store->begin();
    const AfterClosing after{after_end(), after_end()};
    const auto taken = take_match_step(*store, proposal, what, after);
    ASSERT_TRUE(taken) << domain::name_of(what.event) << ": " << taken.error().message;
    ASSERT_TRUE(transaction->commit());
    if (what.event == MatchEvent::close || what.event == MatchEvent::rematch) {
      homes_[pair.household].rests_until_ms = after.household.until_ms;
      group_rests_until_[pair.join_code.str()] = after.group.until_ms;
      figures.pauses += (after.household.until_ms > 0 ? 1 : 0) + (after.group.until_ms > 0 ? 1 : 0);
    }
  }
  ++figures.actions;
  const bool known = (what.event == MatchEvent::household_yes && pair.household_yes) ||
                     (what.event == MatchEvent::group_yes && pair.group_yes);
  if (!known) pair.sign_ms = clock.wall_ms();
  pair.household_yes = pair.household_yes || what.event == MatchEvent::household_yes;
  pair.group_yes = pair.group_yes || what.event == MatchEvent::group_yes;
  if (what.event == MatchEvent::introduce) {
    ASSERT_TRUE(pair.household_yes && pair.group_yes && pair.papers);
    pair.contact = true;
    pair.introduced_ms = clock.wall_ms();
    const auto members = holders_in(*store, pair.join_code).value();
    for (const auto& member : members) pair.members.push_back(member.id);
  }
  const bool no = domain::is_a_no(what.event);
  figures.noes += no ? 1 : 0;
  if (what.event == MatchEvent::end) pair.contact = false;
  if (what.event == MatchEvent::close || what.event == MatchEvent::rematch || no) {
    pair.contact = false;
    pair.over = true;
    refused_.insert({pair.household, pair.join_code.str()});
  }
  try_contacts(id, pair);
  look();
}

// As somebody who is curious does, at every step and every day.
void Town::try_contacts(const base::Uuid& id, const Pair& pair) {
  const auto proposal = find_proposal(*store, id).value();
  if (!proposal) return;
  const auto seen = contacts_of(*store, *proposal);
  const bool may = pair.introduced_ms > 0 && !pair.over && !household_gone(pair);
  ASSERT_EQ(seen.has_value(), may) << pair.group_label;
  ++(seen ? figures.contacts_shown : figures.contacts_refused);
}

// People ask for it at a kiosk, and what they ask arrives when that kiosk is online.
void Town::leave() {
  for (auto& [id, home] : homes_) {
    if (home.gone || home.arrived_ms + 20 * kDayMs > clock.wall_ms()) continue;
    const int kiosk = offline(home.kiosk) ? 0 : home.kiosk;
    if (offline(home.kiosk) && !held_[1].empty()) continue;  // their sign-up may lie there still
    const int dice = static_cast<int>(dice_() % 4000);
    if (dice < 3) {
      deliver(kiosk,
              request(*kiosks_[kiosk], *home.receipt, dice == 0 ? Wish::erase : Wish::withdraw));
      home.gone = true;
      ++figures.left;
      const auto household = id;
      if (dice == 0) {
        std::erase_if(pairs, [&](const auto& each) { return each.second.household == household; });
      }
    } else if (dice < 9) {
      deliver(kiosk,
              request(*kiosks_[kiosk], *home.receipt, home.paused ? Wish::resume : Wish::pause));
      home.paused = !home.paused;
    }
  }
  if (!members_.empty() && chance(10)) {
    const auto at = dice_() % members_.size();
    const Wish wish = chance(50) ? Wish::withdraw : Wish::erase;
    deliver(0, request(*kiosks_[0], *members_[at].receipt, wish));
    left_.insert(members_[at].record);
    // What is over goes with whoever is erased; what lives goes on without them.
    if (wish == Wish::erase) {
      std::erase_if(pairs, [&](const auto& each) {
        return each.second.over && each.second.join_code == members_[at].group;
      });
    }
    members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(at));
    ++figures.left;
  }
  post();
  for (const auto& [id, pair] : pairs) try_contacts(id, pair);
}

}  // namespace samen::server
