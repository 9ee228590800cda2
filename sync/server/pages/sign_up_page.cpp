// SPDX-License-Identifier: Apache-2.0
// Somebody signed up at a desk: whom, the answers, and what they say, in two languages.
#include "sync/server/pages/sign_up_page.hpp"

#include <algorithm>

#include "forms/outside.hpp"
#include "forms/plan.hpp"
#include "forms/summary.hpp"
#include "sync/server/pages/sign_up_fields.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {

using base::Result;
using Dictionary = ctemplate::TemplateDictionary;

namespace {

constexpr std::string_view kSignUpPath = "/signup";

void offer_start(Dictionary& main, const char* section, std::string_view value,
                 const std::string& words, bool chosen) {
  auto* option = main.AddSectionDictionary(section);
  option->SetValue("VALUE", std::string(value));
  option->SetValue("WORDS", words);
  if (chosen) option->ShowSection("CHOSEN");
}

Result<void> fill_sign_up_start(Frame& frame, Store& store, const forms::FormSet& forms,
                                const SignUpChosen& chosen) {
  auto& main = frame.main();
  for (const auto& form : forms.forms()) {
    offer_start(main, "FORM", form.id, frame.word("office.sign_up.form." + form.id),
                form.id == chosen.form);
  }
  const auto& kiosk = frame.texts().kiosk();
  for (const auto& language : kiosk.languages()) {
    offer_start(main, "LANGUAGE_CHOICE", language, kiosk.native_name(language),
                language == chosen.language);
  }
  if (const auto& own = frame.context().viewer.centre; own.empty()) {
    auto* choice = main.AddSectionDictionary("CENTRE_CHOICE");
    SAMEN_TRY(const auto centres, all_centres(store));
    for (const auto& centre : centres) {
      offer_start(*choice, "CENTRE_OPTION", centre.name, centre.name,
                  centre.name == chosen.centre || centres.size() == 1);
    }
    if (chosen.wrong == "centre") choice->ShowSection("WRONG");
  }
  if (chosen.wrong.empty()) return {};
  main.ShowSection("WRONG_" + chosen.wrong);
  main.AddSectionDictionary("PROBLEM")->SetValue(
      "PROBLEM_WORDS", frame.word("office.sign_up.start.wrong." + chosen.wrong));
  return {};
}

// For whom, in which language, above the form and the check.
void fill_about(Frame& frame, const forms::FormSet& forms, const SignUpDraft& draft) {
  const auto& kiosk = frame.texts().kiosk();
  const auto& theirs = draft.start.language;
  auto& main = frame.main();
  main.SetValue("ABOUT", frame.word("office.sign_up.form." + forms.at(draft.start.form).id));
  main.SetValue("THEIR_NAME", kiosk.native_name(theirs));
  frame.everywhere("THEIR_LANGUAGE", theirs);
  frame.everywhere("THEIR_DIRECTION", kiosk.right_to_left(theirs) ? "rtl" : "ltr");
}

// What is right and is probably not meant, and whom the programme can do nothing for.
void fill_doubts(Frame& frame, const forms::FormSet& forms, const SignUpDraft& draft,
                 const BothWords& both) {
  const auto& form = forms.at(draft.start.form);
  for (const auto& instance : forms::plan(form, draft.answers)) {
    const auto doubt = forms::doubt(form, draft.answers, instance, forms.facts());
    if (!doubt) continue;
    const auto& question = form.questions[static_cast<std::size_t>(instance.question)];
    auto* line = frame.main().AddSectionDictionary("DOUBT");
    line->SetValue("LABEL", frame.word(question.label_key));
    line->SetValue("WORDS", field_error_words(frame, *doubt));
  }
  for (const auto why : forms::outside(form, draft.answers, forms.programme())) {
    const auto key = forms::outside_key(form, why);
    const auto arguments = forms::outside_arguments(form, draft.answers, forms.programme());
    auto* line = frame.main().AddSectionDictionary("OUTSIDE");
    both.put_reason(*line, "TITLE", {.key = key + ".title", .arguments = arguments});
    both.put_reason(*line, "TEXT", {.key = key + ".text", .arguments = arguments});
  }
}

void fill_part(const BothWords& both, const forms::SummaryPart& part, Dictionary& into) {
  if (!part.key.empty()) {
    both.put_reason(*into.AddSectionDictionary("KNOWN"), "WORDS",
                    {.key = part.key, .arguments = part.arguments});
    return;
  }
  into.SetValueAndShowSection("SAID", std::string(part.secret.view()),
                              part.left_to_right ? "TYPED_LTR" : "TYPED");
}

}  // namespace

