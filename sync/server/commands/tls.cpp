// SPDX-License-Identifier: Apache-2.0
// tls announce, tls switch, tls cancel: the next TLS key, told to the kiosks ahead.
#include <ostream>

#include "base/file.hpp"
#include "base/say.hpp"
#include "sync/server/api/feed_cursor.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kMaxPem = std::size_t{64} * 1024;
constexpr std::string_view kAnnouncedAt = "next_tls_pin_at_ms";

std::filesystem::path next_key(const DataFolder& folder) {
  return folder.home() / "tls-next.key";
}
std::filesystem::path next_certificate(const DataFolder& folder) {
  return folder.home() / "tls-next.crt";
}

// The pin of the key to announce: of a certificate made elsewhere, of one made here before, or of a
// new one.
Result<std::string> pin_to_announce(Matcher& matcher, const std::filesystem::path& given) {
  const auto& folder = matcher.folder;
  if (given.empty() && !std::filesystem::exists(next_certificate(folder))) {
    SAMEN_TRY(const auto kept, matcher.store->setting("listen"));
    SAMEN_TRY(const auto address, parse_address(kept.value_or("127.0.0.1:8443")));
    const std::string names[] = {address.host, "localhost"};
    SAMEN_TRY(const auto made, make_tls_identity(names, matcher.store->now_ms()));
    SAMEN_CHECK(save_tls_identity(made, next_key(folder), next_certificate(folder)));
  }
  SAMEN_TRY(const auto pem,
            base::read_file(given.empty() ? next_certificate(folder) : given, kMaxPem));
  SAMEN_TRY(const auto pin, public_key_pin(pem));
  SAMEN_TRY(const auto present, public_key_pin(matcher.keys->tls.certificate_pem));
  if (pin == present) {
    return fail(Errc::conflict,
                say("this is the key that kiosks know already; there is nothing to announce"));
  }
  return base::to_hex(pin);
}

Result<void> forget_announcement(Store& store) {
  SAMEN_CHECK(store.set_setting(kNextTlsPinSetting, ""));
  return store.set_setting(kAnnouncedAt, "");
}

}  // namespace

Result<void> run_tls_announce(const TlsCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(const auto pin, pin_to_announce(matcher, command.certificate));
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto before, store.setting(kNextTlsPinSetting));
  if (before.value_or("") != pin) {
    SAMEN_CHECK(store.set_setting(kNextTlsPinSetting, pin));
    SAMEN_CHECK(store.set_setting(kAnnouncedAt, std::to_string(store.now_ms())));
    SAMEN_CHECK(write_audit(store, "operator", "announce_tls", pin));
  }
  SAMEN_CHECK(transaction.commit());
  SAMEN_TRY(const auto bytes, base::from_hex(pin));
  out << say(
      "Announced: the next TLS key has the pin sha256//{}. Kiosks take either key as soon as they "
      "have looked.\n",
      base::to_base64(bytes));
  if (command.certificate.empty()) {
    out << say(
        "It lies in tls-next.key and tls-next.crt. When every kiosk was heard: stop serve, then\n"
        "  samen-matcher tls switch --data {}\n",
        command.data);
  } else {
    out << say(
        "When every kiosk was heard, let serve or its proxy show it, then\n"
        "  samen-matcher tls cancel --data {}\n",
        command.data);
  }
  return {};
}

Result<void> run_tls_cancel(const TlsCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(forget_announcement(store));
  SAMEN_CHECK(write_audit(store, "operator", "cancel_tls", ""));
  SAMEN_CHECK(transaction.commit());
  std::error_code ignored;
  std::filesystem::remove(next_key(matcher.folder), ignored);
  std::filesystem::remove(next_certificate(matcher.folder), ignored);
  out << say("No key is announced any more; kiosks go on with the one they saw last.\n");
  return {};
}

Result<void> run_tls_switch(const TlsCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  const auto& folder = matcher.folder;
  SAMEN_TRY(const auto lock, ServeLock::take(folder));
  if (!std::filesystem::exists(next_certificate(folder))) {
    return fail(Errc::not_found,
                say("no next key was made here; begin with `samen-matcher tls announce`"));
  }
  SAMEN_TRY(const auto announced_at, store.number_setting(kAnnouncedAt));
  const std::int64_t since = announced_at.value_or(0);
  if (since == 0 && !command.force) {
    return fail(Errc::conflict, say("the next key was not announced; kiosks would refuse it"));
  }
  std::string quiet;
  SAMEN_TRY(const auto devices, all_devices(store));
  for (const auto& device : devices) {
    if (device.revoked_ms || device.last_contact_ms.value_or(0) > since) continue;
    quiet += (quiet.empty() ? "" : ", ") + std::to_string(device.number);
  }
  if (!quiet.empty() && !command.force) {
    return fail(Errc::conflict,
                say("kiosk {} was not heard since the announcement and would refuse the new key. "
                    "Wait, revoke it, or add --force: it then has to be enrolled again",
                    quiet));
  }
  // The certificate comes last: until it is in its place, doing it again finishes the change.
  std::error_code error;
  if (std::filesystem::exists(next_key(folder))) {
    std::filesystem::rename(next_key(folder), folder.tls_key(), error);
  }
  if (!error) std::filesystem::rename(next_certificate(folder), folder.tls_certificate(), error);
  if (error)
    return fail(Errc::storage, say("cannot put the new key in place: {}", error.message()));
  SAMEN_CHECK(base::sync_folder(folder.home()));
  SAMEN_TRY(const auto shown, base::read_file(folder.tls_certificate(), kMaxPem));
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(note_tls_pin(store, shown));
  SAMEN_CHECK(forget_announcement(store));
  SAMEN_CHECK(write_audit(store, "operator", "switch_tls", ""));
  SAMEN_CHECK(transaction.commit());
  out << say(
      "The next serve shows the new key. Copy tls.key and tls.crt to where the other keys are "
      "kept.\n");
  return {};
}

}  // namespace samen::server
