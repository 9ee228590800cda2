// SPDX-License-Identifier: Apache-2.0
// What a browser, or somebody who plays one, says of a passkey. The first byte chooses what is
// read; where a flag says it, authenticator data gets the right digest in front, so that what
// stands behind it is read at all.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/encoding.hpp"
#include "sync/server/office/passkey.hpp"
#include "sync/server/office/sound_cbor.hpp"
#include "vault/digest.hpp"

namespace {

using namespace samen;

void require(bool holds) {
  if (!holds) std::abort();
}

const server::PasskeySite kSite{.host = "office.example", .origin = "https://office.example"};

base::Bytes in_front_the_digest(base::ByteView bytes) {
  const auto digest = vault::sha256(base::as_bytes(kSite.host));
  base::Bytes all(digest.begin(), digest.end());
  all.insert(all.end(), bytes.begin(), bytes.end());
  return all;
}

void read_a_new_one(base::ByteView bytes) {
  const auto read = server::read_new_passkey(
      kSite, {.client_data = {}, .authenticator_data = in_front_the_digest(bytes)});
  if (!read) return;
  require(!read->credential.empty() && read->credential.size() <= server::kMaxCredentialId);
  require(!read->key.bytes.empty());
  // What was read is good for checking: this signature does not hold, and that is all.
  const auto checked = server::check_passkey(kSite, read->key,
                                             {.credential = read->credential,
                                              .client_data = {},
                                              .authenticator_data = in_front_the_digest(bytes),
                                              .signature = {0x30, 0x00},
                                              .user = {}});
  require(!checked);
}

void check_a_use(base::ByteView bytes) {
  const auto cut = std::min<std::size_t>(bytes.empty() ? 0 : bytes[0], bytes.size());
  const server::PasskeyKey key{.algorithm = -8, .bytes = base::Bytes(32, 0x11)};
  const auto checked = server::check_passkey(
      kSite, key,
      {.credential = {},
       .client_data = {},
       .authenticator_data = in_front_the_digest(bytes.first(cut)),
       .signature = {bytes.begin() + static_cast<std::ptrdiff_t>(cut), bytes.end()},
       .user = {}});
  require(!checked);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const base::ByteView bytes(data + 1, size - 1);
  switch (data[0] % 4) {
    case 0: {
      const auto challenge = server::challenge_in(kSite, server::ClientDataType::get, bytes);
      require(!challenge || challenge->size() == 32);
      break;
    }
    case 1:
      read_a_new_one(bytes);
      break;
    case 2:
      check_a_use(bytes);
      break;
    default:
      // Never more items than bytes.
      require(!server::is_sound_cbor(bytes, bytes.size() + 1));
      server::is_sound_cbor(bytes, 1);
      break;
  }
  return 0;
}
