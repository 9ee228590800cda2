// SPDX-License-Identifier: Apache-2.0
// The dry run: every cell that does not fit, and who could be one person.
#include <algorithm>
#include <array>

#include "sync/server/pages/csv.hpp"
#include "sync/server/pages/import_page.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kMostProblems = 200;  // of a table that somebody mends one by one

// What is wrong with a cell, or worth a look, and how to mend it.
std::string problem_words(const Frame& frame, const forms::FieldError& error) {
  if (error.key.ends_with(".empty")) return frame.word("office.import.wrong.empty");
  if (!error.suggestion.empty()) {
    return frame.word(error.key, {{"suggestion", std::string_view(error.suggestion)}});
  }
  const auto ours = error.key.substr(error.key.find('.') + 1);
  if (error.key.starts_with("wrong.")) return frame.word("office.import.wrong." + ours);
  if (error.key.starts_with("doubt.")) return frame.word("office.import.doubt." + ours);
  return frame.texts().reason(frame.language(), {.key = error.key, .arguments = error.arguments});
}

// What a text puts around what it is given, so that it keeps its direction (U+2068, U+2069), is
// nothing for a spreadsheet.
std::string without_isolates(std::string text) {
  for (const std::string_view mark : {"\u2068", "\u2069"}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

using Problems = std::vector<ImportProblem> ImportRow::*;

// How many there are; the first ones are shown.
std::size_t fill_problems(Frame& frame, const ImportFile& file, Problems which,
                          ctemplate::TemplateDictionary& section) {
  std::size_t shown = 0;
  for (const auto& row : file.rows) {
    const auto& line = file.sheet.rows()[row.at];
    for (const auto& problem : row.*which) {
      if (++shown > kMostProblems) continue;
      auto* entry = section.AddSectionDictionary("PROBLEM");
      entry->SetValue("PLACE", place_words(frame, file.sheet, problem.column, line.number));
      const auto cell =
          problem.column < 0 ? std::string_view() : file.sheet.cell(line, problem.column);
      if (cell.empty()) {
        entry->ShowSection("EMPTY_CELL");
      } else {
        entry->SetValueAndShowSection("CELL_TEXT", std::string(cell), "CELL");
      }
      entry->SetValue("PROBLEM_WORDS", problem_words(frame, problem.error));
    }
  }
  return shown;
}

void fill_one_of_two(const Frame& frame, ctemplate::TemplateDictionary& pair, const char* name,
                     const std::string& where, const PersonShown& person) {
  auto* side = pair.AddSectionDictionary(name);
  side->SetValue("WHERE", where);
  side->SetValue("NAME", std::string(person.name.view()));
  side->SetValue("CONTACT", std::string(person.contact.view()));
  side->SetValue("POSTCODE", person.postcode);
  side->SetValue("PEOPLE", frame.word("office.import.people", {{"count", person.people}}));
  const auto since = frame.day_of_year(person.since_ms);
  side->SetValue("SINCE", frame.word("office.import.since", {{"day", std::string_view(since)}}));
}

void fill_doubles(Frame& frame, const ImportFile& file, ctemplate::TemplateDictionary& section) {
  const auto row_words = [&](std::size_t row) {
    return frame.word("office.import.row", {{"row", file.sheet.rows()[file.rows[row].at].number}});
  };
  const auto shown = std::min(file.doubles.size(), ImportDesk::kMostDoubles);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& found = file.doubles[i];
    auto* pair = section.AddSectionDictionary("PAIR");
    pair->SetIntValue("NUMBER", static_cast<long>(i));
    const auto one = row_words(found.row);
    const auto other = found.other ? row_words(*found.other) : found.label;
    pair->SetValue("PAIR_TITLE",
                   frame.word("office.import.pair", {{"one", std::string_view(one)},
                                                     {"other", std::string_view(other)}}));
    fill_one_of_two(frame, *pair, "ONE", one, found.person);
    fill_one_of_two(
        frame, *pair, "OTHER",
        found.other ? other
                    : frame.word("office.import.here", {{"label", std::string_view(found.label)}}),
        found.like);
    if (!found.other) pair->ShowSection("HERE");
    if (found.other) {
      auto* both = pair->AddSectionDictionary("IN_FILE");
      both->SetValue("KEEP_ONE",
                     frame.word("office.import.keep", {{"row", std::string_view(one)}}));
      both->SetValue("KEEP_OTHER",
                     frame.word("office.import.keep", {{"row", std::string_view(other)}}));
      if (found.choice == DoubleChoice::first) both->ShowSection("FIRST");
      if (found.choice == DoubleChoice::second) both->ShowSection("SECOND");
    }
    if (found.choice == DoubleChoice::two) pair->ShowSection("TWO");
    if (!found.other && found.choice == DoubleChoice::second) pair->ShowSection("SAME");
  }
  if (file.doubles.size() > shown) section.ShowSection("MORE_PAIRS");
}

}  // namespace

