// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "protocol/messages.hpp"
#include "vault/sign.hpp"

// What the matcher signs beside a receipt: cards, their removal, its next TLS key, its new sealing
// key, and how far its verified backup goes. A sealed box
// says to whom it goes, not from whom it comes: anybody who knows a staff key's public half can
// make one, and caseworkers act on what they read.
namespace samen::protocol {

// Over these lines, each ended by a line feed: samen-feed-item-1, device, id, version, card,
// tombstone or answer, SHA-256 of the sealed bytes (hexadecimal). The device is among them, so that
// an item of one kiosk cannot be shown on another.
void sign_feed_item(FeedItem& item, const base::Uuid& device, const vault::SigningKey& matcher_key);

// Errc::crypto when the matcher did not sign exactly this item for this device.
base::Result<void> verify_feed_item(const FeedItem& item, const base::Uuid& device,
                                    const vault::VerifyKey& matcher_key);

// Over samen-next-tls-key-1 and the pin (hexadecimal).
NextTlsKey sign_next_tls_key(const vault::Digest& pin, const vault::SigningKey& matcher_key);
base::Result<void> verify_next_tls_key(const NextTlsKey& next, const vault::VerifyKey& matcher_key);

// Over samen-seal-key-1, since_ms and the key (hexadecimal).
SealKey sign_seal_key(const vault::PublicKeyBytes& key, std::int64_t since_ms,
                      const vault::SigningKey& matcher_key);
base::Result<void> verify_seal_key(const SealKey& key, const vault::VerifyKey& matcher_key);

// Over samen-durable-1, device, epoch and the number: whoever speaks for the server with nothing
// but its TLS key cannot make a kiosk forget its rows.
vault::Signature sign_durable(std::int64_t through, const base::Uuid& epoch,
                              const base::Uuid& device, const vault::SigningKey& matcher_key);
// The number when it is signed; 0 when there is no signature (a matcher from before it, or somebody
// who took it off); Errc::crypto for a wrong one.
base::Result<std::int64_t> believed_durable(std::int64_t through, const vault::Signature& signature,
                                            const base::Uuid& epoch, const base::Uuid& device,
                                            const vault::VerifyKey& matcher_key);

}  // namespace samen::protocol
