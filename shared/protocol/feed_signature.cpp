// SPDX-License-Identifier: Apache-2.0
#include "protocol/feed_signature.hpp"

#include "base/encoding.hpp"
#include "protocol/signed_lines.hpp"
#include "vault/digest.hpp"

namespace samen::protocol {
namespace {

using base::Errc;
using base::fail;

base::Bytes canonical(const FeedItem& item, const base::Uuid& device) {
  return signed_lines({"samen-feed-item-1", device.str(), item.id.str(),
                       std::to_string(item.version), to_string(item.kind),
                       base::to_hex(vault::sha256(item.sealed))});
}

base::Bytes canonical(const vault::Digest& pin) {
  return signed_lines({"samen-next-tls-key-1", base::to_hex(pin)});
}

base::Bytes canonical(const SealKey& key) {
  return signed_lines({"samen-seal-key-1", std::to_string(key.since_ms), base::to_hex(key.key)});
}

base::Bytes canonical(std::int64_t through, const base::Uuid& epoch, const base::Uuid& device) {
  return signed_lines({"samen-durable-1", device.str(), epoch.str(), std::to_string(through)});
}

}  // namespace

void sign_feed_item(FeedItem& item, const base::Uuid& device,
                    const vault::SigningKey& matcher_key) {
  item.signature = matcher_key.sign(canonical(item, device));
}

base::Result<void> verify_feed_item(const FeedItem& item, const base::Uuid& device,
                                    const vault::VerifyKey& matcher_key) {
  if (matcher_key.verify(canonical(item, device), item.signature)) return {};
  return fail(Errc::crypto, "feed item: not signed by the matcher this kiosk is enrolled at");
}

NextTlsKey sign_next_tls_key(const vault::Digest& pin, const vault::SigningKey& matcher_key) {
  return {pin, matcher_key.sign(canonical(pin))};
}

base::Result<void> verify_next_tls_key(const NextTlsKey& next,
                                       const vault::VerifyKey& matcher_key) {
  if (matcher_key.verify(canonical(next.pin), next.signature)) return {};
  return fail(Errc::crypto, "next TLS key: not signed by the matcher this kiosk is enrolled at");
}

SealKey sign_seal_key(const vault::PublicKeyBytes& key, std::int64_t since_ms,
                      const vault::SigningKey& matcher_key) {
  SealKey out{key, since_ms, {}};
  out.signature = matcher_key.sign(canonical(out));
  return out;
}

base::Result<void> verify_seal_key(const SealKey& key, const vault::VerifyKey& matcher_key) {
  if (matcher_key.verify(canonical(key), key.signature)) return {};
  return fail(Errc::crypto, "sealing key: not signed by the matcher this kiosk is enrolled at");
}

vault::Signature sign_durable(std::int64_t through, const base::Uuid& epoch,
                              const base::Uuid& device, const vault::SigningKey& matcher_key) {
  return matcher_key.sign(canonical(through, epoch, device));
}

base::Result<std::int64_t> believed_durable(std::int64_t through, const vault::Signature& signature,
                                            const base::Uuid& epoch, const base::Uuid& device,
                                            const vault::VerifyKey& matcher_key) {
  if (signature == vault::Signature{}) return 0;
  if (matcher_key.verify(canonical(through, epoch, device), signature)) return through;
  return fail(Errc::crypto, "durable_through: not signed by the matcher this kiosk is enrolled at");
}

}  // namespace samen::protocol
