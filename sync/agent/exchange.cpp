// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/exchange.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "protocol/feed_signature.hpp"
#include "vault/digest.hpp"

namespace samen::agent {
namespace {

// After this many batches the feed gets its turn, so that a long backlog does not keep the staff
// page old.
constexpr int kBatchesBeforeFeed = 20;

Trouble trouble_with_keys(const base::Error& error) {
  if (error.code != base::Errc::crypto) return storage_trouble(error);
  return {Problem::bad_receipt, error.message, 200, {}};
}

}  // namespace

Exchange::Exchange(storage::KioskStore& store, Channel& channel, const storage::Trust& trust,
                   const vault::VerifyKey& matcher_key, BatchLimits limits)
    : store_(store),
      channel_(channel),
      trust_(trust),
      matcher_key_(matcher_key),
      sender_(store, channel, trust, matcher_key, limits),
      feed_(store, channel, trust.device, matcher_key) {}

// What the matcher said about its TLS keys and its sealing key. An announcement counts only with
// the signature of the key that signs receipts. Once the announced key has been shown, it alone is
// the pinned one.
base::Result<bool> Exchange::mind_keys(const FeedCounts& feed) {
  base::Bytes pin = trust_.tls_pin;
  base::Bytes next;
  const base::ByteView shown(channel_.server_key());
  if (!trust_.next_tls_pin.empty() && std::ranges::equal(shown, trust_.next_tls_pin)) {
    pin = trust_.next_tls_pin;
  }
  if (feed.next_tls_key) {
    SAMEN_CHECK(protocol::verify_next_tls_key(*feed.next_tls_key, matcher_key_));
    if (!std::ranges::equal(feed.next_tls_key->pin, pin)) {
      next.assign(feed.next_tls_key->pin.begin(), feed.next_tls_key->pin.end());
    }
  }
  // Never back to an earlier sealing key: somebody may have kept the announcement of one that is
  // retired.
  const bool other_seal_key = feed.seal_key && feed.seal_key->since_ms > trust_.seal_key_since;
  if (other_seal_key) SAMEN_CHECK(protocol::verify_seal_key(*feed.seal_key, matcher_key_));
  bool changed = false;
  if (pin != trust_.tls_pin || next != trust_.next_tls_pin) {
    SAMEN_CHECK(store_.save_tls_pins(pin, next));
    base::log(base::LogLevel::info, "tls_keys_changed", {{"announced", !next.empty()}});
    changed = true;
  }
  if (other_seal_key) {
    const auto id = vault::key_id(feed.seal_key->key);
    SAMEN_CHECK(store_.save_seal_key(feed.seal_key->key, id, feed.seal_key->since_ms));
    base::log(base::LogLevel::info, "seal_key_changed", {{"key", base::LogValue::public_text(id)}});
    changed = true;
  }
  return changed;
}

ExchangeReport Exchange::meet() {
  ExchangeReport report;
  sender_.begin_exchange();
  bool more = true;
  for (int batch = 0; more && batch < kBatchesBeforeFeed && !report.trouble; ++batch) {
    auto offered = sender_.offer_batch();
    if (offered) {
      more = *offered;
    } else {
      report.trouble = std::move(offered.error());
    }
  }
  report.sent = sender_.counts();
  report.set_aside = sender_.set_aside();
  report.more = more && !report.trouble;
  report.reached = report.sent.moved() > 0;

  // Being told to come back later with records does not keep cards from coming down; nor does one
  // record that no connection here lives long enough for.
  const bool ask_feed = !report.trouble || report.trouble->status == 200 ||
                        report.trouble->problem == Problem::thin_network;
  if (ask_feed) {
    auto pulled = feed_.pull();
    if (pulled) {
      report.feed = *pulled;
      report.reached = true;
      const auto keys = mind_keys(*pulled);
      report.keys_changed = keys.value_or(false);
      if (!keys && !report.trouble) report.trouble = trouble_with_keys(keys.error());
      if (pulled->wrong_mark && !report.trouble) {
        report.trouble = Trouble{Problem::bad_receipt, "a backup mark that is not signed", 200, {}};
      }
      if (pulled->unsigned_ > 0 && !report.trouble) {
        report.trouble = Trouble{Problem::bad_receipt, "feed items without a signature", 200, {}};
      }
    } else if (!report.trouble) {
      report.trouble = std::move(pulled.error());
    }
  }
  if (!report.trouble) report.trouble = sender_.row_trouble();
  return report;
}

}  // namespace samen::agent
