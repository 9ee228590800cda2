// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/input.hpp"

namespace samen::platform {

std::vector<PointerEvent> PointerBridge::take(const RawPointer& raw, std::int64_t now_ms) {
  using Kind = PointerEvent::Kind;
  std::vector<PointerEvent> events;
  if (raw.kind == Kind::down) {
    if (owner_) {
      const bool same = owner_->source == raw.source && owner_->finger == raw.finger;
      if (!same && now_ms - owner_->heard_ms < kSilentOwnerMs) return events;
      events.push_back(*cancel(now_ms));
    }
    owner_ = Owner{raw.source, raw.finger, raw.x, raw.y, now_ms};
    events.push_back({Kind::down, raw.x, raw.y, now_ms});
    return events;
  }
  if (!owner_ || owner_->source != raw.source || owner_->finger != raw.finger) return events;
  owner_->x = raw.x;
  owner_->y = raw.y;
  owner_->heard_ms = now_ms;
  if (raw.kind != Kind::move) owner_.reset();
  events.push_back({raw.kind, raw.x, raw.y, now_ms});
  return events;
}

std::optional<PointerEvent> PointerBridge::cancel(std::int64_t now_ms) {
  if (!owner_) return std::nullopt;
  const PointerEvent event{PointerEvent::Kind::cancel, owner_->x, owner_->y, now_ms};
  owner_.reset();
  return event;
}

}  // namespace samen::platform
