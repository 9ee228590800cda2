// SPDX-License-Identifier: Apache-2.0
// The two pages that are the person's: the screen that asks for a yes and shows nothing else, and
// the receipt.
#include "forms/plan.hpp"
#include "sync/server/pages/qr_path.hpp"
#include "sync/server/pages/sign_up_page.hpp"

namespace samen::server {

using Dictionary = ctemplate::TemplateDictionary;

namespace {

constexpr std::int64_t kMsOfASecond = 1000;

// A page in the person's language, with the few words of the office's for whoever takes it back.
class HandedPage {
 public:
  HandedPage(const PageParts& parts, const PageContext& context, const HandedView& view)
      : parts_(&parts),
        context_(&context),
        view_(&view),
        office_(parts.texts.language(context.language)),
        root_("handed") {
    const auto& theirs = view.draft->read_in;
    for (const auto& [name, text] : texts().fixed(office_)) {
      root_.SetTemplateGlobalValue(name, text);
    }
    root_.SetTemplateGlobalValue("CSRF", context.csrf);
    root_.SetTemplateGlobalValue("OFFICE_LANGUAGE", office_);
    root_.SetTemplateGlobalValue("THEIR_LANGUAGE", theirs);
    root_.SetTemplateGlobalValue("THEIR_DIRECTION", direction_of(theirs));
    root_.AddIncludeDictionary("PICTURES")->SetFilename("pictures.tpl");
  }

  void fill() {
    if (view_->asked) {
      fill_asked(*view_->asked);
    } else {
      fill_end();
    }
    fill_giving_back();
  }
  Page finish() {
    const auto html = parts_->templates.render(root_, "sign_up_hand.tpl");
    if (!html) return bare_problem(500);
    return Page{view_->notice == DoorNotice::wait ? 429 : 200, *html};
  }

 private:
  const Texts& texts() const { return parts_->texts; }
  std::string direction_of(const std::string& language) const {
    return texts().kiosk().right_to_left(language) ? "rtl" : "ltr";
  }
  std::string word(std::string_view key,
                   std::initializer_list<i18n::Argument> arguments = {}) const {
    return texts().word(view_->draft->read_in, key, arguments);
  }
  const forms::Form& form() const { return parts_->forms.at(view_->draft->start.form); }

  void fill_asked(const forms::Instance& instance) {
    const auto& question = form().questions[static_cast<std::size_t>(instance.question)];
    auto* ask = root_.AddSectionDictionary("ASK");
    const std::int64_t number = std::max(instance.adult, 0) + 1;
    auto who =
        std::string(view_->draft->answers.called(form(), std::max(instance.adult, 0)).view());
    if (who.empty()) who = word("app.adult_number", {{"adult", number}});
    const bool other = question.repeat == forms::Repeat::other_adults;
    ask->SetValue("TITLE", word(question.title_key, {{"who", std::string_view(who)}}));
    root_.SetValue("PAGE_TITLE", word(question.label_key));
    ask->SetValue("HELP", word(question.help_key));
    ask->SetIntValue("ADULT", number);
    if (view_->unanswered) {
      ask->SetValueAndShowSection(
          "ERROR_WORDS", word(other ? "error.consent.other" : "error.yes_no.empty"), "UNANSWERED");
    }
    for (const auto& purpose : question.purposes) fill_purpose(purpose, other, *ask);
    ask->SetValue("CONTINUE", word("app.continue"));
    fill_who_sees(*ask);
    fill_languages_of_screen(*ask);
  }
  void fill_purpose(const forms::ConsentPurpose& purpose, bool other, Dictionary& ask) const {
    const std::string name(domain::name_of(purpose.purpose));
    auto* asked = ask.AddSectionDictionary("PURPOSE");
    asked->SetValue("NAME", name);
    asked->SetValue("WORDS", word("consent." + name));
    asked->SetValue("PURPOSE_HELP", word("consent." + name + ".help"));
    asked->SetValue("NEEDED", word(purpose.required ? "app.needed" : "app.free_choice"));
    if (!purpose.required || !other) asked->ShowSection("HOW_NEEDED");
    const auto offer = [&](const char* value, const std::string& words, const std::string& help) {
      auto* choice = asked->AddSectionDictionary("CHOICE");
      choice->SetValue("VALUE", value);
      choice->SetValue("CHOICE_WORDS", words);
      if (!help.empty()) choice->SetValueAndShowSection("CHOICE_HELP", help, "MORE");
    };
    offer("yes", word("check.yes"), "");
    if (purpose.required && other) {
      offer("later", word("consent.later"), word("consent.later.help"));
      offer("no", word("consent.no"), word("consent.no.help"));
    } else {
      offer("no", word("check.no"), "");
    }
  }

