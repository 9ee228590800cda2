// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <optional>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"
#include "device/key_file.hpp"
#include "device/layout.hpp"
#include "kiosk/records/records.hpp"
#include "protocol/card_json.hpp"
#include "protocol/feed_signature.hpp"
#include "simulation/disk/sqlite_vfs.hpp"
#include "simulation/power_cut/workloads.hpp"
#include "storage/kiosk_store.hpp"
#include "support/random_record.hpp"
#include "support/temporary_folder.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"

namespace samen::simulation {
namespace {

using storage::KioskStore;
using storage::StoreUser;
using What = KioskStore::Outcome::What;

constexpr const char* kPin = "271828";

class KioskDay final : public Workload {
 public:
  KioskDay() : disk_(folder_.path()) {
    seed_sodium(1);
    require(records::init_kiosk(data(), base::SecretText(kPin), random_,
                                {vault::PinCost::for_tests()}));
    for (int i = 0; i < 5; ++i) people_.push_back(person(i));
    card_ = made_.card();
    card_.version = 1;
    card_.state = domain::ProposalState::proposed;
    card_.declined_because.reset();
    {
      auto store = KioskStore::open(data(), StoreUser::courier);
      require(store);
      require(store->save_trust(trust(), made_.uuid(), clock_.wall_ms()));
      require(store->apply_page({{sealed_card()}, "cursor-1", false, false}));
    }
    open_records();
    for (int i = 0; i < 2; ++i) require(records_->submit(people_[static_cast<std::size_t>(i)]));
    records_.reset();
    image_ = disk_.image();
    write_steps();
  }

  std::string_view name() const override { return "kiosk_day"; }
  Disk& disk() override { return disk_; }
  std::string database() const override { return data() / "kiosk.db"; }
  std::size_t steps() const override { return steps_.size(); }
  bool step(std::size_t number) override { return steps_[number](); }
  void rewind() override {
    let_go();
    seed_sodium(2);
    seed_sqlite(2);
    clock_ = base::ManualClock();
    random_ = base::SeededRandom(12);
    disk_.load(image_);
  }
  void let_go() override {
    records_.reset();
    courier_.reset();
  }
  std::optional<std::string> check(std::size_t) override {
    // What the state comparison cannot see: the program itself finds its file whole and goes on.
    auto record = people_[4];
    if (!open_records()) return "the kiosk does not open";
    const auto status = records_->status();
    if (!status || status->damaged_file_set_aside) return "the kiosk set its file aside";
    if (!records_->submit(record)) return "no sign-up is possible after the restart";
    return std::nullopt;
  }

 private:
  template <class T>
  static void require(const T& result) {
    if (!result) throw std::runtime_error(result.error().message);
  }
  std::filesystem::path data() const { return folder_ / "kiosk"; }

  domain::Record person(int number) {
    domain::Record record;
    record.language = "nl";
    if (number == 2) {
      record.form = "group";
      record.body = domain::GroupStart{made_.code(), made_.volunteer(), 6, {}};
    } else {
      record.form = "household";
      record.body = made_.household();
    }
    return record;
  }
  storage::Trust trust() {
    storage::Trust trust;
    trust.server_url = "https://example.org";
    trust.tls_pin = base::Bytes(32, 1);
    const auto sign = sign_.verify_key().bytes();
    trust.sign_key.assign(sign.begin(), sign.end());
    trust.device = device_;
    trust.device_number = 77;
    trust.centre = "Zuid";
    const auto& key = matcher_.public_key();
    trust.seal_key.assign(key.bytes().begin(), key.bytes().end());
    trust.seal_key_id = key.id();
    return trust;
  }
  protocol::FeedItem sealed_card() {
    const auto bytes = device::read_public_key_file(device::KioskFolder{data()}.staff_public());
    const auto key = vault::SealPublicKey::from_bytes(bytes.value()).value();
    const auto padded = vault::pad(protocol::write_card(card_)).value();
    protocol::FeedItem item{card_.proposal,
                            card_.version,
                            protocol::FeedKind::card,
                            vault::seal(key, padded).value(),
                            {}};
    protocol::sign_feed_item(item, device_, sign_);
    return item;
  }

