// SPDX-License-Identifier: Apache-2.0
#include "sync/server/api/authentication.hpp"

#include "base/log.hpp"
#include "protocol/http_signature.hpp"

namespace samen::server {

using base::Errc;

HttpResponse unavailable(const base::Error& error) {
  base::log(base::LogLevel::error, "request_failed",
            {{"code", error.code}, {"why", base::LogValue::public_text(error.message)}});
  const bool full = error.code == Errc::storage_full;
  auto response = error_response(
      503, full ? "storage_full" : "unavailable",
      full ? "the matcher's disk is full; nothing was stored" : "the matcher cannot answer now");
  response.headers.emplace_back("Retry-After", full ? "300" : "5");
  return response;
}

std::expected<Device, HttpResponse> authenticate(Store& store, const HttpRequest& request) {
  const protocol::SignatureHeaders headers{request.header("content-digest"),
                                           request.header("signature-input"),
                                           request.header("signature")};
  const auto refuse = [](int status, std::string_view code, std::string_view message) {
    return std::unexpected(error_response(status, code, message));
  };
  if (headers.signature.empty() || headers.signature_input.empty()) {
    return refuse(401, "signature_missing", "this request has to be signed by a kiosk's courier");
  }
  const auto claim = protocol::read_signature(headers);
  if (!claim) return refuse(401, "signature", claim.error().message);
  const auto id = base::Uuid::parse(claim->keyid);
  if (!id) return refuse(401, "unknown_device", "the signature's keyid is not a device id");

  auto device = find_device(store, *id);
  if (!device) return std::unexpected(unavailable(device.error()));
  if (!*device) {
    return refuse(401, "unknown_device", "no kiosk with this id is enrolled here; enrol it again");
  }
  const protocol::SignedRequest covered{request.method, std::string(request.path()),
                                        std::string(request.query()), base::as_bytes(request.body)};
  const auto verified = protocol::verify_request(covered, headers, *claim, (*device)->courier_key,
                                                 store.now_ms() / 1000, kMaxClockSkewSeconds);
  if (!verified && verified.error().code == Errc::expired) {
    return refuse(401, "clock",
                  "the kiosk's clock is more than ten minutes away from the Date of this answer");
  }
  if (!verified) return refuse(401, "signature", verified.error().message);
  if ((*device)->revoked_ms) {
    return refuse(403, "revoked", "this kiosk was revoked; nothing from it is taken any more");
  }
  return std::move(**device);
}

}  // namespace samen::server
