// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/uuid.hpp"
#include "domain/receipt_answer.hpp"
#include "vault/sign.hpp"

// Requests of people by the secret of their receipt, and the answers. A request travels as the body
// of a record (record_json.hpp), sealed like every other; an answer comes down with the feed.
namespace samen::protocol {

// Fills from.sign and the signature. These lines are signed, each ended by a line feed:
//   samen-request-1, id of the record it travels in, wish, counter, from.seal (hexadecimal)
// and of a word on a match four more: its id, because, met, mood (empty: not said).
// The id is among them, so that no envelope but its own can carry it.
void sign_receipt_request(domain::ReceiptRequest& request, const base::Uuid& id,
                          const vault::SigningKey& receipt_key);

// Errc::crypto unless the holder of from.sign signed exactly this request in exactly this record.
base::Result<void> verify_receipt_request(const domain::ReceiptRequest& request,
                                          const base::Uuid& id);

// The same of what is told anew: record.correction is filled, or checked. A sixth line is signed,
// the SHA-256 (hexadecimal) of the record's JSON with a signature of zeros, so that nobody on the
// way changes a word in it.
void sign_correction(domain::Record& record, const vault::SigningKey& receipt_key);
base::Result<void> verify_correction(const domain::Record& record);

inline constexpr int kAnswerFormat = 1;

// As JSON, before it is padded and sealed to the receipt. Same answer, same bytes.
base::SecretBytes write_answer(const domain::ReceiptAnswer& answer);
// Errc::unsupported for a newer format; others name the field by path.
base::Result<domain::ReceiptAnswer> read_answer(base::ByteView json);

}  // namespace samen::protocol