  bool open_records() {
    auto opened = records::Records::open(data(), clock_, random_, vault::ReceiptCost::for_tests());
    if (!opened) return false;
    records_ = *std::move(opened);
    return true;
  }
  bool submit(std::size_t number) {
    auto record = people_[number];
    record.id = {};
    clock_.advance(60'000);
    return records_->submit(record).has_value();
  }
  bool answers_arrive() {
    const auto rows = courier_->waiting(KioskStore::Order::oldest_first, 10, 1U << 20);
    if (!rows || rows->size() != 4) return false;
    return courier_
        ->apply({{(*rows)[0].envelope.id, What::received, "", "{}"},
                 {(*rows)[1].envelope.id, What::received, "", "{}"},
                 {(*rows)[2].envelope.id, What::refused, "other_device", "{}"}},
                1)
        .has_value();
  }
  domain::Decision decision(domain::Verdict verdict) const {
    return {card_.proposal, card_.version, verdict, {}};
  }
  bool decide(domain::Verdict verdict) {
    const auto cards = records_->cards();
    if (!cards || cards->size() != 1) return false;
    return records_->decide(decision(verdict), 60'000).has_value();
  }
  bool time_is_over() {
    clock_.advance(60'000);
    records_->send_decisions();
    return records_->undo(decision(domain::Verdict::accept)).error().code == base::Errc::conflict;
  }

  void write_steps() {
    steps_ = {
        [this] { return open_records(); },
        [this] { return submit(2); },
        [this] { return submit(3); },
        [this] {
          auto opened = KioskStore::open(data(), StoreUser::courier);
          if (opened) courier_.emplace(*std::move(opened));
          return opened.has_value();
        },
        [this] { return answers_arrive(); },
        [this] {
          return courier_
              ->apply_page({{{base::Uuid{{7}}, 3, protocol::FeedKind::tombstone, {}},
                             {base::Uuid{{8}}, 1, protocol::FeedKind::card, base::Bytes(1072, 9)}},
                            "cursor-2",
                            false,
                            false})
              .has_value();
        },
        [this] {
          const auto opened = records_->staff_open(base::SecretText("314159"));
          return !opened && opened.error().code == base::Errc::permission;
        },
        // The PIN opens also when the count of tries cannot be cleared: only with power is the
        // clearing part of what was promised.
        [this] {
          return records_->staff_open(base::SecretText(kPin)).has_value() && disk_.has_power();
        },
        [this] { return courier_->drop_durable(2).has_value(); },
        [this] { return courier_->meet_epoch(base::Uuid{{5}}).has_value(); },
        [this] { return submit(0); },
        [this] {
          return courier_->save_courier_status({{{1}, 2, 3, false}, {}, "cut", 4}).has_value();
        },
        [this] { return courier_->set_clock_floor(clock_.wall_ms()).has_value(); },
        [this] {
          return courier_->apply_page({{sealed_card()}, "cursor-3", false, true}).has_value();
        },
        [this] { return decide(domain::Verdict::accept); },
        [this] { return records_->undo(decision(domain::Verdict::accept)).has_value(); },
        [this] { return decide(domain::Verdict::hold); },
        [this] { return decide(domain::Verdict::accept); },  // in the place of the other
        [this] { return time_is_over() && disk_.has_power(); },
        [this] { return submit(1); },
    };
  }

  test::TemporaryFolder folder_;
  Disk disk_;
  Disk::Image image_;
  base::ManualClock clock_;
  base::SeededRandom random_{11};
  test::RandomRecords made_{12};
  vault::SealKeyPair matcher_ = vault::SealKeyPair::generate(made_.random());
  vault::SigningKey sign_ = vault::SigningKey::generate(made_.random());
  base::Uuid device_ = made_.uuid();
  std::vector<domain::Record> people_;
  domain::ProposalCard card_;
  std::unique_ptr<records::Records> records_;
  std::optional<KioskStore> courier_;
  std::vector<std::function<bool()>> steps_;
};

}  // namespace

std::unique_ptr<Workload> kiosk_day() {
  return std::make_unique<KioskDay>();
}

}  // namespace samen::simulation
