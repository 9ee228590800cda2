// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "storage/kiosk_store.hpp"
#include "sync/agent/runner.hpp"

namespace samen::agent {

// Exit codes of samen-sync, so that an installer's script can tell them apart.
enum class Exit : int {
  ok = 0,
  failed = 1,  // anything without a number of its own
  usage = 2,   // a wrong option or address
  code_mistyped = 3,
  not_initialised = 4,
  unreachable = 5,  // also: timeout, cut off
  wrong_key = 6,
  code_refused = 7,  // never given out, used up, or withdrawn
  code_expired = 8,
  not_our_server = 9,
  too_many_tries = 10,
  already_enrolled = 11,
  storage = 12,
  busy_folder = 13,  // another courier works here
};

struct EnrolOptions {
  std::filesystem::path data;
  std::string server_url;
  std::string code;
  bool replace = false;  // leave the matcher this kiosk knows, when that one has everything
};

// What to tell the person who typed the code: what happened, what it means, what to do.
struct EnrolFailure {
  Exit exit = Exit::failed;
  std::string words;
};

// Trades a one-time code for trust. The secret leaves only after the server has shown the key that
// the code names. On success the trust is stored; on any failure the kiosk knows as much as
// before, and the same code can be tried again unless the matcher has refused it.
std::expected<storage::Trust, EnrolFailure> enrol(const EnrolOptions& options, base::Random& random,
                                                  const ClientFactory& make_client);

}  // namespace samen::agent
