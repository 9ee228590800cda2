// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/staff_keys.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::int64_t kOffersKept = 8;

}  // namespace

Result<std::optional<vault::VerifyKey>> staff_key_of(Store& store, std::int64_t device) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT key FROM staff_key WHERE device = ?1"));
  SAMEN_CHECK(rows.bind({device}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  SAMEN_TRY(auto key, vault::VerifyKey::from_bytes(rows.bytes(0)));
  return key;
}

Result<void> set_staff_key(Store& store, std::int64_t device, const vault::VerifyKey& key,
                           ConfirmedBy how) {
  const std::string_view name = how == ConfirmedBy::enrolment ? "enrolment" : "coordinator";
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO staff_key (device, key, confirmed_ms, how) VALUES "
                                 "(?1, ?2, ?3, ?4) ON CONFLICT (device) DO UPDATE SET key = "
                                 "excluded.key, confirmed_ms = excluded.confirmed_ms, how = "
                                 "excluded.how",
                                 {device, base::ByteView(key.bytes()), store.now_ms(), name}));
  return forget_offered_keys(store, device);
}

Result<void> note_offered_key(Store& store, std::int64_t device, const vault::PublicKeyBytes& key) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO staff_key_offer (device, key, at_ms) VALUES "
                                 "(?1, ?2, ?3) ON CONFLICT (device, key) DO UPDATE SET at_ms = "
                                 "excluded.at_ms",
                                 {device, base::ByteView(key), store.now_ms()}));
  SAMEN_TRY([[maybe_unused]] const auto gone,
            store.database().run("DELETE FROM staff_key_offer WHERE device = ?1 AND key NOT IN "
                                 "(SELECT key FROM staff_key_offer WHERE device = ?1 "
                                 "ORDER BY at_ms DESC, key LIMIT ?2)",
                                 {device, kOffersKept}));
  return {};
}

Result<std::vector<OfferedKey>> offered_keys(Store& store, std::int64_t device) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT key, at_ms FROM staff_key_offer WHERE "
                                                "device = ?1 ORDER BY at_ms DESC"));
  SAMEN_CHECK(rows.bind({device}));
  std::vector<OfferedKey> offers;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return offers;
    const auto key = vault::VerifyKey::from_bytes(rows.bytes(0));
    if (key) offers.push_back({*key, rows.integer(1)});
  }
}

Result<void> forget_offered_keys(Store& store, std::int64_t device) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM staff_key_offer WHERE device = ?1", {device}));
  return {};
}

}  // namespace samen::server
