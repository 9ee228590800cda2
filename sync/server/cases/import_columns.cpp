// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/import_columns.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace samen::server {

using base::Result;
using forms::Kind;
using forms::Repeat;

namespace {

constexpr std::size_t kMostKept = 200;
constexpr std::size_t kLongestHeading = 120;

std::string setting_of(const forms::Form& form) {
  return "import_columns." + form.id;
}

// The targets of one question of one adult.
class TargetsOf {
 public:
  TargetsOf(const forms::Question& question, ImportTarget first, std::vector<ImportTarget>& out)
      : question_(&question), first_(std::move(first)), out_(&out) {}

  void add() {
    switch (question_->kind) {
      case Kind::contact:
        for (const int channel : question_->options) {
          add(domain::name_of(static_cast<domain::ContactChannel>(channel)),
              static_cast<ImportPart>(static_cast<int>(ImportPart::phone) + channel));
        }
        return;
      case Kind::languages:
        add("fluent", ImportPart::fluent, import_vocabulary("language"));
        add("some", ImportPart::some, import_vocabulary("language"));
        add("dutch", ImportPart::dutch, import_vocabulary("level"));
        return;
      case Kind::children:
        add("ages", ImportPart::ages);
        for (std::size_t band = 0; band < domain::vocabulary_size<domain::ChildBand>(); ++band) {
          first_.option = static_cast<int>(band);
          add(domain::name_of(static_cast<domain::ChildBand>(band)), ImportPart::band);
        }
        return;
      case Kind::consent:
        for (const auto& purpose : question_->purposes) {
          first_.option = static_cast<int>(purpose.purpose);
          first_.yes_no = true;
          add(domain::name_of(purpose.purpose), ImportPart::consent);
        }
        return;
      case Kind::join_code:
        return;
      default:
        first_.yes_no = question_->kind == Kind::yes_no;
        add({}, ImportPart::whole,
            question_->kind == Kind::times ? import_vocabulary("time") : question_->vocabulary);
    }
  }

 private:
  void add(std::string_view what, ImportPart part, const forms::VocabularyView* words = nullptr) {
    auto target = first_;
    target.id = question_->id;
    if (!what.empty()) target.id += "." + std::string(what);
    if (target.adult > 0) target.id += "." + std::to_string(target.adult + 1);
    target.part = part;
    target.words = words;
    out_->push_back(std::move(target));
  }

  const forms::Question* question_;
  ImportTarget first_;
  std::vector<ImportTarget>* out_;
};

int target_with(const std::vector<ImportTarget>& targets, std::string_view id) {
  const auto found = std::ranges::find(targets, id, &ImportTarget::id);
  return found == targets.end() ? -1 : static_cast<int>(found - targets.begin());
}

// Plain heading -> target; a setting that cannot be read is as none.
Result<std::map<std::string, std::string>> kept_columns(Store& store, const forms::Form& form) {
  std::map<std::string, std::string> kept;
  SAMEN_TRY(const auto text, store.setting(setting_of(form)));
  if (!text) return kept;
  const auto parsed = nlohmann::json::parse(*text, nullptr, false);
  if (!parsed.is_object()) return kept;
  for (const auto& [heading, target] : parsed.items()) {
    if (target.is_string()) kept[heading] = target.get<std::string>();
  }
  return kept;
}

}  // namespace

std::vector<ImportTarget> import_targets(const forms::Form& form) {
  std::vector<ImportTarget> targets;
  const auto add = [&](int question, int adult) {
    TargetsOf(form.questions[static_cast<std::size_t>(question)],
              {.id = {}, .question = question, .adult = adult}, targets)
        .add();
  };
  for (const int adult : {0, 1}) {
    for (int i = 0; i < static_cast<int>(form.questions.size()); ++i) {
      const auto& question = form.questions[static_cast<std::size_t>(i)];
      // Of other adults the yes is asked later, by a caseworker.
      const bool theirs = question.repeat == Repeat::other_adults;
      if (theirs && question.kind == Kind::consent) continue;
      if (question.repeat == Repeat::once && adult == 0) add(i, -1);
      if (question.repeat == Repeat::adults) add(i, adult);
      if (theirs && adult == 1) add(i, adult);
    }
  }
  targets.push_back({.id = "since", .part = ImportPart::since});
  return targets;
}

std::string_view heading_of(const Sheet& sheet, int column) {
  return sheet.rows().empty() ? std::string_view() : sheet.cell(sheet.rows().front(), column);
}

Result<ColumnTargets> guess_columns(Store& store, const forms::Form& form,
                                    const std::vector<ImportTarget>& targets, const Sheet& sheet,
                                    const ImportWords& words) {
  SAMEN_TRY(const auto kept, kept_columns(store, form));
  ColumnTargets columns(static_cast<std::size_t>(sheet.columns()), -1);
  const auto give = [&](std::size_t column, const std::string& id) {
    const int target = target_with(targets, id);
    if (target < 0 || std::ranges::find(columns, target) != columns.end()) return;
    columns[column] = target;
  };
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto known = kept.find(plain_word(heading_of(sheet, static_cast<int>(column))));
    if (known != kept.end()) give(column, known->second);
  }
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto heading = heading_of(sheet, static_cast<int>(column));
    if (columns[column] >= 0 || heading.empty()) continue;
    if (!kept.contains(plain_word(heading))) give(column, words.target_of(heading));
  }
  return columns;
}

Result<void> keep_columns(Store& store, const forms::Form& form,
                          const std::vector<ImportTarget>& targets, const Sheet& sheet,
                          const ColumnTargets& columns) {
  SAMEN_TRY(auto kept, kept_columns(store, form));
  for (std::size_t column = 0; column < columns.size(); ++column) {
    auto heading = plain_word(heading_of(sheet, static_cast<int>(column)));
    if (heading.empty() || heading.size() > kLongestHeading) continue;
    const bool used = columns[column] >= 0;
    if (!kept.contains(heading) && kept.size() >= kMostKept) continue;
    kept[std::move(heading)] =
        used ? targets[static_cast<std::size_t>(columns[column])].id : std::string();
  }
  return store.set_setting(setting_of(form), nlohmann::json(kept).dump());
}

bool may_be_for_all(const forms::Question& question) {
  return question.required && !question.later &&
         (question.kind == Kind::yes_no || question.kind == Kind::single);
}

std::vector<int> uncovered(const forms::Form& form, const std::vector<ImportTarget>& targets,
                           const ColumnTargets& columns, const std::map<int, int>& for_all) {
  std::vector<int> open;
  for (int i = 0; i < static_cast<int>(form.questions.size()); ++i) {
    const auto& question = form.questions[static_cast<std::size_t>(i)];
    // What depends on another answer is looked at line by line; how many adults, how large a
    // family and the yes have a first answer.
    const bool needed = question.required && !question.skip_if && question.kind != Kind::stepper &&
                        question.kind != Kind::consent;
    if (!needed || for_all.contains(i)) continue;
    const bool covered = std::ranges::any_of(columns, [&](int target) {
      return target >= 0 && targets[static_cast<std::size_t>(target)].question == i;
    });
    if (!covered) open.push_back(i);
  }
  return open;
}

}  // namespace samen::server
