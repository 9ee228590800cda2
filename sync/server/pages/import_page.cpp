// SPDX-License-Identifier: Apache-2.0
// People taken over from a file: what to bring, how far it is, what became of it.
#include "sync/server/pages/import_page.hpp"

#include "sync/server/cases/dates.hpp"
#include "sync/server/pages/centre_names.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kImportPath = "/import";
constexpr std::string_view kImportForms[] = {"household", "group", "single"};
constexpr domain::ConsentHow kElsewhere[] = {domain::ConsentHow::paper, domain::ConsentHow::spoken,
                                             domain::ConsentHow::online};

// In the order of SheetTrouble.
constexpr std::string_view kTroubles[] = {
    "too_large", "bomb", "no_table", "old_format",  "utf16", "broken",  "doctype",
    "quote",     "rows", "columns",  "filled_rows", "cell",  "control", "empty"};

std::string fault_words(const Frame& frame, const SheetFault& fault) {
  constexpr std::int64_t kMib = 1 << 20;
  const bool bytes = fault.trouble == SheetTrouble::too_large;
  const auto column = column_letters(fault.column - 1);
  const auto words = frame.word(
      "office.import.fault." + std::string(kTroubles[static_cast<std::size_t>(fault.trouble)]),
      {{"limit", bytes ? fault.limit / kMib : fault.limit}});
  if (fault.row == 0) return words;
  return frame.word("office.import.fault.at",
                    {{"row", fault.row}, {"column", std::string_view(column)}}) +
         " " + words;
}

void offer(ctemplate::TemplateDictionary& main, const char* section, std::string_view value,
           const std::string& words, bool chosen) {
  auto* option = main.AddSectionDictionary(section);
  option->SetValue("VALUE", std::string(value));
  option->SetValue("WORDS", words);
  if (chosen) option->ShowSection("CHOSEN");
}

Result<void> fill_start(Frame& frame, Store& store, const ImportStart& start) {
  auto* section = frame.main().AddSectionDictionary("START");
  for (const auto form : kImportForms) {
    offer(*section, "FORM", form, frame.word("office.import.form." + std::string(form)),
          form == start.form);
  }
  SAMEN_TRY(const auto centres, all_centres(store));
  for (const auto& centre : centres) {
    offer(*section, "CENTRE", centre.name, centre.name,
          centre.name == start.centre || centres.size() == 1);
  }
  for (const auto how : kElsewhere) {
    const auto name = domain::name_of(how);
    offer(*section, "WAY", name, frame.word("office.consent_how." + std::string(name)),
          name == start.how);
  }
  section->SetValue("DAY", start.day);
  section->SetValue("TODAY", date_in_words(frame.context().now_ms));
  if (start.agreed) section->ShowSection("AGREED");
  for (const auto* text :
       {"form.household.consent.title", "consent.service", "consent.service.help"}) {
    section->AddSectionDictionary("CONSENT")->SetValue("WORDS", frame.word(text));
  }
  if (start.wrong.empty() && !start.fault) return {};
  auto* problem = section->AddSectionDictionary("PROBLEM");
  problem->SetValue("PROBLEM_WORDS", start.fault
                                         ? fault_words(frame, *start.fault)
                                         : frame.word("office.import.start.wrong." + start.wrong));
  const auto field = start.fault ? std::string("file") : start.wrong;
  section->ShowSection("WRONG_" + field);
  return {};
}

void fill_import_working(Frame& frame, bool writing) {
  auto* section = frame.main().AddSectionDictionary("WORKING");
  const std::string name = writing ? "writing" : "checking";
  section->SetValue("WORKING_TITLE", frame.word("office.import.working." + name));
  section->SetValue("WORKING_TEXT", frame.word("office.import.working." + name + "_text"));
}

void fill_import_done(Frame& frame, const ImportFile& file) {
  auto* section = frame.main().AddSectionDictionary("FINISHED");
  const auto count = [&](std::string_view key, std::size_t number) {
    auto* line = section->AddSectionDictionary("COUNT");
    line->SetIntValue("NUMBER", static_cast<long>(number));
    line->SetValue("WORDS", frame.word(key, {{"count", static_cast<std::int64_t>(number)}}));
  };
  count("office.import.done.in", file.receipts.size());
  count("office.import.done.wrong", file.wrong());
  count("office.import.done.same", file.left_out);
  section->SetValue("CENTRE_NAME", file.centre);
  if (file.wrong() > 0) section->ShowSection("LEFT");
}

