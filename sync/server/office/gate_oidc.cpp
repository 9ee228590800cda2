// SPDX-License-Identifier: Apache-2.0
// The gate's answers about a municipality's own sign-in. Whose account it is was said by whoever is
// signed in to it, never by a name or an address that a provider tells.
#include "sync/server/office/accounts.hpp"
#include "sync/server/office/codes.hpp"
#include "sync/server/office/gate.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/office_logins.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

bool may_come_in(const std::optional<OfficeAccount>& account) {
  return account && !account->disabled && account->password;
}

}  // namespace

Result<std::optional<OfficeAccount>> Gate::account_of_login(const vault::Digest& who) {
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto login, login_with(store_, who));
  std::optional<OfficeAccount> account;
  if (login) {
    SAMEN_TRY(account, account_with_id(store_, login->account));
  }
  if (may_come_in(account)) {
    SAMEN_CHECK(note_login_used(store_, *login));
  } else {
    account.reset();
    SAMEN_CHECK(write_audit(store_, "office", "login_refused", "nobody"));
  }
  SAMEN_CHECK(transaction.commit());
  return account;
}

Result<Verdict> Gate::sign_in_login(const base::Uuid& account) {
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto known, account_with_id(store_, account));
  SAMEN_TRY(const auto login, login_of(store_, account));
  if (!may_come_in(known) || !login) return Verdict{.notice = DoorNotice::oidc_unknown};
  SAMEN_TRY(auto token, begin_session_of(*known, "sign_in_login"));
  // Who signed in there this morning is not asked again: that says nothing of who sits here now.
  SAMEN_CHECK(note_unconfirmed(store_, hash(token)));
  SAMEN_CHECK(transaction.commit());
  return Verdict{.token = std::move(token)};
}

Result<Verdict> Gate::sign_in_code(const base::Uuid& account, std::string_view code,
                                   std::string_view source) {
  if (const auto wait = wait_of(source); wait > 0) {
    return Verdict{.notice = DoorNotice::wait, .wait_ms = wait};
  }
  SAMEN_TRY(const auto known, account_with_id(store_, account));
  if (!may_come_in(known)) return Verdict{.notice = DoorNotice::oidc_unknown};
  SAMEN_TRY(const auto tried, count(known->name));
  if (tried.wait_ms > 0) return Verdict{.notice = DoorNotice::wait, .wait_ms = tried.wait_ms};
  SAMEN_TRY(const auto secret, code_secret_of(store_, account));
  const auto step = step_of_code(secret, code, store_.now_ms(), known->used_step);
  if (!step) return Verdict{.notice = DoorNotice::wrong_code};
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto still, account_with_id(store_, account));
  SAMEN_TRY(const auto login, login_of(store_, account));
  if (!may_come_in(still) || !login) return Verdict{.notice = DoorNotice::oidc_unknown};
  if (still->used_step >= *step) return Verdict{.notice = DoorNotice::wrong_code};
  SAMEN_CHECK(take_step(store_, account, *step));
  SAMEN_TRY(auto token, begin_session_of(*still, "sign_in_login"));
  SAMEN_CHECK(transaction.commit());
  return Verdict{.token = std::move(token)};
}

Result<LoginTrouble> Gate::link(const OfficeSession& session, const vault::Digest& who) {
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto theirs, login_of(store_, session.account.id));
  if (theirs) return LoginTrouble::have;
  SAMEN_TRY(const auto others, login_with(store_, who));
  if (others) return LoginTrouble::taken;
  SAMEN_CHECK(add_login(store_, session.account.id, who));
  SAMEN_CHECK(write_audit(store_, actor_of(session.account), "add_login", session.account.name));
  SAMEN_CHECK(transaction.commit());
  return LoginTrouble::none;
}

Result<void> Gate::unlink(const OfficeSession& session) {
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const bool was, remove_login_of(store_, session.account.id));
  if (!was) return {};
  SAMEN_CHECK(write_audit(store_, actor_of(session.account), "remove_login", session.account.name));
  return transaction.commit();
}

}  // namespace samen::server
