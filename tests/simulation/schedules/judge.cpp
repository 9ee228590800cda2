// SPDX-License-Identifier: Apache-2.0
// What must hold once everything works again.
#include <algorithm>

#include "simulation/schedules/schedule.hpp"
#include "vault/receipt_keys.hpp"

namespace samen::simulation {

using domain::Standing;
using domain::Wish;

namespace {

constexpr std::int64_t kOverAnHour = 61 * std::int64_t{60'000};

std::string name_told(const domain::Record& record) {
  const auto* household = std::get_if<domain::Household>(&record.body);
  const auto& name = household != nullptr
                         ? household->name
                         : std::get<domain::SingleVolunteer>(record.body).volunteer.name;
  return std::string(name.view());
}

}  // namespace

std::optional<std::string> Town::judge() {
  const Ids there = matcher_.envelopes();
  Ids gone = matcher_.erased();
  Ids perhaps_gone;
  for (const auto& holder : holders_) {
    if (holder.erased) gone.insert(holder.record);
    if (holder.may_be_erased) perhaps_gone.insert(holder.record);
    // What they told anew goes with it, where it was known whose it was.
    const bool unread = matcher_.erased_unread().contains(holder.record);
    const bool goes = !unread && (holder.erased || matcher_.erased().contains(holder.record));
    for (const auto& [id, number] : holder.told) {
      if (goes) gone.insert(id);
      if (unread || holder.may_be_erased) perhaps_gone.insert(id);
    }
  }
  Ids tried;
  for (auto& kiosk : kiosks_) {
    tried.insert(kiosk->tried().begin(), kiosk->tried().end());
    const auto held = kiosk->holdings();
    for (const auto& id : held.outbox) {
      if (gone.contains(id)) return "erased, and on a kiosk: " + short_id(id);
      if (!there.contains(id)) return "on a kiosk, and never arrives: " + short_id(id);
      return "on a kiosk for ever: " + short_id(id);
    }
    for (const auto& [id, visible] : held.inbox) {
      const auto card = std::ranges::find(cards_, id, &Card::id);
      if (visible && card != cards_.end() && card->gone) return "a removed card is back";
    }
  }
  for (const auto& id : confirmed_) {
    if (there.contains(id) || gone.contains(id) || perhaps_gone.contains(id)) continue;
    return "lost " + short_id(id);
  }
  for (const auto& id : there) {
    if (gone.contains(id)) return "erased, and back: " + short_id(id);
    if (!tried.contains(id)) return "nobody signed up as " + short_id(id);
  }
  if (auto twice = matcher_.doubled(requests_)) return twice;
  return judge_standings();
}

// What somebody has to be told in the end, where it is certain: their own order counts as far as
// the kiosks knew the time.
std::optional<Standing> Town::due(const Holder& holder) {
  if (matcher_.erased_unread().contains(holder.record)) return std::nullopt;
  if (holder.erased || matcher_.erased().contains(holder.record)) return Standing::erased;
  if (holder.in_vain) return std::nullopt;
  if (holder.withdrew) return Standing::withdrawn;
  if (holder.changes.empty()) return Standing::waiting;
  for (const auto& [id, wish] : holder.changes) {
    if (!order_is_certain(id)) return std::nullopt;
  }
  return holder.changes.back().second == Wish::pause ? Standing::paused : Standing::waiting;
}

bool Town::order_is_certain(const base::Uuid& request) {
  return clocks_are_right_ && matcher_.clock_was_trusted(request);
}

// Nobody's name is "Number 0"; theirs is as it was.
std::optional<int> Town::number_due(const Holder& holder) {
  if (matcher_.erased_unread().contains(holder.record) || holder.erased ||
      matcher_.erased().contains(holder.record) || holder.in_vain || holder.withdrew) {
    return std::nullopt;
  }
  for (const auto& [id, number] : holder.told) {
    if (!order_is_certain(id)) return std::nullopt;
  }
  return holder.told.empty() ? 0 : holder.told.back().second;
}

std::optional<std::string> Town::judge_standings() {
  for (auto& holder : holders_) {
    const auto expected = due(holder);
    const auto number = number_due(holder);
    KioskMachine& kiosk = *kiosks_[random_.below(kiosks_.size())];
    for (auto& each : kiosks_) each->clock().advance(kOverAnHour);  // nobody asks too often
    matcher_.clock().advance(kOverAnHour);
    if (come_back(holder, kiosk, Wish::read).kept != 2) return "a receipt does not open";
    for (int i = 0; i < 2; ++i) static_cast<void>(kiosk.meet());
    const auto told = kiosk.told();
    if (!told || !told->answers_last) return "no answer for " + short_id(holder.record);
    const auto& answer = told->answer;
    if (answer.outcome == domain::Outcome::busy && !clocks_are_right_) continue;
    note(short_id(holder.record) + " is " + std::string(domain::name_of(answer.standing)));
    if (expected && answer.standing != *expected) {
      return short_id(holder.record) + " must be " + std::string(domain::name_of(*expected));
    }
    if (!number) continue;
    if (!answer.told) return "what was told is not read: " + short_id(holder.record);
    const auto name = name_told(*answer.told);
    const auto wanted =
        *number == 0 ? name_told(people_[holder.person]) : "Number " + std::to_string(*number);
    if (name != wanted) return short_id(holder.record) + " must be told as " + wanted;
  }
  for (auto& kiosk : kiosks_) {
    if (auto wrong = judge_answers(*kiosk)) return wrong;
  }
  return std::nullopt;
}

// Each answer is for the one who asked, and opens for nobody else.
std::optional<std::string> Town::judge_answers(KioskMachine& kiosk) {
  for (const auto& item : kiosk.answers()) {
    bool opened = false;
    for (const auto& holder : holders_) {
      const auto keys = vault::derive_receipt_keys(holder.secret, vault::ReceiptCost::for_tests());
      if (!vault::open(keys.value().seal, item.sealed)) continue;
      opened = true;
      if (!holder.requests.contains(item.id)) return "an answer for somebody else";
    }
    if (!opened) return "an answer for nobody";
  }
  return std::nullopt;
}

}  // namespace samen::simulation
