// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction/arming.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace samen::ui {

void Arming::show(std::string_view page, std::int64_t now_ms) {
  assert(!page.empty());
  if (page == name_) return;
  name_ = page;
  ++page_;
  shown_ms_ = now_ms;
}

void Arming::tapped(Press press, std::int64_t now_ms) {
  last_ = std::move(press);
  last_page_ = page_;
  last_ms_ = now_ms;
}

void Arming::keyed(Key key, std::int64_t now_ms) {
  key_ = key;
  key_page_ = page_;
  key_ms_ = now_ms;
}

// Counted from the first press or, when the page took its time to come, from when it was there.
std::int64_t Arming::second_ready_ms(std::int64_t first_ms) const {
  return std::max(first_ms, shown_ms_) + kSecondTapMs;
}

std::int64_t Arming::tap_ready_ms(float x, float y, std::string_view under_last,
                                  float reach) const {
  const std::int64_t armed = shown_ms_ + flow::kArmingMs;
  if (!last_ || std::hypot(x - last_->x, y - last_->y) > reach) return armed;
  if (last_page_ != page_) return std::max(armed, second_ready_ms(last_ms_));
  // The same page, but something else has come under the finger.
  if (under_last != last_->target) return std::max(armed, last_ms_ + kSecondTapMs);
  return armed;
}

std::int64_t Arming::key_ready_ms(Key key) const {
  const std::int64_t armed = shown_ms_ + flow::kArmingMs;
  if (key_ != key || key_page_ == page_) return armed;
  return std::max(armed, second_ready_ms(key_ms_));
}

}  // namespace samen::ui
