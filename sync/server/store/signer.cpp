// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/signer.hpp"

#include "base/say.hpp"
#include "protocol/envelope.hpp"
#include "protocol/messages.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/sealed.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kSigner = "signer";

std::unexpected<base::Error> other_keys() {
  return fail(Errc::conflict,
              say("this store belongs to other keys than those that lie beside it: every kiosk "
                  "would refuse what they sign. Put the copies of sign.key, seal*.key, tls.key and "
                  "tls.crt that were kept elsewhere into the folder. If those keys are lost for "
                  "good, begin in an empty folder with init and enrol every kiosk again"));
}

struct StoredEnvelope {
  protocol::Envelope envelope;
  vault::Digest hash{};
  protocol::Receipt receipt;
  base::Bytes kiosk_key;
  bool emptied = false;  // applied and told anew (empty_envelope), or erased since
};

template <std::size_t Size>
bool put(const base::Bytes& from, std::array<std::uint8_t, Size>& to) {
  if (from.size() != to.size()) return false;
  std::copy(from.begin(), from.end(), to.begin());
  return true;
}

Result<StoredEnvelope> read_stored(Store& store, const storage::Statement& row,
                                   const ErasedNames& erased) {
  StoredEnvelope stored;
  auto& envelope = stored.envelope;
  SAMEN_TRY(envelope.id, to_uuid(row.bytes(0)));
  envelope.seq = row.integer(1);
  envelope.key_id = row.text(3);
  envelope.stamp.mono_ms = row.integer(5);
  envelope.stamp.wall_ms = row.integer(6);
  envelope.stamp.trusted = row.integer(7) != 0;
  if (!put(row.bytes(2), stored.hash) || !put(row.bytes(4), envelope.stamp.boot) ||
      !put(row.bytes(9), envelope.signature)) {
    return fail(Errc::storage_damaged, say("a hash or signature of the wrong length"));
  }
  SAMEN_TRY(stored.receipt, protocol::read_receipt(row.text(10)));
  stored.kiosk_key = row.bytes(11);
  const auto sealed = row.bytes(8);
  stored.emptied =
      (sealed.empty() && row.text(12) == "applied") || erased.contains(erasure_hash(envelope.id));
  if (!stored.emptied) {
    SAMEN_TRY(const auto body,
              open_column(store, sealed_in(Sealed::envelope, envelope.id), sealed));
    envelope.body.assign(body.begin(), body.end());
  }
  envelope.device =
      stored.receipt.device;  // as the kiosk wrote it, perhaps before it was enrolled anew
  return stored;
}

Result<void> check_one(const StoredEnvelope& stored, const vault::VerifyKey& key) {
  const auto& envelope = stored.envelope;
  if (!stored.emptied && envelope.hash() != stored.hash) {
    return fail(Errc::storage_damaged, say("it does not have the hash it came with"));
  }
  SAMEN_CHECK(protocol::verify_receipt(stored.receipt, key, envelope.id, stored.hash,
                                       envelope.device, envelope.seq));
  if (stored.emptied) return {};
  SAMEN_TRY(const auto kiosk, vault::VerifyKey::from_bytes(stored.kiosk_key));
  return protocol::verify_envelope(envelope, kiosk);
}

}  // namespace

Result<void> check_signer(Store& store, const vault::VerifyKey& key) {
  SAMEN_TRY(const auto noted, store.setting(kSigner));
  if (noted) {
    if (*noted != base::to_hex(key.bytes())) return other_keys();
    return {};
  }
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT receipt FROM envelope ORDER BY rowid DESC LIMIT 1"));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return {};
  SAMEN_TRY(const auto receipt, protocol::read_receipt(rows.text(0)));
  if (!key.verify(receipt.canonical(), receipt.signature)) return other_keys();
  return {};
}

Result<void> note_signer(Store& store, const vault::VerifyKey& key) {
  SAMEN_TRY(const auto noted, store.setting(kSigner));
  if (noted) return {};
  return store.set_setting(kSigner, base::to_hex(key.bytes()));
}

Result<void> check_envelopes(Store& store, const vault::VerifyKey& key, const ErasedNames& erased) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT e.id, e.sequence, e.hash, e.key_id, e.boot, e.mono_ms, "
                "e.wall_ms, e.trusted, e.sealed, e.signature, e.receipt, d.kiosk_sign_key, "
                "e.state FROM envelope e JOIN device d ON d.number = e.device ORDER BY e.rowid"));
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return {};
    const auto checked = [&]() -> Result<void> {
      SAMEN_TRY(const auto stored, read_stored(store, rows, erased));
      return check_one(stored, key);
    }();
    if (!checked) {
      return fail(Errc::storage_damaged, say("the envelope {} is not what came: {}",
                                             base::to_hex(rows.bytes(0)), checked.error().message));
    }
  }
}

}  // namespace samen::server
