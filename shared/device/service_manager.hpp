// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

// What a service tells the manager that started it (systemd's sd_notify(3), by its published
// protocol: two words to one socket are no reason to link a library into what people type into).
// Without a manager nothing happens.
namespace samen::device {

// The service works now: the first picture is on the screen, the port listens.
void tell_ready();

// The loop still turns. A manager that was promised this and does not hear it starts the program
// afresh.
void tell_alive();

// How long after one tell_alive() the next is due, half of what the manager allows; nothing: it
// does not wait for one.
std::optional<std::int64_t> alive_every_ms();

}  // namespace samen::device
