// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "sync/server/oidc/discovery.hpp"
#include "sync/server/oidc/id_token.hpp"

namespace samen::server {

// A provider as it was asked last.
struct OidcProvider {
  OidcEndpoints at;
  OidcKeys keys;
};

// What a browser brought back, and what it was sent away with.
struct OidcExchange {
  std::string code;
  std::string verifier;  // of PKCE
  std::string nonce;
};

// Where a browser is sent, and what for.
struct OidcQuestion {
  std::string state;
  std::string nonce;
  std::string challenge;  // BASE64URL(SHA256(verifier))
};

// Speaks to one provider: seconds at most, bodies with limits, no redirects. Blocks, so it is for
// threads that may; safe to share between them.
class OidcClient {
 public:
  // The clock must outlive it. `redirect`: where the provider sends browsers back to.
  OidcClient(OidcSettings settings, const base::Clock& clock, std::string redirect)
      : settings_(std::move(settings)), clock_(clock), redirect_(std::move(redirect)) {}

  // What is known of the provider now; null: it was not asked yet, or did not answer.
  std::shared_ptr<const OidcProvider> known() const;
  bool is_old() const;  // or not there
  // Asks for addresses and keys. Errc::network, Errc::unavailable; errors of what it says.
  base::Result<std::shared_ptr<const OidcProvider>> learn();
  base::Result<IdToken> exchange(const OidcExchange& exchange);
  std::string address(const OidcProvider& provider, const OidcQuestion& question) const;

  const OidcSettings& settings() const { return settings_; }
  const std::string& redirect() const { return redirect_; }
  // Ends what is under way.
  void stop() { stopping_ = true; }

 private:
  base::Result<std::string> ask(const std::string& url, const std::string* form,
                                std::size_t most) const;
  base::Result<std::string> token_for(const OidcProvider& provider,
                                      const OidcExchange& exchange) const;

  OidcSettings settings_;
  const base::Clock& clock_;
  std::string redirect_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::shared_ptr<const OidcProvider> provider_;
  std::int64_t learned_ms_ = 0;
};

}  // namespace samen::server
