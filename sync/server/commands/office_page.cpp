// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/office_page.hpp"

#include "base/say.hpp"
#include "device/assets_folder.hpp"
#include "sync/server/office/accounts.hpp"
#include "sync/server/office/answers.hpp"
#include "sync/server/office/routes.hpp"
#include "sync/server/office/upload.hpp"
#include "sync/server/oidc/settings.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

ListenOptions office_options(const OfficePlace& place) {
  ListenOptions options;
  options.plain = place.plain;
  options.believe_forwarded_for = place.plain && place.forwarded_for;
  options.headers = policy_headers(!place.plain);
  options.limits.body_bytes = kMaxFormBytes;
  options.limits.larger_path = kUploadPath;
  options.limits.larger_bytes = kMaxUploadBytes;
  options.limits.connections = 512;
  // A town hall has one address and fifty people, and a browser keeps several connections; behind a
  // proxy every one is the proxy's.
  options.limits.connections_per_source = place.plain ? 0 : 256;
  return options;
}

// "https://office.example" without what stands behind the host.
Result<std::string> checked_url(const std::string& url) {
  const bool plain_text = url.find_first_of(" \t\r\n\"'<>") == std::string::npos;
  if (plain_text && url.starts_with("https://") && url.size() > 8 &&
      url.find('/', 8) == std::string::npos) {
    return url;
  }
  return fail(Errc::invalid_input,
              say("--office-url is an address as https://office.example, without a path"));
}

// Nothing where there is no such file. It is read once, at start.
Result<std::optional<OidcSettings>> own_sign_in(const DataFolder& folder, const std::string& url) {
  auto settings = OidcSettings::load(folder.home() / kOidcFile);
  if (!settings && settings.error().code == Errc::not_found &&
      !std::filesystem::exists(folder.home() / kOidcFile)) {
    return std::nullopt;
  }
  if (!settings) return std::unexpected(settings.error());
  if (!url.empty()) return std::move(*settings);
  return fail(
      Errc::invalid_input,
      say("{} needs --office-url: a provider sends browsers back to that address", kOidcFile));
}

}  // namespace

Result<std::unique_ptr<OfficePage>> OfficePage::open(const OfficePlace& place, Store& store,
                                                     const TlsIdentity& identity) {
  SAMEN_TRY(const auto address, parse_address(place.listen));
  std::string found_at;
  if (!place.url.empty()) {
    SAMEN_TRY(found_at, checked_url(place.url));
  }
  SAMEN_TRY(auto oidc, own_sign_in(store.folder(), place.url));
  SAMEN_TRY(auto lock, OfficeLock::take(store.folder()));
  const auto assets = place.assets.empty() ? device::usual_assets_folder() : place.assets;
  SAMEN_TRY(auto door, Door::open(store.folder(), store.clock(), store.random(),
                                  {.assets = assets,
                                   .cost = vault::PasswordCost::usual(),
                                   .url = place.url,
                                   .oidc = std::move(oidc)}));
  std::unique_ptr<OfficePage> page(new OfficePage(std::move(lock), std::move(door)));
  constexpr int kForgetMs = 60'000;
  SAMEN_TRY(page->listener_,
            ListenerThread::start(office_options(place), address, identity, *page->door_,
                                  {[door = page->door_.get()] { door->forget_old(); }, kForgetMs}));
  if (found_at.empty()) found_at = page->url();
  SAMEN_CHECK(store.set_setting(kOfficeUrlSetting, found_at));
  return page;
}

}  // namespace samen::server
