// SPDX-License-Identifier: Apache-2.0
// A form of assets/forms as one page, in two languages. What is asked, and how, is said by the
// form; here is how each kind of question looks.
#include <algorithm>

#include "forms/plan.hpp"
#include "sync/server/pages/sign_up_fields.hpp"
#include "sync/server/pages/sign_up_page.hpp"

namespace samen::server {

using forms::Instance;
using forms::Kind;
using Dictionary = ctemplate::TemplateDictionary;

namespace {

class FormPage {
 public:
  FormPage(Frame& frame, const forms::FormSet& forms, const SignUpDraft& draft)
      : frame_(&frame),
        forms_(&forms),
        draft_(&draft),
        form_(&forms.at(draft.start.form)),
        both_(frame.texts(), frame.language(), draft, *form_) {}

  void fill() {
    fill_problems();
    Dictionary* block = nullptr;
    Instance before{-1, -2};
    for (const auto& instance : desk_questions(*form_, draft_->answers)) {
      if (block == nullptr || begins_block(before, instance)) block = begin_block(instance);
      fill_question(instance, *block->AddSectionDictionary("QUESTION"));
      before = instance;
    }
  }

 private:
  const forms::Question& at(const Instance& instance) const {
    return form_->questions[static_cast<std::size_t>(instance.question)];
  }
  std::string field(const Instance& instance) const { return desk_field(*form_, instance); }
  const forms::FieldError* problem(const Instance& instance) const {
    const auto& all = draft_->problems;
    const auto found = std::ranges::find(all, instance, &forms::Problem::instance);
    return found == all.end() ? nullptr : &found->error;
  }
  void fill_problems() {
    if (draft_->problems.empty()) return;
    auto* summary = frame_->main().AddSectionDictionary("PROBLEMS");
    summary->SetValue(
        "SUMMARY", frame_->word("office.sign_up.problems",
                                {{"count", static_cast<std::int64_t>(draft_->problems.size())}}));
    for (const auto& each : draft_->problems) {
      auto* line = summary->AddSectionDictionary("PROBLEM");
      line->SetValue("FIELD", field(each.instance));
      line->SetValue("LABEL", label(each.instance));
      line->SetValue("WORDS", field_error_words(*frame_, each.error));
    }
  }
  std::string label(const Instance& instance) const {
    auto words = frame_->word(at(instance).label_key);
    if (instance.adult >= 0) words += " (" + adult_words(instance.adult) + ")";
    return words;
  }
  std::string adult_words(int adult) const {
    return frame_->word("app.adult_number", {{"adult", std::int64_t{adult} + 1}});
  }

  bool begins_block(const Instance& before, const Instance& now) const {
    return before.adult != now.adult || at(before).later != at(now).later;
  }
  Dictionary* begin_block(const Instance& instance) {
    auto* block = frame_->main().AddSectionDictionary("BLOCK");
    const bool later = at(instance).later;
    const std::string id = "block-" + std::to_string(++blocks_);
    auto* edge = block->AddSectionDictionary(later ? "FOLD" : "PLAIN");
    block->ShowSection(later ? "FOLD_END" : "PLAIN_END");
    edge->SetValue("BLOCK_ID", id);
    if (later && anything_in(instance)) edge->ShowSection("OPEN");
    if (instance.adult >= 0) {
      both_.put_asked(*edge, "BLOCK_TITLE", "app.adult", instance);
      if (later) {
        edge->SetValue("BLOCK_TITLE", frame_->word("office.sign_up.block.later") + ": " +
                                          adult_words(instance.adult));
      }
    } else {
      edge->SetValue("BLOCK_TITLE",
                     frame_->word(blocks_ == 1            ? "office.sign_up.block.first"
                                  : later && tells_later_ ? "office.sign_up.block.last"
                                  : later                 ? "office.sign_up.block.later"
                                                          : "office.sign_up.block.more"));
    }
    tells_later_ = later;
    if (later) edge->ShowSection("OPTIONAL_BLOCK");
    return block;
  }
  // Whether a block of what can be told later holds something, or something is wrong in it.
  bool anything_in(const Instance& first) const {
    return std::ranges::any_of(desk_questions(*form_, draft_->answers), [&](const Instance& one) {
      return at(one).later && one.adult == first.adult &&
             (draft_->answers.seen(one) || problem(one) != nullptr);
    });
  }

  void fill_question(const Instance& instance, Dictionary& into) {
    const auto& question = at(instance);
    const bool single = question.kind == Kind::name || question.kind == Kind::postcode ||
                        question.kind == Kind::join_code || question.kind == Kind::stepper;
    into.SetValue("FIELD", field(instance));
    auto* about = into.AddSectionDictionary(single ? "SINGLE" : "GROUP");
    if (!single) into.ShowSection("GROUP_END");
    both_.put_asked(*about, "TITLE", question.title_key, instance);
    if (!forms::is_required(*form_, draft_->answers, instance) && !question.later) {
      about->ShowSection("OPTIONAL");
    }
    both_.put_asked(into, "HELP", question.help_key, instance);
    fill_condition(question, into);
    if (const auto* error = problem(instance)) {
      into.AddSectionDictionary("ERROR")->SetValue("ERROR_WORDS",
                                                   field_error_words(*frame_, *error));
      about->ShowSection("WRONG");
    }
    fill_desk_answer({.frame = frame_,
                      .forms = forms_,
                      .draft = draft_,
                      .both = &both_,
                      .instance = instance,
                      .wrong = problem(instance) != nullptr},
                     into);
  }

  // When a question does not apply, in words.
  void fill_condition(const forms::Question& question, Dictionary& into) const {
    if (!question.skip_if) return;
    const auto& condition = *question.skip_if;
    const auto& about = form_->questions[static_cast<std::size_t>(condition.question)];
    auto name = frame_->word(about.label_key);
    if (about.kind == Kind::languages) name += ": " + frame_->word("language.nl");
    std::vector<std::string> answers;
    for (const int value : condition.any_of) answers.push_back(answer_words(about, value));
    const auto list = frame_->texts().list(frame_->language(), answers);
    into.AddSectionDictionary("WHEN")->SetValue(
        "WHEN_WORDS",
        frame_->word(condition.negated ? "office.sign_up.when.only" : "office.sign_up.when.not",
                     {{"question", std::string_view(name)}, {"answers", std::string_view(list)}}));
  }
  std::string answer_words(const forms::Question& about, int value) const {
    switch (about.kind) {
      case Kind::yes_no:
        return frame_->word(value == 1 ? "check.yes" : "check.no");
      case Kind::single:
        return frame_->word(forms::option_key(about, value));
      case Kind::languages:
        return frame_->texts().of(frame_->language(), static_cast<domain::LanguageLevel>(value));
      default:
        return std::to_string(value);
    }
  }

  Frame* frame_;
  const forms::FormSet* forms_;
  const SignUpDraft* draft_;
  const forms::Form* form_;
  BothWords both_;
  int blocks_ = 0;
  bool tells_later_ = false;  // the block before was such a one
};

}  // namespace

void fill_sign_up_form(Frame& frame, const forms::FormSet& forms, const SignUpDraft& draft) {
  FormPage(frame, forms, draft).fill();
}

}  // namespace samen::server
