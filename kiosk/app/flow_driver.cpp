// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/flow_driver.hpp"

#include <algorithm>
#include <utility>

namespace samen::app {

FlowDriver::FlowDriver(const forms::FormSet& forms, flow::Settings settings,
                       const base::Clock& clock, Worker& worker, DoHere do_here)
    : forms_(forms),
      settings_(std::move(settings)),
      clock_(clock),
      worker_(worker),
      do_here_(std::move(do_here)),
      state_(flow::initial_state(settings_, clock.mono_ms())),
      refreshed_ms_(clock.mono_ms()) {}

void FlowDriver::dispatch(const flow::Event& event) {
  const bool did_want = wants_refresh();
  flow::Step step = flow::reduce(std::move(state_), event, {forms_, settings_, clock_.mono_ms()});
  state_ = std::move(step.state);
  for (flow::Effect& effect : step.effects) {
    if (!do_here_(effect)) worker_.post(std::move(effect));
  }
  if (!did_want && wants_refresh()) refreshed_ms_ = clock_.mono_ms();
}

bool FlowDriver::take_results() {
  auto results = worker_.take_results();
  for (const flow::Event& event : results) dispatch(event);
  return !results.empty();
}

bool FlowDriver::pass_time() {
  bool something = false;
  const std::int64_t now = clock_.mono_ms();
  const auto deadline = flow::next_deadline_ms(state_, settings_);
  if (deadline && *deadline <= now) {
    dispatch(flow::Tick{});
    something = true;
  }
  // Counts as nobody's activity.
  if (wants_refresh() && now - refreshed_ms_ >= kRefreshMs) {
    refreshed_ms_ = now;
    dispatch(flow::InboxChanged{});
    something = true;
  }
  return something;
}

std::optional<std::int64_t> FlowDriver::next_deadline_ms() const {
  auto deadline = flow::next_deadline_ms(state_, settings_);
  if (wants_refresh()) {
    const std::int64_t refresh = refreshed_ms_ + kRefreshMs;
    deadline = deadline ? std::min(*deadline, refresh) : refresh;
  }
  return deadline;
}

void FlowDriver::wipe() {
  worker_.post(flow::CloseStaff{});
  state_ = flow::initial_state(settings_, clock_.mono_ms());
  do_here_(flow::WipeSession{});
}

}  // namespace samen::app
