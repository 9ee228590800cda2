// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/exchange.hpp"

namespace samen::agent {
namespace {

// After this many batches the feed gets its turn, so that a long backlog does not keep the staff
// page old.
constexpr int kBatchesBeforeFeed = 20;

}  // namespace

Exchange::Exchange(storage::KioskStore& store, Channel& channel, const storage::Trust& trust,
                   const vault::VerifyKey& matcher_key, BatchLimits limits)
    : store_(store), channel_(channel), sender_(store, channel, trust, matcher_key, limits) {}

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

  // Being told to come back later with records does not keep cards from coming down.
  const bool ask_feed = !report.trouble || report.trouble->status == 200;
  if (ask_feed) {
    auto pulled = pull_feed(store_, channel_);
    if (pulled) {
      report.feed = *pulled;
      report.reached = true;
    } else if (!report.trouble) {
      report.trouble = std::move(pulled.error());
    }
  }
  if (!report.trouble) report.trouble = sender_.row_trouble();
  return report;
}

}  // namespace samen::agent
