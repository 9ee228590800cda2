// SPDX-License-Identifier: Apache-2.0
// A matcher's keys without a matcher, for tests of the kiosk alone:
//   samen-lone-matcher enrol DATA KEY     writes KEY, makes the kiosk trust it
//   samen-lone-matcher records DATA KEY   one JSON line per row of the outbox, opened and verified
//   samen-lone-matcher card DATA SEED     puts a made-up proposal into the inbox; prints its label
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "base/random.hpp"
#include "device/key_file.hpp"
#include "device/layout.hpp"
#include "kiosk/records/records.hpp"
#include "protocol/card_json.hpp"
#include "protocol/envelope.hpp"
#include "protocol/feed_signature.hpp"
#include "protocol/record_json.hpp"
#include "storage/kiosk_store.hpp"
#include "support/random_record.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"

using namespace samen;
using base::Result;
namespace fs = std::filesystem;

namespace {

// Cards are signed with it; the same every time, so that the verbs need no second file.
vault::SigningKey sign_key() {
  return *vault::SigningKey::from_seed(base::Bytes(32, 2));
}

Result<void> enrol(const fs::path& data, const fs::path& key_file) {
  base::SystemRandom random;
  const base::SystemClock clock;
  const auto key = vault::SealKeyPair::generate(random);
  SAMEN_CHECK(key.save(key_file));
  SAMEN_TRY(auto store, storage::KioskStore::open(data, storage::StoreUser::courier));
  storage::Trust trust;
  trust.server_url = "https://matcher.invalid";
  trust.tls_pin = base::Bytes(32, 1);
  trust.device = base::make_uuid(clock, random);
  trust.device_number = 77;
  trust.centre = "Proefbibliotheek";
  const auto& seal = key.public_key();
  trust.seal_key.assign(seal.bytes().begin(), seal.bytes().end());
  trust.seal_key_id = seal.id();
  const auto sign = sign_key().verify_key().bytes();
  trust.sign_key.assign(sign.begin(), sign.end());
  return store.save_trust(trust, base::make_uuid(clock, random), clock.wall_ms());
}

Result<base::SecretBytes> open_row(const storage::OutboxRow& row, const vault::VerifyKey& device,
                                   const vault::SealKeyPair& key) {
  SAMEN_CHECK(protocol::verify_envelope(row.envelope, device));
  SAMEN_TRY(const auto padded, vault::open(key, row.envelope.body));
  return vault::unpad(padded);
}

Result<void> print_records(const fs::path& data, const fs::path& key_file) {
  SAMEN_TRY(const auto key, vault::SealKeyPair::load(key_file));
  SAMEN_TRY(const auto public_key,
            device::read_public_key_file(device::KioskFolder{data}.device_public()));
  SAMEN_TRY(const auto device, vault::VerifyKey::from_bytes(public_key));
  SAMEN_TRY(auto store, storage::KioskStore::open(data, storage::StoreUser::courier));
  SAMEN_TRY(const auto rows,
            store.waiting(storage::KioskStore::Order::oldest_first, 10'000, 1U << 30));
  for (const auto& row : rows) {
    SAMEN_TRY(const auto clear, open_row(row, device, key));
    SAMEN_CHECK(protocol::read_record(clear));
    std::cout << base::as_text(clear) << '\n';
  }
  return {};
}

Result<void> deliver_card(const fs::path& data, std::uint64_t seed) {
  test::RandomRecords made(seed);
  auto card = made.card();
  card.version = 1;
  card.state = domain::ProposalState::proposed;
  card.declined_because.reset();
  card.household_label = "H-" + std::to_string(seed);
  SAMEN_TRY(const auto staff,
            device::read_public_key_file(device::KioskFolder{data}.staff_public()));
  SAMEN_TRY(const auto key, vault::SealPublicKey::from_bytes(staff));
  SAMEN_TRY(const auto padded, vault::pad(protocol::write_card(card)));
  SAMEN_TRY(const auto sealed, vault::seal(key, padded));
  SAMEN_TRY(auto store, storage::KioskStore::open(data, storage::StoreUser::courier));
  SAMEN_TRY(const auto trust, store.trust());
  if (!trust) return base::fail(base::Errc::not_found, "the kiosk is not enrolled");
  protocol::FeedItem item{card.proposal, 1, protocol::FeedKind::card, sealed, {}};
  protocol::sign_feed_item(item, trust->device, sign_key());
  SAMEN_CHECK(store.apply_page({{item}, std::to_string(seed), false, false}));
  std::cout << card.household_label << '\n';
  return {};
}

Result<void> run(std::string_view verb, const fs::path& data, const std::string& argument) {
  if (verb == "enrol") return enrol(data, argument);
  if (verb == "records") return print_records(data, argument);
  if (verb == "card") return deliver_card(data, std::strtoull(argument.c_str(), nullptr, 10));
  return base::fail(base::Errc::invalid_input, "the verbs are enrol, records and card");
}

}  // namespace

int main(int argc, char** argv) {
  const auto done = argc == 4 ? run(argv[1], argv[2], argv[3])
                              : base::fail(base::Errc::invalid_input, "VERB DATA KEY|SEED");
  if (done) return 0;
  std::cerr << "samen-lone-matcher: " << done.error().message << '\n';
  return 1;
}
