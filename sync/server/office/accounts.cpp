// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/accounts.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/server/office/codes.hpp"
#include "sync/server/office/routes.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/office_logins.hpp"
#include "sync/server/store/office_passkeys.hpp"
#include "sync/server/store/office_sessions.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kShortestAccountName = 2;
constexpr std::size_t kLongestAccountName = 32;

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

Result<void> refused_for(AccountTrouble trouble, const NewAccount& account) {
  switch (trouble) {
    case AccountTrouble::none:
      return {};
    case AccountTrouble::name:
      return fail(Errc::invalid_input,
                  say("the name of an account has 2 to 32 small letters, digits, dots and dashes, "
                      "and begins with a letter: anna, or a.vries"));
    case AccountTrouble::taken:
      return fail(
          Errc::conflict,
          say("there is an account of that name; a new link for it: samen-matcher office reset"));
    case AccountTrouble::role:
      return fail(Errc::invalid_input,
                  say("the office has no page for a {0} yet; the command line has: samen-matcher "
                      "--as {0} ...",
                      domain::name_of(account.role)));
    case AccountTrouble::centre_missing:
    case AccountTrouble::centre_extra:
      return fail(Errc::invalid_input,
                  say("a coordinator sees all centres; everybody else needs one: --centre NAME"));
    case AccountTrouble::centre_unknown:
      break;
  }
  return fail(
      Errc::not_found,
      say("there is no centre {} here; samen-matcher status lists them, and enrol makes one",
          account.centre));
}

struct NewLink {
  std::string token;
  OfficeInvite invite;
};
NewLink new_link(Store& store) {
  NewLink link{.token = make_token(store.random()), .invite = {}};
  link.invite = {.token = hash_of_token(store.epoch(), link.token),
                 .until_ms = store.now_ms() + kInviteMs,
                 .code_secret = make_code_secret(store.random())};
  return link;
}

InviteLink shown(const NewLink& link) {
  return {"/invite/" + link.token, link.invite.until_ms};
}

Result<OfficeAccount> known_account(Store& store, std::string_view name) {
  SAMEN_TRY(auto account, account_named(store, as_account_name(name)));
  if (account) return std::move(*account);
  return fail(Errc::not_found,
              say("there is no account of that name; samen-matcher office accounts lists them"));
}

std::string place_of(const NewAccount& account) {
  const std::string role(domain::name_of(account.role));
  return account.name + " " + role + (account.centre.empty() ? "" : " of " + account.centre);
}

bool can_coordinate(const OfficeAccount& account) {
  return account.role == domain::name_of(StaffRole::coordinator) && !account.disabled &&
         account.password;
}

Result<void> leave_a_coordinator(Store& store, const OfficeAccount& account, const Viewer& by) {
  if (by.account.empty() || !can_coordinate(account)) return {};
  SAMEN_TRY(const auto all, all_accounts(store));
  const bool another = std::ranges::any_of(all, [&account](const OfficeAccount& other) {
    return other.id != account.id && can_coordinate(other);
  });
  if (another) return {};
  return fail(Errc::permission, say("there is no other coordinator who can sign in"));
}

}  // namespace

bool is_account_name(std::string_view name) {
  return name.size() >= kShortestAccountName && name.size() <= kLongestAccountName &&
         is_small_letter(name.front()) && std::ranges::all_of(name, [](char c) {
           return is_small_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
         });
}

Result<AccountTrouble> trouble_with_place(Store& store, const NewAccount& account) {
  if (!sees_a_page({.role = account.role, .centre = account.centre})) return AccountTrouble::role;
  const bool everywhere = account.role == StaffRole::coordinator;
  if (everywhere) {
    return account.centre.empty() ? AccountTrouble::none : AccountTrouble::centre_extra;
  }
  if (account.centre.empty()) return AccountTrouble::centre_missing;
  SAMEN_TRY(const auto centre, find_centre(store, account.centre));
  return centre ? AccountTrouble::none : AccountTrouble::centre_unknown;
}

Result<AccountTrouble> trouble_with(Store& store, const NewAccount& account) {
  if (!is_account_name(account.name)) return AccountTrouble::name;
  SAMEN_TRY(const auto place, trouble_with_place(store, account));
  if (place != AccountTrouble::none) return place;
  SAMEN_TRY(const auto taken, account_named(store, account.name));
  return taken ? AccountTrouble::taken : AccountTrouble::none;
}

Result<InviteLink> invite_account(Store& store, const NewAccount& account, const Viewer& by) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto trouble, trouble_with(store, account));
  SAMEN_CHECK(refused_for(trouble, account));
  const auto link = new_link(store);
  const OfficeAccount row{.id = base::make_uuid(store.clock(), store.random()),
                          .name = account.name,
                          .role = std::string(domain::name_of(account.role)),
                          .centre = account.centre,
                          .made_ms = store.now_ms(),
                          .password = {},
                          .invite_until_ms = {}};
  SAMEN_CHECK(add_account(store, row, link.invite));
  SAMEN_CHECK(write_audit(store, by.actor(), "office_invite", place_of(account)));
  SAMEN_CHECK(transaction.commit());
  return shown(link);
}

Result<void> change_account(Store& store, const NewAccount& account, const Viewer& by) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto known, known_account(store, account.name));
  SAMEN_TRY(const auto trouble, trouble_with_place(store, account));
  SAMEN_CHECK(refused_for(trouble, account));
  if (account.role != StaffRole::coordinator) SAMEN_CHECK(leave_a_coordinator(store, known, by));
  SAMEN_CHECK(set_role(store, known.id, domain::name_of(account.role), account.centre));
  SAMEN_CHECK(write_audit(store, by.actor(), "office_change", place_of(account)));
  return transaction.commit();
}

Result<InviteLink> reset_account(Store& store, std::string_view name, const Viewer& by) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto account, known_account(store, name));
  SAMEN_CHECK(leave_a_coordinator(store, account, by));
  const auto link = new_link(store);
  SAMEN_CHECK(invite_again(store, account.id, link.invite));
  SAMEN_CHECK(remove_passkeys_of(store, account.id));
  SAMEN_CHECK(remove_login_of(store, account.id));
  SAMEN_CHECK(end_sessions_of(store, account.id));
  SAMEN_TRY(const auto who, who_tries(store, account.name));
  SAMEN_CHECK(forget_tries(store, who));
  SAMEN_CHECK(write_audit(store, by.actor(), "office_reset", account.name));
  SAMEN_CHECK(transaction.commit());
  return shown(link);
}

Result<void> close_account(Store& store, std::string_view name, const Viewer& by) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto account, known_account(store, name));
  SAMEN_CHECK(leave_a_coordinator(store, account, by));
  SAMEN_CHECK(disable_account(store, account.id));
  SAMEN_CHECK(remove_passkeys_of(store, account.id));
  SAMEN_CHECK(remove_login_of(store, account.id));
  SAMEN_CHECK(end_sessions_of(store, account.id));
  SAMEN_CHECK(write_audit(store, by.actor(), "office_disable", account.name));
  return transaction.commit();
}

std::string actor_of(const OfficeAccount& account) {
  return "office:" + account.name;
}

Result<Viewer> viewer_of(const OfficeAccount& account) {
  const auto role = domain::from_name<StaffRole>(account.role);
  if (!role)
    return fail(Errc::storage_damaged, say("an account has a role that is not known here"));
  return Viewer{.role = *role, .centre = account.centre, .account = actor_of(account)};
}

std::string as_account_name(std::string_view typed) {
  while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
  while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
  std::string name(typed);
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

}  // namespace samen::server
