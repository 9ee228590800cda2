// SPDX-License-Identifier: Apache-2.0
// POST /v1/enrol: a one-time code makes a kiosk one of ours.
#include "base/log.hpp"
#include "base/say.hpp"
#include "protocol/messages.hpp"
#include "sync/server/api/authentication.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/feed.hpp"
#include "sync/server/store/staff_keys.hpp"

namespace samen::server {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

bool same_keys(const Device& device, const protocol::EnrolRequest& request) {
  return device.kiosk_key.bytes() == request.kiosk_sign_key &&
         device.staff_key.bytes() == request.staff_seal_key &&
         device.courier_key.bytes() == request.courier_sign_key;
}

// The device this code makes, or made before for the very same keys: an answer that was lost on the
// way can be asked for again. A kiosk whose own key is known is the same device as before, whatever
// it lost since (its address, its courier's key, its PIN): what it still holds stays its own.
Result<Device> redeem(Store& store, const protocol::EnrolRequest& request) {
  SAMEN_TRY(auto transaction, store.begin());
  const auto hash = hash_code(request.secret);
  SAMEN_TRY(const auto code, find_code(store, hash));
  if (!code) return fail(Errc::not_found, say("this code is not known here"));
  if (code->device) {
    SAMEN_TRY(auto devices, all_devices(store));
    for (auto& device : devices) {
      if (device.number == *code->device && same_keys(device, request) && !device.revoked_ms) {
        return std::move(device);
      }
    }
    return fail(Errc::conflict, say("this code was used for another kiosk; ask for a new code"));
  }
  if (store.now_ms() >= code->expires_ms) {
    return fail(Errc::expired, say("this code has expired; ask for a new one"));
  }
  SAMEN_TRY([[maybe_unused]] const auto kiosk,
            vault::VerifyKey::from_bytes(request.kiosk_sign_key));
  SAMEN_TRY([[maybe_unused]] const auto courier,
            vault::VerifyKey::from_bytes(request.courier_sign_key));
  SAMEN_TRY([[maybe_unused]] const auto staff,
            vault::SealPublicKey::from_bytes(request.staff_seal_key));
  const NewDevice keys{code->centre, request.kiosk_sign_key, request.staff_seal_key,
                       request.courier_sign_key};
  SAMEN_TRY(const auto known, device_of_kiosk_key(store, request.kiosk_sign_key));
  SAMEN_TRY(auto device, known ? enrol_again(store, *known, keys) : add_device(store, keys));
  if (request.staff_sign_key) {
    SAMEN_TRY(const auto staff_key, vault::VerifyKey::from_bytes(*request.staff_sign_key));
    SAMEN_CHECK(set_staff_key(store, device.number, staff_key, ConfirmedBy::enrolment));
  }
  SAMEN_CHECK(use_code(store, hash, device.number));
  if (known) SAMEN_CHECK(take_back_cards(store, device));
  SAMEN_CHECK(publish_all_cards(store, device));
  SAMEN_CHECK(write_audit(store, "code", known ? "enrol_again" : "enrol", device.id.str()));
  SAMEN_CHECK(transaction.commit());
  return device;
}

HttpResponse refusal(const base::Error& error) {
  switch (error.code) {
    case Errc::not_found:
      return error_response(403, "unknown_code", error.message);
    case Errc::expired:
      return error_response(410, "expired_code", error.message);
    case Errc::conflict:
      return error_response(409, "used_code", error.message);
    case Errc::invalid_input:
      return error_response(400, "bad_key", error.message);
    default:
      return unavailable(error);
  }
}

}  // namespace

HttpResponse MatcherService::enrol(const HttpRequest& request) {
  // Only wrong codes cost tokens, so a hall full of honest kiosks never meets the limit. What
  // others guess elsewhere never keeps the right code out: it has 60 bits, so guessing it is
  // hopeless at any speed, while a lock-out would be a way to keep kiosks away.
  const auto slow_down = [](std::int64_t wait_ms) {
    auto response =
        error_response(429, "too_many_guesses", "too many wrong codes; wait before the next try");
    response.headers.emplace_back("Retry-After", std::to_string(wait_ms / 1000 + 1));
    return response;
  };
  if (const auto wait = guesses_here_.retry_after_ms(request.peer); wait > 0) {
    return slow_down(wait);
  }
  const auto message = protocol::read_enrol_request(request.body);
  if (!message) return error_response(400, "bad_request", message.error().message);

  auto device = redeem(store_, *message);
  if (!device && device.error().code == Errc::not_found) {
    guesses_here_.take(request.peer);
    base::log(base::LogLevel::warning, "enrol_wrong_code");
    if (!guesses_all_.take("all")) return slow_down(guesses_all_.retry_after_ms("all"));
  }
  if (!device) return refusal(device.error());
  // Before the kiosk hears of it, a copy knows it too: a store restored from before an enrolment
  // would refuse everything from that kiosk. Without a copy it is enrolled all the same.
  back_up_if_needed(Hurry::now);
  const auto centre = centre_of(store_, device->centre);
  if (!centre) return unavailable(centre.error());

  if (const auto looked = refresh_keys(); !looked) return unavailable(looked.error());

  protocol::EnrolAnswer answer;
  answer.device = device->id;
  answer.device_number = static_cast<std::uint32_t>(device->number);
  answer.centre = centre->name;
  answer.seal_key = keys_.seal.public_key().bytes();
  answer.seal_key_id = keys_.seal.public_key().id();
  answer.seal_key_since = keys_.seal.since_ms();
  answer.sign_key = keys_.sign.verify_key().bytes();
  answer.epoch = store_.epoch();
  answer.time_ms = store_.now_ms();
  base::log(base::LogLevel::info, "enrolled", {{"device", device->id}});
  HttpResponse response;
  response.body = protocol::write_json(answer);
  return response;
}

}  // namespace samen::server
