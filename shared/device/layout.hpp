// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace samen::device {

// A kiosk's data folder (mode 0700, its files 0600), by program: with two users on the machine each
// would read its own part and both the shared one.
struct KioskFolder {
  std::filesystem::path root;

  // The kiosk's alone.
  std::filesystem::path device_key() const { return root / "device.key"; }  // signs envelopes
  std::filesystem::path staff_key() const { return root / "staff.key"; }    // wrapped by the PIN
  std::filesystem::path kiosk_lock() const { return root / "kiosk.lock"; }
  std::filesystem::path reserve() const { return root / "reserve"; }
  std::filesystem::path generation() const { return root / "kiosk.generation"; }

  // The courier's alone.
  std::filesystem::path courier_key() const { return root / "courier.key"; }  // signs requests
  std::filesystem::path courier_lock() const { return root / "courier.lock"; }

  // Both programs'.
  std::filesystem::path store() const { return root / kStoreName; }
  std::filesystem::path enrolment_copy() const { return root / "enrolment.copy"; }
  std::filesystem::path device_public() const { return root / "device.pub"; }
  std::filesystem::path staff_public() const {
    return root / "staff.pub";
  }  // cards are sealed to it
  // Checks decisions; not there on a kiosk from before it until staff open their page.
  std::filesystem::path staff_sign_public() const { return root / "staff-sign.pub"; }

  // SQLite names its journal, and the kiosk a damaged file, after the store.
  static constexpr const char* kStoreName = "kiosk.db";
  static std::string journal_name() { return std::string(kStoreName) + "-journal"; }
};

}  // namespace samen::device
