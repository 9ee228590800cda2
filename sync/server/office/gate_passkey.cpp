// SPDX-License-Identifier: Apache-2.0
// The gate's answers about passkeys. Nobody is told more of a passkey that is not taken than that:
// who proved to have it is told why it is locked.
#include <algorithm>

#include "base/log.hpp"
#include "base/say.hpp"
#include "sync/server/office/accounts.hpp"
#include "sync/server/office/gate.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/store/audit.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

Verdict not_taken(DoorNotice notice) {
  return {.notice = notice};
}

// For whoever wonders why: another address than --office-url says is the usual reason.
void log_refused(const base::Error& error) {
  base::log(base::LogLevel::info, "passkey_refused",
            {{"code", error.code}, {"why", base::LogValue::public_text(error.message)}});
}

// Both are as the authenticator counts; one that does not count says 0 for ever.
bool went_back(std::uint32_t before, std::uint32_t now) {
  return (before != 0 || now != 0) && now <= before;
}

bool is_passkey_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestPasskeyName && base::is_utf8(name) &&
         std::ranges::none_of(name, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

}  // namespace

Challenge Gate::challenge(PasskeyUse use, std::string_view token) {
  return challenges_.make(use, token);
}

Result<Gate::Proven> Gate::prove(PasskeyUse use, const PasskeyTry& given) {
  if (const auto wait = wait_of(given.source); wait > 0) {
    return Proven{.verdict = {.notice = DoorNotice::wait, .wait_ms = wait}};
  }
  const auto challenge = challenge_in(*site_, ClientDataType::get, given.used.client_data);
  if (!challenge) {
    log_refused(challenge.error());
    return Proven{.verdict = not_taken(DoorNotice::passkey_wrong)};
  }
  if (!challenges_.take(use, given.token, *challenge, given.ticket)) {
    return Proven{.verdict = not_taken(DoorNotice::passkey_late)};
  }
  SAMEN_TRY(auto passkey, passkey_with(store_, given.used.credential));
  if (!passkey) return Proven{.verdict = not_taken(DoorNotice::passkey_wrong)};
  SAMEN_TRY(const auto owner, account_with_id(store_, passkey->account));
  if (!owner) return Proven{.verdict = not_taken(DoorNotice::passkey_wrong)};
  return prove_with(given, {.account = *owner, .passkey = std::move(*passkey)});
}

Result<Gate::Proven> Gate::prove_with(const PasskeyTry& given, Proven proven) {
  SAMEN_TRY(const auto tried, count(proven.account.name));
  if (tried.wait_ms > 0) {
    proven.verdict = {.notice = DoorNotice::wait, .wait_ms = tried.wait_ms};
    return proven;
  }
  const auto& passkey = proven.passkey;
  const bool theirs =
      given.used.user.empty() || vault::same_bytes(given.used.user, proven.account.id.bytes);
  const auto counter = check_passkey(
      *site_, {.algorithm = passkey.algorithm, .bytes = passkey.public_key}, given.used);
  if (!counter) log_refused(counter.error());
  if (!counter || !theirs || proven.account.disabled || !proven.account.password) {
    proven.verdict = not_taken(DoorNotice::passkey_wrong);
    return proven;
  }
  proven.counter = *counter;
  if (!passkey.locked && !went_back(passkey.counter, *counter)) return proven;
  proven.verdict = not_taken(DoorNotice::passkey_locked);
  if (passkey.locked) return proven;
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_CHECK(lock_passkey(store_, passkey.id));
  SAMEN_CHECK(write_audit(store_, "office", "passkey_locked", proven.account.name));
  SAMEN_CHECK(transaction.commit());
  return proven;
}

// Errc::not_found when passkey or account changed since they were looked at.
Result<void> Gate::note_use(const Proven& proven) {
  SAMEN_TRY(const auto still, account_named(store_, proven.account.name));
  if (!still || still->disabled || still->id != proven.account.id) {
    return base::fail(Errc::not_found, base::say("there is no such account"));
  }
  return note_passkey_used(store_, proven.passkey, proven.counter);
}

