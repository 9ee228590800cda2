// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "sync/server/http/rate_limit.hpp"
#include "sync/server/office/challenges.hpp"
#include "sync/server/office/passkey.hpp"
#include "sync/server/office/passwords.hpp"
#include "sync/server/pages/oidc_ask.hpp"
#include "sync/server/pages/page.hpp"
#include "sync/server/pages/passkey_ask.hpp"
#include "sync/server/store/office_passkeys.hpp"
#include "sync/server/store/office_sessions.hpp"
#include "vault/password.hpp"

// Who comes in: invitations, passwords with codes, passkeys, sessions. A try is counted, durably,
// before it is looked at; what is wrong with it is never said. As slow as one password a try, and
// one try after the other: the total of them is limited, so that the pages go on.
namespace samen::server {

inline constexpr std::int64_t kSessionIdleMs = 30 * 60 * 1000;
inline constexpr std::int64_t kSessionLongestMs = 10 * 60 * 60 * 1000;
inline constexpr std::int64_t kConfirmedMs = 5 * 60 * 1000;
inline constexpr std::size_t kMostPasskeys = 10;        // of one account
inline constexpr std::size_t kLongestPasskeyName = 60;  // bytes

struct SignIn {
  std::string_view account;
  base::SecretText password;
  std::string_view code;
  std::string_view source;  // where it comes from (http/source.hpp)
};

struct NewPassword {
  std::string_view token;  // of the link
  base::SecretText password;
  base::SecretText again;
  std::string_view code;
  std::string_view source;
};

// A passkey that was used: to sign in, or within a session instead of the code.
struct PasskeyTry {
  UsedPasskey used;
  std::string_view ticket;  // of the challenge that it answers
  std::string_view token;   // of the cookie
  std::string_view source;
};

struct AddPasskey {
  MadePasskey made;
  std::string name;  // for its owner
  std::string_view ticket;
  std::string_view token;
};

struct Verdict {
  DoorNotice notice = DoorNotice::none;  // none: they are in
  std::int64_t wait_ms = 0;              // of wait
  std::string token = {};                // of the session that begins
};

class Gate {
 public:
  // `common` is the list of passwords.hpp. The store must outlive it.
  static base::Result<std::unique_ptr<Gate>> open(Store& store, const std::filesystem::path& common,
                                                  vault::PasswordCost cost,
                                                  std::optional<PasskeySite> site = {});

  base::Result<Verdict> sign_in(const SignIn& given);
  // A used link, one that is too old, and one nobody gave out are the same.
  base::Result<Verdict> accept(const NewPassword& given);
  // What the page of a link shows; nothing when the link is over.
  base::Result<std::optional<Invitation>> invitation(std::string_view token);

  // The code once more, within a session.
  base::Result<Verdict> confirm(std::string_view token, std::string_view code,
                                std::string_view source);

  // Where passkeys are good; nothing: there are none here, and the next ones are not to be asked.
  const std::optional<PasskeySite>& site() const { return site_; }
  Challenge challenge(PasskeyUse use, std::string_view token);
  base::Result<Verdict> sign_in(const PasskeyTry& given);
  base::Result<Verdict> confirm(const PasskeyTry& given);
  base::Result<PasskeyTrouble> add(const OfficeSession& session, const AddPasskey& given);
  // Errc::not_found for another account's.
  base::Result<void> remove(const OfficeSession& session, const base::Uuid& passkey);

  // A municipality's own sign-in, once its provider said who it is (`who`: digest of issuer and
  // subject). Each counts as a try from `source`; 0: it may go on.
  std::int64_t wait_for(std::string_view source) { return wait_of(source); }
  // Whose it is; nothing for nobody's, with a line in the audit.
  base::Result<std::optional<OfficeAccount>> account_of_login(const vault::Digest& who);
  // The session counts as confirmed by a code only if there was one: `sign_in_code`.
  base::Result<Verdict> sign_in_login(const base::Uuid& account);
  base::Result<Verdict> sign_in_code(const base::Uuid& account, std::string_view code,
                                     std::string_view source);
  base::Result<LoginTrouble> link(const OfficeSession& session, const vault::Digest& who);
  base::Result<void> unlink(const OfficeSession& session);
  // Nothing when there is none, or it was idle or open for too long.
  base::Result<std::optional<OfficeSession>> session(std::string_view token);
  bool is_confirmed(const OfficeSession& session) const;
  base::Result<void> sign_out(std::string_view token);

  // How often Argon2 was asked, for tests: as often for a name that nobody has.
  std::uint64_t passwords_checked() const { return passwords_checked_; }

 private:
  Gate(Store& store, PasswordRules rules, vault::PasswordCost cost,
       std::optional<PasskeySite> site);
  struct Tried {
    std::int64_t wait_ms = 0;  // 0: it was counted and may be looked at
    std::optional<OfficeAccount> account;
  };
  std::int64_t wait_of(std::string_view source);
  base::Result<Tried> count(std::string_view account);
  struct Proven {
    Verdict verdict = {};  // none: it is theirs
    OfficeAccount account = {};
    OfficePasskey passkey = {};
    std::uint32_t counter = 0;
  };
  base::Result<Proven> prove(PasskeyUse use, const PasskeyTry& given);
  base::Result<Proven> prove_with(const PasskeyTry& given, Proven proven);
  base::Result<void> note_use(const Proven& proven);
  base::Result<std::string> begin_session_of(const OfficeAccount& account, std::string_view act);
  vault::Digest hash(std::string_view token) const;

  Store& store_;
  PasswordRules rules_;
  vault::PasswordCost cost_;
  std::optional<PasskeySite> site_;
  Challenges challenges_;
  RateLimit by_source_;
  RateLimit in_all_;
  std::string nobodys_password_;  // its hash: what is looked at when nobody has the name
  base::SecretBytes nobodys_secret_;
  std::uint64_t passwords_checked_ = 0;
};

}  // namespace samen::server
