// SPDX-License-Identifier: Apache-2.0
// retention: who is about to be deleted because nothing was heard of them, and who is to be kept.
#include "sync/server/cases/retention.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"

namespace samen::server {

using base::Result;
using base::say;

namespace {

void print_retention(const RetentionLook& look, const domain::RetentionRules& rules,
                     std::ostream& out) {
  out << say("Kept: who is in no match {} days since they were last heard of, who withdrew or "
             "stopped "
             "{},\nwhat they said about a match {} days after it is over. serve deletes; the audit "
             "chain says so.",
             rules.unheard, rules.withdrawn, rules.words)
      << "\n";
  if (!look.time_confirmed) {
    out << say("Nothing is deleted now: no kiosk has sent anything in the last {} days that shows "
               "that this machine's clock is right.",
               kConfirmedWithinDays)
        << "\n";
    return;
  }
  if (look.about_to_go.empty()) out << say("Nobody is about to go.") << "\n";
  for (const auto& one : look.about_to_go) {
    const auto heard = date_in_words(one.heard_ms);
    const auto goes = date_in_words(one.goes_ms);
    out << (one.withdrawn
                ? say("  {}  withdrew or stopped, last heard of {}, goes on {} or later", one.label,
                      heard, goes)
                : say("  {}  last heard of {}, goes on {} or later", one.label, heard, goes))
        << "\n";
  }
  if (look.to_reconfirm.empty()) return;
  out << say("Ask whether they still want to wait, not heard of for {} days:", rules.reconfirm);
  for (const auto& label : look.to_reconfirm) out << " " << label;
  out << "\n";
}

void print_retention_json(const RetentionLook& look, std::ostream& out) {
  auto going = nlohmann::json::array();
  for (const auto& one : look.about_to_go) {
    going.push_back({{"label", one.label},
                     {"heard_ms", one.heard_ms},
                     {"goes_ms", one.goes_ms},
                     {"withdrawn", one.withdrawn}});
  }
  out << nlohmann::json{{"time_confirmed", look.time_confirmed},
                        {"about_to_go", std::move(going)},
                        {"to_reconfirm", look.to_reconfirm}}
             .dump()
      << "\n";
}

}  // namespace

Result<void> run_retention(const RetentionCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  if (!command.keep.empty()) {
    SAMEN_TRY(auto transaction, store.begin());
    SAMEN_CHECK(keep_from_going(store, command.keep));
    SAMEN_CHECK(transaction.commit());
  }
  SAMEN_TRY(const auto policy, programme_policy(matcher.folder));
  SAMEN_TRY(const auto look, look_at_retention(store));
  if (command.json) {
    print_retention_json(look, out);
  } else {
    print_retention(look, policy.retention, out);
  }
  return {};
}

}  // namespace samen::server
