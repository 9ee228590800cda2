// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/audit.hpp"

#include <algorithm>

#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

vault::Digest link(base::ByteView previous, std::int64_t at_ms, std::string_view actor,
                   std::string_view action, std::string_view subject) {
  std::string text(base::as_text(previous));
  text += std::to_string(at_ms);
  for (const auto part : {actor, action, subject}) {
    text += '\n';
    text += part;
  }
  return vault::sha256(base::as_bytes(text));
}

}  // namespace

Result<void> write_audit(Store& store, std::string_view actor, std::string_view action,
                         std::string_view subject) {
  base::Bytes previous;
  {
    SAMEN_TRY(auto last,
              store.database().prepare("SELECT hash FROM audit ORDER BY number DESC LIMIT 1"));
    SAMEN_TRY(const bool row, last.step());
    if (row) previous = last.bytes(0);
  }
  const std::int64_t now = store.now_ms();
  const auto hash = link(previous, now, actor, action, subject);
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO audit (at_ms, actor, action, subject, hash) "
                                 "VALUES (?1, ?2, ?3, ?4, ?5)",
                                 {now, actor, action, subject, base::ByteView(hash)}));
  return {};
}

Result<std::vector<AuditLine>> read_audit(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT number, at_ms, actor, action, subject, hash FROM audit "
                           "ORDER BY number"));
  std::vector<AuditLine> lines;
  base::Bytes previous;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return lines;
    AuditLine line{rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4), {}};
    const auto hash = link(previous, line.at_ms, line.actor, line.action, line.subject);
    previous = rows.bytes(5);
    const auto expected = static_cast<std::int64_t>(lines.size()) + 1;
    if (line.number != expected || !vault::same_bytes(hash, previous)) {
      return fail(Errc::storage_damaged, say("the audit chain is broken at line {}", expected));
    }
    line.hash = hash;
    lines.push_back(std::move(line));
  }
}

Result<std::vector<AuditLine>> audit_about(Store& store, std::int64_t since_ms,
                                           const std::vector<std::string>& subjects) {
  // From the newest back: what is asked about is young, and the chain is long.
  SAMEN_TRY(auto rows, store.database().prepare("SELECT number, at_ms, actor, action, subject FROM "
                                                "audit ORDER BY number DESC"));
  const auto is_about = [&](std::string_view subject) {
    return std::ranges::any_of(subjects, [&](const std::string& one) {
      return subject == one || (subject.starts_with(one) && subject[one.size()] == ' ');
    });
  };
  std::vector<AuditLine> lines;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row || rows.integer(1) < since_ms) break;
    AuditLine line{rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4), {}};
    if (is_about(line.subject)) lines.push_back(std::move(line));
  }
  std::ranges::reverse(lines);
  return lines;
}

Result<void> check_audit(Store& store) {
  SAMEN_TRY([[maybe_unused]] const auto lines, read_audit(store));
  return {};
}

}  // namespace samen::server
