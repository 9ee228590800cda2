// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "simulation/power_cut/harness.hpp"

namespace samen::simulation {

// What a kiosk and its courier write in a day: sign-ups, answers, cards, PIN tries, decisions, a
// restored matcher.
std::unique_ptr<Workload> kiosk_day();
// The first start of a kiosk, up to its first sign-up. With `synchronous` set lower than the house
// allows, losses are expected.
std::unique_ptr<Workload> first_start(std::string_view synchronous = {});
// A file of an older version, brought up to date.
std::unique_ptr<Workload> migration();
// Batches that come in, are applied and matched, and verified backups in between.
std::unique_ptr<Workload> matcher_day();

// Sign-ups with `synchronous` set lower than the house allows ("FULL", "OFF"): losses are expected.
std::unique_ptr<Workload> careless_kiosk(std::string_view synchronous);
std::unique_ptr<Workload> careless_matcher(std::string_view synchronous);

}  // namespace samen::simulation
