// SPDX-License-Identifier: Apache-2.0
#include <cassert>

#include "kiosk/platform/input.hpp"

namespace samen::platform {

using Kind = PointerEvent::Kind;

std::vector<PointerEvent> PointerBridge::take(const RawPointer& raw) {
  std::vector<PointerEvent> events;
  const auto known = contact_of(raw);
  if (raw.kind == Kind::down) {
    const std::size_t contact = known.value_or(free_contact());
    if (owners_[contact]) events.push_back(end(contact, Kind::cancel));
    owners_[contact] = Owner{raw.source, raw.finger, raw.x, raw.y, ++downs_};
    events.push_back({Kind::down, raw.x, raw.y, static_cast<int>(contact)});
    return events;
  }
  if (!known) return events;
  Owner& owner = *owners_[*known];
  owner.x = raw.x;
  owner.y = raw.y;
  if (raw.kind == Kind::move) {
    events.push_back({Kind::move, raw.x, raw.y, static_cast<int>(*known)});
  } else {
    events.push_back(end(*known, raw.kind));
  }
  return events;
}

std::vector<PointerEvent> PointerBridge::cancel() {
  std::vector<PointerEvent> events;
  for (std::size_t contact = 0; contact < kMostContacts; ++contact) {
    if (owners_[contact]) events.push_back(end(contact, Kind::cancel));
  }
  return events;
}

std::optional<std::size_t> PointerBridge::contact_of(const RawPointer& raw) const {
  for (std::size_t contact = 0; contact < kMostContacts; ++contact) {
    const auto& owner = owners_[contact];
    if (owner && owner->source == raw.source && owner->finger == raw.finger) return contact;
  }
  return std::nullopt;
}

std::size_t PointerBridge::free_contact() const {
  std::size_t oldest = 0;
  for (std::size_t contact = 0; contact < kMostContacts; ++contact) {
    if (!owners_[contact]) return contact;
    if (owners_[contact]->since < owners_[oldest]->since) oldest = contact;
  }
  return oldest;
}

PointerEvent PointerBridge::end(std::size_t contact, Kind kind) {
  assert(owners_[contact] && (kind == Kind::up || kind == Kind::cancel));
  const PointerEvent event{kind, owners_[contact]->x, owners_[contact]->y,
                           static_cast<int>(contact)};
  owners_[contact].reset();
  return event;
}

}  // namespace samen::platform
