// SPDX-License-Identifier: Apache-2.0
// audit: the chain of what people and programs did, checked and shown.
#include "sync/server/store/audit.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit_head.hpp"

namespace samen::server {

using base::Result;
using base::say;
using nlohmann::json;

namespace {

// The head that was asked for; empty: none was.
Result<std::string> head_of(const AuditCommand& command, const std::vector<AuditLine>& lines) {
  if (command.key.empty()) return std::string();
  SAMEN_TRY(const auto key, read_head_key(command.key));
  if (!command.check.empty()) SAMEN_CHECK(check_audit_head(lines, command.check, key));
  return command.head ? audit_head(lines, key) : std::string();
}

}  // namespace

Result<void> run_audit(const AuditCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  if (!command.key_new.empty()) {
    SAMEN_CHECK(make_head_key(command.key_new, command.data, matcher.store->random()));
    out << say("Keep {} away from this machine; heads made with it need it.\n", command.key_new);
    return {};
  }
  SAMEN_TRY(const auto lines, read_audit(*matcher.store));
  SAMEN_TRY(const auto head, head_of(command, lines));
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
    out << line.number << "  " << say("{} ago", age_in_words(now - line.at_ms)) << "  "
        << line.actor << "  " << line.action << "  " << line.subject << "\n";
  }
  out << say("The chain of {} lines holds.\n", lines.size());
  if (!command.check.empty()) out << say("The head that was noted fits to it.\n");
  if (!head.empty()) out << say("Its head, to be noted elsewhere:\n") << "  " << head << "\n";
  return {};
}

}  // namespace samen::server
