// SPDX-License-Identifier: Apache-2.0
// office invite, accounts, reset, disable: who may sign in at the office.
#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "sync/server/cases/staff_state.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/office/accounts.hpp"

namespace samen::server {

using base::Result;
using base::say;
using base::to_say;
using base::translated;

namespace {

// A value of the JSON; translated() for people.
std::string_view how_it_is(AccountState state) {
  switch (state) {
    case AccountState::active:
      return to_say("in use");
    case AccountState::locked:
      return to_say("locked");
    case AccountState::invited:
      return to_say("invited");
    case AccountState::link_over:
      return to_say("link too old");
    case AccountState::gone:
      break;
  }
  return to_say("disabled");
}

Result<void> print_link(Store& store, const std::string& name, const InviteLink& link,
                        std::ostream& out) {
  SAMEN_TRY(const auto url, store.setting(kOfficeUrlSetting));
  out << say("A link for {}, once and within 24 hours. Whoever has it has the account: give it to "
             "them and nobody else.\n",
             name)
      << "  " << url.value_or("") << link.path << "\n";
  if (!url)
    out << say("Put the office's address in front; it is known here once serve --office ran.\n");
  return {};
}

}  // namespace

Result<void> run_office_invite(const OfficeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto link,
            invite_account(*matcher.store,
                           {.name = command.name, .role = command.role, .centre = command.centre}));
  return print_link(*matcher.store, command.name, link, out);
}

Result<void> run_office_reset(const OfficeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto link, reset_account(*matcher.store, command.name));
  return print_link(*matcher.store, command.name, link, out);
}

Result<void> run_office_disable(const OfficeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_CHECK(close_account(*matcher.store, command.name));
  out << say("{} cannot sign in any more, and is signed out.\n", command.name);
  return {};
}

Result<void> run_office_accounts(const OfficeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto accounts, all_accounts(*matcher.store));
  if (command.json) {
    auto list = nlohmann::json::array();
    for (const auto& account : accounts) {
      SAMEN_TRY(const auto state, state_of(*matcher.store, account));
      list.push_back({{"name", account.name},
                      {"role", account.role},
                      {"centre", account.centre},
                      {"state", how_it_is(state)}});
    }
    out << nlohmann::json{{"accounts", list}}.dump(2) << "\n";
    return {};
  }
  if (accounts.empty()) out << say("Nobody has an account yet: samen-matcher office invite.\n");
  for (const auto& account : accounts) {
    SAMEN_TRY(const auto state, state_of(*matcher.store, account));
    out << account.name << ", "
        << (account.centre.empty() ? account.role : say("{} of {}", account.role, account.centre))
        << ": " << translated(how_it_is(state)) << "\n";
  }
  return {};
}

}  // namespace samen::server