void fill_stage(Frame& frame, const ImportView& view) {
  switch (view.file->stage()) {
    case ImportStage::columns:
      return fill_import_columns(frame, view);
    case ImportStage::words:
      return fill_import_words(frame, view);
    case ImportStage::checked:
      return fill_import_checked(frame, view);
    case ImportStage::checking:
    case ImportStage::writing:
      return fill_import_working(frame, view.file->stage() == ImportStage::writing);
    case ImportStage::done:
      return fill_import_done(frame, *view.file);
    case ImportStage::failed:
      return frame.main().ShowSection("FAILED");
  }
}

// Which of the four steps; 0 before the first.
int step_of(const ImportView& view) {
  if (view.file == nullptr) return 0;
  switch (view.file->stage()) {
    case ImportStage::columns:
    case ImportStage::words:
      return 1;
    case ImportStage::checking:
    case ImportStage::checked:
      return 2;
    default:
      return 3;
  }
}

void fill_steps(Frame& frame, const ImportView& view) {
  constexpr std::string_view kSteps[] = {"file", "columns", "check", "done"};
  const int now = step_of(view);
  for (int i = 0; i < 4; ++i) {
    auto* step = frame.main().AddSectionDictionary("STEP");
    step->SetValue("STEP_WORDS", frame.word("office.import.step." + std::string(kSteps[i])));
    step->SetValue("HOW", i < now ? "passed" : i == now ? "now" : "ahead");
    if (i < now) step->ShowSection("PASSED");
    if (i == now) step->ShowSection("CURRENT");
  }
}

}  // namespace

std::string target_words(const Frame& frame, const forms::Form& form, const ImportTarget& target) {
  if (target.part == ImportPart::since) return frame.word("office.import.part.since");
  const auto& question = form.questions[static_cast<std::size_t>(target.question)];
  auto words = frame.word(question.label_key);
  const auto dot = target.id.find('.');
  if (target.part == ImportPart::band) {
    words +=
        ": " + frame.texts().of(frame.language(), static_cast<domain::ChildBand>(target.option));
  } else if (target.part != ImportPart::whole) {
    const auto part = target.id.substr(dot + 1);
    words += ": " + frame.word("office.import.part." + part.substr(0, part.find('.')));
  }
  if (target.adult > 0) words += " (" + frame.word("office.import.part.second") + ")";
  return words;
}

std::string place_words(const Frame& frame, const Sheet& sheet, int column, int row) {
  std::string where;
  if (row > 0) where = frame.word("office.import.row", {{"row", row}});
  if (column < 0) return where;
  const auto letters = column_letters(column);
  if (row > 0) where += ", ";
  where += frame.word(row > 0 ? "office.import.column_in" : "office.import.column",
                      {{"column", std::string_view(letters)}});
  return where + " (" + std::string(heading_of(sheet, column)) + ")";
}

Page Pages::import_people(Store& store, const PageContext& context, const ImportView& view) {
  if (!kImportIsFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  Frame frame(*parts_, context, "import.tpl", kImportPath);
  fill_steps(frame, view);
  if (!view.wrong.empty()) {
    auto* problem = frame.main().AddSectionDictionary("PAGE_PROBLEM");
    std::vector<std::string> names;
    for (const int question : view.uncovered) {
      const auto& form = view.tools->forms->at(view.file->setup.form);
      names.push_back(frame.word(form.questions[static_cast<std::size_t>(question)].label_key));
    }
    const auto list = frame.texts().list(frame.language(), names);
    const auto place =
        view.column < 0 ? std::string() : place_words(frame, view.file->sheet, view.column);
    problem->SetValue("WORDS", frame.word("office.import.wrong_page." + view.wrong,
                                          {{"questions", std::string_view(list)},
                                           {"column", std::string_view(place)}}));
  }
  if (view.file != nullptr) {
    fill_stage(frame, view);
  } else if (const auto filled = fill_start(frame, store, view.start); !filled) {
    return failed_page(*parts_, context, filled.error());
  }
  const bool wrong = !view.wrong.empty() || !view.start.wrong.empty() || view.start.fault;
  return frame.finish(frame.word("office.import.title"), wrong ? 422 : 200);
}

}  // namespace samen::server
