// SPDX-License-Identifier: Apache-2.0
#include "protocol/envelope.hpp"

#include <algorithm>

#include "protocol/sequence.hpp"

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
  std::string text = "samen-envelope-1\n";
  const auto line = [&text](std::string_view value) { text.append(value).append("\n"); };
  line(id.str());
  line(device.str());
  line(std::to_string(seq));
  line(key_id);
  line(base::to_hex(stamp.boot));
  line(std::to_string(stamp.mono_ms));
  line(std::to_string(stamp.wall_ms));
  line(stamp.trusted ? "1" : "0");
  line(base::to_hex(vault::sha256(body)));
  return {text.begin(), text.end()};
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
