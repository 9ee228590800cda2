// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/import_rows.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "forms/outside.hpp"
#include "forms/plan.hpp"
#include "sync/server/cases/import_cells.hpp"

namespace samen::server {

using forms::Instance;

namespace {

constexpr std::string_view kLanguageOfTheHouse = "nl";

bool is_list(const ImportTarget& target) {
  return target.words != nullptr || target.yes_no;
}

// One row on its way to answers.
class RowReader {
 public:
  RowReader(const ImportTools& tools, const ImportSetup& setup,
            const std::vector<ImportTarget>& targets, std::int64_t now_ms)
      : tools_(&tools),
        setup_(&setup),
        targets_(&targets),
        form_(&tools.forms->at(setup.form)),
        now_ms_(now_ms) {}

  ImportRow read(const Sheet& sheet, std::size_t at) {
    row_ = ImportRow();
    row_.at = at;
    row_.since_ms = setup_->consent.day_ms;
    begin();
    const auto& cells = sheet.rows()[at];
    for (const auto& [question, option] : setup_->for_all) answer_for_all(question, option);
    for (int column = 0; column < static_cast<int>(setup_->columns.size()); ++column) {
      const int target = setup_->columns[static_cast<std::size_t>(column)];
      const auto text = sheet.cell(cells, column);
      if (target < 0 || text.empty()) continue;
      take({.column = column, .target = &(*targets_)[static_cast<std::size_t>(target)]}, text);
    }
    other_adults();
    row_.language = language();
    say_yes();
    check();
    std::ranges::stable_sort(row_.problems, {}, &ImportProblem::column);
    return std::move(row_);
  }

 private:
  // What a form holds before anybody touched it, and the yes that was given elsewhere.
  void begin() {
    for (int i = 0; i < static_cast<int>(form_->questions.size()); ++i) {
      const auto& question = form_->questions[static_cast<std::size_t>(i)];
      if (question.kind == forms::Kind::stepper) {
        row_.answers.set({i, -1}, question.initial);
      }
      if (question.kind == forms::Kind::children) {
        row_.answers.set({i, -1}, forms::ChildCounts{});
      }
      if (question.id == "consent") {
        forms::ConsentAnswer consent;
        consent.mark[static_cast<std::size_t>(domain::Purpose::service)].given = true;
        row_.answers.set({i, -1}, consent);
      }
    }
  }

  void answer_for_all(int question, int option) {
    const auto& asked = form_->questions[static_cast<std::size_t>(question)];
    const bool yes_no = asked.kind == forms::Kind::yes_no;
    const int adults = asked.repeat == forms::Repeat::once ? 0 : 1;
    row_.answers.set({question, adults - 1},
                     yes_no ? forms::Value(option == 1) : forms::Value(forms::Choice{option}));
  }

  void take(const CellPlace& place, std::string_view text) {
    if (place.target->part == ImportPart::since) {
      const auto day = day_in_cell(text);
      if (!day || *day > now_ms_) return wrong(place.column, "wrong.day");
      row_.since_ms = *day;
      return;
    }
    const CellReader reader(*tools_->words, setup_->words, *form_);
    if (const auto fault = reader.take(place, text, row_.answers)) wrong(place.column, *fault);
  }

  void wrong(int column, std::string key) {
    row_.problems.push_back({column, {std::move(key), {}}});
  }

  // Who else is in the household: asked for their own yes later, by a caseworker.
  void other_adults() {
    const int languages = form_->find("languages"), consent = form_->find("their_consent");
    for (int adult = 1; adult < row_.answers.adults(*form_); ++adult) {
      const auto* first = row_.answers.find({languages, 0});
      const bool says = row_.answers.seen({languages, adult});
      if (setup_->same_languages && !says && first != nullptr) {
        row_.answers.set({languages, adult}, forms::Value(*first));
      }
      if (consent < 0) continue;
      forms::ConsentAnswer later;
      later.otherwise = forms::NotGiven::later;
      row_.answers.set({consent, adult}, later);
    }
  }

  // The kiosk's language that they are most at home in; whoever speaks none of those gets Dutch.
  std::string language() const {
    const int question = form_->find("languages");
    const bool each =
        form_->questions[static_cast<std::size_t>(question)].repeat != forms::Repeat::once;
    const auto* value = row_.answers.find({question, each ? 0 : -1});
    const auto* list = value == nullptr ? nullptr : std::get_if<forms::LanguageList>(value);
    std::string best(kLanguageOfTheHouse);
    if (list == nullptr || form_->id != "household") return best;
    for (const auto& one : list->spoken) {
      const std::string tag(domain::name_of(one.language));
      const bool known = std::ranges::find(tools_->languages, tag) != tools_->languages.end();
      if (known && one.level == domain::LanguageLevel::fluent) return tag;
    }
    return best;
  }

  void say_yes() {
    auto* consent = row_.answers.find({form_->find("consent"), -1});
    auto* marks = consent == nullptr ? nullptr : std::get_if<forms::ConsentAnswer>(consent);
    if (marks == nullptr) return;
    for (auto& mark : marks->mark) mark.language = row_.language;
  }

