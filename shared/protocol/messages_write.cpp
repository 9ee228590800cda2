// SPDX-License-Identifier: Apache-2.0
#include "protocol/json_writer.hpp"
#include "protocol/messages.hpp"

namespace samen::protocol {
namespace {

using json::TextWriter;

void write(TextWriter& out, const Envelope& envelope) {
  out.begin_object()
      .field("id", envelope.id.str())
      .field("device", envelope.device.str())
      .field("seq", envelope.seq)
      .field("key_id", envelope.key_id)
      .name("stamp")
      .begin_object()
      .field("boot", base::to_hex(envelope.stamp.boot))
      .field("mono_ms", envelope.stamp.mono_ms)
      .field("wall_ms", envelope.stamp.wall_ms)
      .field("trusted", envelope.stamp.trusted)
      .end_object()
      .field("body", base::to_base64(envelope.body))
      .field("signature", base::to_base64(envelope.signature))
      .end_object();
}

void write(TextWriter& out, const Receipt& receipt) {
  out.begin_object()
      .field("id", receipt.id.str())
      .field("hash", base::to_hex(receipt.hash))
      .field("status", to_string(receipt.status))
      .field("epoch", receipt.epoch.str())
      .field("device", receipt.device.str())
      .field("seq", receipt.seq)
      .field("signature", base::to_base64(receipt.signature))
      .end_object();
}

void write(TextWriter& out, const ErrorMessage& error) {
  out.begin_object().field("code", error.code).field("message", error.message).end_object();
}

void write(TextWriter& out, const RecordResult& result) {
  out.begin_object().field("id", result.id.str()).field("result", to_string(result.result));
  if (result.receipt) write(out.name("receipt"), *result.receipt);
  if (result.error) write(out.name("error"), *result.error);
  if (result.retry_after_ms > 0) out.field("retry_after_ms", result.retry_after_ms);
  out.end_object();
}

void write(TextWriter& out, const FeedItem& item) {
  out.begin_object()
      .field("id", item.id.str())
      .field("version", item.version)
      .field("kind", to_string(item.kind));
  if (item.kind != FeedKind::tombstone) out.field("sealed", base::to_base64(item.sealed));
  if (item.signature != vault::Signature{}) {
    out.field("signature", base::to_base64(item.signature));
  }
  out.end_object();
}

void write_signature(TextWriter& out, const vault::Signature& durable) {
  if (durable != vault::Signature{}) out.field("durable_signature", base::to_base64(durable));
}

}  // namespace

std::string write_json(const EnrolRequest& message) {
  TextWriter out;
  out.begin_object()
      .field("secret", message.secret)
      .field("kiosk_sign_key", base::to_base64(message.kiosk_sign_key))
      .field("staff_seal_key", base::to_base64(message.staff_seal_key))
      .field("courier_sign_key", base::to_base64(message.courier_sign_key));
  if (message.staff_sign_key) {
    out.field("staff_sign_key", base::to_base64(*message.staff_sign_key));
  }
  out.end_object();
  return out.take();
}

std::string write_json(const EnrolAnswer& message) {
  TextWriter out;
  out.begin_object()
      .field("device", message.device.str())
      .field("device_number", message.device_number)
      .field("centre", message.centre)
      .field("seal_key", base::to_base64(message.seal_key))
      .field("seal_key_id", message.seal_key_id)
      .field("sign_key", base::to_base64(message.sign_key))
      .field("epoch", message.epoch.str())
      .field("time_ms", message.time_ms);
  if (message.seal_key_since > 0) out.field("seal_key_since", message.seal_key_since);
  out.end_object();
  return out.take();
}

std::string write_json(const BatchRequest& message) {
  TextWriter out;
  out.begin_object().name("envelopes").begin_list();
  for (const auto& envelope : message.envelopes) write(out, envelope);
  out.end_list().end_object();
  return out.take();
}

std::string write_json(const BatchAnswer& message) {
  TextWriter out;
  out.begin_object()
      .field("epoch", message.epoch.str())
      .field("durable_through", message.durable_through)
      .field("time_ms", message.time_ms)
      .name("results")
      .begin_list();
  for (const auto& result : message.results) write(out, result);
  write_signature(out.end_list(), message.durable_signature);
  out.end_object();
  return out.take();
}

std::string write_json(const FeedPage& message) {
  TextWriter out;
  out.begin_object().name("items").begin_list();
  for (const auto& item : message.items) write(out, item);
  out.end_list()
      .field("cursor", message.cursor)
      .field("more", message.more)
      .field("full", message.full)
      .field("epoch", message.epoch.str())
      .field("durable_through", message.durable_through)
      .field("time_ms", message.time_ms);
  if (message.next_tls_key) {
    out.name("next_tls_key")
        .begin_object()
        .field("pin", base::to_base64(message.next_tls_key->pin))
        .field("signature", base::to_base64(message.next_tls_key->signature))
        .end_object();
  }
  if (message.seal_key) {
    out.name("seal_key")
        .begin_object()
        .field("key", base::to_base64(message.seal_key->key))
        .field("since_ms", message.seal_key->since_ms)
        .field("signature", base::to_base64(message.seal_key->signature))
        .end_object();
  }
  write_signature(out, message.durable_signature);
  out.end_object();
  return out.take();
}

std::string write_json(const ErrorMessage& message) {
  TextWriter out;
  write(out.begin_object().name("error"), message);
  out.end_object();
  return out.take();
}

std::string write_json(const Receipt& receipt) {
  TextWriter out;
  write(out, receipt);
  return out.take();
}

}  // namespace samen::protocol
