// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulation/schedules/machines.hpp"

namespace samen::simulation {

struct ScheduleResult {
  std::optional<std::string> broken;  // what did not hold
  std::vector<std::string> story;     // what happened, a line an action
  std::size_t confirmed = 0;          // people who were thanked
  std::size_t erased = 0;
  std::size_t asked = 0;  // requests with the secret of a receipt
};

// A small town: a few kiosks, a matcher and the network in between. One schedule is a random series
// of what people, programs and misfortune do; then everything is healed, and what was promised is
// counted. The same seed is the same schedule.
class Town {
 public:
  // SQL that builds a fault into the databases, to see whether it is found.
  struct Spoil {
    std::string kiosks;
    std::string matcher;
  };
  explicit Town(std::size_t kiosks, const Spoil& spoil = {});
  ScheduleResult run(std::uint64_t seed);

 private:
  enum class Action : std::uint8_t {
    sign_up,
    ask,
    tell_anew,
    meet,
    apply,
    back_up,
    late,
    kill_kiosk,
    kill_courier,
    kill_matcher,
    reboot_kiosk,
    cut_kiosk,
    cut_matcher,
    restore,
    clock,
    disk_full,
    erase,
    card,
    tombstone,
    matcher_away,
  };
  struct Card {
    base::Uuid kiosk;
    base::Uuid id;
    std::int64_t version = 1;
    bool gone = false;
  };

  // Somebody who was thanked, and what they asked since then with their secret.
  struct Holder {
    base::Uuid record;
    base::ReceiptSecret secret;
    std::size_t person = 0;  // who it is, of people_
    Ids requests = {};       // also those of which the kiosk could not say whether it keeps them
    std::vector<std::pair<base::Uuid, domain::Wish>> changes = {};  // pause and go on, in order
    std::vector<std::pair<base::Uuid, int>> told =
        {};  // under which number they told anew, in order
    bool withdrew = false;
    bool erased = false;
    bool may_be_erased = false;
    bool in_vain = false;  // something was not kept as far as the kiosk knew, and may have been
  };

  void rewind(std::uint64_t seed);
  Action draw();
  void act(Action action, KioskMachine& kiosk);
  void sign_up(KioskMachine& kiosk);
  void ask(KioskMachine& kiosk);
  void tell_anew(KioskMachine& kiosk);
  KioskMachine::Asked come_back(Holder& holder, KioskMachine& kiosk,
                                std::optional<domain::Wish> wish,
                                const domain::Record* told = nullptr);
  void jump_clock(KioskMachine& kiosk);
  void erase_somebody();
  void change_card(KioskMachine& kiosk, bool remove);
  void forget_unheard_removals();
  void restore();
  void mind_power();
  void pass_time();
  void heal();
  std::optional<std::string> judge();
  // Everybody comes back once more, and is told the truth and nothing of others.
  std::optional<std::string> judge_standings();
  std::optional<std::string> judge_answers(KioskMachine& kiosk);
  std::optional<domain::Standing> due(const Holder& holder);
  // The number under which what they told has to be kept; nothing where it is not certain.
  std::optional<int> number_due(const Holder& holder);
  bool order_is_certain(const base::Uuid& request);
  void note(std::string words) { story_.push_back(std::move(words)); }

  base::SeededRandom random_{1};
  MatcherMachine matcher_;
  Network network_;
  std::vector<std::unique_ptr<KioskMachine>> kiosks_;
  std::vector<domain::Record> people_;
  Ids confirmed_;
  std::vector<Holder> holders_;
  Ids requests_;
  int tellings_ = 0;
  bool clocks_are_right_ = true;
  std::vector<Card> cards_;
  bool matcher_away_ = false;
  std::vector<std::string> story_;
};

}  // namespace samen::simulation
