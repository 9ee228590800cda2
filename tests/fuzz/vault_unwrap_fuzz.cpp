// SPDX-License-Identifier: Apache-2.0
// Bytes from the disk or the wire that claim to be a box, padded content or a wrapped key.
#include <cstddef>
#include <cstdint>

#include "base/random.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"
#include "vault/staff_key.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  const base::ByteView bytes(data, size);
  static base::SeededRandom random(1);
  static const auto key = vault::SealKeyPair::generate(random);
  (void)vault::unpad(bytes);
  (void)vault::open(key, bytes);
  (void)vault::public_halves(bytes);
  return 0;
}
