// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>

#include "base/human_code.hpp"
#include "protocol/enrolment_code.hpp"
#include "protocol/json.hpp"
#include "protocol/messages.hpp"
#include "protocol/sequence.hpp"

namespace samen::protocol {
namespace {

using base::Errc;
using base::Result;
using json::Value;

// Room for fields that later versions add: README.md promises it.
constexpr json::Limits kSmall{.bytes = 16384, .values = 400, .depth = 8};
constexpr json::Limits kLarge{.bytes = kMaxMessageBytes, .values = 20'000, .depth = 8};
constexpr std::int64_t kMinTime = -json::kMaxExact;  // a wall clock may say anything

constexpr std::array<std::string_view, 3> kKinds = {"card", "tombstone", "answer"};
constexpr std::array<std::string_view, 6> kResults = {"accepted", "duplicate", "refused",
                                                      "conflict", "erased",    "limited"};

// Runs a reader over a text and asks once whether all was well.
template <class Message>
Result<Message> read(std::string_view text, const json::Limits& limits,
                     void (*reader)(Value, Message&)) {
  SAMEN_TRY(auto document,
            json::Document::parse(base::as_bytes(text), limits, json::Holds::messages));
  Message message;
  reader(document.root(), message);
  SAMEN_CHECK(document.verdict());
  return message;
}

void hex(Value value, std::span<std::uint8_t> out) {
  const auto text = value.text(out.size() * 2);
  if (!value.ok()) return;
  const auto bytes = base::from_hex(text);
  if (!bytes || bytes->size() != out.size()) {
    value.fail(Errc::invalid_input,
               "expected " + std::to_string(out.size() * 2) + " hexadecimal digits");
    return;
  }
  std::ranges::copy(*bytes, out.begin());
}

void read(Value value, Envelope& out) {
  out.id = value.at("id").uuid();
  out.device = value.at("device").uuid();
  out.seq = value.at("seq").integer(1, kMaxSequence);
  out.key_id = value.at("key_id").text(kMaxKeyIdBytes);
  const Value stamp = value.at("stamp");
  hex(stamp.at("boot"), out.stamp.boot);
  out.stamp.mono_ms = stamp.at("mono_ms").integer(0, json::kMaxExact);
  out.stamp.wall_ms = stamp.at("wall_ms").integer(kMinTime, json::kMaxExact);
  out.stamp.trusted = stamp.at("trusted").boolean();
  out.body = value.at("body").bytes(kMaxBodyBytes);
  value.at("signature").bytes_exactly(out.signature);
}

void read(Value value, Receipt& out) {
  out.id = value.at("id").uuid();
  hex(value.at("hash"), out.hash);
  const Value status = value.at("status");
  const auto known = receipt_status(status.text(16));
  if (!known) status.fail(Errc::unsupported, "unknown status");
  out.status = known.value_or(ReceiptStatus::accepted);
  out.epoch = value.at("epoch").uuid();
  out.device = value.at("device").uuid();
  out.seq = value.at("seq").integer(1, kMaxSequence);
  value.at("signature").bytes_exactly(out.signature);
}

void read(Value value, ErrorMessage& out) {
  out.code = value.at("code").text(kMaxErrorCodeBytes);
  out.message = value.at("message").text(kMaxErrorMessageBytes);
}

void read(Value value, RecordResult& out) {
  out.id = value.at("id").uuid();
  const Value result = value.at("result");
  const auto found = std::ranges::find(kResults, result.text(16));
  if (found == kResults.end()) {
    // A newer matcher's word: the record stays here until this side learns it.
    out.error = ErrorMessage{"unknown_result", "the matcher answered with a newer result class"};
    return;
  }
  out.result = static_cast<ResultClass>(found - kResults.begin());
  if (const auto receipt = value.find("receipt")) {
    read(*receipt, out.receipt.emplace());
  } else if (out.result != ResultClass::limited) {
    value.fail(Errc::invalid_input, "\"receipt\" is missing");
  }
  if (const auto error = value.find("error")) read(*error, out.error.emplace());
  if (const auto retry = value.find("retry_after_ms")) {
    out.retry_after_ms = retry->integer(0, 86'400'000);
  }
}

// False for a kind this build does not know: a newer matcher's item is passed over.
bool read(Value value, FeedItem& out) {
  out.id = value.at("id").uuid();
  out.version = value.at("version").integer(1, kMaxSequence);
  // Its absence is for whoever checks signatures to judge.
  if (const auto signature = value.find("signature")) signature->bytes_exactly(out.signature);
  const Value kind = value.at("kind");
  const auto name = kind.text(16);
  const auto known = std::ranges::find(kKinds, name);
  if (known == kKinds.end()) return false;
  out.kind = static_cast<FeedKind>(known - kKinds.begin());
  if (out.kind != FeedKind::tombstone) out.sealed = value.at("sealed").bytes(kMaxBodyBytes);
  return true;
}

}  // namespace

std::string_view to_string(FeedKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view to_string(ResultClass result) {
  return kResults[static_cast<std::size_t>(result)];
}

Result<EnrolRequest> read_enrol_request(std::string_view text) {
  return read<EnrolRequest>(text, kSmall, [](Value root, EnrolRequest& out) {
    out.secret = root.at("secret").text(EnrolmentCode::kSecretSymbols);
    root.at("kiosk_sign_key").bytes_exactly(out.kiosk_sign_key);
    root.at("staff_seal_key").bytes_exactly(out.staff_seal_key);
    root.at("courier_sign_key").bytes_exactly(out.courier_sign_key);
    if (const auto staff = root.find("staff_sign_key")) {
      staff->bytes_exactly(out.staff_sign_key.emplace());
    }
  });
}

Result<EnrolAnswer> read_enrol_answer(std::string_view text) {
  return read<EnrolAnswer>(text, kSmall, [](Value root, EnrolAnswer& out) {
    out.device = root.at("device").uuid();
    out.device_number = static_cast<std::uint32_t>(
        root.at("device_number").integer(0, base::HumanCode::kDevices - 1));
    out.centre = root.at("centre").text(kMaxCentreBytes);
    root.at("seal_key").bytes_exactly(out.seal_key);
    out.seal_key_id = root.at("seal_key_id").text(kMaxKeyIdBytes);
    root.at("sign_key").bytes_exactly(out.sign_key);
    out.epoch = root.at("epoch").uuid();
    out.time_ms = root.at("time_ms").integer(0, json::kMaxExact);
    if (const auto since = root.find("seal_key_since")) {
      out.seal_key_since = since->integer(0, json::kMaxExact);
    }
  });
}

Result<BatchRequest> read_batch_request(std::string_view text) {
  return read<BatchRequest>(text, kLarge, [](Value root, BatchRequest& out) {
    const Value list = root.at("envelopes");
    for (const Value& value : list.list(kMaxEnvelopesInBatch)) {
      read(value, out.envelopes.emplace_back());
    }
    if (out.envelopes.empty()) list.fail(Errc::invalid_input, "expected at least one envelope");
  });
}

Result<BatchAnswer> read_batch_answer(std::string_view text) {
  return read<BatchAnswer>(text, kLarge, [](Value root, BatchAnswer& out) {
    out.epoch = root.at("epoch").uuid();
    out.durable_through = root.at("durable_through").integer(0, kMaxSequence);
    out.time_ms = root.at("time_ms").integer(0, json::kMaxExact);
    for (const Value& value : root.at("results").list(kMaxEnvelopesInBatch)) {
      read(value, out.results.emplace_back());
    }
    if (const auto durable = root.find("durable_signature")) {
      durable->bytes_exactly(out.durable_signature);
    }
  });
}

Result<FeedPage> read_feed_page(std::string_view text) {
  return read<FeedPage>(text, kLarge, [](Value root, FeedPage& out) {
    for (const Value& value : root.at("items").list(kMaxItemsInPage)) {
      if (FeedItem item; read(value, item)) out.items.push_back(std::move(item));
    }
    out.cursor = root.at("cursor").text(kMaxCursorBytes);
    out.more = root.at("more").boolean();
    out.full = root.at("full").boolean();
    out.epoch = root.at("epoch").uuid();
    out.durable_through = root.at("durable_through").integer(0, kMaxSequence);
    out.time_ms = root.at("time_ms").integer(0, json::kMaxExact);
    if (const auto next = root.find("next_tls_key")) {
      out.next_tls_key.emplace();
      next->at("pin").bytes_exactly(out.next_tls_key->pin);
      next->at("signature").bytes_exactly(out.next_tls_key->signature);
    }
    if (const auto seal = root.find("seal_key")) {
      out.seal_key.emplace();
      seal->at("key").bytes_exactly(out.seal_key->key);
      out.seal_key->since_ms = seal->at("since_ms").integer(1, json::kMaxExact);
      seal->at("signature").bytes_exactly(out.seal_key->signature);
    }
    if (const auto durable = root.find("durable_signature")) {
      durable->bytes_exactly(out.durable_signature);
    }
  });
}

Result<ErrorMessage> read_error(std::string_view text) {
  return read<ErrorMessage>(text, kSmall,
                            [](Value root, ErrorMessage& out) { read(root.at("error"), out); });
}

Result<Receipt> read_receipt(std::string_view text) {
  return read<Receipt>(text, kSmall, [](Value root, Receipt& out) { read(root, out); });
}

}  // namespace samen::protocol
