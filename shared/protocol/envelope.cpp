// SPDX-License-Identifier: Apache-2.0
#include "protocol/envelope.hpp"

#include <algorithm>

#include "protocol/sequence.hpp"
#include "protocol/signed_lines.hpp"

namespace samen::protocol {
namespace {

using base::Errc;
using base::fail;

bool is_key_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxKeyIdBytes && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '_' || c == '-';
  });
}

}  // namespace

base::Bytes Envelope::canonical() const {
  return signed_lines({"samen-envelope-1", id.str(), device.str(), std::to_string(seq), key_id,
                       base::to_hex(stamp.boot), std::to_string(stamp.mono_ms),
                       std::to_string(stamp.wall_ms), stamp.trusted ? "1" : "0",
                       base::to_hex(vault::sha256(body))});
}

vault::Digest Envelope::hash() const {
  return vault::sha256(canonical());
}

void sign_envelope(Envelope& envelope, const vault::SigningKey& device_key) {
  envelope.signature = device_key.sign(envelope.canonical());
}

base::Result<void> verify_envelope(const Envelope& envelope, const vault::VerifyKey& device_key) {
  if (envelope.id.is_nil()) return fail(Errc::invalid_input, "id: missing");
  if (envelope.seq < 1 || envelope.seq > kMaxSequence) {
    return fail(Errc::invalid_input, "seq: out of range");
  }
  if (!is_key_id(envelope.key_id)) {
    return fail(Errc::invalid_input,
                "key_id: expected 1 to 64 letters, digits, dots, dashes or underscores");
  }
  if (envelope.body.empty() || envelope.body.size() > kMaxBodyBytes) {
    return fail(Errc::limit, "body: expected 1 to " + std::to_string(kMaxBodyBytes) + " bytes");
  }
  if (!device_key.verify(envelope.canonical(), envelope.signature)) {
    return fail(Errc::crypto, "signature: this device did not make this envelope");
  }
  return {};
}

}  // namespace samen::protocol
