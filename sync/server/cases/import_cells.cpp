// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/import_cells.hpp"

#include <algorithm>
#include <array>

#include "base/number.hpp"
#include "sync/server/cases/dates.hpp"

namespace samen::server {

using forms::Instance;
using forms::Kind;

namespace {

constexpr int kOldestChild = 17;

Instance instance_of(const ImportTarget& target) {
  return {target.question, target.adult};
}

// The answer that is there already, or an empty one of its kind.
template <class T>
T so_far(const forms::Answers& answers, Instance instance) {
  const auto* value = answers.find(instance);
  const auto* held = value == nullptr ? nullptr : std::get_if<T>(value);
  return held == nullptr ? T{} : *held;
}

std::optional<int> band_of_age(int years) {
  if (years < 0 || years > kOldestChild) return std::nullopt;
  return years <= 3 ? 0 : years <= 11 ? 1 : 2;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "1315 AB" is what people write; four digits are what is kept.
std::string_view without_letters(std::string_view postcode) {
  const bool digits =
      postcode.size() >= 6 && std::all_of(postcode.begin(), postcode.begin() + 4, is_digit);
  const auto rest = digits ? postcode.substr(postcode[4] == ' ' ? 5 : 4) : std::string_view();
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return rest.size() == 2 && std::ranges::all_of(rest, letter) ? postcode.substr(0, 4) : postcode;
}

}  // namespace

std::optional<std::int64_t> day_in_cell(std::string_view text) {
  std::array<std::string, 3> part;
  std::size_t at = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      part[at] += c;
    } else if ((c == '-' || c == '/' || c == '.') && at < 2) {
      ++at;
    } else {
      return std::nullopt;
    }
  }
  if (part[0].size() != 4) std::swap(part[0], part[2]);
  for (auto& number : part) {
    if (number.size() == 1) number.insert(0, "0");
  }
  const auto day = parse_day(part[0] + "-" + part[1] + "-" + part[2]);
  return day ? std::optional(*day) : std::nullopt;
}

std::vector<std::string_view> CellReader::words_in(const CellPlace& place,
                                                   std::string_view text) const {
  if (text.empty()) return {};
  const auto& target = *place.target;
  if (target.yes_no || target.part == ImportPart::dutch) return {text};
  const auto kind = form_->questions[static_cast<std::size_t>(target.question)].kind;
  if (kind == Kind::single || option_of(place, text)) return {text};
  return pieces_of(text);
}

std::optional<int> CellReader::option_of(const CellPlace& place, std::string_view word) const {
  if (place.target->yes_no) {
    const auto yes = words_->yes_or_no(word);
    return yes ? std::optional(*yes ? 1 : 0) : std::nullopt;
  }
  return words_->option_of(*place.target->words, word);
}

CellReader::Meant CellReader::meant_by(const CellPlace& place, std::string_view text) const {
  Meant meant;
  for (const auto word : words_in(place, text)) {
    if (const auto option = option_of(place, word)) {
      meant.options.push_back(*option);
      continue;
    }
    const auto plain = plain_word(word);
    const auto said = std::ranges::find_if(*said_, [&](const ImportWord& one) {
      return one.decided && one.column == place.column && plain_word(one.word.view()) == plain;
    });
    if (said == said_->end()) {
      meant.unknown = true;
    } else if (said->means) {
      meant.options.push_back(*said->means);
    }
  }
  return meant;
}

void CellReader::take_languages(const CellPlace& place, const std::vector<int>& options,
                                forms::Answers& answers) const {
  const auto instance = instance_of(*place.target);
  auto list = so_far<forms::LanguageList>(answers, instance);
  const auto part = place.target->part;
  for (const int option : options) {
    const auto language =
        part == ImportPart::dutch ? domain::Language::nl : static_cast<domain::Language>(option);
    const auto level = part == ImportPart::dutch    ? static_cast<domain::LanguageLevel>(option)
                       : part == ImportPart::fluent ? domain::LanguageLevel::fluent
                                                    : domain::LanguageLevel::conversational;
    const auto known = std::ranges::find(list.spoken, language, &forms::Spoken::language);
    if (known == list.spoken.end()) {
      list.spoken.push_back({language, level});
    } else if (part == ImportPart::dutch || level > known->level) {
      known->level = level;
    }
  }
  if (!list.spoken.empty()) answers.set(instance, list);
}

