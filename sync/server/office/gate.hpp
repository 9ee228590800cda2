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
#include "sync/server/office/passwords.hpp"
#include "sync/server/pages/page.hpp"
#include "sync/server/store/office_sessions.hpp"
#include "vault/password.hpp"

// Who comes in: invitations, passwords with codes, sessions. A try is counted, durably, before it
// is looked at; what is wrong with it is never said. As slow as one password a try, and one try
// after the other: the total of them is limited, so that the pages go on.
namespace samen::server {

inline constexpr std::int64_t kSessionIdleMs = 30 * 60 * 1000;
inline constexpr std::int64_t kSessionLongestMs = 10 * 60 * 60 * 1000;
inline constexpr std::int64_t kConfirmedMs = 5 * 60 * 1000;

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

struct Verdict {
  DoorNotice notice = DoorNotice::none;  // none: they are in
  std::int64_t wait_ms = 0;              // of wait
  std::string token = {};                // of the session that begins
};

class Gate {
 public:
  // `common` is the list of passwords.hpp. The store must outlive it.
  static base::Result<std::unique_ptr<Gate>> open(Store& store, const std::filesystem::path& common,
                                                  vault::PasswordCost cost);

  base::Result<Verdict> sign_in(const SignIn& given);
  // A used link, one that is too old, and one nobody gave out are the same.
  base::Result<Verdict> accept(const NewPassword& given);
  // What the page of a link shows; nothing when the link is over.
  base::Result<std::optional<Invitation>> invitation(std::string_view token);

  // The code once more, within a session.
  base::Result<Verdict> confirm(std::string_view token, std::string_view code,
                                std::string_view source);
  // Nothing when there is none, or it was idle or open for too long.
  base::Result<std::optional<OfficeSession>> session(std::string_view token);
  bool is_confirmed(const OfficeSession& session) const;
  base::Result<void> sign_out(std::string_view token);

  // How often Argon2 was asked, for tests: as often for a name that nobody has.
  std::uint64_t passwords_checked() const { return passwords_checked_; }

 private:
  Gate(Store& store, PasswordRules rules, vault::PasswordCost cost);
  struct Tried {
    std::int64_t wait_ms = 0;  // 0: it was counted and may be looked at
    std::optional<OfficeAccount> account;
  };
  std::int64_t wait_of(std::string_view source);
  base::Result<Tried> count(std::string_view account);
  base::Result<std::string> begin_session_of(const OfficeAccount& account, std::int64_t step,
                                             std::string_view act);
  vault::Digest hash(std::string_view token) const;

  Store& store_;
  PasswordRules rules_;
  vault::PasswordCost cost_;
  RateLimit by_source_;
  RateLimit in_all_;
  std::string nobodys_password_;  // its hash: what is looked at when nobody has the name
  base::SecretBytes nobodys_secret_;
  std::uint64_t passwords_checked_ = 0;
};

}  // namespace samen::server
