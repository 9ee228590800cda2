// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <thread>

#include "base/log.hpp"
#include "sync/server/oidc/client.hpp"

// Sign-ins that wait for a provider, each on a thread of its own, so that no page of the office
// waits with them. To be called by one thread.
namespace samen::server {

enum class OidcStage : std::uint8_t {
  none,  // there is no such sign-in, or it was told already
  running,
  done,  // who it is, or why nobody knows
};

struct OidcLook {
  OidcStage stage = OidcStage::none;
  std::optional<base::Result<IdToken>> found = {};  // once it is done
};

class OidcDesk {
 public:
  static constexpr std::size_t kMostAtOnce = 8;
  static constexpr std::int64_t kForgottenMs = 2 * 60 * 1000;

  // The clock must outlive it.
  OidcDesk(OidcSettings settings, const base::Clock& clock, std::string redirect)
      : client_(std::move(settings), clock, std::move(redirect)), clock_(clock) {}
  ~OidcDesk();
  OidcDesk(const OidcDesk&) = delete;
  OidcDesk& operator=(const OidcDesk&) = delete;

  const OidcClient& client() const { return client_; }
  // Null: it is being asked, or did not answer (away()); ask again in a moment.
  std::shared_ptr<const OidcProvider> provider();
  bool away() const { return away_; }
  // False when as many as may are under way. `flow` names the browser's.
  bool begin(const std::string& flow, OidcExchange exchange);
  // What is done is told once.
  OidcLook look(const std::string& flow);
  // To be called now and then: what nobody came back for is gone.
  void drop_old();

 private:
  struct Job {
    std::int64_t begun_ms = 0;
    std::atomic<bool> done = false;
    std::optional<base::Result<IdToken>> found;
    std::thread thread;
  };
  void learn_aside();

  OidcClient client_;
  const base::Clock& clock_;
  std::map<std::string, std::unique_ptr<Job>> jobs_;
  std::thread learner_;
  std::atomic<bool> learning_ = false;
  std::atomic<bool> away_ = false;
  std::int64_t asked_ms_ = 0;
};

}  // namespace samen::server
