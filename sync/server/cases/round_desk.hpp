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
  PublishedRound published;  // of the last try to publish this result
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
  // Begins to publish the result of that name. False: something goes on, or another one lies here.
  bool publish(std::string_view result, const DeskUser& who);
  DeskLook look() const;
  void wait();  // until nothing goes on

 private:
  void begin(DeskState state, const std::string& by, std::function<base::Result<void>()> work);
  base::Result<void> compute_now(std::uint64_t seed);
  base::Result<void> publish_now(const std::string& actor);
  bool busy() const;

  DataFolder folder_;
  const base::Clock* clock_;
  base::Random* random_;
  mutable std::mutex mutex_;  // of look_
  DeskLook look_;
  std::unique_ptr<ComputedRound> round_;  // of the thread while it works
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace samen::server
