// SPDX-License-Identifier: Apache-2.0
// What can be typed or chosen, for each kind of question.
#include <algorithm>

#include "base/number.hpp"
#include "forms/normal_text.hpp"
#include "sync/server/pages/sign_up_fields.hpp"
#include "sync/server/pages/sign_up_page.hpp"

namespace samen::server {

using forms::Kind;
using Dictionary = ctemplate::TemplateDictionary;

namespace {

class AnswerShown {
 public:
  explicit AnswerShown(const DeskAsked& asked)
      : asked_(asked), form_(&asked.forms->at(asked.draft->start.form)) {}

  void fill(Dictionary& into) const {
    switch (question().kind) {
      case Kind::name:
      case Kind::postcode:
      case Kind::join_code:
        return fill_text(into);
      case Kind::stepper:
        return fill_stepper(into);
      case Kind::contact:
        return fill_contact(into);
      case Kind::yes_no:
      case Kind::single:
        return fill_one_of(into);
      case Kind::multi:
        return fill_several(into);
      case Kind::ranked:
        return fill_ranked(into);
      case Kind::languages:
        return fill_languages(into);
      case Kind::times:
        return fill_times(into);
      case Kind::children:
        return fill_children(into);
      case Kind::consent:
        return;
    }
  }

 private:
  const forms::Question& question() const {
    return form_->questions[static_cast<std::size_t>(asked_.instance.question)];
  }
  std::string field(std::string_view part = {}) const {
    return desk_field(*form_, asked_.instance, part);
  }
  const Frame& frame() const { return *asked_.frame; }
  const BothWords& both() const { return *asked_.both; }
  // The answer, or what a kiosk begins with.
  forms::Value shown() const {
    const auto* value = asked_.draft->answers.find(asked_.instance);
    const bool held = value != nullptr && !std::holds_alternative<std::monostate>(*value);
    return held ? *value : forms::initial_value(question(), asked_.draft->start.language);
  }
  template <class T>
  T shown_as() const {
    const auto value = shown();
    const auto* held = std::get_if<T>(&value);
    return held == nullptr ? T{} : *held;
  }

  struct TextLook {
    std::string id;
    std::string value;
    bool left_to_right = false;
    std::string keyboard = "text";
  };
  void add_text(const TextLook& look, bool wrong, const std::string& described,
                Dictionary& into) const {
    auto* text = into.AddSectionDictionary("TEXT");
    text->SetValue("ID", look.id);
    text->SetValue("VALUE", look.value);
    text->SetValue("DIRECTION", look.left_to_right ? "ltr" : "auto");
    text->SetValue("KEYBOARD", look.keyboard);
    if (wrong) {
      text->ShowSection("INVALID");
      text->SetValueAndShowSection("DESCRIBED", described + "-error", "DESCRIBED_BY");
    }
  }
  void fill_text(Dictionary& into) const {
    const auto kind = question().kind;
    const auto value = shown_as<base::SecretText>();
    add_text({.id = field(),
              .value = std::string(value.view()),
              .left_to_right = kind != Kind::name,
              .keyboard = kind == Kind::postcode ? "numeric" : "text"},
             asked_.wrong, field(), into);
    if (kind != Kind::postcode) return;
    const auto place = place_of_postcode(*asked_.forms, value);
    if (!place.empty()) into.SetValueAndShowSection("PLACE_NAME", place, "PLACE");
  }
  void fill_number(const std::string& id, const std::string& value, int least, int most,
                   Dictionary& into) const {
    auto* number = into.AddSectionDictionary("NUMBER");
    number->SetValue("ID", id);
    number->SetValue("VALUE", value);
    number->SetIntValue("LEAST", least);
    number->SetIntValue("MOST", most);
  }
  void fill_stepper(Dictionary& into) const {
    const auto& question = this->question();
    const auto number = shown_as<int>();
    fill_number(field(), std::to_string(number), question.min, question.max, into);
    if (question.id == "adults") into.ShowSection("MORE");
  }

