// SPDX-License-Identifier: Apache-2.0
#include "simulation/schedules/schedule.hpp"

#include <algorithm>

#include "simulation/disk/sqlite_vfs.hpp"
#include "support/random_record.hpp"

namespace samen::simulation {

using domain::Wish;

namespace {

constexpr std::uint64_t kMinute = 60'000;

const base::Bytes kSealed(1072, 5);

base::SecretText& name_in(domain::Record& record) {
  if (auto* household = std::get_if<domain::Household>(&record.body)) return household->name;
  return std::get<domain::SingleVolunteer>(record.body).volunteer.name;
}

}  // namespace

Town::Town(std::size_t kiosks, const Spoil& spoil)
    : matcher_(random_),
      network_(random_, matcher_.tls_key(), [this](const server::HttpRequest& request) {
        return matcher_away_ ? std::nullopt : matcher_.handle(request);
      }) {
  network_.set_now([this] { return matcher_.clock().wall_ms(); });
  seed_sodium(1);
  for (std::size_t i = 0; i < kiosks; ++i) {
    kiosks_.push_back(std::make_unique<KioskMachine>(100 + i, network_));
    kiosks_.back()->enrol(matcher_, spoil.kiosks);
  }
  matcher_.execute(spoil.matcher);
  matcher_.back_up();
  matcher_.remember();
  test::RandomRecords made(5);
  for (int i = 0; i < 16; ++i) {
    domain::Record person;
    person.language = "nl";
    if (i % 2 == 0) {
      person.form = "household";
      person.body = made.household();
    } else {
      person.form = "single";
      person.body = domain::SingleVolunteer{made.volunteer()};
    }
    people_.push_back(std::move(person));
  }
}

void Town::rewind(std::uint64_t seed) {
  for (std::size_t i = 0; i < kiosks_.size(); ++i) kiosks_[i]->rewind(seed * 31 + i);
  matcher_.rewind();
  network_.deliver_late(network_.late());  // to nobody: the matcher does not run
  random_ = base::SeededRandom(seed);
  seed_sqlite(seed);
  seed_sodium(seed);
  confirmed_.clear();
  holders_.clear();
  requests_.clear();
  tellings_ = 0;
  clocks_are_right_ = true;
  cards_.clear();
  story_.clear();
  matcher_away_ = false;
  network_.set_trouble(static_cast<int>(random_.below(60)));
  matcher_.run();
}

Town::Action Town::draw() {
  struct Share {
    Action action;
    std::uint64_t weight;
  };
  static constexpr std::array<Share, 20> kShares = {{
      {Action::sign_up, 22},     {Action::ask, 14},         {Action::tell_anew, 7},
      {Action::meet, 30},        {Action::apply, 6},        {Action::back_up, 8},
      {Action::late, 5},         {Action::kill_kiosk, 3},   {Action::kill_courier, 3},
      {Action::kill_matcher, 3}, {Action::reboot_kiosk, 2}, {Action::cut_kiosk, 5},
      {Action::cut_matcher, 4},  {Action::restore, 3},      {Action::clock, 4},
      {Action::disk_full, 3},    {Action::erase, 3},        {Action::card, 3},
      {Action::tombstone, 3},    {Action::matcher_away, 2},
  }};
  std::uint64_t total = 0;
  for (const Share& share : kShares) total += share.weight;
  std::uint64_t left = random_.below(total);
  for (const Share& share : kShares) {
    if (left < share.weight) return share.action;
    left -= share.weight;
  }
  return Action::meet;
}

void Town::sign_up(KioskMachine& kiosk) {
  const std::size_t person = random_.below(people_.size());
  const auto thanked = kiosk.sign_up(people_[person]);
  note(thanked ? "thanked " + short_id(thanked->record) : "nobody thanked");
  if (!thanked) return;
  confirmed_.insert(thanked->record);
  holders_.push_back({thanked->record, thanked->secret, person});
}

void Town::ask(KioskMachine& kiosk) {
  if (holders_.empty()) return;
  Holder& holder = holders_[random_.below(holders_.size())];
  // What is final is rare, so that there is something to be wrong about.
  const auto dice = random_.below(12);
  const auto wish = dice == 0   ? Wish::erase
                    : dice == 1 ? Wish::withdraw
                    : dice < 7  ? Wish::pause
                                : Wish::resume;
  const bool taken = come_back(holder, kiosk, wish).kept == 2;
  static_cast<void>(kiosk.told());
  note(short_id(holder.record) + (taken ? " wants " : " in vain wants ") +
       std::string(domain::name_of(wish)));
}

void Town::tell_anew(KioskMachine& kiosk) {
  if (holders_.empty()) return;
  Holder& holder = holders_[random_.below(holders_.size())];
  domain::Record told = people_[holder.person];
  name_in(told) = base::SecretText("Number " + std::to_string(++tellings_));
  const bool taken = come_back(holder, kiosk, Wish::correct, &told).kept == 2;
  static_cast<void>(kiosk.told());
  note(short_id(holder.record) + (taken ? " tells number " : " in vain tells number ") +
       std::to_string(tellings_));
}

KioskMachine::Asked Town::come_back(Holder& holder, KioskMachine& kiosk, std::optional<Wish> wish,
                                    const domain::Record* told) {
  auto asked = kiosk.come_back(holder.secret, wish, told);
  holder.requests.insert(asked.ids.begin(), asked.ids.end());
  requests_.insert(asked.ids.begin(), asked.ids.end());
  for (std::size_t i = 0; i < asked.kept; ++i) confirmed_.insert(asked.ids[i]);
  if (!wish || only_asks(*wish)) return asked;
  if (asked.kept < 2) {
    holder.in_vain = true;
    holder.may_be_erased = holder.may_be_erased || *wish == Wish::erase;
  } else if (is_final(*wish)) {
    (*wish == Wish::erase ? holder.erased : holder.withdrew) = true;
  } else if (told != nullptr) {
    holder.told.emplace_back(asked.ids[1], tellings_);
  } else {
    holder.changes.emplace_back(asked.ids[1], *wish);
  }
  return asked;
}

void Town::jump_clock(KioskMachine& kiosk) {
  static constexpr std::array<std::int64_t, 4> kTo = {0, 1'000'000'000'000, 1'767'225'600'000,
                                                      4'000'000'000'000};
  clocks_are_right_ = false;
  const std::int64_t to = kTo[random_.below(kTo.size())];
  // The matcher's clock is minded better, but it is a machine, too.
  const bool at_matcher = random_.below(4) == 0;
  (at_matcher ? matcher_.clock() : kiosk.clock()).set_wall(to);
  note(at_matcher ? "clock of the matcher jumps" : "clock of a kiosk jumps");
}

void Town::erase_somebody() {
  if (holders_.empty()) return;  // staff erase people, never what somebody asked
  const base::Uuid somebody = holders_[random_.below(holders_.size())].record;
  note((matcher_.erase(somebody) ? "erased " : "cannot erase ") + short_id(somebody));
}

void Town::change_card(KioskMachine& kiosk, bool remove) {
  if (!matcher_.run()) return;
  if (!remove) {
    const Card card{kiosk.device(), base::make_uuid(matcher_.clock(), random_), 1, false};
    if (!matcher_.put_item(card.kiosk, {card.id, 1, protocol::FeedKind::card, kSealed, {}})) return;
    cards_.push_back(card);
    note("card " + short_id(card.id));
    return;
  }
  if (cards_.empty()) return;
  Card& card = cards_[random_.below(cards_.size())];
  if (card.gone) return;
  const protocol::FeedItem gone{card.id, card.version + 1, protocol::FeedKind::tombstone, {}, {}};
  if (!matcher_.put_item(card.kiosk, gone)) return;
  card.gone = true;
  ++card.version;
  note("tombstone " + short_id(card.id));
}

// A removal that no kiosk has heard of goes with the store that knew it; what a kiosk has taken
// away has to stay away.
void Town::forget_unheard_removals() {
  for (auto& kiosk : kiosks_) {
    const auto held = kiosk->holdings();
    for (Card& card : cards_) {
      if (card.kiosk != kiosk->device() || !card.gone) continue;
      const auto item = held.inbox.find(card.id);
      card.gone = item != held.inbox.end() && !item->second;
    }
  }
}

void Town::restore() {
  const bool newest_lost = random_.below(2) == 0;
  note(newest_lost ? "restore, the newest copy is lost too" : "restore");
  forget_unheard_removals();
  using Copy = MatcherMachine::Copy;
  static_cast<void>(matcher_.restore(newest_lost ? Copy::before_it : Copy::newest));
}

void Town::act(Action action, KioskMachine& kiosk) {
  switch (action) {
    case Action::sign_up:
      return sign_up(kiosk);
    case Action::ask:
      return ask(kiosk);
    case Action::tell_anew:
      return tell_anew(kiosk);
    case Action::meet:
      note("meeting");
      static_cast<void>(kiosk.meet());
      return;
    case Action::apply:
      return matcher_.apply();
    case Action::back_up:
      note("backup");
      static_cast<void>(matcher_.back_up());
      return;
    case Action::late:
      note("late requests arrive");
      return network_.deliver_late(3);
    case Action::kill_kiosk:
      return kiosk.kill_kiosk();
    case Action::kill_courier:
      return kiosk.kill_courier();
    case Action::kill_matcher:
      matcher_.kill();
      matcher_.run();
      return;
    case Action::reboot_kiosk:
      return kiosk.reboot();
    case Action::cut_kiosk:
      note("power of a kiosk goes soon");
      return kiosk.disk().cut_power_at(1 + random_.below(60));
    case Action::cut_matcher:
      note("power of the matcher goes soon");
      return matcher_.disk().cut_power_at(1 + random_.below(60));
    case Action::restore:
      return restore();
    case Action::clock:
      return jump_clock(kiosk);
    case Action::disk_full: {
      std::size_t used = 0;
      for (const auto& [path, content] : kiosk.disk().image()) used += content.size();
      kiosk.disk().limit_bytes(used + random_.below(30'000));
      note("disk of a kiosk fills up");
      return;
    }
    case Action::erase:
      return erase_somebody();
    case Action::card:
      return change_card(kiosk, false);
    case Action::tombstone:
      return change_card(kiosk, true);
    case Action::matcher_away:
      matcher_away_ = !matcher_away_;
      return;
  }
}

// Who has lost its power gets it back after the action during which it went.
void Town::mind_power() {
  for (auto& kiosk : kiosks_) {
    if (kiosk->disk().has_power()) continue;
    note("a kiosk restarts after a power cut");
    kiosk->recover(random_);
  }
  if (!matcher_.disk().has_power()) {
    note("the matcher restarts after a power cut");
    matcher_.recover(random_);
  }
}

void Town::pass_time() {
  const auto ms = static_cast<std::int64_t>(random_.below(3 * kMinute));
  for (auto& kiosk : kiosks_) kiosk->clock().advance(ms);
  matcher_.clock().advance(ms);
}

// From here on everything works; a few meetings are enough for what is left.
void Town::heal() {
  matcher_away_ = false;
  network_.set_trouble(0);
  matcher_.disk().never_cut();
  matcher_.run();
  network_.deliver_late(network_.late());
  for (auto& kiosk : kiosks_) {
    kiosk->disk().never_cut();
    kiosk->disk().limit_bytes(0);
  }
  for (auto& kiosk : kiosks_) {
    // The first meeting may only bring the news of a restore; the rows wait for the next one.
    for (int i = 0; i < 8; ++i) {
      if (kiosk->meet() && i > 0) break;
      if (!kiosk->last_trouble().empty()) note("healed, and still: " + kiosk->last_trouble());
      pass_time();
    }
  }
  matcher_.apply();
  // A copy frees the rows up to the next gap, and the kiosk's next question tells of the gap.
  for (int copies = 0; copies < 30; ++copies) {
    matcher_.back_up();
    bool empty = true;
    for (auto& kiosk : kiosks_) {
      static_cast<void>(kiosk->meet());
      empty = empty && kiosk->holdings().outbox.empty();
    }
    if (empty) break;
  }
}

ScheduleResult Town::run(std::uint64_t seed) {
  ScheduleResult result;
  try {
    rewind(seed);
    // Most are short, so that what went wrong can be read; one in ten is a month.
    const std::uint64_t actions = seed % 10 == 7 ? 60 + random_.below(60) : 4 + random_.below(9);
    for (std::uint64_t i = 0; i < actions; ++i) {
      act(draw(), *kiosks_[random_.below(kiosks_.size())]);
      mind_power();
      pass_time();
    }
    heal();
    result.broken = judge();
  } catch (const std::exception& error) {
    result.broken = error.what();
  }
  result.story = story_;
  result.confirmed = confirmed_.size();
  result.erased = matcher_.erased().size();
  result.asked = requests_.size();
  return result;
}

}  // namespace samen::simulation
