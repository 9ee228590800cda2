// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/files.hpp"

#include <algorithm>
#include <string>

#include "base/encoding.hpp"
#include "base/file.hpp"

namespace samen::agent {
namespace {

// A public key as one line of hexadecimal digits.
base::Result<vault::PublicKeyBytes> read_public_key(const std::filesystem::path& path) {
  SAMEN_TRY(std::string text, base::read_file(path, 256));
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.pop_back();
  const auto bytes = base::from_hex(text);
  vault::PublicKeyBytes key{};
  if (!bytes || bytes->size() != key.size()) {
    return base::fail(base::Errc::storage_damaged, path.string() + " is not a public key");
  }
  std::ranges::copy(*bytes, key.begin());
  return key;
}

}  // namespace

base::Result<KioskKeys> read_kiosk_keys(const std::filesystem::path& data) {
  KioskKeys keys;
  SAMEN_TRY(keys.sign, read_public_key(data / "device.pub"));
  SAMEN_TRY(keys.staff_seal, read_public_key(data / "staff.pub"));
  return keys;
}

}  // namespace samen::agent
