// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <memory>
#include <sstream>

#include <gtest/gtest.h>

#include "device/key_file.hpp"
#include "device/layout.hpp"
#include "kiosk/records/records.hpp"
#include "protocol/card_json.hpp"
#include "protocol/envelope.hpp"
#include "protocol/feed_signature.hpp"
#include "protocol/record_json.hpp"
#include "storage/kiosk_store.hpp"
#include "support/random_record.hpp"
#include "support/temporary_folder.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"

namespace samen::records::test {

// A kiosk's data folder with a matcher's keys at hand, as an enrolment leaves it.
class KioskFolder : public testing::Test {
 protected:
  static constexpr const char* kPin = "271828";

  void SetUp() override {
    ASSERT_TRUE(init_kiosk(path(), base::SecretText(kPin), random_, {vault::PinCost::for_tests()}));
  }
  std::filesystem::path path() const { return folder_ / "kiosk"; }

  void enrol() {
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier);
    ASSERT_TRUE(store) << store.error().message;
    storage::Trust trust;
    trust.server_url = "https://example.org";
    trust.tls_pin = base::Bytes(32, 1);
    trust.device = made_.uuid();
    trust.device_number = 77;
    trust.centre = "Bibliotheek Zuid";
    const auto& seal = matcher_.public_key();
    trust.seal_key.assign(seal.bytes().begin(), seal.bytes().end());
    trust.seal_key_id = seal.id();
    const auto sign = matcher_sign_.verify_key().bytes();
    trust.sign_key.assign(sign.begin(), sign.end());
    device_ = trust.device;
    ASSERT_TRUE(store->save_trust(trust, made_.uuid(), clock_.wall_ms()));
  }

  std::unique_ptr<Records> open() {
    auto opened = Records::open(path(), clock_, random_);
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? *std::move(opened) : nullptr;
  }

  domain::Record household(std::string_view name) {
    domain::Record record;
    record.form = "household";
    record.language = "ar";
    auto body = made_.household();
    body.name = base::SecretText(name);
    record.body = body;
    return record;
  }

  // The row as the matcher would read it: signature checked, opened, unpadded, parsed.
  base::Result<domain::Record> read_as_matcher(const storage::OutboxRow& row) {
    SAMEN_TRY(const auto device,
              device::read_public_key_file(device::KioskFolder{path()}.device_public()));
    SAMEN_TRY(const auto key, vault::VerifyKey::from_bytes(device));
    SAMEN_CHECK(protocol::verify_envelope(row.envelope, key));
    if (row.envelope.hash() != row.hash) return base::fail(base::Errc::internal, "hash");
    SAMEN_TRY(const auto padded, vault::open(matcher_, row.envelope.body));
    SAMEN_TRY(const auto clear, vault::unpad(padded));
    return protocol::read_record(clear);
  }
  std::vector<storage::OutboxRow> outbox() {
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier);
    EXPECT_TRUE(store) << store.error().message;
    return store->waiting(storage::KioskStore::Order::oldest_first, 1000, 1U << 30).value();
  }

  // A card as the matcher puts it into the feed.
  domain::ProposalCard deliver_card(int version = 1, const base::Uuid* id = nullptr) {
    auto card = made_.card();
    if (id != nullptr) card.proposal = *id;
    card.version = version;
    card.state = domain::ProposalState::proposed;
    card.declined_because.reset();
    deliver(card, card.proposal, version);
    return card;
  }
  void deliver(const domain::ProposalCard& card, const base::Uuid& label, int version) {
    const auto staff =
        device::read_public_key_file(device::KioskFolder{path()}.staff_public()).value();
    const auto key = vault::SealPublicKey::from_bytes(staff).value();
    const auto sealed = vault::seal(key, vault::pad(protocol::write_card(card)).value()).value();
    put_item(label, version, sealed, device_, matcher_sign_);
  }
  // A feed item with a signature made for `device` by `signer`.
  void put_item(const base::Uuid& label, int version, const base::Bytes& sealed,
                const base::Uuid& device, const vault::SigningKey& signer) {
    protocol::FeedItem item{label, version, protocol::FeedKind::card, sealed, {}};
    protocol::sign_feed_item(item, device, signer);
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->apply_page({{item}, "c", false, false}));
  }

  samen::test::TemporaryFolder folder_;
  base::ManualClock clock_;
  base::SeededRandom random_{11};
  samen::test::RandomRecords made_{12};
  vault::SealKeyPair matcher_ = vault::SealKeyPair::generate(made_.random());
  vault::SigningKey matcher_sign_ = vault::SigningKey::generate(made_.random());
  base::Uuid device_;
};

// Every byte of every file in the folder, one after the other.
inline std::string all_bytes(const std::filesystem::path& folder) {
  std::stringstream all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
  }
  return all.str();
}

}  // namespace samen::records::test