std::optional<std::string> CellReader::take_list(const CellPlace& place, std::string_view text,
                                                 forms::Answers& answers) const {
  const auto& target = *place.target;
  const auto instance = instance_of(target);
  const auto& question = form_->questions[static_cast<std::size_t>(target.question)];
  const auto [options, unknown] = meant_by(place, text);
  if (unknown) return "wrong.word";
  if (options.empty()) return std::nullopt;
  if (target.part == ImportPart::consent) {
    auto consent = so_far<forms::ConsentAnswer>(answers, instance);
    consent.mark[static_cast<std::size_t>(target.option)].given = options.front() == 1;
    answers.set(instance, consent);
  } else if (question.kind == Kind::languages) {
    take_languages(place, options, answers);
  } else if (target.yes_no) {
    answers.set(instance, options.front() == 1);
  } else if (question.kind == Kind::single) {
    answers.set(instance, forms::Choice{options.front()});
  } else if (question.kind == Kind::ranked) {
    forms::Ranking ranking;
    for (const int option : options) {
      if (ranking.rank_of(option) == 0) ranking.options.push_back(option);
    }
    answers.set(instance, ranking);
  } else if (question.kind == Kind::times) {
    forms::TimeSet times;
    for (const int option : options) times.add(static_cast<domain::TimeBlock>(option));
    answers.set(instance, times);
  } else {
    forms::Choices choices;
    for (const int option : options) {
      if (!choices.has(option)) choices.toggle(option);
    }
    answers.set(instance, choices);
  }
  return std::nullopt;
}

std::optional<std::string> CellReader::take_number(const CellPlace& place, std::string_view text,
                                                   forms::Answers& answers) const {
  const auto& target = *place.target;
  const auto instance = instance_of(target);
  if (target.part == ImportPart::whole) {
    const auto number = base::parse_number<int>(text);
    if (!number) return "wrong.number";
    answers.set(instance, *number);
    return std::nullopt;
  }
  auto counts = so_far<forms::ChildCounts>(answers, instance);
  for (const auto piece : pieces_of(text)) {
    const auto number = base::parse_number<int>(piece);
    if (!number || *number < 0) return "wrong.number";
    if (target.part == ImportPart::band) {
      counts.count[static_cast<std::size_t>(target.option)] = std::min(*number, 99);
      continue;
    }
    const auto band = band_of_age(*number);
    if (!band) return "wrong.child";
    ++counts.count[static_cast<std::size_t>(*band)];
  }
  answers.set(instance, counts);
  return std::nullopt;
}

void CellReader::take_text(const CellPlace& place, std::string_view text,
                           forms::Answers& answers) const {
  const auto& target = *place.target;
  const auto instance = instance_of(target);
  const auto kind = form_->questions[static_cast<std::size_t>(target.question)].kind;
  if (kind == Kind::postcode) text = without_letters(text);
  if (kind != Kind::contact) return answers.set(instance, base::SecretText(text));
  auto contact = so_far<forms::ContactAnswer>(answers, instance);
  const auto channel = static_cast<domain::ContactChannel>(static_cast<int>(target.part) -
                                                           static_cast<int>(ImportPart::phone));
  base::SecretText* const held[] = {&contact.phone, &contact.email, &contact.caseworker};
  *held[static_cast<std::size_t>(channel)] = base::SecretText(text);
  // Of several ways the first of the list: a telephone before an address.
  if (!contact.channel || channel < *contact.channel) contact.channel = channel;
  answers.set(instance, contact);
}

std::optional<std::string> CellReader::take(const CellPlace& place, std::string_view text,
                                            forms::Answers& answers) const {
  const auto& target = *place.target;
  if (target.yes_no || target.words != nullptr) return take_list(place, text, answers);
  const auto kind = form_->questions[static_cast<std::size_t>(target.question)].kind;
  if (kind == Kind::stepper || kind == Kind::children) return take_number(place, text, answers);
  take_text(place, text, answers);
  return std::nullopt;
}

}  // namespace samen::server
