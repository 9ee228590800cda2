// SPDX-License-Identifier: Apache-2.0
#include "unit/sync/agent/fake_matcher.hpp"

#include <algorithm>

#include "protocol/feed_signature.hpp"
#include "protocol/http_date.hpp"
#include "protocol/http_signature.hpp"

namespace samen::agent::test {
namespace {

using protocol::ReceiptStatus;
using protocol::ResultClass;

vault::SigningKey key_from(std::uint8_t seed) {
  return *vault::SigningKey::from_seed(base::Bytes(32, seed));
}

HttpAnswer json_answer(int status, std::string body) {
  HttpAnswer answer;
  answer.status = status;
  answer.headers = {{"content-type", "application/json"}};
  answer.body = std::move(body);
  return answer;
}

HttpAnswer error_answer(int status, const char* code) {
  return json_answer(status,
                     protocol::write_json(protocol::ErrorMessage{code, "as the test asked"}));
}

std::string header_of(const HttpRequest& request, std::string_view name) {
  const auto found = std::ranges::find(request.headers, name, &Header::name);
  return found == request.headers.end() ? "" : found->value;
}

}  // namespace

FakeMatcher::FakeMatcher(const base::ManualClock& clock)
    : clock_(clock),
      sign_key_(key_from(1)),
      stranger_key_(key_from(2)),
      courier_key_(key_from(3)),
      verify_key_(sign_key_.verify_key()) {
  base::SeededRandom random(11);
  device_ = base::make_uuid(clock, random);
  epoch = base::make_uuid(clock, random);
}

storage::Trust FakeMatcher::trust() const {
  storage::Trust trust;
  trust.server_url = "https://matcher.test:8443";
  trust.tls_pin = base::Bytes(32, 9);
  trust.device = device_;
  trust.device_number = 4;
  trust.centre = "Library";
  trust.seal_key = base::Bytes(32, 7);
  trust.seal_key_id = "0123456789abcdef";
  trust.sign_key.assign(verify_key_.bytes().begin(), verify_key_.bytes().end());
  return trust;
}

void FakeMatcher::restore_to(std::int64_t sequence) {
  std::erase_if(receipts_, [sequence](const auto& entry) { return entry.second.seq > sequence; });
  std::erase_if(stored, [sequence](const auto& entry) { return entry.first > sequence; });
  durable_through = std::min(durable_through, sequence);
  ++epoch.bytes[15];
}

std::optional<HttpAnswer> FakeMatcher::refuses_signature(const HttpRequest& request) const {
  const std::string rest = request.url.substr(request.url.find("/v1/"));
  const std::size_t question = rest.find('?');
  const protocol::SignedRequest parts{
      std::string(to_string(request.method)), rest.substr(0, question),
      question == std::string::npos ? "" : rest.substr(question + 1), base::as_bytes(request.body)};
  const protocol::SignatureHeaders headers{header_of(request, "Content-Digest"),
                                           header_of(request, "Signature-Input"),
                                           header_of(request, "Signature")};
  const auto claim = protocol::read_signature(headers);
  if (!knows_device || !claim || claim->keyid != device_.str()) {
    return error_answer(401, "unknown_device");
  }
  const auto valid = protocol::verify_request(parts, headers, *claim, courier_key_.verify_key(),
                                              now_ms() / 1000, check_created ? 300 : INT64_MAX / 4);
  if (valid) return std::nullopt;
  HttpAnswer answer =
      error_answer(401, valid.error().code == base::Errc::expired ? "clock" : "bad_signature");
  answer.headers.push_back({"date", protocol::http_date(now_ms())});
  return answer;
}

// Whether the line dies under this exchange: it lives for so many bytes, both ways together.
bool FakeMatcher::wears_out(const HttpRequest& request, std::size_t answer_bytes) {
  constexpr std::size_t kHandshake = 1'500;
  constexpr std::size_t kHeads = 900;
  if (request.connection == Connection::fresh || carried_ == 0) carried_ = kHandshake;
  carried_ += kHeads + request.body.size() + answer_bytes;
  if (carried_ <= connection_lives_bytes) return false;
  carried_ = 0;
  return true;
}

HttpResult FakeMatcher::send(const HttpRequest& request) {
  ++requests;
  urls.push_back(request.url);
  Fault fault = always;
  if (!faults.empty()) {
    fault = faults.front();
    faults.pop_front();
  }
  switch (fault) {
    case Fault::unreachable:
      return std::unexpected(Trouble{Problem::unreachable, "refused"});
    case Fault::stopped:
      return std::unexpected(Trouble{Problem::stopped, "stopped"});
    case Fault::server_error:
      return error_answer(500, "internal");
    case Fault::not_json:
      return json_answer(200, "{\"epoch\": ");
    case Fault::portal: {
      HttpAnswer page;
      page.status = 200;
      page.headers = {{"content-type", "text/html"}};
      page.body = "<html>Welcome, sign in to use this network</html>";
      return page;
    }
    default:
      break;
  }
  if (retry_after_s > 0) {
    HttpAnswer busy = error_answer(503, "stopping");
    busy.headers.push_back({"retry-after", std::to_string(retry_after_s)});
    return busy;
  }
  if (auto refused = refuses_signature(request)) return *refused;
  HttpResult result = request.url.find("/v1/envelopes") != std::string::npos
                          ? envelopes(request, fault)
                          : feed_page(request);
  if (result) result->server_key = shown_key;
  if (wears_out(request, result ? result->body.size() : 0)) fault = Fault::answer_lost;
  if (fault == Fault::answer_lost) {
    return std::unexpected(Trouble{Problem::cut, "connection reset", 0, {}, true});
  }
  return result;
}

HttpResult FakeMatcher::envelopes(const HttpRequest& request, Fault fault) {
  if (request.body.size() > most_bytes) return error_answer(413, "too_large");
  const auto batch = protocol::read_batch_request(request.body);
  if (!batch) return error_answer(400, "malformed");
  std::vector<std::int64_t> sequences;
  for (const auto& envelope : batch->envelopes) sequences.push_back(envelope.seq);
  batches.push_back(sequences);
  if (std::ranges::any_of(sequences, [this](auto seq) { return poison.contains(seq); })) {
    return error_answer(400, "malformed");
  }
  protocol::BatchAnswer answer{epoch, durable_through, now_ms(), {}};
  int results = 0;
  for (const auto& envelope : batch->envelopes) {
    if (limited_after >= 0 && results++ >= limited_after) {
      answer.results.push_back({envelope.id, ResultClass::limited, std::nullopt,
                                protocol::ErrorMessage{"rate", "slower"}, 90'000});
      continue;
    }
    answer.results.push_back(result_for(envelope, fault));
  }
  answer.durable_signature = mark_signature();
  if (fault == Fault::left_out) answer.results.erase(answer.results.begin());
  return json_answer(200, protocol::write_json(answer));
}

vault::Signature FakeMatcher::mark_signature() const {
  if (mark == Mark::missing) return {};
  base::Uuid device = device_;
  if (mark == Mark::other_device) ++device.bytes[15];
  return protocol::sign_durable(durable_through, epoch, device,
                                mark == Mark::forged ? stranger_key_ : sign_key_);
}

protocol::RecordResult FakeMatcher::result_for(const protocol::Envelope& envelope, Fault fault) {
  protocol::RecordResult result{envelope.id, ResultClass::accepted, protocol::Receipt{}, {}, 0};
  protocol::Receipt& receipt = *result.receipt;
  receipt = {envelope.id, envelope.hash(), ReceiptStatus::accepted, epoch, device_, envelope.seq,
             {}};
  const auto known = receipts_.find(envelope.id);
  if (known != receipts_.end() && known->second.hash == receipt.hash) {
    result.result = ResultClass::duplicate;
    receipt = known->second;
  } else if (refuse.contains(envelope.seq)) {
    result.result = ResultClass::refused;
    receipt.status = ReceiptStatus::refused;
    result.error = protocol::ErrorMessage{"bad_signature", "not signed by this kiosk"};
  } else if (conflict.contains(envelope.seq)) {
    result.result = ResultClass::conflict;
    receipt.status = ReceiptStatus::conflict;
    result.error = protocol::ErrorMessage{"conflict", "another envelope has this id"};
  } else if (erase.contains(envelope.seq)) {
    result.result = ResultClass::erased;
    receipt.status = ReceiptStatus::erased;
  } else {
    ++stored[envelope.seq];
  }
  if (second_identity)
    result.error = protocol::ErrorMessage{"second_identity", "number used twice"};
  if (fault == Fault::other_hash) receipt.hash[0] ^= 1;
  if (fault == Fault::mismatch) {
    result.result = ResultClass::accepted;
    receipt.status = ReceiptStatus::refused;
  }
  protocol::sign_receipt(receipt, fault == Fault::forged ? stranger_key_ : sign_key_);
  const bool honest = fault == Fault::none || fault == Fault::answer_lost;
  if (honest && result.result == ResultClass::accepted) receipts_[envelope.id] = receipt;
  if (fault == Fault::class_only) result.receipt.reset();
  return result;
}

HttpResult FakeMatcher::feed_page(const HttpRequest& request) const {
  const std::size_t at = request.url.find("cursor=") + 7;
  const std::string cursor = request.url.substr(at, request.url.find('&', at) - at);
  const std::size_t begin = cursor.empty() ? 0 : std::stoul(cursor.substr(1));
  const std::size_t limit = std::stoul(request.url.substr(request.url.find("limit=") + 6));
  const std::size_t end = std::min(begin + std::min(page_size, limit), feed.size());
  protocol::FeedPage page;
  for (std::size_t i = begin; i < end; ++i) {
    page.items.push_back(feed[i]);
    const auto& key = forge_items.contains(feed[i].version) ? stranger_key_ : sign_key_;
    protocol::sign_feed_item(page.items.back(), device_, key);
  }
  if (next_tls_pin) {
    page.next_tls_key =
        protocol::sign_next_tls_key(*next_tls_pin, forge_next_key ? stranger_key_ : sign_key_);
  }
  if (seal_key) {
    page.seal_key = protocol::sign_seal_key(seal_key->key, seal_key->since_ms,
                                            forge_seal_key ? stranger_key_ : sign_key_);
  }
  page.durable_signature = mark_signature();
  page.cursor = "c" + std::to_string(end);
  page.more = end < feed.size();
  page.full = feed_full;
  page.epoch = epoch;
  page.durable_through = durable_through;
  page.time_ms = now_ms();
  return json_answer(200, protocol::write_json(page));
}

}  // namespace samen::agent::test
