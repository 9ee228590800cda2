// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/gate.hpp"

#include <algorithm>

#include "sync/server/office/accounts.hpp"
#include "sync/server/office/codes.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/store/audit.hpp"

namespace samen::server {

using base::Result;

namespace {

// An office behind one address comes in at nine o'clock; whoever guesses gets ten tries a minute.
constexpr int kTriesOfASource = 20;
constexpr std::int64_t kTryOfASourceMs = 6'000;
// A try takes a fifth of a second: so much of the time goes to them at most, and pages are answered
// in between.
constexpr int kTriesInAll = 20;
constexpr std::int64_t kTryInAllMs = 1'000;
constexpr std::int64_t kSeenEveryMs = 60'000;  // a look is no write each time

Verdict waiting(std::int64_t wait_ms) {
  return {.notice = DoorNotice::wait, .wait_ms = wait_ms};
}
Verdict refused(DoorNotice notice) {
  return {.notice = notice};
}

bool link_counts(const std::optional<OfficeAccount>& account, std::int64_t now_ms) {
  return account && !account->disabled && account->invite_until_ms.value_or(0) > now_ms &&
         *account->invite_until_ms <= now_ms + kInviteMs;
}

}  // namespace

Gate::Gate(Store& store, PasswordRules rules, vault::PasswordCost cost,
           std::optional<PasskeySite> site)
    : store_(store),
      rules_(std::move(rules)),
      cost_(cost),
      site_(std::move(site)),
      challenges_(store.clock(), store.random()),
      by_source_(store.clock(), kTriesOfASource, kTryOfASourceMs),
      in_all_(store.clock(), kTriesInAll, kTryInAllMs),
      nobodys_secret_(make_code_secret(store.random())) {}

Result<std::unique_ptr<Gate>> Gate::open(Store& store, const std::filesystem::path& common,
                                         vault::PasswordCost cost,
                                         std::optional<PasskeySite> site) {
  SAMEN_TRY(auto rules, PasswordRules::load(common));
  std::unique_ptr<Gate> gate(new Gate(store, std::move(rules), cost, std::move(site)));
  const base::SecretText nobodys(make_token(store.random()));
  SAMEN_TRY(gate->nobodys_password_, vault::hash_password(nobodys, cost));
  return gate;
}

vault::Digest Gate::hash(std::string_view token) const {
  return hash_of_token(store_.epoch(), token);
}

std::int64_t Gate::wait_of(std::string_view source) {
  const auto wait = std::max(by_source_.retry_after_ms(source), in_all_.retry_after_ms(""));
  if (wait == 0) {
    by_source_.take(source);
    in_all_.take("");
  }
  return wait;
}

Result<Gate::Tried> Gate::count(std::string_view account) {
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto who, who_tries(store_, account));
  SAMEN_TRY(const auto kept, tries_of(store_, who));
  const auto tries = device::carry_over(kept, store_.clock());
  Tried tried{.wait_ms = device::retry_after_ms(tries, store_.clock()), .account = {}};
  const auto counted = tried.wait_ms > 0 ? tries : device::count_try(tries, store_.clock());
  SAMEN_CHECK(note_tries(store_, who, counted));
  SAMEN_TRY(tried.account, account_named(store_, account));
  // In the same transaction, so that it takes no longer where somebody has the name.
  if (tried.account && tried.wait_ms == 0 && device::pin_wait_ms(counted.tries) > 0) {
    SAMEN_CHECK(write_audit(store_, "office", "many_tries",
                            tried.account->name + " " + std::to_string(counted.tries)));
  }
  SAMEN_CHECK(transaction.commit());
  return tried;
}

Result<std::string> Gate::begin_session_of(const OfficeAccount& account, std::string_view act) {
  const auto token = make_token(store_.random());
  SAMEN_TRY(const auto who, who_tries(store_, account.name));
  SAMEN_CHECK(forget_tries(store_, who));
  SAMEN_CHECK(end_old_sessions(store_, store_.now_ms() - kSessionLongestMs,
                               store_.now_ms() - kSessionIdleMs));
  SAMEN_CHECK(begin_session(store_, hash(token), account.id));
  SAMEN_CHECK(write_audit(store_, actor_of(account), act, account.name));
  return token;
}

Result<Verdict> Gate::sign_in(const SignIn& given) {
  if (const auto wait = wait_of(given.source); wait > 0) return waiting(wait);
  SAMEN_TRY(const auto tried, count(as_account_name(given.account)));
  if (tried.wait_ms > 0) return waiting(tried.wait_ms);
  // Somebody or nobody: the same work, and one verdict.
  const bool somebody = tried.account && !tried.account->disabled && tried.account->password;
  ++passwords_checked_;
  const bool fits =
      vault::password_fits(somebody ? *tried.account->password : nobodys_password_, given.password);
  base::SecretBytes secret = nobodys_secret_;
  if (somebody) {
    SAMEN_TRY(secret, code_secret_of(store_, tried.account->id));
  }
  const auto step =
      step_of_code(secret, given.code, store_.now_ms(), somebody ? tried.account->used_step : 0);
  if (!somebody || !fits || !step) return refused(DoorNotice::wrong);
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto still, account_named(store_, tried.account->name));
  if (!still || still->disabled || still->password != tried.account->password ||
      still->used_step >= *step) {
    return refused(DoorNotice::wrong);  // changed meanwhile
  }
  SAMEN_CHECK(take_step(store_, still->id, *step));
  SAMEN_TRY(auto token, begin_session_of(*still, "sign_in"));
  SAMEN_CHECK(transaction.commit());
  return Verdict{.token = std::move(token)};
}

