// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>

#include "base/say.hpp"
#include "kiosk/records/records.hpp"
#include "kiosk/records/records_impl.hpp"
#include "protocol/decision_signature.hpp"
#include "protocol/envelope.hpp"
#include "protocol/record_json.hpp"
#include "protocol/sequence.hpp"
#include "vault/digest.hpp"
#include "vault/padding.hpp"

namespace samen::records {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

static_assert(protocol::kGeneration == std::int64_t{1} << storage::kGenerationShift);

namespace {

constexpr std::int64_t kEarliestBelievableMs =
    1'735'689'600'000;  // 2025-01-01: before this program
constexpr std::int64_t kMaxClockErrorMs = 120'000;
constexpr std::uint32_t kFoldMask = (1U << 18) - 1;
constexpr int kMintTries = 1000;

}  // namespace

std::uint32_t fold_of(const base::HumanCode& code) {
  const auto digest = vault::sha256(base::as_bytes(code.str()));
  return (std::uint32_t{digest[0]} << 16 | std::uint32_t{digest[1]} << 8 | digest[2]) & kFoldMask;
}

// A wall clock is trusted when it is not behind the matcher's, and the courier has compared the two
// since this boot.
Result<bool> Records::Impl::clock_trusted(storage::KioskStore& store) {
  SAMEN_TRY(const std::int64_t floor, store.clock_floor_ms());
  const std::int64_t wall = clock.wall_ms();
  if (wall < std::max(floor - kMaxClockErrorMs, kEarliestBelievableMs)) return false;
  SAMEN_TRY(const auto courier, store.courier_status());
  return courier.last_success && courier.last_success->boot == clock.boot_id() &&
         std::abs(courier.clock_offset_ms) <= kMaxClockErrorMs;
}

Result<base::Stamp> Records::Impl::stamp() {
  SAMEN_TRY(const bool trusted,
            with_store([this](storage::KioskStore& store) { return clock_trusted(store); }));
  return base::Stamp{clock.boot_id(), clock.mono_ms(), clock.wall_ms(), trusted};
}

Result<storage::Trust> Records::Impl::trust() {
  SAMEN_TRY(auto trust, with_store([](storage::KioskStore& store) { return store.trust(); }));
  if (!trust) {
    return fail(Errc::not_found, say("this kiosk is not enrolled yet: it has no key to seal to"));
  }
  return *std::move(trust);
}

Result<base::HumanCode> Records::Impl::mint(base::HumanCode::Use use, std::uint32_t device_number) {
  for (int i = 0; i < kMintTries; ++i) {
    auto code = base::HumanCode::mint(use, device_number, random);
    SAMEN_TRY(const bool used, with_store([&](storage::KioskStore& store) {
                return store.code_used(fold_of(code));
              }));
    if (!used) return code;
  }
  return fail(Errc::limit,
              say("this kiosk has handed out all its codes: enrol it again as a new one"));
}

Result<void> Records::Impl::store_record(domain::Record record, const storage::Trust& trust,
                                         const std::vector<base::HumanCode>& codes,
                                         const std::optional<storage::DecisionNote>& note) {
  SAMEN_CHECK(domain::validate(record));
  if (record.form != protocol::form_of(record.body)) {
    return fail(Errc::internal, say("form: does not belong to this kind of record"));
  }
  protocol::Envelope envelope;
  envelope.id = record.id;
  envelope.device = trust.device;
  envelope.stamp = record.made;
  const auto seal_to = [&](const storage::Trust& now) -> Result<void> {
    if (auto* decision = std::get_if<domain::Decision>(&record.body)) {
      assert(staff && staff->sign);
      protocol::sign_decision(*decision, envelope.device, envelope.seq, *staff->sign);
    }
    const base::SecretBytes clear = protocol::write_record(record);
    SAMEN_TRY(const base::SecretBytes padded, vault::pad(clear));
    SAMEN_TRY(const auto matcher, vault::SealPublicKey::from_bytes(now.seal_key));
    SAMEN_TRY(envelope.body, vault::seal(matcher, padded));
    envelope.key_id = now.seal_key_id;
    return {};
  };
  std::vector<std::uint32_t> folds;
  for (const auto& code : codes) folds.push_back(fold_of(code));
  const auto append = [&](storage::KioskStore& store) {
    return store.append(
        [&](std::int64_t seq) -> Result<storage::OutboxRow> {
          SAMEN_TRY(const auto now, store.trust());  // enrolled anew since it was sealed?
          if (!now || now->device != trust.device) {
            return fail(Errc::conflict,
                        say("this kiosk was enrolled anew just now: send it again"));
          }
          // To the key of this moment: the courier may have told the matcher just now that nothing
          // more comes for the one before.
          envelope.seq = seq;
          SAMEN_CHECK(seal_to(*now));
          protocol::sign_envelope(envelope, device_key);
          return storage::OutboxRow{.envelope = envelope, .hash = envelope.hash()};
        },
        folds, note);
  };
  const auto appended = with_store(append);
  if (appended) return {};
  // A commit can fail after the moment that counts: the row says whether this one did.
  const auto row = with_store([&](storage::KioskStore& store) { return store.row(record.id); });
  if (row && row->has_value()) return {};
  return std::unexpected(appended.error());
}

Result<flow::Receipt> Records::submit(domain::Record& record) {
  SAMEN_TRY(const auto trust, impl_->trust());
  auto* const group = std::get_if<domain::GroupStart>(&record.body);
  const auto receipt_of = [&] {
    flow::Receipt receipt;
    receipt.code = record.receipt;
    if (impl_->minted && impl_->minted->record == record.id) {
      receipt.secret = impl_->minted->secret.shown();
    }
    impl_->minted.reset();  // from here on only the person has it
    if (group != nullptr) receipt.join_code = group->join_code;
    if (const auto* member = std::get_if<domain::GroupMember>(&record.body)) {
      receipt.joined = member->join_code;
    }
    return receipt;
  };
  if (!record.id.is_nil()) {
    SAMEN_TRY(const auto earlier,
              impl_->with_store([&](storage::KioskStore& store) { return store.row(record.id); }));
    if (earlier) return receipt_of();
  }
  if (record.id.is_nil()) record.id = base::make_uuid(impl_->clock, impl_->random);
  SAMEN_TRY(record.made, impl_->stamp());
  SAMEN_TRY(record.receipt, impl_->mint(base::HumanCode::Use::own, trust.device_number));
  std::vector<base::HumanCode> codes{record.receipt};
  if (group != nullptr) {
    do {
      SAMEN_TRY(group->join_code, impl_->mint(base::HumanCode::Use::group, trust.device_number));
    } while (fold_of(group->join_code) == fold_of(record.receipt));
    codes.push_back(group->join_code);
  }
  impl_->minted.emplace(record.id, base::ReceiptSecret::mint(impl_->random));
  SAMEN_TRY(const auto keys,
            vault::derive_receipt_keys(impl_->minted->secret, impl_->receipt_cost));
  record.way_back = domain::WayBack{keys.sign.verify_key().bytes(), keys.seal.public_key().bytes()};
  SAMEN_CHECK(impl_->store_record(record, trust, codes, std::nullopt));
  impl_->reserve.refill();
  return receipt_of();
}

}  // namespace samen::records
