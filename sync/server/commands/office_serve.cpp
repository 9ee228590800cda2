// SPDX-License-Identifier: Apache-2.0
// office serve: the web page as a process of its own, under a user that has none of the matcher's
// keys.
#include <ctime>
#include <ostream>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "base/secret.hpp"
#include "device/service_manager.hpp"
#include "device/signals.hpp"
#include "sync/server/commands/office_page.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/keys/certificate_care.hpp"
#include "sync/server/store/sealed.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

Result<void> check_store(const DataFolder& folder) {
  std::error_code why;
  if (!std::filesystem::exists(folder.store_key(), why) && why != std::errc::permission_denied) {
    return fail(Errc::not_found,
                say("{0} is not a store that the office shares with the matcher; the matcher's "
                    "user makes one with: samen-matcher office separate --data DATA --store {0} "
                    "--group GROUP",
                    folder.root));
  }
  return base::check_shared_folder(folder.root);
}

// What is wrong with a shared store is mended by whoever has the keys.
Result<Store> open_shared(const DataFolder& folder, const base::Clock& clock,
                          base::Random& random) {
  auto store = Store::open(folder, clock, random);
  if (store || store.error().code == Errc::permission) return store;
  return fail(store.error().code,
              say("the store in {} cannot be opened; run a command of the matcher with its own "
                  "--data, for instance samen-matcher status: it says why and how to mend it",
                  folder.root));
}

// Files that somebody put there stay; otherwise a key of its own is made, once.
Result<TlsIdentity> own_identity(const DataFolder& folder, const std::string& host,
                                 std::int64_t now_ms) {
  std::error_code ignored;
  if (!std::filesystem::exists(folder.tls_certificate(), ignored)) {
    const std::string names[] = {host, "localhost"};
    SAMEN_TRY(const auto made, make_tls_identity(names, now_ms));
    SAMEN_CHECK(save_tls_identity(made, folder.tls_key(), folder.tls_certificate()));
  }
  return load_tls_identity(folder.tls_key(), folder.tls_certificate());
}

// Renews the certificate in time; what fails is tried again in an hour and is in the log.
void serve_until_told(OfficePage& page, const DataFolder& folder, TlsIdentity& identity,
                      const base::Clock& clock) {
  const auto signals = device::ending_signals();
  constexpr timespec kEvery{.tv_sec = 3600, .tv_nsec = 0};
  for (bool told = false; !told;) {
    const auto care = care_for_certificate(folder, identity, clock.wall_ms());
    if (care.renewed) page.show(identity);
    if (!care.trouble.empty()) base::log(base::LogLevel::error, "certificate_not_renewed");
    told = sigtimedwait(&signals, nullptr, &kEvery) > 0;
  }
}

}  // namespace

Result<void> run_office_serve(const OfficeServeCommand& command, std::ostream& out) {
  base::harden_process();
  device::block_ending_signals();
  SAMEN_TRY(const auto address, parse_address(command.place.listen));
  SAMEN_CHECK(check_forwarded_for(command.place.forwarded_for, command.place.plain));
  SAMEN_CHECK(base::make_private_folder(command.home));
  const DataFolder folder{.root = command.store, .keys = command.home};
  SAMEN_CHECK(check_store(folder));
  const base::SystemClock clock;
  base::SystemRandom random;
  SAMEN_TRY(auto store, open_shared(folder, clock, random));
  SAMEN_CHECK(check_record_keys(store));
  SAMEN_TRY(auto identity, own_identity(folder, address.host, clock.wall_ms()));
  SAMEN_TRY(const auto page, OfficePage::open(command.place, store, identity));
  if (!command.ready_file.empty()) {
    SAMEN_CHECK(base::write_file_durably(command.ready_file, base::as_bytes(page->url() + "\n")));
  }
  out << "office " << page->url() << std::endl;
  device::tell_ready();
  base::speak_english();  // from here on every word is one of the log's
  base::log(base::LogLevel::info, "serving",
            {{"address", base::LogValue::public_text(page->url())}});
  serve_until_told(*page, folder, identity, clock);
  base::log(base::LogLevel::info, "stopped");
  return {};
}

}  // namespace samen::server