Result<std::optional<Invitation>> Gate::invitation(std::string_view token) {
  SAMEN_TRY(const auto account, account_with_invite(store_, hash(token)));
  if (!link_counts(account, store_.now_ms())) return std::nullopt;
  SAMEN_TRY(const auto secret, code_secret_of(store_, account->id));
  return Invitation{.token = std::string(token),
                    .account = account->name,
                    .secret = typed_secret(secret),
                    .uri = secret_uri(secret, account->name)};
}

Result<Verdict> Gate::accept(const NewPassword& given) {
  if (const auto wait = wait_of(given.source); wait > 0) return waiting(wait);
  SAMEN_TRY(const auto account, account_with_invite(store_, hash(given.token)));
  if (!link_counts(account, store_.now_ms())) return refused(DoorNotice::link_over);
  if (given.password != given.again) return refused(DoorNotice::passwords_differ);
  if (given.password.size() > kLongestPassword) return refused(DoorNotice::common_password);
  switch (rules_.look(given.password, account->name)) {
    case PasswordTrouble::too_short:
      return refused(DoorNotice::short_password);
    case PasswordTrouble::too_common:
      return refused(DoorNotice::common_password);
    case PasswordTrouble::none:
      break;
  }
  SAMEN_TRY(const auto secret, code_secret_of(store_, account->id));
  const auto step = step_of_code(secret, given.code, store_.now_ms(), account->used_step);
  if (!step) return refused(DoorNotice::wrong_code);
  // Nobody waits for the store while this is made.
  SAMEN_TRY(const auto made, vault::hash_password(given.password, cost_));
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto still, account_with_invite(store_, hash(given.token)));
  if (!link_counts(still, store_.now_ms())) return refused(DoorNotice::link_over);
  SAMEN_CHECK(set_password(store_, account->id, made));
  SAMEN_CHECK(take_step(store_, account->id, *step));
  SAMEN_TRY(auto token, begin_session_of(*account, "accept_invite"));
  SAMEN_CHECK(transaction.commit());
  return Verdict{.token = std::move(token)};
}

Result<Verdict> Gate::confirm(std::string_view token, std::string_view code,
                              std::string_view source) {
  if (const auto wait = wait_of(source); wait > 0) return waiting(wait);
  SAMEN_TRY(const auto known, session(token));
  if (!known) return refused(DoorNotice::session_over);
  SAMEN_TRY(const auto tried, count(known->account.name));
  if (tried.wait_ms > 0) return waiting(tried.wait_ms);
  SAMEN_TRY(const auto secret, code_secret_of(store_, known->account.id));
  const auto step = step_of_code(secret, code, store_.now_ms(), known->account.used_step);
  if (!step) return refused(DoorNotice::wrong_code);
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto who, who_tries(store_, known->account.name));
  SAMEN_CHECK(take_step(store_, known->account.id, *step));
  SAMEN_CHECK(forget_tries(store_, who));
  SAMEN_CHECK(note_confirmed(store_, hash(token)));
  SAMEN_CHECK(transaction.commit());
  return Verdict{};
}

Result<std::optional<OfficeSession>> Gate::session(std::string_view token) {
  if (!is_token(token)) return std::nullopt;
  SAMEN_TRY(auto session, session_with(store_, hash(token)));
  if (!session) return std::nullopt;
  const auto now = store_.now_ms();
  // A moment in the future is a clock that was set back: nobody knows how long it was, so it ends.
  const auto over = [now](std::int64_t since_ms, std::int64_t limit_ms) {
    return since_ms > now + kSeenEveryMs || now - since_ms >= limit_ms;
  };
  if (over(session->begun_ms, kSessionLongestMs) || over(session->seen_ms, kSessionIdleMs)) {
    return std::nullopt;
  }
  if (now - session->seen_ms >= kSeenEveryMs) {
    SAMEN_TRY(auto transaction, store_.begin());
    SAMEN_CHECK(note_seen(store_, hash(token)));
    SAMEN_CHECK(transaction.commit());
  }
  return session;
}

bool Gate::is_confirmed(const OfficeSession& session) const {
  const auto age = store_.now_ms() - session.confirmed_ms;
  return age >= 0 && age < kConfirmedMs;
}

Result<void> Gate::sign_out(std::string_view token) {
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto known, session_with(store_, hash(token)));
  if (!known) return {};
  SAMEN_CHECK(end_session(store_, hash(token)));
  SAMEN_CHECK(write_audit(store_, actor_of(known->account), "sign_out", known->account.name));
  return transaction.commit();
}

}  // namespace samen::server
