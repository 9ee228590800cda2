// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/runner.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"
#include "base/say.hpp"
#include "device/layout.hpp"

namespace samen::agent {
namespace {

using base::log;
using base::LogLevel;
using base::LogValue;
using std::chrono::milliseconds;

// How old the noted "last contact" may get while all is well. Every note is a commit on a memory
// card; a minute more or less means nothing to staff.
constexpr std::int64_t kNoteEveryMs = 2 * 60 * 1000;
// How soon the network's news may end a pause again, at first and at most.
constexpr milliseconds kLinkPause{10'000};
constexpr milliseconds kLongestLinkPause{15 * 60 * 1000};

void log_report(const ExchangeReport& report) {
  const auto& sent = report.sent;
  if (sent.moved() + sent.dropped + report.feed.items + report.feed.dropped > 0) {
    log(LogLevel::info, "exchanged",
        {{"received", sent.received},
         {"refused", sent.refused},
         {"quarantined", sent.quarantined},
         {"erased", sent.erased},
         {"safely_stored", sent.dropped + report.feed.dropped},
         {"feed_items", report.feed.items}});
  }
}

}  // namespace

// What one life of the store, the keys and the connection needs. Members in the order in which
// they refer to each other.
struct Runner::Session {
  storage::KioskStore store;
  storage::Trust trust;
  vault::SigningKey courier_key;
  vault::VerifyKey matcher_key;
  std::unique_ptr<HttpClient> client;
  std::optional<Channel> channel;
  std::optional<Exchange> exchange;
  storage::CourierStatus status;
};

base::Result<KeyPin> pin_of(const storage::Trust& trust) {
  auto pin = KeyPin::from_prefix(trust.tls_pin);
  if (!pin || !pin->is_whole()) {
    return base::fail(base::Errc::storage_damaged, base::say("the stored key pin is not 32 bytes"));
  }
  if (KeyDigest next{}; trust.next_tls_pin.size() == next.size()) {
    std::ranges::copy(trust.next_tls_pin, next.begin());
    pin->also_accept(next);
  }
  return *pin;
}

Runner::Runner(RunOptions options, const base::Clock& clock, base::Random& random, Waiter& waiter,
               ClientFactory make_client)
    : options_(std::move(options)),
      clock_(clock),
      random_(random),
      waiter_(waiter),
      make_client_(std::move(make_client)),
      backoff_(options_.retry, random),
      link_wakes_({kLinkPause, kLongestLinkPause}, random) {}

Runner::~Runner() = default;

base::Stamp Runner::stamp() const {
  return {clock_.boot_id(), clock_.mono_ms(), clock_.wall_ms(), false};
}

std::expected<void, Trouble> Runner::open_session() {
  const auto failed = [](const base::Error& error) {
    const bool full = error.code == base::Errc::storage_full;
    return std::unexpected(Trouble{full ? Problem::storage_full : Problem::storage, error.message});
  };
  auto store = storage::KioskStore::open(options_.data, storage::StoreUser::courier);
  if (!store) return failed(store.error());
  auto trust = store->trust();
  if (!trust) return failed(trust.error());
  used_trust_ = *trust;
  if (!*trust)
    return std::unexpected(Trouble{Problem::not_enrolled, "no matcher known yet", 0, {}});
  auto status = store->courier_status();
  if (!status) return failed(status.error());
  auto courier_key = vault::SigningKey::load(device::KioskFolder{options_.data}.courier_key());
  if (!courier_key && courier_key.error().code == base::Errc::not_found) {
    return std::unexpected(Trouble{Problem::unknown_device, courier_key.error().message});
  }
  if (!courier_key) return failed(courier_key.error());
  auto matcher_key = vault::VerifyKey::from_bytes((*trust)->sign_key);
  if (!matcher_key) return failed(matcher_key.error());
  const auto pin = pin_of(**trust);
  if (!pin) return failed(pin.error());
  auto client = make_client_(*pin);
  if (!client) return std::unexpected(Trouble{Problem::insecure, client.error().message, 0, {}});

  session_.reset(new Session{std::move(*store), std::move(**trust), std::move(*courier_key),
                             *matcher_key, std::move(*client), std::nullopt, std::nullopt,
                             *status});
  Session& now = *session_;
  now.channel.emplace(*now.client, clock_, random_, now.courier_key, now.trust.server_url,
                      now.trust.device);
  now.channel->set_clock_offset_ms(now.status.clock_offset_ms);
  now.exchange.emplace(now.store, *now.channel, now.trust, now.matcher_key, options_.batch);
  noted_problem_ = now.status.problem;
  noted_mono_ms_.reset();
  return {};
}

ExchangeReport Runner::attempt() {
  if (!session_) {
    if (auto opened = open_session(); !opened) {
      ExchangeReport report;
      report.trouble = std::move(opened.error());
      return report;
    }
  }
  return session_->exchange->meet();
}

// What keeps the courier from even beginning is on the staff page, too.
void Runner::note_without_session(std::string_view problem) {
  auto store = storage::KioskStore::open(options_.data, storage::StoreUser::courier);
  if (!store) return;
  auto status = store->courier_status();
  if (!status || status->problem == problem) return;
  status->last_attempt = stamp();
  status->problem = problem;
  if (const auto saved = store->save_courier_status(*status); !saved) {
    log(LogLevel::error, "status_not_noted",
        {{"because", LogValue::public_text(saved.error().message)}});
  }
}

void Runner::note_status(const ExchangeReport& report) {
  const std::string problem(report.trouble ? class_of(report.trouble->problem) : "");
  if (report.trouble && report.trouble->problem == Problem::stopped) return;
  if (!session_) return note_without_session(problem);
  Session& now = *session_;
  const std::int64_t mono = clock_.mono_ms();
  const bool fresh = noted_mono_ms_ && mono - *noted_mono_ms_ < kNoteEveryMs;
  if (fresh && problem == noted_problem_ && report.sent.moved() == 0) return;

  now.status.last_attempt = stamp();
  now.status.problem = problem;
  if (report.reached) {
    now.status.last_success = now.status.last_attempt;
    now.status.clock_offset_ms = now.channel->clock_offset_ms();
  }
  auto saved = now.store.save_courier_status(now.status);
  if (saved && report.reached) {
    saved = now.store.set_clock_floor(clock_.wall_ms() + now.status.clock_offset_ms);
  }
  if (!saved) {
    log(LogLevel::error, "status_not_noted",
        {{"because", LogValue::public_text(saved.error().message)}});
    // On a card that can only be read the session knows what has been delivered.
    if (saved.error().code != base::Errc::permission) session_.reset();
    return;
  }
  noted_problem_ = problem;
  noted_mono_ms_ = mono;
}

ExchangeReport Runner::meet_once() {
  ExchangeReport report = attempt();
  set_aside_ = report.set_aside;
  log_report(report);
  note_status(report);
  if (report.keys_changed) session_.reset();  // the next connection knows the other keys
  if (!report.trouble) return report;
  const Problem problem = report.trouble->problem;
  if (problem != Problem::stopped) {
    log(LogLevel::warning, "not_exchanged",
        {{"problem", LogValue::public_text(class_of(problem))},
         {"detail", LogValue::public_text(report.trouble->detail)}});
  }
  // The file may have been set aside, the trust replaced: look at both afresh next time.
  if (problem == Problem::storage || problem == Problem::unknown_device ||
      problem == Problem::wrong_key) {
    session_.reset();
  }
  return report;
}

milliseconds Runner::pause_after(const ExchangeReport& report) {
  if (!report.trouble) {
    backoff_.reset();
    link_wakes_.reset();
    return report.more ? milliseconds(0) : options_.interval;
  }
  return backoff_.next(info_of(report.trouble->problem).cap, report.trouble->retry_after);
}

bool Runner::has_new_work() {
  const auto counts = session_->store.counts();
  return !counts || counts->waiting > static_cast<std::int64_t>(set_aside_);
}

// `samen-sync enrol` or `move` has run meanwhile.
bool Runner::trust_changed() {
  auto store = storage::KioskStore::open(options_.data, storage::StoreUser::courier);
  if (!store) return false;
  const auto now = store->trust();
  return now && *now && *now != used_trust_;
}

// What may end the sleep before its time.
Runner::WakeFor Runner::wakes_after(const ExchangeReport& report) const {
  if (!report.trouble) return {.new_rows = true};
  switch (report.trouble->problem) {
    case Problem::not_enrolled:
      return {.new_trust = true};
    case Problem::unreachable:
    case Problem::timeout:
    case Problem::cut:
    case Problem::thin_network:
    case Problem::portal:
    case Problem::proxy:
    case Problem::wrong_key:
    case Problem::insecure:
      return {.new_trust = true, .link = report.trouble->retry_after.count() == 0};
    default:
      return {.new_trust = true};
  }
}

// True: go on; false: stop. After a failure a new sign-up is no reason to knock harder; another
// network is one, but an address that is renewed again and again is not a new network each time,
// and nothing is sooner than the matcher asked for.
bool Runner::sleep(milliseconds pause, WakeFor wake_for) {
  std::int64_t until = clock_.mono_ms() + pause.count();
  if (wake_for.new_rows) {
    waiter_.forget_commits();  // our own are among them; what came with them is counted here
    if (!session_ || has_new_work()) return !waiter_.wait(milliseconds(0)).stop;
  }
  for (;;) {
    const Wake wake =
        waiter_.wait(milliseconds(std::max<std::int64_t>(until - clock_.mono_ms(), 0)));
    if (wake.stop) return false;
    if (wake.commit && wake_for.new_rows && has_new_work()) return true;
    if (wake.commit && wake_for.new_trust && trust_changed()) {
      session_.reset();
      backoff_.reset();
      return true;
    }
    if (wake.link_up && wake_for.link) {
      const std::int64_t now = clock_.mono_ms();
      if (now >= link_not_before_mono_ms_) {
        link_not_before_mono_ms_ = now + link_wakes_.next(kLongestLinkPause, kLinkPause).count();
        backoff_.reset();
        return true;
      }
      until = std::min(until, link_not_before_mono_ms_);
    }
    if (clock_.mono_ms() >= until) return true;
  }
}

void Runner::run() {
  for (;;) {
    const ExchangeReport report = meet_once();
    if (!sleep(pause_after(report), wakes_after(report))) break;
  }
  log(LogLevel::info, "courier_stops");
}

}  // namespace samen::agent
