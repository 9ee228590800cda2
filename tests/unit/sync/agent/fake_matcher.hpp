// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "protocol/messages.hpp"
#include "storage/kiosk_store.hpp"
#include "sync/agent/http_client.hpp"
#include "sync/agent/key_pin.hpp"
#include "vault/sign.hpp"

namespace samen::agent::test {

// A matcher behind the HttpClient interface: honest unless told otherwise, with every fault that
// cannot be provoked from outside a real one.
class FakeMatcher final : public HttpClient {
 public:
  explicit FakeMatcher(const base::ManualClock& clock);

  // What the next requests meet, in order; then honesty again.
  enum class Fault {
    none,
    unreachable,
    answer_lost,  // everything is done, the answer never arrives
    portal,       // 200 with a page
    forged,       // receipts signed by somebody else
    other_hash,   // honest receipts about other envelopes
    class_only,   // "accepted" without a receipt
    mismatch,     // class accepted, receipt says refused
    left_out,     // no result for the first envelope
    not_json,     // right content type, nonsense inside
    server_error,
    stopped,
  };
  std::deque<Fault> faults;
  Fault always = Fault::none;

  // Behaviour that stays.
  std::set<std::int64_t> refuse;  // sequence numbers
  std::set<std::int64_t> conflict;
  std::set<std::int64_t> erase;
  std::set<std::int64_t> poison;      // a batch with one of these is answered 400
  std::size_t most_bytes = SIZE_MAX;  // of a request body; above: 413
  int limited_after = -1;             // this many results a batch, then "limited"
  bool knows_device = true;
  bool second_identity = false;  // takes everything and says that another kiosk has this identity
  std::size_t connection_lives_bytes = SIZE_MAX;  // then the network cuts it
  std::int64_t retry_after_s = 0;                 // busy, and says for how long
  std::int64_t clock_error_ms = 0;                // the matcher's time minus the kiosk's
  bool check_created = true;                      // refuses signatures more than 5 minutes off

  base::Uuid epoch;
  std::int64_t durable_through = 0;
  std::vector<protocol::FeedItem> feed;
  std::size_t page_size = 2;
  bool feed_full = false;
  std::set<std::int64_t> forge_items;         // versions of items signed by somebody else
  std::optional<vault::Digest> next_tls_pin;  // announced with every page
  bool forge_next_key = false;                // the announcement is signed by somebody else
  std::optional<protocol::SealKey> seal_key;  // as announced; signed here unless forged
  bool forge_seal_key = false;
  enum class Mark { honest, forged, other_device, missing };
  Mark mark = Mark::honest;  // the signature beside durable_through
  KeyDigest shown_key{};     // what TLS shows

  // What it saw.
  std::vector<std::vector<std::int64_t>> batches;  // sequence numbers, request by request
  std::vector<std::string> urls;
  std::map<std::int64_t, int> stored;  // sequence -> how often it was new
  int requests = 0;

  // After a restore from a backup: forgets everything after this sequence number.
  void restore_to(std::int64_t sequence);

  storage::Trust trust() const;
  const base::Uuid& device() const { return device_; }
  const vault::SigningKey& courier_key() const { return courier_key_; }
  const vault::VerifyKey& sign_key() const { return verify_key_; }

  HttpResult send(const HttpRequest& request) override;

 private:
  bool wears_out(const HttpRequest& request, std::size_t answer_bytes);
  vault::Signature mark_signature() const;
  HttpResult envelopes(const HttpRequest& request, Fault fault);
  HttpResult feed_page(const HttpRequest& request) const;
  protocol::RecordResult result_for(const protocol::Envelope& envelope, Fault fault);
  std::optional<HttpAnswer> refuses_signature(const HttpRequest& request) const;
  std::int64_t now_ms() const { return clock_.wall_ms() + clock_error_ms; }

  const base::ManualClock& clock_;
  vault::SigningKey sign_key_;
  vault::SigningKey stranger_key_;
  vault::SigningKey courier_key_;
  vault::VerifyKey verify_key_;
  base::Uuid device_;
  std::size_t carried_ = 0;
  std::map<base::Uuid, protocol::Receipt> receipts_;
};

}  // namespace samen::agent::test
