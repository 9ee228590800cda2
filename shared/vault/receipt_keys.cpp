// SPDX-License-Identifier: Apache-2.0
#include "vault/receipt_keys.hpp"

#include <string_view>

#include "base/say.hpp"
#include "vault/sodium.hpp"

namespace samen::vault {

base::Result<ReceiptKeys> derive_receipt_keys(const base::ReceiptSecret& secret, ReceiptCost cost) {
  constexpr std::string_view kSalt = "samen-receipt-1\n";
  static_assert(kSalt.size() == crypto_pwhash_SALTBYTES);
  base::SecretBytes seeds(crypto_sign_SEEDBYTES + crypto_box_SECRETKEYBYTES);
  const auto symbols = secret.symbols();
  if (crypto_pwhash(seeds.data(), seeds.size(), symbols.data(), symbols.size(),
                    base::as_bytes(kSalt).data(), cost.passes, std::size_t{cost.memory_kib} * 1024,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return base::fail(base::Errc::unavailable, base::say("not enough memory to open a receipt"));
  }
  const base::ByteView both(seeds);
  SAMEN_TRY(auto sign, SigningKey::from_seed(both.first(crypto_sign_SEEDBYTES)));
  SAMEN_TRY(auto seal, SealKeyPair::from_secret(both.subspan(crypto_sign_SEEDBYTES)));
  return ReceiptKeys{std::move(sign), std::move(seal)};
}

}  // namespace samen::vault
