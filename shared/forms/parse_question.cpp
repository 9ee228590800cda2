// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "domain/values.hpp"
#include "forms/json_reader.hpp"
#include "forms/schema.hpp"

namespace samen::forms {
namespace {

using base::Result;

Result<int> option_index(const VocabularyView& vocabulary, const Json& name) {
  const auto* text = name.get_ptr<const std::string*>();
  if (text == nullptr) return bad("an option must be text");
  const auto found = std::ranges::find(vocabulary.names, std::string_view(*text));
  if (found == vocabulary.names.end()) {
    return bad("unknown option " + in_quotes(*text) + " of vocabulary " +
               in_quotes(vocabulary.prefix));
  }
  return static_cast<int>(found - vocabulary.names.begin());
}

Result<Kind> kind_of(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(Kind::consent); ++i) {
    if (to_string(static_cast<Kind>(i)) == name) return static_cast<Kind>(i);
  }
  return bad("unknown kind " + in_quotes(name));
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

Result<void> read_options(const Json& object, Question& question) {
  SAMEN_TRY(const std::string name,
            text_member(object, "vocabulary", std::string(fixed_vocabulary(question.kind))));
  if (!has_options(question.kind)) {
    if (object.contains("vocabulary") || object.contains("options")) {
      return bad("a question of this kind has no options to choose from");
    }
    return {};
  }
  question.vocabulary = find_vocabulary(name);
  if (question.vocabulary == nullptr) return bad("unknown vocabulary " + in_quotes(name));
  const auto options = object.find("options");
  if (options == object.end()) {
    for (std::size_t i = 0; i < question.vocabulary->names.size(); ++i) {
      question.options.push_back(static_cast<int>(i));
    }
    return {};
  }
  if (!options->is_array() || options->empty() ||
      options->size() > question.vocabulary->names.size()) {
    return bad("\"options\" must be a list of 1 to " +
               std::to_string(question.vocabulary->names.size()) + " options");
  }
  for (const auto& entry : *options) {
    SAMEN_TRY(const int option, option_index(*question.vocabulary, entry));
    if (std::ranges::find(question.options, option) != question.options.end()) {
      return bad("option " + in_quotes(entry.get<std::string>()) + " stands twice");
    }
    question.options.push_back(option);
  }
  return {};
}

Result<int> condition_value(const Question& about, const Json& value) {
  switch (about.kind) {
    case Kind::yes_no:
      if (value == "yes") return 1;
      if (value == "no") return 0;
      return bad("a condition on a yes/no question compares with \"yes\" or \"no\"");
    case Kind::single:
      return option_index(*about.vocabulary, value);
    case Kind::stepper:
      return whole_number(value, "is", 0, 99);
    default:
      return bad("a condition can only ask about yes/no, single or stepper questions");
  }
}

Result<std::optional<Condition>> read_condition(const Json& object, const char* member,
                                                const Form& so_far, const Question& carrier) {
  const auto found = object.find(member);
  if (found == object.end()) return std::nullopt;
  if (!found->is_object()) return bad(in_quotes(member) + " must be an object");
  SAMEN_CHECK(only_members(*found, {"question", "is", "is_not"}));
  SAMEN_TRY(const std::string id, text_member(*found, "question"));
  Condition condition;
  condition.question = so_far.find(id);
  if (condition.question < 0) {
    return bad(in_quotes(member) + " refers to " + in_quotes(id) +
               ", which is not asked before it");
  }
  const auto& about = so_far.questions[static_cast<std::size_t>(condition.question)];
  if (about.per_adult && !carrier.per_adult) {
    return bad(in_quotes(member) + " refers to " + in_quotes(id) +
               ", which has an answer per adult");
  }
  condition.negated = found->contains("is_not");
  if (condition.negated == found->contains("is")) {
    return bad(in_quotes(member) + " needs either \"is\" or \"is_not\"");
  }
  const Json& values = condition.negated ? (*found)["is_not"] : (*found)["is"];
  if (values.is_array() && (values.empty() || values.size() > 32)) {
    return bad(in_quotes(member) + " needs a list of 1 to 32 values");
  }
  for (const auto& value : values.is_array() ? values : Json::array({values})) {
    SAMEN_TRY(const int expected, condition_value(about, value));
    condition.any_of.push_back(expected);
  }
  return condition;
}

Result<void> read_limits(const Json& object, Question& question) {
  int highest = 0;  // of max; 0: the kind has no limits to set
  int lowest = 0;
  const int options = static_cast<int>(question.options.size());
  switch (question.kind) {
    case Kind::stepper:
      highest = 99;
      break;
    case Kind::multi:
    case Kind::ranked:
    case Kind::languages:
      highest = options, lowest = 1;
      break;
    case Kind::children:
      highest = domain::kMaxChildren, lowest = 1;
      break;
    default:
      break;
  }
  if (highest == 0) {
    for (const char* name : {"min", "max", "initial"}) {
      if (object.contains(name)) return bad(in_quotes(name) + " means nothing for this kind");
    }
    return {};
  }
  SAMEN_TRY(question.max, number_member(object, "max", highest, lowest, highest));
  SAMEN_TRY(question.min, number_member(object, "min", 0, 0, question.max));
  SAMEN_TRY(question.initial,
            number_member(object, "initial", question.min, question.min, question.max));
  if (object.contains("initial") && question.kind != Kind::stepper) {
    return bad("only a stepper starts with a number");
  }
  return {};
}

Result<void> read_purposes(const Json& object, Question& question) {
  const auto found = object.find("purposes");
  if (question.kind != Kind::consent) {
    if (found != object.end()) return bad("only a consent question has purposes");
    return {};
  }
  constexpr std::size_t kPurposes = domain::vocabulary_size<domain::Purpose>();
  if (found == object.end() || !found->is_array() || found->empty() || found->size() > kPurposes) {
    return bad("\"purposes\" must be a list of 1 to 2 purposes");
  }
  bool service_required = false;
  for (const auto& entry : *found) {
    if (!entry.is_object()) return bad("a purpose must be an object");
    SAMEN_CHECK(only_members(entry, {"purpose", "required", "text_version"}));
    SAMEN_TRY(const std::string name, text_member(entry, "purpose"));
    const auto purpose = domain::from_name<domain::Purpose>(name);
    if (!purpose) return bad("unknown purpose " + in_quotes(name));
    if (std::ranges::find(question.purposes, *purpose, &ConsentPurpose::purpose) !=
        question.purposes.end()) {
      return bad("purpose " + in_quotes(name) + " stands twice");
    }
    ConsentPurpose consent{.purpose = *purpose};
    SAMEN_TRY(consent.required, flag_member(entry, "required"));
    SAMEN_TRY(consent.text_version, number_member(entry, "text_version", 1, 1, kMaxVersion));
    if (*purpose == domain::Purpose::service) service_required = consent.required;
    if (*purpose == domain::Purpose::research && consent.required) {
      return bad("consent for research is never required: refusing costs nothing");
    }
    question.purposes.push_back(consent);
  }
  if (!service_required) return bad("consent for the service must be asked and required");
  return {};
}

}  // namespace

Result<Question> read_question(const Json& object, const Form& so_far) {
  SAMEN_CHECK(only_members(
      object, {"id", "kind", "vocabulary", "options", "required", "hard", "repeat", "skip_if",
               "required_if", "min", "max", "initial", "purposes", "stop_on_no", "icon", "text"}));
  Question question;
  SAMEN_TRY(question.id, text_member(object, "id"));
  SAMEN_TRY(const std::string kind, text_member(object, "kind"));
  SAMEN_TRY(question.kind, kind_of(kind));
  SAMEN_CHECK(read_options(object, question));
  SAMEN_TRY(question.required, flag_member(object, "required"));
  SAMEN_TRY(question.hard, flag_member(object, "hard"));
  SAMEN_TRY(const std::string repeat, text_member(object, "repeat"));
  if (!repeat.empty() && repeat != "adults") return bad("\"repeat\" knows only \"adults\"");
  question.per_adult = !repeat.empty();
  if (question.per_adult && so_far.find("adults") < 0) {
    return bad("is repeated for every adult, so \"adults\" must be asked before it");
  }
  SAMEN_TRY(question.skip_if, read_condition(object, "skip_if", so_far, question));
  SAMEN_TRY(question.required_if, read_condition(object, "required_if", so_far, question));
  SAMEN_CHECK(read_limits(object, question));
  SAMEN_CHECK(read_purposes(object, question));
  SAMEN_TRY(question.stop_on_no, text_member(object, "stop_on_no"));
  if (!question.stop_on_no.empty() &&
      (question.kind != Kind::yes_no || !is_key(question.stop_on_no))) {
    return bad("\"stop_on_no\" must be a message key on a yes/no question");
  }
  SAMEN_TRY(question.icon, text_member(object, "icon"));
  if (!is_key(question.icon)) return bad("\"icon\" must name a pictogram");
  SAMEN_TRY(const std::string stem,
            text_member(object, "text", "form." + so_far.id + "." + question.id));
  if (!is_key(stem)) return bad("\"text\" must be the beginning of a message key");
  question.title_key = stem + ".title";
  question.label_key = stem + ".label";
  question.help_key = stem + ".help";
  return question;
}

}  // namespace samen::forms