  static std::string key_of(std::string_view fact) { return "who_sees." + std::string(fact); }
  void add_fact(Dictionary& into, std::string_view name, const std::string& text) const {
    auto* fact = into.AddSectionDictionary("FACT");
    fact->SetValue("FACT_TITLE", word(key_of(name) + ".title"));
    fact->SetValue("FACT_TEXT", text);
  }
  std::string office_words(std::string_view name, const forms::Office& office) const {
    if (office.name.empty()) return word(key_of(name) + ".unknown");
    return word(key_of(name) + ".text", {{"name", std::string_view(office.name)},
                                         {"reach", std::string_view(office.reach)}});
  }
  // As the kiosk says it, but for what is true of a kiosk only.
  void fill_who_sees(Dictionary& ask) const {
    const auto& programme = parts_->forms.programme();
    auto* sees = ask.AddSectionDictionary("WHO_SEES");
    sees->SetValue("WHO_SEES_WORDS", word("who_sees.open"));
    for (const auto* name : {"staff", "others", "you"}) {
      add_fact(*sees, name, word(key_of(name) + ".text"));
    }
    add_fact(*sees, "kept",
             word("who_sees.kept.text", {{"months", std::int64_t{programme.kept_months}}}));
    add_fact(*sees, "responsible", office_words("responsible", programme.responsible));
    add_fact(*sees, "complain", office_words("complain", programme.complaints));
  }
  void fill_languages_of_screen(Dictionary& ask) const {
    const auto& kiosk = texts().kiosk();
    ask.SetValue("OTHER_LANGUAGES", word("app.language.title"));
    for (const auto& language : kiosk.languages()) {
      if (language == view_->draft->read_in) continue;
      auto* other = ask.AddSectionDictionary("LANGUAGE_CHOICE");
      other->SetValue("TAG", language);
      other->SetValue("DIRECTION", direction_of(language));
      other->SetValue("LANGUAGE_NAME", kiosk.native_name(language));
    }
  }

  void fill_end() {
    auto* end = root_.AddSectionDictionary("END");
    switch (view_->draft->stage) {
      case SignUpStage::stored:
        end->SetValue("PICTURE", "done");
        end->SetValue("TITLE", word("receipt.title"));
        end->SetValue("END_TEXT", word("receipt.help"));
        break;
      case SignUpStage::failed:
        end->SetValue("PICTURE", "caution");
        end->SetValue("TITLE", word("error.send.failed"));
        end->ShowSection("AGAIN");
        end->SetValue("AGAIN_WORDS", word("check.send"));
        break;
      default:
        end->SetValue("PICTURE", "goodbye");
        end->SetValue("TITLE", word("form.household.consent.help"));
        end->SetValue("END_TEXT", word("stop.text"));
    }
    root_.SetValue("PAGE_TITLE", word("app.name"));
  }

  void fill_giving_back() {
    auto* back = root_.AddSectionDictionary("BACK");
    back->SetValue("ACCOUNT", std::string(view_->account));
    // Once the person is through it is the office's turn; before, they need not read it.
    back->ShowSection(view_->asked ? "WAITING" : "NOW");
    if (view_->notice == DoorNotice::none) return;
    const bool wait = view_->notice == DoorNotice::wait;
    const std::int64_t seconds = (context_->wait_ms + kMsOfASecond - 1) / kMsOfASecond;
    back->ShowSection("TRIED");
    back->SetValueAndShowSection(
        "NOTICE_WORDS",
        texts().word(office_, wait ? "office.notice.wait" : "office.notice.wrong_code",
                     {{"seconds", seconds}}),
        "NOTICE");
  }

  const PageParts* parts_;
  const PageContext* context_;
  const HandedView* view_;
  std::string office_;
  Dictionary root_;
};

}  // namespace

void fill_receipt_paper(const Texts& texts, const OfficeReceipt& receipt, Dictionary& into) {
  auto* page = into.AddSectionDictionary("RECEIPT");
  const auto& theirs = receipt.language;
  page->SetValue("THEIR_LANGUAGE", theirs);
  page->SetValue("THEIR_DIRECTION", texts.kiosk().right_to_left(theirs) ? "rtl" : "ltr");
  page->SetValue("NAME", std::string(receipt.name.view()));
  const auto put = [&](const char* marker, std::string_view key) {
    page->SetValue(marker, texts.word(theirs, key));
  };
  put("HELP", "receipt.help");
  put("SECRET_TITLE", "receipt.secret.title");
  put("SECRET_TEXT", "receipt.secret.text");
  put("CODE_TITLE", "receipt.reference.title");
  page->SetValue("SECRET", std::string(receipt.secret.view()));
  page->SetValue("CODE", receipt.code);
  const auto qr = qr_path(receipt.secret.view());
  page->SetValue("QR_BOX", qr.view_box);
  page->SetValue("QR_PATH", qr.path);
  if (receipt.join_code.empty()) return;
  auto* join = page->AddSectionDictionary("JOIN");
  join->SetValue("JOIN_TITLE", texts.word(theirs, "receipt.join.title"));
  join->SetValue("JOIN_TEXT", texts.word(theirs, "receipt.join.text"));
  join->SetValue("JOIN_CODE", receipt.join_code);
}

Page Pages::sign_up_handed(const PageContext& context, const HandedView& view) {
  HandedPage page(*parts_, context, view);
  page.fill();
  return page.finish();
}

Page Pages::sign_up_receipt(const PageContext& context, const SignUpDraft& draft) {
  if (!kSignUpIsFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  const auto& texts = parts_->texts;
  Dictionary root("receipt");
  const auto language = texts.language(context.language);
  for (const auto& [name, text] : texts.fixed(language)) root.SetTemplateGlobalValue(name, text);
  root.SetTemplateGlobalValue("LANGUAGE", language);
  root.SetTemplateGlobalValue("CSRF", context.csrf);
  root.AddIncludeDictionary("PICTURES")->SetFilename("pictures.tpl");
  if (draft.receipt) {
    root.ShowSection("STORED");
    auto* papers = root.AddIncludeDictionary("RECEIPTS");
    papers->SetFilename("receipt_paper.tpl");
    fill_receipt_paper(texts, *draft.receipt, *papers);
  } else {
    root.ShowSection("REFUSED");
  }
  const auto html = parts_->templates.render(root, "sign_up_receipt.tpl");
  return html ? Page{200, *html} : bare_problem(500);
}

}  // namespace samen::server
