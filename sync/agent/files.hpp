// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "vault/sign.hpp"

namespace samen::agent {

// The courier's own key in the data folder; signs requests and nothing else.
inline constexpr const char* kCourierKeyFile = "courier.key";

// The public halves of the kiosk's keys, which the matcher learns at enrolment.
struct KioskKeys {
  vault::PublicKeyBytes sign{};        // of device.key, which signs envelopes
  vault::PublicKeyBytes staff_seal{};  // cards are sealed to it
};

// Errc::not_found: `samen-kiosk init` has not run in this folder.
base::Result<KioskKeys> read_kiosk_keys(const std::filesystem::path& data);

}  // namespace samen::agent
