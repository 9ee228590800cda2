// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/oidc_flows.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/number.hpp"
#include "sync/server/office/tokens.hpp"
#include "vault/keyed_digest.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kFlowParts = 5;  // use, until, account, random, mark
constexpr std::size_t kLongestFlow = 300;

}  // namespace

OidcFlows::OidcFlows(const base::Clock& clock, base::Random& random)
    : clock_(clock), random_(random), key_(vault::make_digest_key(random)) {}

std::string OidcFlows::derived(std::string_view purpose, std::string_view text) const {
  const std::string all = "samen-office-oidc-1\n" + std::string(purpose) + "\n" + std::string(text);
  return base::to_hex(vault::keyed_digest(key_, base::as_bytes(all)));
}

std::string OidcFlows::make(OidcUse use, std::string_view token, const base::Uuid& account) {
  const std::string said = std::to_string(static_cast<int>(use)) + "." +
                           std::to_string(clock_.mono_ms() + kOidcFlowMs) + "." + account.str() +
                           "." + make_token(random_);
  return said + "." + derived("mark\n" + std::string(token), said);
}

std::optional<OidcFlow> OidcFlows::read(std::string_view cookie, std::string_view token) const {
  if (cookie.size() > kLongestFlow || std::ranges::count(cookie, '.') != kFlowParts - 1) {
    return std::nullopt;
  }
  const auto last = cookie.rfind('.');
  const auto said = cookie.substr(0, last);
  if (!vault::same_bytes(base::as_bytes(derived("mark\n" + std::string(token), said)),
                         base::as_bytes(cookie.substr(last + 1)))) {
    return std::nullopt;
  }
  // From here on it is as we wrote it.
  const auto until_at = said.find('.') + 1;
  const auto account_at = said.find('.', until_at) + 1;
  const auto until_ms =
      base::parse_number<std::int64_t>(said.substr(until_at, account_at - until_at - 1));
  const auto account = base::Uuid::parse(said.substr(account_at, said.rfind('.') - account_at));
  if (!until_ms || !account || *until_ms <= clock_.mono_ms()) return std::nullopt;
  return OidcFlow{.use = static_cast<OidcUse>(said.front() - '0'),
                  .account = *account,
                  .id = derived("id", said),
                  .state = derived("state", said),
                  .nonce = derived("nonce", said),
                  .verifier = derived("verifier", said)};
}

bool OidcFlows::take(const OidcFlow& flow) {
  const auto now_ms = clock_.mono_ms();
  // As many as came back within ten minutes, and tries are limited.
  std::erase_if(taken_, [now_ms](const auto& each) { return each.second <= now_ms; });
  return taken_.emplace(flow.id, now_ms + kOidcFlowMs).second;
}

}  // namespace samen::server
