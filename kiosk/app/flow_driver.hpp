// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "base/clock.hpp"
#include "forms/form.hpp"
#include "kiosk/app/worker.hpp"
#include "kiosk/flow/event.hpp"
#include "kiosk/flow/reduce.hpp"
#include "kiosk/flow/state.hpp"

namespace samen::app {

// Keeps flow's state: feeds it events, hands its effects to the worker, brings the answers back,
// and knows when time alone has to do something. Main thread.
class FlowDriver {
 public:
  // How often the status is looked at again while staff look at their page, or while the kiosk
  // cannot take sign-ups and somebody may have mended it.
  static constexpr std::int64_t kRefreshMs = 30'000;

  // Does the effects that belong to the UI thread, and says so; the others go to the worker.
  using DoHere = std::function<bool(const flow::Effect&)>;

  // The references must outlive the driver.
  FlowDriver(const forms::FormSet& forms, flow::Settings settings, const base::Clock& clock,
             Worker& worker, DoHere do_here);

  const flow::State& state() const { return state_; }
  const flow::Settings& settings() const { return settings_; }

  void dispatch(const flow::Event& event);
  // Dispatches what the worker has answered; true when there was something.
  bool take_results();
  // Dispatches what is due by now; true when something was.
  bool pass_time();
  // When pass_time() has something to do, on the clock.
  std::optional<std::int64_t> next_deadline_ms() const;
  // From when on what is shown may end a session (flow::Settings::arming_ms).
  std::int64_t armed_ms() const { return state_.shown_since_ms + settings_.arming_ms; }
  // When the choice just made leads to the next question by itself; 0: it does not.
  std::int64_t goes_on_ms() const { return state_.session.goes_on_ms; }
  // Leaves nothing of a session: for the end of the program.
  void wipe();

 private:
  bool wants_refresh() const {
    return state_.staff.open || state_.not_ready != flow::NotReady::none;
  }

  const forms::FormSet& forms_;
  flow::Settings settings_;
  const base::Clock& clock_;
  Worker& worker_;
  DoHere do_here_;
  flow::State state_;
  std::int64_t refreshed_ms_;
};

}  // namespace samen::app
