// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/audit_head.hpp"

#include <algorithm>
#include <charconv>

#include "base/file.hpp"
#include "base/say.hpp"
#include "vault/keyed_digest.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kKeyBytes = 32;

bool lies_in(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const auto inner = std::filesystem::weakly_canonical(file);
  const auto outer = std::filesystem::weakly_canonical(folder);
  return std::ranges::mismatch(outer, inner).in1 == outer.end();
}

}  // namespace

Result<void> make_head_key(const std::filesystem::path& file, const std::filesystem::path& data,
                           base::Random& random) {
  if (lies_in(file, data)) {
    return fail(Errc::invalid_input, say("the key of audit heads never lies in the data folder: "
                                         "who can rewrite the store could make heads with it"));
  }
  if (std::filesystem::exists(file)) {
    return fail(Errc::conflict,
                say("{} is there already; heads made with it need it", file.string()));
  }
  const auto text = base::to_hex(vault::make_digest_key(random)) + "\n";
  return base::write_file_durably(file, base::as_bytes(text));
}

Result<base::SecretBytes> read_head_key(const std::filesystem::path& file) {
  SAMEN_TRY(auto text, base::read_file(file, 200));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  const auto bytes = base::from_hex(text);
  if (!bytes || bytes->size() != kKeyBytes) {
    return fail(Errc::invalid_input, say("{} holds no key of audit heads", file.string()));
  }
  return base::SecretBytes(bytes->begin(), bytes->end());
}

std::string audit_head(std::span<const AuditLine> lines, const base::SecretBytes& key) {
  std::string text = "samen-audit-head-1\n" + std::to_string(lines.size()) + "\n";
  if (!lines.empty()) text += base::to_hex(lines.back().hash);
  return std::to_string(lines.size()) + "-" +
         base::to_hex(vault::keyed_digest(key, base::as_bytes(text)));
}

Result<void> check_audit_head(std::span<const AuditLine> lines, std::string_view head,
                              const base::SecretBytes& key) {
  std::size_t count = 0;
  const char* const end = head.data() + head.size();
  const auto [at, error] = std::from_chars(head.data(), end, count);
  if (error != std::errc() || at == end || *at != '-') {
    return fail(Errc::invalid_input, say("a head begins with the number of lines: 12-..."));
  }
  if (count > lines.size()) {
    return fail(Errc::storage_damaged, say("the head is of {} lines and there are {}: lines were "
                                           "taken off, or an older copy was put back",
                                           count, lines.size()));
  }
  const std::string expected = audit_head(lines.first(count), key);
  if (!vault::same_bytes(base::as_bytes(expected), base::as_bytes(head))) {
    return fail(Errc::storage_damaged, say("the head does not fit: the first {} lines are not "
                                           "those it was made of, or it was made with another key",
                                           count));
  }
  return {};
}

}  // namespace samen::server