  void add_choice(const std::string& value, std::string_view key, bool chosen,
                  Dictionary& into) const {
    auto* choice = into.AddSectionDictionary("CHOICE");
    choice->SetValue("VALUE", value);
    both().put(*choice, "WORDS", key);
    if (chosen) choice->ShowSection("CHOSEN");
    choice->SetValue("NAME", field());
  }
  void fill_one_of(Dictionary& into) const {
    const auto& question = this->question();
    auto* radios = into.AddSectionDictionary("RADIOS");
    const auto value = shown();
    if (question.kind == Kind::yes_no) {
      const auto* yes = std::get_if<bool>(&value);
      add_choice("yes", "check.yes", yes != nullptr && *yes, *radios);
      add_choice("no", "check.no", yes != nullptr && !*yes, *radios);
    } else {
      const auto* choice = std::get_if<forms::Choice>(&value);
      for (const int option : question.options) {
        add_choice(std::string(option_name(*question.vocabulary, option)),
                   forms::option_key(question, option),
                   choice != nullptr && choice->option == option, *radios);
      }
    }
    const bool nothing = std::holds_alternative<std::monostate>(value);
    if (question.later) add_choice("", "check.no_answer", nothing, *radios);
  }
  void fill_several(Dictionary& into) const {
    const auto& question = this->question();
    auto* boxes = into.AddSectionDictionary("BOXES");
    const auto chosen = shown_as<forms::Choices>();
    for (const int option : question.options) {
      add_choice(std::string(option_name(*question.vocabulary, option)),
                 forms::option_key(question, option), chosen.has(option), *boxes);
    }
  }
  void fill_contact(Dictionary& into) const {
    const auto& question = this->question();
    const auto contact = shown_as<forms::ContactAnswer>();
    auto* all = into.AddSectionDictionary("CONTACT");
    const base::SecretText* const typed[] = {&contact.phone, &contact.email, &contact.caseworker};
    for (const int option : question.options) {
      const auto channel = static_cast<domain::ContactChannel>(option);
      const std::string name(domain::name_of(channel));
      auto* way = all->AddSectionDictionary("WAY");
      add_choice(name, forms::option_key(question, option), contact.channel == channel, *way);
      const bool words = channel == domain::ContactChannel::caseworker;
      if (words) both().put(*way, "WAY_HELP", "contact.caseworker.title");
      add_text({.id = field(name),
                .value = std::string(typed[option]->view()),
                .left_to_right = !words,
                .keyboard = channel == domain::ContactChannel::phone ? "tel"
                            : words                                  ? "text"
                                                                     : "email"},
               asked_.wrong && contact.channel == channel, field(), *way);
      way->SetValue("WAY_LABEL", frame().word(forms::option_key(question, option)));
    }
  }

