// SPDX-License-Identifier: Apache-2.0
#include "protocol/enrolment_code.hpp"
#include "simulation/schedules/machines.hpp"
#include "storage/kiosk_store.hpp"
#include "sync/agent/enrolment.hpp"

namespace samen::simulation {
namespace {

using storage::KioskStore;
using storage::StoreUser;

// The schedule says when the courier meets the matcher; it never sleeps by itself.
class NoWaiter final : public agent::Waiter {
 public:
  agent::Wake wait(std::chrono::milliseconds) override { return {}; }
  void forget_commits() override {}
};

agent::ClientFactory lines_of(Network& network) {
  return [&network](const agent::KeyPin&) -> base::Result<std::unique_ptr<agent::HttpClient>> {
    return network.line();
  };
}

base::Uuid uuid_of(const base::Bytes& bytes) {
  base::Uuid id;
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

}  // namespace

struct KioskMachine::Courier {
  explicit Courier(agent::RunOptions options, const base::Clock& clock, base::Random& random,
                   Network& network)
      : runner(std::move(options), clock, random, waiter, lines_of(network)) {}
  NoWaiter waiter;
  agent::Runner runner;
};

KioskMachine::KioskMachine(std::uint64_t number, Network& network)
    : disk_(folder_.path()), random_(number), network_(network) {
  const auto made = records::init_kiosk(data(), base::SecretText("271828"), random_,
                                        {vault::PinCost::for_tests()});
  if (!made) throw std::runtime_error(made.error().message);
}

void KioskMachine::enrol(MatcherMachine& matcher, const std::string& spoil) {
  const auto trust = agent::enrol({data(), "https://matcher.example", matcher.enrolment_code()},
                                  random_, lines_of(network_));
  if (!trust) throw std::runtime_error(trust.error().detail);
  device_ = trust->device;
  if (!look()->database().execute(spoil)) throw std::runtime_error("the fault does not fit");
  image_ = disk_.image();
}

void KioskMachine::rewind(std::uint64_t seed) {
  records_.reset();
  courier_.reset();
  clock_ = base::ManualClock();
  random_ = base::SeededRandom(seed);
  tried_.clear();
  disk_.limit_bytes(0);
  disk_.load(image_);
}

bool KioskMachine::open() {
  if (records_) return true;
  auto opened = records::Records::open(data(), clock_, random_, vault::ReceiptCost::for_tests());
  if (opened) records_ = *std::move(opened);
  return opened.has_value();
}

std::optional<KioskMachine::Thanked> KioskMachine::sign_up(const domain::Record& person) {
  if (!open()) return std::nullopt;
  auto record = person;
  record.id = base::make_uuid(clock_, random_);
  tried_.insert(record.id);
  // As the flow does: one more try when the first one failed, with the same record.
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto receipt = records_->submit(record);
    if (!receipt) continue;
    auto secret = base::ReceiptSecret::parse(receipt->secret.view());
    if (!secret) throw std::runtime_error("somebody was thanked without a secret");
    return Thanked{record.id, *std::move(secret)};
  }
  return std::nullopt;
}

KioskMachine::Asked KioskMachine::come_back(const base::ReceiptSecret& secret,
                                            std::optional<domain::Wish> wish,
                                            const domain::Record* told) {
  Asked asked;
  if (!open()) return asked;
  const auto note_next = [&] {  // a request takes its id as the first thing it draws
    auto same = random_;
    asked.ids.push_back(base::make_uuid(clock_, same));
    tried_.insert(asked.ids.back());
  };
  note_next();
  if (!records_->receipt_open(secret)) return asked;
  asked.kept = 1;
  if (!wish) return asked;
  note_next();
  auto anew = told == nullptr ? domain::Record() : *told;
  const auto done =
      told == nullptr ? records_->receipt_ask(*wish, {}) : records_->receipt_correct(anew);
  if (done) asked.kept = 2;
  return asked;
}

std::optional<flow::FoundAnswer> KioskMachine::told() {
  if (!records_) return std::nullopt;
  const auto found = records_->receipt_answer();
  records_->receipt_close();
  return found ? *found : std::nullopt;
}

bool KioskMachine::meet() {
  if (!courier_) {
    agent::RunOptions options;
    options.data = data();
    options.batch.rows = 3;  // so that a backlog takes several batches
    courier_ = std::make_shared<Courier>(options, clock_, random_, network_);
  }
  const auto report = courier_->runner.meet_once();
  last_trouble_ = report.trouble ? report.trouble->detail : "";
  return !report.trouble && !report.more && report.sent.moved() == 0;
}

void KioskMachine::reboot() {
  records_.reset();
  courier_.reset();
  clock_.reboot();
}

void KioskMachine::recover(base::Random& luck) {
  disk_.cut_now();
  reboot();
  disk_.restart(luck);
}

std::optional<KioskStore> KioskMachine::look() {
  auto store = KioskStore::open(data(), StoreUser::courier);
  if (!store) return std::nullopt;
  return *std::move(store);
}

KioskMachine::Holdings KioskMachine::holdings() {
  disk_.never_cut();  // a look from outside must not be what sets off a cut
  auto store = look();
  if (!store) throw std::runtime_error("a kiosk's store does not open");
  if (store->damaged_file()) throw std::runtime_error("a kiosk set a file aside");
  Holdings held;
  auto rows = store->database().prepare("SELECT id FROM outbox").value();
  while (rows.step().value()) held.outbox.insert(uuid_of(rows.bytes(0)));
  auto items = store->database().prepare("SELECT id, kind='card' FROM inbox").value();
  while (items.step().value()) held.inbox[uuid_of(items.bytes(0))] = items.integer(1) != 0;
  return held;
}

std::vector<protocol::FeedItem> KioskMachine::answers() {
  auto store = look();
  if (!store) throw std::runtime_error("a kiosk's store does not open");
  return store->answers().value();
}

}  // namespace samen::simulation
