// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/enrolment.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "device/key_file.hpp"
#include "device/layout.hpp"
#include "protocol/api_version.hpp"
#include "protocol/enrolment_code.hpp"
#include "protocol/messages.hpp"
#include "sync/agent/channel.hpp"
#include "sync/agent/server_address.hpp"

namespace samen::agent {
namespace {

using base::say;
using Failure = std::unexpected<Trouble>;

Failure failure(Problem problem, std::string words) {
  return Failure(Trouble{problem, std::move(words)});
}

Failure store_failure(const base::Error& error) {
  if (error.code == base::Errc::not_found) {
    return failure(
        Problem::not_initialised,
        say("This folder holds no kiosk yet. Run `samen-kiosk init --data DIR` first. ({})",
            error.message));
  }
  return failure(Problem::storage, say("The kiosk's store cannot be used: {}", error.message));
}

Failure code_failure(const base::Error& error) {
  return failure(Problem::code_mistyped,
                 say("The code was not sent, because it cannot be right: {}. Compare it with the "
                     "paper, group by group.",
                     error.message));
}

// What the matcher answered instead of an enrolment.
Failure refusal(const Trouble& trouble, const std::string& error_code) {
  if (error_code == "expired_code") {
    return failure(Problem::code_expired,
                   say("This code is too old. Ask the coordinator for a new one "
                       "(samen-matcher enrol) and use it soon."));
  }
  if (error_code == "used_code") {
    return failure(
        Problem::code_refused,
        say("This code has been used already; a code works once. Ask the coordinator for a "
            "new one. If nobody at your centre used it, tell the coordinator that too."));
  }
  if (error_code == "unknown_code" || trouble.status == 401 || trouble.status == 403) {
    return failure(
        Problem::code_refused,
        say("The matcher does not know this code. It may belong to another programme. Ask "
            "the coordinator for a new one."));
  }
  switch (trouble.problem) {
    case Problem::wrong_key:
      return failure(
          Problem::wrong_key,
          say("The server at this address is not the one that the code names, so the code "
              "was not sent. Check the address. A guest network that asks to sign in, or "
              "somebody who intercepts, looks like this too."));
    case Problem::unreachable:
    case Problem::timeout:
    case Problem::cut:
    case Problem::proxy:
    case Problem::insecure:
      return failure(Problem::unreachable,
                     say("{} ({}) The code has not been used up; try again later.",
                         words_of(trouble.problem), trouble.detail));
    case Problem::busy:
      return failure(
          Problem::busy,
          say("The matcher takes no more tries for now. Wait a few minutes and try again."));
    default:
      return failure(Problem::strange_answer,
                     std::string(words_of(trouble.problem)) + " (" + trouble.detail + ")");
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

// Opens the kiosk's store and says what it knows.
struct Known {
  storage::KioskStore store;
  std::optional<storage::Trust> trust;
  std::int64_t held = 0;  // sign-ups that are not safely stored at the matcher yet
};

std::expected<Known, Trouble> open_known(const std::filesystem::path& data) {
  auto store = storage::KioskStore::open(data, storage::StoreUser::courier);
  if (!store) return store_failure(store.error());
  auto trust = store->trust();
  if (!trust) return store_failure(trust.error());
  const auto counts = store->counts();
  if (!counts) return store_failure(counts.error());
  return Known{std::move(*store), std::move(*trust), counts->waiting + counts->received};
}

// What waits is sealed to the old matcher's key; only the old matcher can take it.
Failure still_holds(const Known& known) {
  return failure(
      Problem::already_enrolled,
      say("This kiosk still holds {} sign-ups for \"{}\" that are not safely stored there "
          "yet. Let `samen-sync run` finish first; if that matcher has another address "
          "now, use `samen-sync move`. Nothing was changed.",
          known.held, known.trust->centre));
}

std::expected<protocol::EnrolRequest, Trouble> request_of(const EnrolOptions& options,
                                                          const std::string& secret,
                                                          base::Random& random) {
  const device::KioskFolder folder{options.data};
  const auto device_sign = device::read_public_key_file(folder.device_public());
  if (!device_sign) return store_failure(device_sign.error());
  const auto staff_seal = device::read_public_key_file(folder.staff_public());
  if (!staff_seal) return store_failure(staff_seal.error());
  const auto key = courier_key(folder.courier_key(), random);
  if (!key) return store_failure(key.error());
  protocol::EnrolRequest request;
  request.secret = secret;
  request.kiosk_sign_key = *device_sign;
  request.staff_seal_key = *staff_seal;
  request.courier_sign_key = key->verify_key().bytes();
  // A kiosk from before decisions were signed has none yet; the coordinator confirms it later.
  if (std::error_code ignored; std::filesystem::exists(folder.staff_sign_public(), ignored)) {
    const auto staff_sign = device::read_public_key_file(folder.staff_sign_public());
    if (!staff_sign) return store_failure(staff_sign.error());
    request.staff_sign_key = *staff_sign;
  }
  return request;
}

struct Enrolled {
  protocol::EnrolAnswer answer;
  storage::Trust trust;
};

std::expected<Enrolled, Trouble> ask(const std::string& url, const protocol::EnrolmentCode& code,
                                     const protocol::EnrolRequest& message,
                                     const ClientFactory& make_client) {
  auto client = make_client(*KeyPin::from_prefix(code.pin));
  if (!client) return failure(Problem::insecure, client.error().message);
  HttpRequest request;
  request.method = Method::post;
  request.url = url + "/v1/enrol";
  request.headers = {{"Content-Type", "application/json"},
                     {"Accept", std::string(protocol::kAccepted)}};
  request.body = protocol::write_json(message);
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
  if (!code.names_key(result->server_key)) return refusal({Problem::wrong_key, ""}, "");
  auto answer = protocol::read_enrol_answer(*reply);
  if (!answer) return refusal({Problem::strange_answer, answer.error().message, 200}, "");
  auto trust = trust_of(*answer, result->server_key, url);
  if (!trust) return refusal({Problem::strange_answer, trust.error().message, 200}, "");
  return Enrolled{std::move(*answer), std::move(*trust)};
}

}  // namespace

std::expected<storage::Trust, Trouble> enrol(const EnrolOptions& options, base::Random& random,
                                             const ClientFactory& make_client) {
  const auto url = check_server_url(options.server_url);
  if (!url) return failure(Problem::usage, url.error().message);
  const auto code = protocol::EnrolmentCode::parse(options.code);
  if (!code) return code_failure(code.error());
  auto known = open_known(options.data);
  if (!known) return std::unexpected(std::move(known.error()));
  if (known->trust && options.replace && known->held > 0) return still_holds(*known);

  const auto message = request_of(options, code->secret, random);
  if (!message) return std::unexpected(message.error());
  const auto enrolled = ask(*url, *code, *message, make_client);
  if (!enrolled) return std::unexpected(enrolled.error());
  const storage::Trust& trust = enrolled->trust;
  const bool same_device = known->trust && known->trust->sign_key == trust.sign_key &&
                           known->trust->device == trust.device;
  if (known->trust && !same_device && known->held > 0) return still_holds(*known);
  if (known->trust && !same_device && !options.replace) {
    return failure(
        Problem::already_enrolled,
        say("This kiosk is connected to \"{}\" at {} and the code is of \"{}\", which knows "
            "it as another kiosk. Nothing was changed. To move it there, ask for a new "
            "code and add --replace.",
            known->trust->centre, known->trust->server_url, trust.centre));
  }
  if (auto saved = known->store.save_trust(trust, enrolled->answer.epoch, enrolled->answer.time_ms);
      !saved) {
    return store_failure(saved.error());
  }
  return trust;
}

std::expected<storage::Trust, Trouble> move_matcher(const std::filesystem::path& data,
                                                    const std::string& server_url,
                                                    const ClientFactory& make_client) {
  const auto url = check_server_url(server_url);
  if (!url) return failure(Problem::usage, url.error().message);
  auto known = open_known(data);
  if (!known) return std::unexpected(std::move(known.error()));
  if (!known->trust) {
    return failure(Problem::not_enrolled,
                   say("This kiosk has no matcher yet; connect it with samen-sync enrol."));
  }
  storage::Trust& trust = *known->trust;
  const auto pin = pin_of(trust);
  if (!pin) return store_failure(pin.error());
  auto client = make_client(*pin);
  if (!client) return failure(Problem::insecure, client.error().message);
  HttpRequest request;
  request.url = *url + "/v1/feed";
  // Any answer will do, also a refusal: only who holds the key could give one.
  const HttpResult shown = (*client)->send(request);
  if (!shown) {
    if (shown.error().problem == Problem::wrong_key) {
      return failure(
          Problem::wrong_key,
          say("The server at this address is not the matcher this kiosk knows. Nothing was "
              "changed. If the matcher has a new TLS key, ask the coordinator for a code and "
              "run samen-sync enrol: what waits here is kept."));
    }
    return failure(
        shown.error().problem,
        say("{} ({}) Nothing was changed.", words_of(shown.error().problem), shown.error().detail));
  }
  if (!pin->matches(shown->server_key)) {
    return failure(Problem::wrong_key, say("The server at this address is not the matcher."));
  }
  if (auto saved = known->store.save_server_url(*url); !saved) return store_failure(saved.error());
  trust.server_url = *url;
  return trust;
}

}  // namespace samen::agent