Result<Verdict> Gate::sign_in(const PasskeyTry& given) {
  SAMEN_TRY(const auto proven, prove(PasskeyUse::sign_in, given));
  if (proven.verdict.notice != DoorNotice::none) return proven.verdict;
  // Nobody said who they are but the passkey: it has to say it.
  if (given.used.user.empty()) return not_taken(DoorNotice::passkey_wrong);
  SAMEN_TRY(auto transaction, store_.begin());
  const auto noted = note_use(proven);
  if (!noted && noted.error().code == Errc::not_found) return not_taken(DoorNotice::passkey_wrong);
  SAMEN_CHECK(noted);
  SAMEN_TRY(auto token, begin_session_of(proven.account, "sign_in_passkey"));
  SAMEN_CHECK(transaction.commit());
  return Verdict{.token = std::move(token)};
}

Result<Verdict> Gate::confirm(const PasskeyTry& given) {
  SAMEN_TRY(const auto known, session(given.token));
  if (!known) return not_taken(DoorNotice::session_over);
  SAMEN_TRY(const auto proven, prove(PasskeyUse::confirm, given));
  if (proven.verdict.notice != DoorNotice::none) return proven.verdict;
  if (proven.account.id != known->account.id) return not_taken(DoorNotice::passkey_wrong);
  SAMEN_TRY(auto transaction, store_.begin());
  const auto noted = note_use(proven);
  if (!noted && noted.error().code == Errc::not_found) return not_taken(DoorNotice::passkey_wrong);
  SAMEN_CHECK(noted);
  SAMEN_TRY(const auto who, who_tries(store_, proven.account.name));
  SAMEN_CHECK(forget_tries(store_, who));
  SAMEN_CHECK(note_confirmed(store_, hash(given.token)));
  SAMEN_CHECK(transaction.commit());
  return Verdict{};
}

Result<PasskeyTrouble> Gate::add(const OfficeSession& session, const AddPasskey& given) {
  if (!is_passkey_name(given.name)) return PasskeyTrouble::name;
  const auto challenge = challenge_in(*site_, ClientDataType::create, given.made.client_data);
  if (challenge && !challenges_.take(PasskeyUse::add, given.token, *challenge, given.ticket)) {
    return PasskeyTrouble::late;
  }
  const auto made = read_new_passkey(*site_, given.made);
  if (!challenge || !made) {
    log_refused(challenge ? made.error() : challenge.error());
    return PasskeyTrouble::wrong;
  }
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_TRY(const auto theirs, passkeys_of(store_, session.account.id));
  if (theirs.size() >= kMostPasskeys) return PasskeyTrouble::many;
  SAMEN_TRY(const auto known, passkey_with(store_, made->credential));
  if (known) return PasskeyTrouble::known;
  SAMEN_CHECK(add_passkey(store_, {.id = base::make_uuid(store_.clock(), store_.random()),
                                   .account = session.account.id,
                                   .credential = made->credential,
                                   .algorithm = made->key.algorithm,
                                   .public_key = made->key.bytes,
                                   .counter = made->counter,
                                   .name = given.name,
                                   .added_ms = store_.now_ms(),
                                   .used_ms = {}}));
  SAMEN_CHECK(write_audit(store_, actor_of(session.account), "add_passkey", session.account.name));
  SAMEN_CHECK(transaction.commit());
  return PasskeyTrouble::none;
}

Result<void> Gate::remove(const OfficeSession& session, const base::Uuid& passkey) {
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_CHECK(remove_passkey(store_, session.account.id, passkey));
  SAMEN_CHECK(
      write_audit(store_, actor_of(session.account), "remove_passkey", session.account.name));
  return transaction.commit();
}

}  // namespace samen::server