void BothWords::put_two(Dictionary& into, const std::string& name, const std::string& ours,
                        const std::string& theirs) const {
  into.SetValue(name, ours);
  if (are_one()) return;
  into.AddSectionDictionary(name + "_THEIRS")->SetValue("THEIRS", theirs);
}

void BothWords::put(Dictionary& into, const std::string& name, std::string_view key) const {
  put_two(into, name, texts_->word(ours_, key), texts_->word(theirs(), key));
}

void BothWords::put_reason(Dictionary& into, const std::string& name,
                           const domain::Reason& reason) const {
  put_two(into, name, texts_->reason(ours_, reason), texts_->reason(theirs(), reason));
}

std::string BothWords::asked_words(const std::string& language, std::string_view key,
                                   int adult) const {
  const std::int64_t number = std::max(adult, 0) + 1;
  const auto who = texts_->word(language, "app.adult_number", {{"adult", number}});
  return texts_->word(language, key,
                      {{"adult", number},
                       {"adults", std::int64_t{draft_->answers.adults(*form_)}},
                       {"self", std::string_view(adult <= 0 ? "yes" : "no")},
                       {"who", std::string_view(who)}});
}

void BothWords::put_asked(Dictionary& into, const std::string& name, std::string_view key,
                          const forms::Instance& instance) const {
  put_two(into, name, asked_words(ours_, key, instance.adult),
          asked_words(theirs(), key, instance.adult));
}

std::string BothWords::in_one(std::string_view key) const {
  const auto ours = texts_->word(ours_, key);
  if (are_one()) return ours;
  return ours + " · \u2068" + texts_->word(theirs(), key) + "\u2069";
}

std::string field_error_words(const Frame& frame, const forms::FieldError& error) {
  if (!error.suggestion.empty()) {
    return frame.word(error.key, {{"suggestion", std::string_view(error.suggestion)}});
  }
  return frame.texts().reason(frame.language(), {.key = error.key, .arguments = error.arguments});
}

void fill_sign_up_check(Frame& frame, const forms::FormSet& forms, const SignUpDraft& draft) {
  const auto& form = forms.at(draft.start.form);
  const BothWords both(frame.texts(), frame.language(), draft, form);
  fill_doubts(frame, forms, draft, both);
  Dictionary* block = nullptr;
  int adult = -2;
  for (const auto& line : forms::summary(form, draft.answers)) {
    const auto& question = form.questions[static_cast<std::size_t>(line.instance.question)];
    if (question.kind == forms::Kind::consent) continue;
    if (block == nullptr || adult != line.instance.adult) {
      block = frame.main().AddSectionDictionary("BLOCK");
      adult = line.instance.adult;
      if (adult >= 0) {
        both.put_asked(*block->AddSectionDictionary("ADULT"), "BLOCK_TITLE", "app.adult",
                       line.instance);
      }
    }
    auto* row = block->AddSectionDictionary("ANSWER");
    both.put(*row, "LABEL", line.title_key);
    for (const auto& part : line.parts) fill_part(both, part, *row->AddSectionDictionary("PART"));
    if (question.kind != forms::Kind::postcode) continue;
    const auto& typed = forms::answer_to(form, draft.answers, line.instance);
    const auto place = place_of_postcode(forms, typed);
    if (!place.empty()) row->SetValueAndShowSection("PLACE_NAME", place, "PLACE");
  }
}

Page Pages::sign_up(Store& store, const PageContext& context, const SignUpView& view) {
  if (!kSignUpIsFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  const auto* draft = view.draft;
  const bool checked = draft != nullptr && draft->stage == SignUpStage::checked;
  Frame frame(*parts_, context,
              draft == nullptr ? "sign_up.tpl"
              : checked        ? "sign_up_check.tpl"
                               : "sign_up_form.tpl",
              kSignUpPath);
  const auto title = frame.word(checked ? "office.sign_up.check.title" : "office.sign_up.title");
  if (draft == nullptr) {
    const auto filled = fill_sign_up_start(frame, store, parts_->forms, view.chosen);
    if (!filled) return failed_page(*parts_, context, filled.error());
    return frame.finish(title, view.chosen.wrong.empty() ? 200 : 422);
  }
  fill_about(frame, parts_->forms, *draft);
  if (checked) {
    fill_sign_up_check(frame, parts_->forms, *draft);
  } else {
    fill_sign_up_form(frame, parts_->forms, *draft);
  }
  return frame.finish(title);
}

}  // namespace samen::server
