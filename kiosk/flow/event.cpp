// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flow/event.hpp"

namespace samen::flow {

Event::Event() = default;
Event::Event(const Event& other) = default;
Event::Event(Event&& other) noexcept = default;
Event& Event::operator=(const Event& other) = default;
Event& Event::operator=(Event&& other) noexcept = default;
Event::~Event() = default;

}  // namespace samen::flow
