// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.hpp"
#include "sync/server/cases/computed_round.hpp"
#include "sync/server/cases/publish_round.hpp"
#include "sync/server/cases/round_choices.hpp"
#include "sync/server/cases/round_preview.hpp"
#include "sync/server/store/store.hpp"

// The one round that the office computes, shows and publishes, on a thread and a connection of its
// own. What is computed lives here and nowhere else: who stops the server loses a dry run.
namespace samen::server {

enum class DeskState : std::uint8_t {
  nothing,
  computing,
  computed,
  publishing,
  published,
  failed  // the log says why; nothing was stored
};

struct DeskUser {
  std::string name;   // as pages show it
  std::string actor;  // as the audit names them
};

// How things stand; a copy.
struct DeskLook {
  DeskState state = DeskState::nothing;
  std::string by;             // who began what goes on, or went on last
  std::int64_t begun_ms = 0;  // Unix milliseconds
  std::int64_t ended_ms = 0;
  std::string step;    // of RoundProgress, while it computes
  std::string result;  // names what was computed; empty: nothing is there to be published
  std::shared_ptr<const RoundPreview> preview;
  std::string computed_by;
  std::int64_t computed_ms = 0;
  PublishedRound published;                       // of the last try to publish this result
  std::vector<SetByHand> by_hand;                 // what holds in it
  std::shared_ptr<const RoundPreview> unchanged;  // without what was set by hand; if anything was
  bool not_changed = false;  // what was set last could not be worked out; the result is as it was
};

enum class Began : std::uint8_t {
  yes,
  busy,   // something goes on already
  other,  // another result lies here, or none
  no      // it cannot be set: CanBeSet says why
};
struct Setting {
  Began began = Began::yes;
  CanBeSet can;
};

class RoundDesk {
 public:
  // Clock and random must outlive it.
  RoundDesk(DataFolder folder, const base::Clock& clock, base::Random& random)
      : folder_(std::move(folder)), clock_(&clock), random_(&random) {}
  // Cuts short what is computed; what is being published is ended first.
  ~RoundDesk();
  RoundDesk(const RoundDesk&) = delete;
  RoundDesk& operator=(const RoundDesk&) = delete;

  // Begins a dry run in the place of the last result. False: something goes on already.
  bool compute(const DeskUser& who);
  // Begins to work the result of that name out once more, under one thing more that is set by hand;
  // it gets another name.
  Setting set_by_hand(std::string_view result, const WantedByHand& wanted, const DeskUser& who);
  // The same without what is set for this household and group.
  Began undo(std::string_view result, const WantedByHand& set, const DeskUser& who);
  // Nothing while something goes on, without a result, or when the household is not in it.
  std::optional<GroupChoices> choices(std::string_view household) const;
  // Begins to publish the result of that name. False: something goes on, or another one lies here.
  bool publish(std::string_view result, const DeskUser& who);
  DeskLook look() const;
  void wait();  // until nothing goes on

 private:
  void begin(DeskState state, const std::string& by, std::function<base::Result<void>()> work);
  base::Result<void> compute_now(std::uint64_t seed);
  base::Result<void> change_now(std::vector<SetByHand> by_hand);
  base::Result<void> publish_now(const std::string& actor);
  Began may_change(std::string_view result) const;
  void begin_change(std::vector<SetByHand> by_hand, const DeskUser& who);
  bool busy() const;

  DataFolder folder_;
  const base::Clock* clock_;
  base::Random* random_;
  mutable std::mutex mutex_;  // of look_
  int changes_ = 0;           // names what was computed once more
  DeskLook look_;
  std::unique_ptr<ComputedRound> round_;  // of the thread while it works
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace samen::server
