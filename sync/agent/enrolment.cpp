// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/enrolment.hpp"

#include <algorithm>

#include "device/key_file.hpp"
#include "device/layout.hpp"
#include "protocol/enrolment_code.hpp"
#include "protocol/messages.hpp"
#include "sync/agent/channel.hpp"

namespace samen::agent {
namespace {

using Failure = std::unexpected<EnrolFailure>;

Failure failure(Exit exit, std::string words) {
  return Failure(EnrolFailure{exit, std::move(words)});
}

Failure store_failure(const base::Error& error) {
  if (error.code == base::Errc::not_found) {
    return failure(Exit::not_initialised,
                   "This folder holds no kiosk yet. Run `samen-kiosk init --data DIR` first. (" +
                       error.message + ")");
  }
  return failure(Exit::storage, "The kiosk's store cannot be used: " + error.message);
}

Failure code_failure(const base::Error& error) {
  return failure(Exit::code_mistyped,
                 "The code was not sent, because it cannot be right: " + error.message +
                     ". Compare it with the paper, group by group.");
}

// What the matcher answered instead of an enrolment.
Failure refusal(const Trouble& trouble, const std::string& error_code) {
  if (error_code == "expired_code") {
    return failure(Exit::code_expired,
                   "This code is too old. Ask the coordinator for a new one "
                   "(samen-matcher enrol) and use it soon.");
  }
  if (error_code == "used_code") {
    return failure(Exit::code_refused,
                   "This code has been used already; a code works once. Ask the coordinator for a "
                   "new one. If nobody at your centre used it, tell the coordinator that too.");
  }
  if (error_code == "unknown_code" || trouble.status == 401 || trouble.status == 403) {
    return failure(Exit::code_refused,
                   "The matcher does not know this code. It may belong to another programme. Ask "
                   "the coordinator for a new one.");
  }
  switch (trouble.problem) {
    case Problem::wrong_key:
      return failure(Exit::wrong_key,
                     "The server at this address is not the one that the code names, so the code "
                     "was not sent. Check the address. A guest network that asks to sign in, or "
                     "somebody who intercepts, looks like this too.");
    case Problem::unreachable:
    case Problem::timeout:
    case Problem::cut:
    case Problem::insecure:
      return failure(Exit::unreachable, std::string(info_of(trouble.problem).words) + " (" +
                                            trouble.detail +
                                            ") The code has not been used up; try again later.");
    case Problem::busy:
      return failure(Exit::too_many_tries,
                     "The matcher takes no more tries for now. Wait a few minutes and try again.");
    default:
      return failure(Exit::not_our_server,
                     std::string(info_of(trouble.problem).words) + " (" + trouble.detail + ")");
  }
}

// The key is saved before the code is sent: if the answer gets lost on the way, the same code with
// the same keys is the same enrolment.
base::Result<vault::SigningKey> courier_key(const std::filesystem::path& path,
                                            base::Random& random) {
  auto loaded = vault::SigningKey::load(path);
  if (loaded || loaded.error().code != base::Errc::not_found) return loaded;
  auto made = vault::SigningKey::generate(random);
  SAMEN_CHECK(made.save(path));
  return made;
}

base::Result<storage::Trust> trust_of(const protocol::EnrolAnswer& answer, const KeyDigest& key,
                                      const std::string& url) {
  SAMEN_CHECK(vault::VerifyKey::from_bytes(answer.sign_key));
  storage::Trust trust;
  trust.server_url = url;
  trust.tls_pin.assign(key.begin(), key.end());
  trust.device = answer.device;
  trust.device_number = answer.device_number;
  trust.centre = answer.centre;
  trust.seal_key.assign(answer.seal_key.begin(), answer.seal_key.end());
  trust.seal_key_id = answer.seal_key_id;
  trust.seal_key_since = answer.seal_key_since;
  trust.sign_key.assign(answer.sign_key.begin(), answer.sign_key.end());
  return trust;
}

}  // namespace

std::expected<storage::Trust, EnrolFailure> enrol(const EnrolOptions& options, base::Random& random,
                                                  const ClientFactory& make_client) {
  const auto url = check_server_url(options.server_url);
  if (!url) return failure(Exit::usage, url.error().message);
  const auto code = protocol::EnrolmentCode::parse(options.code);
  if (!code) return code_failure(code.error());

  auto store = storage::KioskStore::open(options.data, storage::StoreUser::courier);
  if (!store) return store_failure(store.error());
  const auto known = store->trust();
  if (!known) return store_failure(known.error());
  if (*known && !options.replace) {
    return failure(Exit::already_enrolled,
                   "This kiosk is connected to \"" + (*known)->centre + "\" at " +
                       (*known)->server_url +
                       " already. To move it to another matcher, add --replace.");
  }
  if (*known) {
    // What waits is sealed to the old matcher's key; only the old matcher can take it.
    const auto counts = store->counts();
    if (!counts) return store_failure(counts.error());
    if (counts->waiting + counts->received > 0) {
      return failure(Exit::already_enrolled,
                     "This kiosk still holds " +
                         std::to_string(counts->waiting + counts->received) + " sign-ups for \"" +
                         (*known)->centre +
                         "\" that are not safely stored there yet. Let `samen-sync run` finish "
                         "first; nothing was changed.");
    }
  }
  const device::KioskFolder folder{options.data};
  const auto device_sign = device::read_public_key_file(folder.device_public());
  if (!device_sign) return store_failure(device_sign.error());
  const auto staff_seal = device::read_public_key_file(folder.staff_public());
  if (!staff_seal) return store_failure(staff_seal.error());
  const auto key = courier_key(folder.courier_key(), random);
  if (!key) return store_failure(key.error());

  const auto pin = KeyPin::from_prefix(code->pin);
  auto client = make_client(*pin);
  if (!client) return failure(Exit::failed, client.error().message);
  HttpRequest request;
  request.method = Method::post;
  request.url = *url + "/v1/enrol";
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  request.body = protocol::write_json(
      protocol::EnrolRequest{code->secret, *device_sign, *staff_seal, key->verify_key().bytes()});
  request.limits.answer_bytes = 64U << 10;
  const HttpResult result = (*client)->send(request);
  const Reply reply = judge(result);
  if (!reply) {
    const auto error = result ? protocol::read_error(result->body)
                              : base::Result<protocol::ErrorMessage>(protocol::ErrorMessage{});
    return refusal(reply.error(), error ? error->code : "");
  }

  // libcurl's client compares the key during the handshake; asking once more here costs nothing and
  // covers every other client.
  if (!code->names_key(result->server_key)) {
    return refusal({Problem::wrong_key, "", 0, {}}, "");
  }
  const auto answer = protocol::read_enrol_answer(*reply);
  if (!answer) return refusal({Problem::strange_answer, answer.error().message, 200, {}}, "");
  const auto trust = trust_of(*answer, result->server_key, *url);
  if (!trust) return refusal({Problem::strange_answer, trust.error().message, 200, {}}, "");
  if (auto saved = store->save_trust(*trust, answer->epoch, answer->time_ms); !saved) {
    return store_failure(saved.error());
  }
  return *trust;
}

}  // namespace samen::agent
