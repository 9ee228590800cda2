// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/say.hpp"
#include "domain/values.hpp"
#include "forms/schema.hpp"

namespace samen::forms {
namespace {

using base::Data;
using base::in_quotes;
using base::Result;

constexpr std::size_t kMaxKeyLength = 64;

bool is_key(std::string_view text) {  // is_id with dots and dashes: message keys, icon names
  return !text.empty() && text.size() <= kMaxKeyLength &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") == text.npos;
}

Result<int> option_index(const VocabularyView& vocabulary, const Data& option) {
  SAMEN_TRY(const std::string_view text, option.text());
  const auto found = std::ranges::find(vocabulary.names, text);
  if (found == vocabulary.names.end()) {
    return option.wrong(base::say("unknown option {} of vocabulary {}", in_quotes(text),
                                  in_quotes(vocabulary.prefix)));
  }
  return static_cast<int>(found - vocabulary.names.begin());
}

Result<Kind> kind_of(const Data& object) {
  SAMEN_TRY(const std::string name, object.text("kind"));
  for (int i = 0; i <= static_cast<int>(Kind::consent); ++i) {
    if (to_string(static_cast<Kind>(i)) == name) return static_cast<Kind>(i);
  }
  return object.find("kind")->wrong(base::say("unknown kind {}", in_quotes(name)));
}

// The vocabulary of kinds that do not name one.
std::string_view fixed_vocabulary(Kind kind) {
  switch (kind) {
    case Kind::contact:
      return "contact";
    case Kind::languages:
      return "language";
    case Kind::children:
      return "child";
    default:
      return {};
  }
}

bool has_options(Kind kind) {
  return kind == Kind::single || kind == Kind::multi || kind == Kind::ranked ||
         !fixed_vocabulary(kind).empty();
}

Result<void> read_options(const Data& object, Question& question) {
  SAMEN_TRY(const std::string name, object.text_or("vocabulary", fixed_vocabulary(question.kind)));
  const Data* options = object.find("options");
  if (!has_options(question.kind)) {
    if (object.find("vocabulary") != nullptr || options != nullptr) {
      return object.wrong(base::say("a question of this kind has no options to choose from"));
    }
    return {};
  }
  question.vocabulary = find_vocabulary(name);
  if (question.vocabulary == nullptr)
    return object.wrong(base::say("unknown vocabulary {}", in_quotes(name)));
  const std::size_t all = question.vocabulary->names.size();
  if (options == nullptr) {
    for (std::size_t i = 0; i < all; ++i) question.options.push_back(static_cast<int>(i));
    return {};
  }
  SAMEN_TRY(const auto listed, object.list("options", 1, all));
  for (const Data& entry : listed) {
    SAMEN_TRY(const int option, option_index(*question.vocabulary, entry));
    if (std::ranges::find(question.options, option) != question.options.end()) {
      return entry.wrong(base::say("this option stands twice"));
    }
    question.options.push_back(option);
  }
  return {};
}

Result<int> condition_value(const Question& about, const Data& value) {
  switch (about.kind) {
    case Kind::yes_no: {
      const auto text = value.text();
      if (text && (*text == "yes" || *text == "no")) return *text == "yes" ? 1 : 0;
      return value.wrong(
          base::say("a condition on a yes/no question compares with \"yes\" or \"no\""));
    }
    case Kind::single:
      return option_index(*about.vocabulary, value);
    case Kind::stepper:
      return value.whole(0, 99);
    case Kind::languages: {
      SAMEN_TRY(const std::string_view name, value.text());
      const auto level = domain::from_name<domain::LanguageLevel>(name);
      if (level) return static_cast<int>(*level);
      return value.wrong(base::say("a condition on languages compares with a level of Dutch"));
    }
    default:
      return value.wrong(
          "a condition can only ask about yes/no, single, stepper or languages questions");
  }
}

Result<std::optional<Condition>> read_condition(const Data& object, const char* member,
                                                const Form& so_far) {
  const Data* found = object.find(member);
  if (found == nullptr) return std::nullopt;
  SAMEN_CHECK(found->only({"question", "is", "is_not"}));
  SAMEN_TRY(const std::string id, found->text("question"));
  Condition condition;
  condition.question = so_far.find(id);
  if (condition.question < 0) {
    return found->wrong(base::say("refers to {}, which is not asked before it", in_quotes(id)));
  }
  const auto& about = so_far.questions[static_cast<std::size_t>(condition.question)];
  const Data* is = found->find("is");
  const Data* is_not = found->find("is_not");
  if ((is == nullptr) == (is_not == nullptr)) {
    return found->wrong(base::say("{} needs either \"is\" or \"is_not\"", in_quotes(member)));
  }
  condition.negated = is == nullptr;
  const Data& values = condition.negated ? *is_not : *is;
  if (!values.is(Data::Kind::list)) {
    SAMEN_TRY(const int expected, condition_value(about, values));
    condition.any_of.push_back(expected);
    return condition;
  }
  SAMEN_TRY(const auto listed, found->list(values.name(), 1, 32));
  for (const Data& value : listed) {
    SAMEN_TRY(const int expected, condition_value(about, value));
    condition.any_of.push_back(expected);
  }
  return condition;
}

Result<Repeat> read_repeat(const Data& object) {
  if (object.find("repeat") == nullptr) return Repeat::once;
  SAMEN_TRY(const std::string repeat, object.text("repeat"));
  if (repeat == "adults") return Repeat::adults;
  if (repeat == "other_adults") return Repeat::other_adults;
  return object.wrong(base::say("\"repeat\" knows only \"adults\" and \"other_adults\""));
}

struct Limits {
  int highest = 0;  // of max; 0: the kind has no limits to set
  int lowest = 0;
};

Limits limits_of(const Question& question) {
  switch (question.kind) {
    case Kind::stepper:
      return {99, 0};
    case Kind::multi:
    case Kind::ranked:
    case Kind::languages:
      return {static_cast<int>(question.options.size()), 1};
    case Kind::children:
      return {domain::kMaxChildren, 1};
    default:
      return {};
  }
}

Result<void> read_limits(const Data& object, Question& question) {
  const auto [highest, lowest] = limits_of(question);
  for (const char* name : {"min", "max", "initial"}) {
    const Data* found = object.find(name);
    if (found == nullptr) continue;
    if (highest == 0)
      return found->wrong(base::say("{} means nothing for this kind", in_quotes(name)));
  }
  if (highest == 0) return {};
  SAMEN_TRY(question.max, object.whole_or("max", highest, lowest, highest));
  SAMEN_TRY(question.min, object.whole_or("min", 0, 0, question.max));
  SAMEN_TRY(question.initial, object.whole_or("initial", question.min, question.min, question.max));
  if (object.find("initial") != nullptr && question.kind != Kind::stepper) {
    return object.wrong(base::say("only a stepper starts with a number"));
  }
  return {};
}

Result<void> read_purposes(const Data& object, Question& question) {
  const Data* found = object.find("purposes");
  if (question.kind != Kind::consent) {
    if (found != nullptr) return found->wrong(base::say("only a consent question has purposes"));
    return {};
  }
  SAMEN_TRY(const auto purposes,
            object.list("purposes", 1, domain::vocabulary_size<domain::Purpose>()));
  bool service_required = false;
  for (const Data& entry : purposes) {
    SAMEN_CHECK(entry.only({"purpose", "required", "text_version"}));
    SAMEN_TRY(const std::string name, entry.text("purpose"));
    const auto purpose = domain::from_name<domain::Purpose>(name);
    if (!purpose) return entry.wrong(base::say("unknown purpose {}", in_quotes(name)));
    if (std::ranges::find(question.purposes, *purpose, &ConsentPurpose::purpose) !=
        question.purposes.end()) {
      return entry.wrong(base::say("purpose {} stands twice", in_quotes(name)));
    }
    ConsentPurpose consent{.purpose = *purpose};
    SAMEN_TRY(consent.required, entry.flag_or("required", false));
    SAMEN_TRY(consent.text_version, entry.whole_or("text_version", 1, 1, kMaxVersion));
    if (*purpose == domain::Purpose::service) service_required = consent.required;
    if (*purpose == domain::Purpose::research && consent.required) {
      return entry.wrong(
          base::say("consent for research is never required: refusing costs nothing"));
    }
    question.purposes.push_back(consent);
  }
  if (!service_required)
    return found->wrong(base::say("consent for the service must be asked and required"));
  return {};
}

}  // namespace

Result<Question> read_question(const Data& object, const Form& so_far) {
  SAMEN_CHECK(object.only({"id", "kind", "vocabulary", "options", "required", "hard", "later",
                           "repeat", "skip_if", "required_if", "min", "max", "initial", "purposes",
                           "stop_on_no", "icon", "text"}));
  Question question;
  SAMEN_TRY(question.id, object.text("id"));
  SAMEN_TRY(question.kind, kind_of(object));
  SAMEN_CHECK(read_options(object, question));
  SAMEN_TRY(question.required, object.flag_or("required", false));
  SAMEN_TRY(question.hard, object.flag_or("hard", false));
  SAMEN_TRY(question.later, object.flag_or("later", false));
  if (question.later && question.required) {
    return object.wrong(base::say("what is required cannot be for later"));
  }
  if (!question.later && !so_far.questions.empty() && so_far.questions.back().later) {
    return object.wrong(base::say("stands behind a question for later; those come last"));
  }
  SAMEN_TRY(question.repeat, read_repeat(object));
  if (question.repeat != Repeat::once && so_far.find("adults") < 0) {
    return object.wrong(
        base::say("is repeated for every adult, so \"adults\" must be asked before it"));
  }
  SAMEN_TRY(question.skip_if, read_condition(object, "skip_if", so_far));
  SAMEN_TRY(question.required_if, read_condition(object, "required_if", so_far));
  SAMEN_CHECK(read_limits(object, question));
  SAMEN_CHECK(read_purposes(object, question));
  SAMEN_TRY(question.stop_on_no, object.text_or("stop_on_no", ""));
  if (!question.stop_on_no.empty() &&
      (question.kind != Kind::yes_no || !is_key(question.stop_on_no))) {
    return object.wrong(base::say("\"stop_on_no\" must be a message key on a yes/no question"));
  }
  SAMEN_TRY(question.icon, object.text("icon"));
  if (!is_key(question.icon)) return object.wrong(base::say("\"icon\" must name a pictogram"));
  SAMEN_TRY(const std::string stem,
            object.text_or("text", "form." + so_far.id + "." + question.id));
  if (!is_key(stem))
    return object.wrong(base::say("\"text\" must be the beginning of a message key"));
  question.title_key = stem + ".title";
  question.label_key = stem + ".label";
  question.help_key = stem + ".help";
  return question;
}

}  // namespace samen::forms
