// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/server/store/store.hpp"
#include "vault/digest.hpp"

// What people and programs did, as a chain: the hash of a line covers the line before it. A
// changed, missing or inserted line breaks it. Who can rewrite the file can also forge all later
// lines, or drop the last ones: a head that was noted elsewhere shows it (audit_head.hpp).
namespace samen::server {

// Adds one line: who did what to whom, by ids and codes, never by names.
base::Result<void> write_audit(Store& store, std::string_view actor, std::string_view action,
                               std::string_view subject);

// Errc::storage_damaged with the number of the first line that does not follow from those before.
base::Result<void> check_audit(Store& store);

struct AuditLine {
  std::int64_t number = 0;
  std::int64_t at_ms = 0;
  std::string actor;
  std::string action;
  std::string subject;
  vault::Digest hash{};
};
// All lines in order, the chain checked on the way; errors as check_audit.
base::Result<std::vector<AuditLine>> read_audit(Store& store);

// The lines since then about one of these subjects, or that begin with one and a space; oldest
// first. The chain is not checked on the way.
base::Result<std::vector<AuditLine>> audit_about(Store& store, std::int64_t since_ms,
                                                 const std::vector<std::string>& subjects);

}  // namespace samen::server
