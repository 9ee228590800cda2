// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sync/server/cases/sign_up_desk.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

// What was chosen on the first page, and what is wrong with it.
struct SignUpChosen {
  std::string form = {};
  std::string language = {};
  std::string centre = {};
  std::string wrong = {};  // office.sign_up.start.wrong.…; empty: nothing
};

// How things stand for the session that asks.
struct SignUpView {
  const SignUpDraft* draft = nullptr;  // null: nobody is being signed up
  SignUpChosen chosen = {};
};

// The screen as the person has it.
struct HandedView {
  const SignUpDraft* draft = nullptr;
  std::optional<forms::Instance> asked = {};
  bool unanswered = false;               // what was just sent left something open
  DoorNotice notice = DoorNotice::none;  // of the code that gives it back
  std::string_view account = {};         // whose code that is
};

// The office's words, and beside them the same in the language of whoever is signed up. For these
// pages only.
class BothWords {
 public:
  BothWords(const Texts& texts, std::string ours, const SignUpDraft& draft, const forms::Form& form)
      : texts_(&texts), ours_(std::move(ours)), draft_(&draft), form_(&form) {}

  const std::string& theirs() const { return draft_->start.language; }
  bool are_one() const { return ours_ == theirs(); }
  // NAME, and NAME_THEIRS with THEIRS in it where that is another language.
  void put(ctemplate::TemplateDictionary& into, const std::string& name,
           std::string_view key) const;
  void put_reason(ctemplate::TemplateDictionary& into, const std::string& name,
                  const domain::Reason& reason) const;
  // A text of a question, which knows of whom it is asked.
  void put_asked(ctemplate::TemplateDictionary& into, const std::string& name, std::string_view key,
                 const forms::Instance& instance) const;
  // Both in one line, for where no part can have a language of its own.
  std::string in_one(std::string_view key) const;

 private:
  void put_two(ctemplate::TemplateDictionary& into, const std::string& name,
               const std::string& ours, const std::string& theirs) const;
  std::string asked_words(const std::string& language, std::string_view key, int adult) const;

  const Texts* texts_;
  std::string ours_;
  const SignUpDraft* draft_;
  const forms::Form* form_;
};

// One asking of the form, and how it stands.
struct DeskAsked {
  const Frame* frame = nullptr;
  const forms::FormSet* forms = nullptr;
  const SignUpDraft* draft = nullptr;
  const BothWords* both = nullptr;
  forms::Instance instance = {};
  bool wrong = false;
};
// What can be typed or chosen there (sign_up_question.tpl).
void fill_desk_answer(const DeskAsked& asked, ctemplate::TemplateDictionary& into);
void fill_sign_up_form(Frame& frame, const forms::FormSet& forms, const SignUpDraft& draft);
void fill_sign_up_check(Frame& frame, const forms::FormSet& forms, const SignUpDraft& draft);
// Where somebody lives, of a postcode that is known; else empty.
std::string place_of_postcode(const forms::FormSet& forms, const forms::Value& typed);
// What is wrong with an answer, in the office's language.
std::string field_error_words(const Frame& frame, const forms::FieldError& error);
// One receipt as RECEIPT of receipt_paper.tpl.
void fill_receipt_paper(const Texts& texts, const OfficeReceipt& receipt,
                        ctemplate::TemplateDictionary& into);

}  // namespace samen::server
