// SPDX-License-Identifier: Apache-2.0
// retention: who is about to be deleted because nothing was heard of them, and who is to be kept.
#include "sync/server/cases/retention.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"

namespace samen::server {

using base::Result;

namespace {

void print_retention(const RetentionLook& look, const domain::RetentionRules& rules,
                     std::ostream& out) {
  out << "Kept: who is in no match " << rules.unheard << " days since they were last heard of, who "
      << "withdrew or stopped " << rules.withdrawn << ",\nwhat they said about a match "
      << rules.words << " days after it is over. serve deletes; the audit chain says so.\n";
  if (!look.time_confirmed) {
    out << "Nothing is deleted now: no kiosk has sent anything in the last " << kConfirmedWithinDays
        << " days that shows that this machine's clock is right.\n";
    return;
  }
  if (look.about_to_go.empty()) out << "Nobody is about to go.\n";
  for (const auto& one : look.about_to_go) {
    out << "  " << one.label << (one.withdrawn ? "  withdrew or stopped, " : "  ")
        << "last heard of " << date_in_words(one.heard_ms) << ", goes on "
        << date_in_words(one.goes_ms) << " or later\n";
  }
  if (look.to_reconfirm.empty()) return;
  out << "Ask whether they still want to wait, not heard of for " << rules.reconfirm << " days:";
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
