// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "forms/validate.hpp"
#include "sync/server/cases/office_sign_up.hpp"

// Sign-ups that somebody of the office types beside the person whose it is. What was told lives
// here, in memory, for the session that typed it, until the person has said yes on a screen that
// shows nothing else; then it goes to the store (office_sign_up.hpp), and what is left is a
// receipt.
namespace samen::server {

enum class SignUpStage : std::uint8_t {
  filling,
  checked,  // nothing is wrong with it
  asking,   // each adult in turn, on the handed-over screen
  refused,  // the one that signs up said no; all that was told is gone
  failed,   // the yes was said and could not be stored
  stored,   // there is a receipt
};

struct SignUpStart {
  int form = 0;          // of the FormSet
  std::string language;  // the person's, as kiosks speak it
  std::int64_t centre = 0;
  std::string actor;  // Viewer::actor()
};

struct SignUpDraft {
  SignUpStart start;
  base::Uuid id = {};  // of the sign-up that it becomes
  SignUpStage stage = SignUpStage::filling;
  forms::Answers answers = {};
  std::vector<forms::Problem> problems = {};  // of the last check
  std::string read_in = {};                   // language of the handed-over screen
  std::optional<ReadySignUp> ready = {};      // kept between two tries, so that the receipt is its
  std::optional<OfficeReceipt> receipt = {};  // once it is stored
  std::int64_t used_ms = 0;
};

class SignUpDesk {
 public:
  static constexpr std::size_t kMostDrafts = 64;
  static constexpr std::int64_t kKeptMs = 30 * 60 * 1000;

  struct Means {
    const forms::FormSet* forms = nullptr;
    const base::Clock* clock = nullptr;
    matcher::Policy policy = {};
    vault::ReceiptCost cost = vault::ReceiptCost::usual();
  };
  // What it points at must outlive it.
  explicit SignUpDesk(Means means) : means_(std::move(means)) {}

  // `session` names the one that types. Null: it has none, or it is too old.
  SignUpDraft* of(const std::string& session);
  // In the place of the one it had. Null when too many others are under way.
  SignUpDraft* begin(const std::string& session, SignUpStart start, const base::Uuid& id);
  void drop(const std::string& session);
  void drop_old();

  const forms::FormSet& forms() const { return *means_.forms; }
  const forms::Form& form_of(const SignUpDraft& draft) const {
    return means_.forms->at(draft.start.form);
  }

  // What was typed, in the place of what was there; `unread` is wrong with what is no answer.
  // Whether all of it is right: then it is `checked`.
  bool check(SignUpDraft& draft, forms::Answers answers, std::vector<forms::Problem> unread) const;

  // From here the browser holds `token` and nothing of the session's, until take_back(). False
  // unless the draft is checked.
  bool hand_over(const std::string& session, const std::string& token);
  struct Handed {
    std::string session;  // whose it is
    SignUpDraft* draft = nullptr;
  };
  std::optional<Handed> handed(const std::string& token);
  // The screen is theirs again. Who was still being asked is asked anew.
  void take_back(const std::string& token);

  // Who is asked now; nothing unless somebody is.
  std::optional<forms::Instance> asked(const SignUpDraft& draft) const;
  // What they said. After the last of them it is stored, in a transaction of its own.
  void take_consent(Store& store, SignUpDraft& draft, forms::ConsentAnswer said) const;
  // Once more, when that failed.
  void store_again(Store& store, SignUpDraft& draft) const;

 private:
  base::Result<void> put(Store& store, SignUpDraft& draft) const;
  void finish(Store& store, SignUpDraft& draft) const;

  Means means_;
  std::map<std::string, SignUpDraft> drafts_;
  std::map<std::string, std::string> handed_;  // token of the handed-over screen -> session
};

}  // namespace samen::server
