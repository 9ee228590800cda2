// SPDX-License-Identifier: Apache-2.0
// Which column of the file is which question, one answer for all, and answers in other words.
#include <algorithm>

#include "sync/server/pages/import_page.hpp"

namespace samen::server {

namespace {

constexpr int kExamples = 2;

const forms::Form& asked_form(const ImportView& view) {
  return view.tools->forms->at(view.file->setup.form);
}

void add_answer(ctemplate::TemplateDictionary& row, const std::string& value,
                const std::string& words, bool chosen) {
  auto* option = row.AddSectionDictionary("OPTION");
  option->SetValue("VALUE", value);
  option->SetValue("WORDS", words);
  if (chosen) option->ShowSection("CHOSEN");
}

// The answers of one question, or of what a column holds of it.
void add_answers(const Frame& frame, ctemplate::TemplateDictionary& row,
                 const forms::VocabularyView* words, const std::vector<int>& options,
                 std::optional<int> chosen) {
  if (words == nullptr) {
    for (const int yes : {1, 0}) {
      add_answer(row, std::to_string(yes), frame.word(yes == 1 ? "check.yes" : "check.no"),
                 chosen == yes);
    }
    return;
  }
  for (const int option : options) {
    add_answer(row, std::to_string(option), frame.word(forms::option_key(*words, option)),
               chosen == option);
  }
}

void fill_column(const ImportView& view, int column, const std::vector<std::string>& targets,
                 ctemplate::TemplateDictionary& row) {
  const auto& sheet = view.file->sheet;
  row.SetIntValue("COLUMN", column);
  row.SetValue("LETTER", column_letters(column));
  row.SetValue("HEADING", std::string(heading_of(sheet, column)));
  int shown = 0;
  for (std::size_t i = 1; i < sheet.rows().size() && shown < kExamples; ++i) {
    const auto cell = sheet.cell(sheet.rows()[i], column);
    if (cell.empty()) continue;
    row.AddSectionDictionary("EXAMPLE")->SetValue("CELL", std::string(cell));
    ++shown;
  }
  const int chosen = view.file->setup.columns[static_cast<std::size_t>(column)];
  for (std::size_t i = 0; i < targets.size(); ++i) {
    add_answer(row, view.file->targets[i].id, targets[i], static_cast<int>(i) == chosen);
  }
  if (view.column == column) row.ShowSection("WRONG");
}

void fill_for_all(const Frame& frame, const ImportView& view,
                  ctemplate::TemplateDictionary& section) {
  const auto& form = asked_form(view);
  for (int i = 0; i < static_cast<int>(form.questions.size()); ++i) {
    const auto& question = form.questions[static_cast<std::size_t>(i)];
    if (!may_be_for_all(question)) continue;
    auto* row = section.AddSectionDictionary("FOR_ALL");
    row->SetValue("QUESTION", question.id);
    row->SetValue("LABEL", frame.word(question.label_key));
    const auto& said = view.file->setup.for_all;
    const auto chosen = said.find(i);
    add_answers(frame, *row, question.vocabulary, question.options,
                chosen == said.end() ? std::nullopt : std::optional(chosen->second));
    if (std::ranges::find(view.uncovered, i) != view.uncovered.end()) row->ShowSection("WRONG");
  }
}

}  // namespace

void fill_import_columns(Frame& frame, const ImportView& view) {
  auto* section = frame.main().AddSectionDictionary("COLUMNS");
  const auto& file = *view.file;
  std::vector<std::string> targets;
  for (const auto& target : file.targets) {
    targets.push_back(target_words(frame, asked_form(view), target));
  }
  const auto people = static_cast<std::int64_t>(file.sheet.rows().size()) - 1;
  const auto& name = file.sheet.name;
  section->SetValue(
      "ABOUT", name.empty() ? frame.word("office.import.columns.csv", {{"count", people}})
                            : frame.word("office.import.columns.sheet",
                                         {{"count", people}, {"sheet", std::string_view(name)}}));
  if (file.sheet.sheets > 1) section->ShowSection("MORE_SHEETS");
  if (file.sheet.guessed_encoding) section->ShowSection("ENCODING");
  for (int column = 0; column < file.sheet.columns(); ++column) {
    fill_column(view, column, targets, *section->AddSectionDictionary("ROW"));
  }
  fill_for_all(frame, view, *section);
  if (asked_form(view).id == "household") {
    auto* same = section->AddSectionDictionary("SAME_LANGUAGES");
    if (file.setup.same_languages) same->ShowSection("CHECKED");
  }
}

void fill_import_words(Frame& frame, const ImportView& view) {
  auto* section = frame.main().AddSectionDictionary("WORDS_STAGE");
  const auto& file = *view.file;
  for (std::size_t i = 0; i < file.setup.words.size(); ++i) {
    const auto& word = file.setup.words[i];
    const auto at =
        static_cast<std::size_t>(file.setup.columns[static_cast<std::size_t>(word.column)]);
    const auto& target = file.targets[at];
    auto* row = section->AddSectionDictionary("WORD");
    row->SetIntValue("NUMBER", static_cast<long>(i));
    row->SetValue("WORD_TYPED", std::string(word.word.view()));
    row->SetValue("PLACE", place_words(frame, file.sheet, word.column));
    row->SetValue("MEANS", target_words(frame, asked_form(view), target));
    std::vector<int> options;
    const auto& question = asked_form(view).questions[static_cast<std::size_t>(target.question)];
    if (target.words != nullptr && target.words == question.vocabulary) options = question.options;
    for (int option = 0; options.empty() && target.words != nullptr &&
                         option < static_cast<int>(target.words->names.size());) {
      while (option < static_cast<int>(target.words->names.size())) options.push_back(option++);
    }
    add_answers(frame, *row, target.words, options,
                word.decided ? word.means : std::optional<int>());
    if (word.decided && !word.means) row->ShowSection("OUT");
  }
}

}  // namespace samen::server
