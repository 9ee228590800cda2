// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope.hpp"
#include "protocol/feed_item.hpp"
#include "protocol/receipt.hpp"

// The messages between courier and matcher, as written down in openapi.yaml. Reading one never
// throws and never trusts: size, depth, counts, UTF-8, types and ranges are checked, and an error
// names the field by path ("envelopes[3].seq: ..."). Fields a reader does not know are ignored, so
// that either side can be newer than the other.
namespace samen::protocol {

inline constexpr std::size_t kMaxMessageBytes = std::size_t{8} << 20;  // of any JSON body
inline constexpr std::size_t kMaxEnvelopesInBatch = 64;
inline constexpr std::size_t kMaxItemsInPage = 64;
inline constexpr std::size_t kMaxCursorBytes = 128;
inline constexpr std::size_t kMaxCentreBytes = 120;
inline constexpr std::size_t kMaxErrorCodeBytes = 64;  // [a-z_]+
inline constexpr std::size_t kMaxErrorMessageBytes = 400;

// POST /v1/enrol, unsigned: the one-time secret is the authority.
struct EnrolRequest {
  std::string secret;  // the secret part of the enrolment code: 12 symbols (enrolment_code.hpp)
  vault::PublicKeyBytes kiosk_sign_key{};    // signs envelopes
  vault::PublicKeyBytes staff_seal_key{};    // cards are sealed to it
  vault::PublicKeyBytes courier_sign_key{};  // signs requests
  // Signs decisions (decision_signature.hpp); none from a kiosk before it.
  std::optional<vault::PublicKeyBytes> staff_sign_key = {};
  bool operator==(const EnrolRequest&) const = default;
};
struct EnrolAnswer {
  base::Uuid device;
  std::uint32_t device_number = 0;   // below base::HumanCode::kDevices
  std::string centre;                // its name for the staff page
  vault::PublicKeyBytes seal_key{};  // records are sealed to it
  std::string seal_key_id;
  vault::PublicKeyBytes sign_key{};  // receipts are signed with it
  base::Uuid epoch;
  std::int64_t time_ms = 0;         // Unix time at the matcher
  std::int64_t seal_key_since = 0;  // as in SealKey
  bool operator==(const EnrolAnswer&) const = default;
};

// POST /v1/envelopes, signed by the courier's key (http_signature.hpp).
struct BatchRequest {
  std::vector<Envelope> envelopes;  // 1..kMaxEnvelopesInBatch
  bool operator==(const BatchRequest&) const = default;
};

struct ErrorMessage {
  std::string code;     // stable, for programs: "clock", "unknown_device", "too_large", ...
  std::string message;  // for people who read logs; no personal data
  bool operator==(const ErrorMessage&) const = default;
};

// duplicate: same id, same hash, and the receipt of the first time. limited: not looked at, come
// back after retry_after_ms.
enum class ResultClass : std::uint8_t { accepted, duplicate, refused, conflict, erased, limited };
std::string_view to_string(ResultClass result);

struct RecordResult {
  base::Uuid id;
  ResultClass result = ResultClass::limited;
  std::optional<Receipt> receipt;     // required unless limited; only a verified one is acted on
  std::optional<ErrorMessage> error;  // why, with refused, conflict and limited
  std::int64_t retry_after_ms = 0;    // with limited
  bool operator==(const RecordResult&) const = default;
};

struct BatchAnswer {
  base::Uuid epoch;
  // Every envelope of this device up to and including this sequence number has been answered and
  // lies in a verified backup (sequence.hpp says what "gap-free" means). 0: none yet.
  std::int64_t durable_through = 0;
  std::int64_t time_ms = 0;
  std::vector<RecordResult> results;  // one an envelope, in the batch's order
  // Over the device, epoch and durable_through (feed_signature.hpp); all zero when there was none.
  vault::Signature durable_signature{};
  bool operator==(const BatchAnswer&) const = default;
};

// The TLS key the matcher will show soon, told ahead while the present one is still in use. Signed
// with the key that signs receipts, so that a stolen TLS key cannot name its own successor.
struct NextTlsKey {
  vault::Digest pin{};  // SHA-256 of its SubjectPublicKeyInfo
  vault::Signature signature{};
  bool operator==(const NextTlsKey&) const = default;
};
// The key that records are sealed to from now on, once it is not the first one any more. Signed
// like the TLS key; kiosks never go back to one with a lower `since_ms`.
struct SealKey {
  vault::PublicKeyBytes key{};
  std::int64_t since_ms = 0;  // Unix time at which it was made
  vault::Signature signature{};
  bool operator==(const SealKey&) const = default;
};
// GET /v1/feed?cursor=C&limit=N, signed.
struct FeedPage : FeedItems {
  base::Uuid epoch;
  std::int64_t durable_through = 0;  // as in BatchAnswer, so an idle courier learns it too
  std::int64_t time_ms = 0;
  std::optional<NextTlsKey> next_tls_key{};  // none: no change is planned
  std::optional<SealKey> seal_key{};         // none: still the one of the enrolment
  vault::Signature durable_signature{};      // as in BatchAnswer
  bool operator==(const FeedPage&) const = default;
};

std::string write_json(const EnrolRequest& message);
std::string write_json(const EnrolAnswer& message);
std::string write_json(const BatchRequest& message);
std::string write_json(const BatchAnswer& message);
std::string write_json(const FeedPage& message);
std::string write_json(const ErrorMessage& message);  // {"error":{"code":...,"message":...}}
std::string write_json(const Receipt& receipt);       // as kept beside an outbox row

base::Result<EnrolRequest> read_enrol_request(std::string_view json);
base::Result<EnrolAnswer> read_enrol_answer(std::string_view json);
base::Result<BatchRequest> read_batch_request(std::string_view json);
base::Result<BatchAnswer> read_batch_answer(std::string_view json);
base::Result<FeedPage> read_feed_page(std::string_view json);
base::Result<ErrorMessage> read_error(std::string_view json);
base::Result<Receipt> read_receipt(std::string_view json);

}  // namespace samen::protocol
