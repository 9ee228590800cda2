// SPDX-License-Identifier: Apache-2.0
#include "sync/server/oidc/desk.hpp"

#include <algorithm>

namespace samen::server {

using base::Result;

namespace {

constexpr std::int64_t kAskAgainMs = 5'000;

// For whoever runs it; nothing of it is about a person.
void log_oidc(const base::Error& error) {
  base::log(base::LogLevel::warning, "oidc_refused",
            {{"code", error.code}, {"why", base::LogValue::public_text(error.message)}});
}

}  // namespace

OidcDesk::~OidcDesk() {
  client_.stop();
  for (auto& [flow, job] : jobs_) job->thread.join();
  if (learner_.joinable()) learner_.join();
}

void OidcDesk::learn_aside() {
  if (learning_) return;
  if (asked_ms_ != 0 && clock_.mono_ms() - asked_ms_ < kAskAgainMs) return;
  if (learner_.joinable()) learner_.join();
  asked_ms_ = std::max<std::int64_t>(clock_.mono_ms(), 1);
  learning_ = true;
  away_ = false;
  learner_ = std::thread([this] {
    const auto learned = client_.learn();
    if (!learned) log_oidc(learned.error());
    away_ = !learned;
    learning_ = false;
  });
}

std::shared_ptr<const OidcProvider> OidcDesk::provider() {
  if (client_.is_old()) learn_aside();
  return client_.known();
}

bool OidcDesk::begin(const std::string& flow, OidcExchange exchange) {
  drop_old();
  if (jobs_.size() >= kMostAtOnce || jobs_.contains(flow)) return false;
  auto made = std::make_unique<Job>();
  made->begun_ms = clock_.mono_ms();
  made->thread = std::thread([this, job = made.get(), exchange = std::move(exchange)] {
    job->found = client_.exchange(exchange);
    if (!*job->found) log_oidc(job->found->error());
    job->done = true;
  });
  jobs_.emplace(flow, std::move(made));
  return true;
}

OidcLook OidcDesk::look(const std::string& flow) {
  const auto job = jobs_.find(flow);
  if (job == jobs_.end()) return {};
  if (!job->second->done) return {.stage = OidcStage::running};
  job->second->thread.join();
  OidcLook look{.stage = OidcStage::done, .found = std::move(job->second->found)};
  jobs_.erase(job);
  return look;
}

void OidcDesk::drop_old() {
  for (auto job = jobs_.begin(); job != jobs_.end();) {
    const bool old = clock_.mono_ms() - job->second->begun_ms >= kForgottenMs;
    if (!job->second->done || !old) {
      ++job;
      continue;
    }
    job->second->thread.join();
    job = jobs_.erase(job);
  }
}

}  // namespace samen::server