  int column_of(const Instance& instance) const {
    int found = -1;
    for (int column = 0; column < static_cast<int>(setup_->columns.size()); ++column) {
      const int target = setup_->columns[static_cast<std::size_t>(column)];
      if (target < 0) continue;
      const auto& meant = (*targets_)[static_cast<std::size_t>(target)];
      if (meant.question != instance.question) continue;
      const bool own = meant.adult == instance.adult;
      if (found < 0 || own) found = column;
      if (own && is_right_part(meant, instance)) return column;
    }
    return found;
  }
  // Of several columns for one answer the one that was used.
  bool is_right_part(const ImportTarget& target, const Instance& instance) const {
    const auto* value = row_.answers.find(instance);
    const auto* contact = value == nullptr ? nullptr : std::get_if<forms::ContactAnswer>(value);
    if (contact == nullptr || !contact->channel) return target.part != ImportPart::caseworker;
    return static_cast<int>(target.part) ==
           static_cast<int>(ImportPart::phone) + static_cast<int>(*contact->channel);
  }

  bool named(const Instance& instance) const {
    return std::ranges::any_of(row_.problems, [&](const ImportProblem& problem) {
      if (problem.column < 0) return false;
      const int target = setup_->columns[static_cast<std::size_t>(problem.column)];
      const auto& meant = (*targets_)[static_cast<std::size_t>(target)];
      return meant.question == instance.question && meant.adult == instance.adult;
    });
  }

  void check() {
    for (auto& problem : forms::validate_all(*form_, row_.answers)) {
      if (named(problem.instance)) continue;
      auto error = std::move(problem.error);
      if (error.key == "error.consent.service") error = {"wrong.consent", {}};
      row_.problems.push_back({column_of(problem.instance), std::move(error)});
    }
    for (const auto& instance : forms::plan(*form_, row_.answers)) {
      const auto& question = form_->questions[static_cast<std::size_t>(instance.question)];
      const auto* value = row_.answers.find(instance);
      if (value == nullptr) continue;
      const auto* yes = std::get_if<bool>(value);
      if (!question.stop_on_no.empty() && yes != nullptr && !*yes) {
        row_.problems.push_back({column_of(instance), {"wrong.no", {}}});
      }
      if (named(instance)) continue;
      if (auto doubt = forms::doubt(*form_, row_.answers, instance, tools_->forms->facts())) {
        row_.doubts.push_back({column_of(instance), std::move(*doubt)});
      }
    }
    if (!row_.problems.empty()) return;
    if (!forms::outside(*form_, row_.answers, tools_->forms->programme()).empty()) {
      row_.doubts.push_back({-1, {"doubt.outside", {}}});
    }
  }

  const ImportTools* tools_;
  const ImportSetup* setup_;
  const std::vector<ImportTarget>* targets_;
  const forms::Form* form_;
  std::int64_t now_ms_;
  ImportRow row_;
};

}  // namespace

std::vector<std::string_view> pieces_of(std::string_view cell) {
  std::vector<std::string_view> pieces;
  while (!cell.empty()) {
    const auto end = std::min(cell.find_first_of(";,/|\n"), cell.size());
    auto piece = cell.substr(0, end);
    cell.remove_prefix(std::min(end + 1, cell.size()));
    while (piece.starts_with(' ')) piece.remove_prefix(1);
    while (piece.ends_with(' ')) piece.remove_suffix(1);
    if (!piece.empty()) pieces.push_back(piece);
  }
  return pieces;
}

std::vector<ImportWord> unknown_words(const ImportTools& tools, const ImportSetup& setup,
                                      const std::vector<ImportTarget>& targets,
                                      const Sheet& sheet) {
  std::vector<ImportWord> unknown;
  const std::vector<ImportWord> nothing_said;
  const CellReader reader(*tools.words, nothing_said, tools.forms->at(setup.form));
  for (int column = 0; column < static_cast<int>(setup.columns.size()); ++column) {
    const int target = setup.columns[static_cast<std::size_t>(column)];
    if (target < 0 || !is_list(targets[static_cast<std::size_t>(target)])) continue;
    const CellPlace place{column, &targets[static_cast<std::size_t>(target)]};
    for (std::size_t at = 1; at < sheet.rows().size(); ++at) {
      for (const auto word : reader.words_in(place, sheet.cell(sheet.rows()[at], column))) {
        if (reader.option_of(place, word) || unknown.size() == kMostUnknownWords) continue;
        const auto plain = plain_word(word);
        const bool there = std::ranges::any_of(unknown, [&](const ImportWord& known) {
          return known.column == column && plain_word(known.word.view()) == plain;
        });
        if (!there)
          unknown.push_back({.column = column, .word = base::SecretText(word), .means = {}});
      }
    }
  }
  return unknown;
}

std::vector<ImportRow> read_rows(const ImportTools& tools, const ImportSetup& setup,
                                 const std::vector<ImportTarget>& targets, const Sheet& sheet,
                                 Store& store) {
  std::vector<ImportRow> rows;
  RowReader reader(tools, setup, targets, store.now_ms());
  for (std::size_t at = 1; at < sheet.rows().size(); ++at) {
    rows.push_back(reader.read(sheet, at));
    rows.back().id = base::make_uuid(store.clock(), store.random());
  }
  return rows;
}

}  // namespace samen::server
