// SPDX-License-Identifier: Apache-2.0
// audit: the chain of what people and programs did, checked and shown.
#include "sync/server/store/audit.hpp"

#include <algorithm>
#include <ostream>

#include <nlohmann/json.hpp>

#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using nlohmann::json;

Result<void> run_audit(const AuditCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto lines, read_audit(*matcher.store));
  if (!command.head.empty() && std::ranges::none_of(lines, [&command](const AuditLine& line) {
        return base::to_hex(line.hash) == command.head;
      })) {
    return fail(Errc::storage_damaged,
                "no line of the audit chain has the hash given with --head: lines were taken off, "
                "or the chain was written anew");
  }
  const auto head = lines.empty() ? std::string() : base::to_hex(lines.back().hash);
  if (command.json) {
    json list = json::array();
    for (const auto& line : lines) {
      list.push_back({{"number", line.number},
                      {"at_ms", line.at_ms},
                      {"actor", line.actor},
                      {"action", line.action},
                      {"subject", line.subject}});
    }
    out << json{{"lines", std::move(list)}, {"head", head}}.dump() << "\n";
    return {};
  }
  const std::int64_t now = matcher.store->now_ms();
  for (const auto& line : lines) {
    out << line.number << "  " << age_in_words(now - line.at_ms) << " ago  " << line.actor << "  "
        << line.action << "  " << line.subject << "\n";
  }
  out << "The chain of " << lines.size()
      << " lines holds. Its head, to be written down elsewhere:\n"
      << "  " << head << "\n";
  return {};
}

}  // namespace samen::server
