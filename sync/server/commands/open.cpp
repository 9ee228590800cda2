// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/open.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/number.hpp"
#include "base/say.hpp"
#include "base/secret.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/store/sealed.hpp"
#include "sync/server/store/signer.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

Result<void> refuse_half_separated(const std::filesystem::path& data) {
  const DataFolder folder{data};
  std::error_code ignored;
  if (!std::filesystem::exists(folder.separating(), ignored)) return {};
  const auto store = base::read_file(folder.separating(), 4096);
  return fail(Errc::conflict,
              say("office separate was cut off before its end; run it again: samen-matcher office "
                  "separate --data {} --store {} --group GROUP",
                  data, store.value_or("FOLDER")));
}

Result<Matcher> open_matcher(const std::filesystem::path& data) {
  base::harden_process();
  Matcher matcher;
  matcher.folder = DataFolder::at(data);
  matcher.clock = std::make_unique<base::SystemClock>();
  matcher.random = std::make_unique<base::SystemRandom>();
  SAMEN_CHECK(base::refuse_foreign_folder(data));
  SAMEN_CHECK(refuse_half_separated(data));
  if (std::filesystem::exists(matcher.folder.beginning())) {
    return fail(
        Errc::not_found,
        say("init was cut off before its end; run it again: samen-matcher init --data {}", data));
  }
  SAMEN_TRY(auto store, Store::open(matcher.folder, *matcher.clock, *matcher.random));
  SAMEN_CHECK(base::make_private_folder(data));  // refuses a folder others can read
  if (!matcher.folder.keys.empty()) SAMEN_CHECK(base::check_shared_folder(matcher.folder.root));
  matcher.store = std::make_unique<Store>(std::move(store));
  SAMEN_TRY(auto keys, load_keys(matcher.folder));
  matcher.keys = std::make_unique<MatcherKeys>(std::move(keys));
  SAMEN_CHECK(check_record_keys(*matcher.store));
  SAMEN_CHECK(check_signer(*matcher.store, matcher.keys->sign.verify_key()));
  SAMEN_CHECK(note_signer(*matcher.store, matcher.keys->sign.verify_key()));
  SAMEN_CHECK(note_tls_pin(*matcher.store, matcher.keys->tls.certificate_pem));
  // Whoever put a backup in place, by whatever means: nothing erased is seen again.
  SAMEN_TRY(const int again, redo_erasures(*matcher.store, matcher.folder));
  if (again > 0) base::log(base::LogLevel::warning, "erased_again", {{"records", again}});
  return matcher;
}

Result<void> use_backup_folders(Matcher& matcher) {
  SAMEN_TRY(const auto kept, matcher.store->setting(kBackupFolderSetting));
  const std::string text = kept.value_or("");
  const auto end = std::min(text.find('\n'), text.size());
  matcher.folder.backups = text.substr(0, end);
  matcher.folder.backups_too = end < text.size() ? text.substr(end + 1) : std::string();
  return {};
}

Result<void> note_backup_folders(Matcher& matcher,
                                 const std::vector<std::filesystem::path>& given) {
  std::string text;
  for (const auto& folder : given) {
    const auto path = std::filesystem::absolute(folder).lexically_normal().string();
    if (path == text) return fail(Errc::invalid_input, say("--backup: one folder stands twice"));
    text += (text.empty() ? "" : "\n") + path;
  }
  SAMEN_CHECK(matcher.store->set_setting(kBackupFolderSetting, text));
  return use_backup_folders(matcher);
}

Result<device::Lock> ServeLock::take(const DataFolder& folder) {
  return device::Lock::take(
      folder.serve_lock(),
      say("another samen-matcher is serving {}; stop it first", folder.home()));
}

Result<device::Lock> OfficeLock::take(const DataFolder& folder) {
  return device::Lock::take(
      folder.office_lock(),
      say("another samen-matcher is the office of {}; stop it first", folder.root));
}

std::string Address::url(std::string_view scheme) const {
  const bool v6 = host.find(':') != std::string::npos;
  return std::string(scheme) + "://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<void> check_forwarded_for(bool asked, bool plain) {
  if (!asked || plain) return {};
  return fail(Errc::invalid_input,
              say("--forwarded-for goes with --plain: only a proxy on this machine may say who a "
                  "client is"));
}

Result<Address> parse_address(const std::string& text) {
  const auto bad = [&text] {
    return fail(Errc::invalid_input,
                say("\"{}\" is not an address; write 127.0.0.1:8443 or [::1]:8443", text));
  };
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return bad();
  Address address;
  address.host = text.substr(0, colon);
  if (address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
    if (address.host.empty()) return bad();
  }
  const auto port = base::parse_number<std::uint16_t>(std::string_view(text).substr(colon + 1));
  if (!port) return bad();
  address.port = *port;
  return address;
}

}  // namespace samen::server
