// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "base/random.hpp"
#include "storage/kiosk_store.hpp"
#include "sync/agent/runner.hpp"

namespace samen::agent {

struct EnrolOptions {
  std::filesystem::path data;
  std::string server_url;
  std::string code;
  bool replace = false;  // leave the matcher this kiosk knows, when that one has everything
};

// Trades a one-time code for trust. The secret leaves only after the server has shown the key that
// the code names. A kiosk that is connected already may come back to the same matcher at any time,
// with whatever it still holds: same keys, same device. On success the trust is stored; on any
// failure the kiosk knows as much as before, and the same code can be tried again unless the
// matcher has refused it. A trouble's detail is what to tell the person who typed the code.
std::expected<storage::Trust, Trouble> enrol(const EnrolOptions& options, base::Random& random,
                                             const ClientFactory& make_client);

// The same matcher under another address: it has to show the key this kiosk knows there before
// anything is changed. What waits is delivered to the new address.
std::expected<storage::Trust, Trouble> move_matcher(const std::filesystem::path& data,
                                                    const std::string& server_url,
                                                    const ClientFactory& make_client);

}  // namespace samen::agent