void fill_import_checked(Frame& frame, const ImportView& view) {
  const auto& file = *view.file;
  auto* section = frame.main().AddSectionDictionary("CHECKED");
  const auto fit = file.rows.size() - file.wrong();
  const std::array<std::pair<const char*, std::size_t>, 3> tiles = {
      {{"fit", fit}, {"wrong", file.wrong()}, {"alike", file.doubles.size()}}};
  for (const auto& [name, number] : tiles) {
    auto* tile = section->AddSectionDictionary("TILE");
    tile->SetIntValue("NUMBER", static_cast<long>(number));
    tile->SetValue("WORDS", frame.word("office.import.tile." + std::string(name),
                                       {{"count", static_cast<std::int64_t>(number)}}));
  }
  if (file.wrong() > 0) {
    auto* wrong = section->AddSectionDictionary("WRONG");
    const auto cells = fill_problems(frame, file, &ImportRow::problems, *wrong);
    wrong->SetValue("WRONG_TITLE", frame.word("office.import.cells",
                                              {{"count", static_cast<std::int64_t>(cells)}}));
    if (cells > kMostProblems) wrong->ShowSection("MORE_PROBLEMS");
  }
  auto* doubts = section->AddSectionDictionary("DOUBTS");
  if (fill_problems(frame, file, &ImportRow::doubts, *doubts) > 0) doubts->ShowSection("ANY");
  if (fit == 0) {
    section->ShowSection("NOTHING");
    return;
  }
  auto* going = section->AddSectionDictionary("GOING");
  if (!file.doubles.empty()) fill_doubles(frame, file, *going->AddSectionDictionary("DOUBLES"));
  going->SetValue("IMPORT_WORDS",
                  file.doubles.empty()
                      ? frame.word("office.import.go", {{"count", static_cast<std::int64_t>(fit)}})
                      : frame.word("office.import.go_some"));
  going->SetValue("CENTRE_NAME", file.centre);
}

// Headings as they were, so that the mended file goes the same way; what is wrong stands in front.
CsvPage Pages::import_left(const PageContext& context, const ImportView& view) {
  Frame frame(*parts_, context, "import.tpl", "/import");
  CsvFile csv;
  const auto& file = *view.file;
  const auto& sheet = file.sheet;
  const auto add = [&](const std::string& first, const Sheet::Row& row) {
    std::vector<std::string> cells = {first};
    for (int column = 0; column < sheet.columns(); ++column) {
      cells.emplace_back(sheet.cell(row, column));
    }
    csv.row(cells);
  };
  add(frame.word("office.import.left.heading"), sheet.rows().front());
  for (const auto& row : file.rows) {
    if (row.fits()) continue;
    std::string why;
    for (const auto& problem : row.problems) {
      why += (why.empty() ? "" : " ") + place_words(frame, sheet, problem.column) + ": " +
             problem_words(frame, problem.error);
    }
    add(without_isolates(why), sheet.rows()[row.at]);
  }
  return {frame.word("office.import.left.file") + ".csv", csv.text()};
}

}  // namespace samen::server
