// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/accounts.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/server/office/codes.hpp"
#include "sync/server/office/routes.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"
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

Result<void> check_name(std::string_view name) {
  const bool fits =
      name.size() >= kShortestAccountName && name.size() <= kLongestAccountName &&
      is_small_letter(name.front()) && std::ranges::all_of(name, [](char c) {
        return is_small_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
      });
  if (fits) return {};
  return fail(Errc::invalid_input,
              say("the name of an account has 2 to 32 small letters, digits, dots and dashes, and "
                  "begins with a letter: anna, or a.vries"));
}

Result<void> check_role(Store& store, const NewAccount& account) {
  const Viewer viewer{.role = account.role, .centre = account.centre};
  if (!sees_a_page(viewer)) {
    return fail(Errc::invalid_input, say("the office has no page for a {0} yet; the command line "
                                         "has: samen-matcher --as {0} ...",
                                         domain::name_of(account.role)));
  }
  if ((account.role == StaffRole::coordinator) != account.centre.empty()) {
    return fail(Errc::invalid_input,
                say("a coordinator sees all centres; everybody else needs one: --centre NAME"));
  }
  if (account.centre.empty()) return {};
  SAMEN_TRY(const auto centre, find_centre(store, account.centre));
  if (centre) return {};
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

}  // namespace

Result<InviteLink> invite_account(Store& store, const NewAccount& account) {
  SAMEN_CHECK(check_name(account.name));
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(check_role(store, account));
  SAMEN_TRY(const auto taken, account_named(store, account.name));
  if (taken) {
    return fail(
        Errc::conflict,
        say("there is an account of that name; a new link for it: samen-matcher office reset"));
  }
  const auto link = new_link(store);
  const std::string role(domain::name_of(account.role));
  OfficeAccount row{.id = base::make_uuid(store.clock(), store.random()),
                    .name = account.name,
                    .role = role,
                    .centre = account.centre,
                    .made_ms = store.now_ms(),
                    .password = {},
                    .invite_until_ms = {}};
  SAMEN_CHECK(add_account(store, row, link.invite));
  SAMEN_CHECK(write_audit(store, "operator", "office_invite",
                          row.name + " " + role + (row.centre.empty() ? "" : " of " + row.centre)));
  SAMEN_CHECK(transaction.commit());
  return shown(link);
}

Result<InviteLink> reset_account(Store& store, std::string_view name) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto account, known_account(store, name));
  const auto link = new_link(store);
  SAMEN_CHECK(invite_again(store, account.id, link.invite));
  SAMEN_CHECK(end_sessions_of(store, account.id));
  SAMEN_TRY(const auto who, who_tries(store, account.name));
  SAMEN_CHECK(forget_tries(store, who));
  SAMEN_CHECK(write_audit(store, "operator", "office_reset", account.name));
  SAMEN_CHECK(transaction.commit());
  return shown(link);
}

Result<void> close_account(Store& store, std::string_view name) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto account, known_account(store, name));
  SAMEN_CHECK(disable_account(store, account.id));
  SAMEN_CHECK(end_sessions_of(store, account.id));
  SAMEN_CHECK(write_audit(store, "operator", "office_disable", account.name));
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