  void add_option(const std::string& value, std::string_view key, bool chosen,
                  Dictionary& into) const {
    auto* option = into.AddSectionDictionary("OPTION");
    option->SetValue("VALUE", value);
    option->SetValue("WORDS", both().in_one(key));
    if (chosen) option->ShowSection("CHOSEN");
  }
  static Dictionary& add_select(const std::string& id, const std::string& label, Dictionary& into) {
    auto* select = into.AddSectionDictionary("SELECT");
    select->SetValue("ID", id);
    select->SetValue("SELECT_LABEL", label);
    return *select;
  }
  void fill_ranked(Dictionary& into) const {
    const auto& question = this->question();
    const auto ranking = shown_as<forms::Ranking>();
    auto* all = into.AddSectionDictionary("RANKED");
    for (int rank = 1; rank <= question.max; ++rank) {
      auto& select =
          add_select(field(std::to_string(rank)),
                     frame().word("office.sign_up.rank", {{"rank", std::int64_t{rank}}}), *all);
      for (const int option : question.options) {
        add_option(std::string(option_name(*question.vocabulary, option)),
                   forms::option_key(question, option), ranking.rank_of(option) == rank, select);
      }
    }
  }
  void fill_languages(Dictionary& into) const {
    const auto& question = this->question();
    const auto list = shown_as<forms::LanguageList>();
    const int filled = static_cast<int>(list.spoken.size());
    const int rows = std::min(std::max(filled + 1, kLanguageRows), question.max);
    auto* all = into.AddSectionDictionary("LANGUAGES");
    for (int row = 0; row < rows; ++row) {
      const auto* spoken = row < filled ? &list.spoken[static_cast<std::size_t>(row)] : nullptr;
      const auto number = std::to_string(row);
      auto* line = all->AddSectionDictionary("ROW");
      auto& language = add_select(
          field("language-" + number),
          frame().word("office.sign_up.language_row", {{"row", std::int64_t{row} + 1}}), *line);
      for (const int option : question.options) {
        add_option(std::string(option_name(*question.vocabulary, option)),
                   forms::option_key(question, option),
                   spoken != nullptr && static_cast<int>(spoken->language) == option, language);
      }
      auto& level = add_select(
          field("level-" + number),
          frame().word("office.sign_up.level_row", {{"row", std::int64_t{row} + 1}}), *line);
      for (const auto name : domain::Vocabulary<domain::LanguageLevel>::kNames) {
        add_option(std::string(name), "level." + std::string(name),
                   spoken != nullptr && spoken->level && domain::name_of(*spoken->level) == name,
                   level);
      }
    }
  }
  void fill_times(Dictionary& into) const {
    static constexpr std::string_view kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    static constexpr std::string_view kParts[] = {"morning", "afternoon", "evening"};
    const auto times = shown_as<forms::TimeSet>();
    auto* table = into.AddSectionDictionary("TIMES");
    for (const auto part : kParts) {
      both().put(*table->AddSectionDictionary("PART"), "WORDS", "part." + std::string(part));
    }
    int block = 0;
    for (const auto day : kDays) {
      auto* row = table->AddSectionDictionary("DAY");
      const auto day_key = "weekday." + std::string(day);
      both().put(*row, "WORDS", day_key);
      for (const auto part : kParts) {
        auto* cell = row->AddSectionDictionary("BLOCK_OF_DAY");
        cell->SetValue("NAME", field());
        cell->SetValue("VALUE",
                       std::string(domain::name_of(static_cast<domain::TimeBlock>(block))));
        cell->SetValue("CELL_LABEL",
                       frame().word(day_key) + ", " + frame().word("part." + std::string(part)));
        if (times.has(static_cast<domain::TimeBlock>(block))) cell->ShowSection("CHOSEN");
        ++block;
      }
    }
  }
  void fill_children(Dictionary& into) const {
    const auto& question = this->question();
    const auto counts = shown_as<forms::ChildCounts>();
    auto* all = into.AddSectionDictionary("CHILDREN");
    for (const int option : question.options) {
      auto* band = all->AddSectionDictionary("BAND");
      both().put(*band, "WORDS", forms::option_key(question, option));
      fill_number(field(option_name(*question.vocabulary, option)),
                  std::to_string(counts.count[static_cast<std::size_t>(option)]), 0, question.max,
                  *band);
    }
  }

  const DeskAsked asked_;
  const forms::Form* form_;
};

}  // namespace

std::string place_of_postcode(const forms::FormSet& forms, const forms::Value& typed) {
  const auto* text = std::get_if<base::SecretText>(&typed);
  if (text == nullptr) return {};
  const auto normal = forms::normal_text(text->view());
  const auto number = base::parse_number<int>(normal.view());
  return number ? std::string(forms.facts().places.of(*number)) : std::string();
}

void fill_desk_answer(const DeskAsked& asked, Dictionary& into) {
  AnswerShown(asked).fill(into);
}

}  // namespace samen::server
