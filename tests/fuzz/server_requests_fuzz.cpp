// SPDX-License-Identifier: Apache-2.0
// Any request to the matcher's service, without sockets: every path, header and body a stranger can
// send, and bodies that an enrolled kiosk has signed. The first byte chooses which.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <stdlib.h>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "protocol/http_signature.hpp"
#include "protocol/messages.hpp"
#include "protocol/record_json.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/store/devices.hpp"
#include "vault/padding.hpp"

namespace {

using namespace samen;

struct World {
  World() {
    base::set_log_level(base::LogLevel::error);
    std::string name = (std::filesystem::temp_directory_path() / "samen-fuzz-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder.root = name;
    const std::string names[] = {"127.0.0.1"};
    keys = std::make_unique<server::MatcherKeys>(
        server::make_keys(folder, names, clock.wall_ms(), random).value());
    store = std::make_unique<server::Store>(server::Store::create(folder, clock, random).value());
    const auto centre = server::ensure_centre(*store, "De Linde", "Almere").value();
    server::NewDevice device;
    device.centre = centre.id;
    device.kiosk_key = kiosk.verify_key().bytes();
    device.staff_key = keys->seal.public_key().bytes();
    device.courier_key = courier.verify_key().bytes();
    id = server::add_device(*store, device).value().id;
    // Durability is not what is under test here, and a sync for each of a million inputs is slow.
    if (!store->database().execute("PRAGMA synchronous=OFF")) std::abort();
    service = std::make_unique<server::MatcherService>(*store, *keys, folder);
  }
  ~World() {
    service.reset();
    store.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder.root, ignored);
  }

  server::DataFolder folder;
  base::ManualClock clock;
  base::SeededRandom random{1};
  vault::SigningKey kiosk = vault::SigningKey::generate(random);
  vault::SigningKey courier = vault::SigningKey::generate(random);
  std::unique_ptr<server::MatcherKeys> keys;
  std::unique_ptr<server::Store> store;
  std::unique_ptr<server::MatcherService> service;
  base::Uuid id;
};

// Text up to a line feed; takes it from `rest`.
std::string line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  std::string text(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return text;
}

void sign(World& world, server::HttpRequest& request) {
  const protocol::SignedRequest covered{request.method, std::string(request.path()),
                                        std::string(request.query()), base::as_bytes(request.body)};
  const auto headers =
      protocol::sign_request(covered, world.courier, world.id.str(), world.clock.wall_ms() / 1000,
                             base::as_bytes("0123456789abcdef"));
  request.headers = {{"content-digest", headers.content_digest},
                     {"signature-input", headers.signature_input},
                     {"signature", headers.signature}};
}

std::string batch_around(World& world, std::string_view record) {
  static std::int64_t seq = 0;
  const auto padded = vault::pad(base::as_bytes(record));
  if (!padded) return {};
  protocol::Envelope envelope;
  const auto head = protocol::read_record_head(base::as_bytes(record));
  envelope.id = head ? head->id : base::make_uuid(world.clock, world.random);
  envelope.device = world.id;
  envelope.seq = ++seq;
  envelope.key_id = world.keys->seal.public_key().id();
  envelope.body = vault::seal(world.keys->seal.public_key(), *padded).value();
  protocol::sign_envelope(envelope, world.kiosk);
  return protocol::write_json(protocol::BatchRequest{{envelope}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  if (size == 0) return 0;
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  world.clock.advance(1'000);  // so that rate limits do not hide what lies behind them
  server::HttpRequest request;
  request.peer = "10.0.0.1";
  switch (data[0] % 5) {
    case 0:  // a stranger: method, target, three header fields, body
      request.method = line(rest);
      request.target = line(rest);
      request.headers = {{"content-digest", line(rest)},
                         {"signature-input", line(rest)},
                         {"signature", line(rest)}};
      request.body = rest;
      break;
    case 1:
      request.method = "POST";
      request.target = "/v1/enrol";
      request.body = rest;
      break;
    case 2:
      request.method = "POST";
      request.target = "/v1/envelopes";
      request.body = rest;
      sign(world, request);
      break;
    case 4:  // clear bytes, sealed and signed as a kiosk does it: what opening and applying meets
      request.method = "POST";
      request.target = "/v1/envelopes";
      request.body = batch_around(world, rest);
      if (request.body.empty()) return 0;
      sign(world, request);
      break;
    default:
      request.method = "GET";
      request.target = "/v1/feed?" + line(rest);
      sign(world, request);
      break;
  }
  const auto response = world.service->handle(request);
  const bool ours = response.status == 200 || protocol::read_error(response.body).has_value();
  if (!ours || response.status == 503) std::abort();  // never an answer without words
  while (world.service->rest()) {
  }
  return 0;
}
