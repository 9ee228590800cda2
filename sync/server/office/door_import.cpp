// SPDX-License-Identifier: Apache-2.0
// People taken over from a file: what a coordinator brings and says of it; the work is the desk's
// (cases/import_desk.hpp).
#include <algorithm>
#include <set>

#include "base/number.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/office/door.hpp"
#include "sync/server/pages/import_page.hpp"
#include "sync/server/sheets/read_sheet.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kImportHome = "/import";
constexpr std::int64_t kEarliestYesMs = 1'262'304'000'000;  // 2010-01-01: a slip of the year

// A form of ours has at most kMaxFormFields fields, one a column among them.
SheetLimits import_limits() {
  SheetLimits limits;
  limits.columns = 100;
  return limits;
}

HttpResponse to_import() {
  return redirect_to(OurPath::parse(kImportHome).value_or(OurPath::home()));
}

ImportStart start_of(const FormFields& fields) {
  ImportStart start;
  start.form = typed_in(fields, "form");
  start.centre = typed_in(fields, "centre");
  start.how = typed_in(fields, "how");
  start.day = typed_in(fields, "day");
  start.agreed = has_field(fields, "agreed");
  return start;
}

// What the coordinator says of the file; the first thing that is wrong is named in `start`.
Result<ImportSetup> setup_of(Store& store, const forms::FormSet& forms, ImportStart& start) {
  ImportSetup setup;
  setup.form = forms.find(start.form);
  if (setup.form < 0 || start.form == "member") start.wrong = "form";
  SAMEN_TRY(const auto centre, find_centre(store, start.centre));
  if (centre) setup.centre = centre->id;
  if (!centre) start.wrong = "centre";
  const auto how = domain::from_name<domain::ConsentHow>(start.how);
  if (!how || *how == domain::ConsentHow::screen) start.wrong = "how";
  const auto day = parse_day(start.day);
  if (!day || *day > store.now_ms() || *day < kEarliestYesMs) start.wrong = "day";
  if (!start.agreed) start.wrong = "agreed";
  if (how && day) setup.consent = {*how, *day};
  return setup;
}

// Reads the columns that were chosen; false when one question has two.
bool take_columns(ImportFile& file, const FormFields& fields, ImportView& view) {
  for (int column = 0; column < file.sheet.columns(); ++column) {
    const auto id = field_of(fields, "c" + std::to_string(column));
    const auto found = std::ranges::find(file.targets, id, &ImportTarget::id);
    const int target =
        found == file.targets.end() ? -1 : static_cast<int>(found - file.targets.begin());
    auto& columns = file.setup.columns;
    const auto before = columns.begin() + column;
    if (target >= 0 && std::find(columns.begin(), before, target) != before) {
      view.wrong = "twice";
      view.column = column;
    }
    columns[static_cast<std::size_t>(column)] = target;
  }
  return view.wrong.empty();
}

void take_for_all(ImportFile& file, const forms::Form& form, const FormFields& fields) {
  file.setup.for_all.clear();
  for (int i = 0; i < static_cast<int>(form.questions.size()); ++i) {
    const auto& question = form.questions[static_cast<std::size_t>(i)];
    if (!may_be_for_all(question)) continue;
    const auto option = base::parse_number<int>(field_of(fields, "f_" + question.id));
    const bool yes_no =
        question.kind == forms::Kind::yes_no && option && *option >= 0 && *option <= 1;
    const bool offered = option && question.kind == forms::Kind::single &&
                         std::ranges::find(question.options, *option) != question.options.end();
    if (yes_no || offered) file.setup.for_all[i] = *option;
  }
  file.setup.same_languages = has_field(fields, "same_languages");
}

// What stands in the first row of a used column is a heading and nobody's number or address.
bool has_headings(const ImportFile& file) {
  for (int column = 0; column < file.sheet.columns(); ++column) {
    if (file.setup.columns[static_cast<std::size_t>(column)] < 0) continue;
    const auto heading = heading_of(file.sheet, column);
    const auto digits = std::ranges::count_if(heading, [](char c) { return c >= '0' && c <= '9'; });
    if (heading.contains('@') || digits >= 4) return false;
  }
  return true;
}

void take_words(ImportFile& file, const FormFields& fields) {
  for (std::size_t i = 0; i < file.setup.words.size(); ++i) {
    auto& word = file.setup.words[i];
    const auto said = field_of(fields, "w" + std::to_string(i));
    const auto option = base::parse_number<int>(said);
    const auto& target = file.targets[static_cast<std::size_t>(
        file.setup.columns[static_cast<std::size_t>(word.column)])];
    const int most = target.words == nullptr ? 2 : static_cast<int>(target.words->names.size());
    word.means = option && *option >= 0 && *option < most ? option : std::nullopt;
    word.decided = word.means.has_value() || said == "out";
  }
}

void take_choices(ImportFile& file, const FormFields& fields) {
  for (std::size_t i = 0; i < std::min(file.doubles.size(), ImportDesk::kMostDoubles); ++i) {
    auto& pair = file.doubles[i];
    const auto said = field_of(fields, "d" + std::to_string(i));
    pair.choice = said == "two"                   ? DoubleChoice::two
                  : said == "second"              ? DoubleChoice::second
                  : said == "first" && pair.other ? DoubleChoice::first
                                                  : DoubleChoice::open;
  }
}

}  // namespace

Result<HttpResponse> Door::import_people(Visit& visit) {
  const auto& route = *visit.routed.route;
  if (route.asks == Asks::import_file) return import_file(visit);
  if (route.method == Method::post) return import_act(visit);
  if (route.path == kImportLeftPath) return import_left(visit);
  if (route.path == kImportReceiptsPath) return import_receipts(visit);
  return import_page(visit);
}

HttpResponse Door::import_again(const Visit& visit, ImportView view) {
  view.tools = &imports_->tools();
  return html_answer(pages_->import_people(store_, visit.context, view));
}

// Whoever is shown beside a row is looked at: a line each.
Result<HttpResponse> Door::import_page(Visit& visit) {
  const auto* file = imports_->of(visit.token);
  if (file != nullptr && file->stage() == ImportStage::checked) {
    std::set<std::string> labels;
    for (const auto& pair : file->doubles) labels.insert(pair.label);
    labels.erase("");
    SAMEN_TRY(auto transaction, store_.begin());
    for (const auto& label : labels) {
      SAMEN_CHECK(write_audit(store_, visit.context.viewer.actor(), "look_double", label));
    }
    SAMEN_CHECK(transaction.commit());
  }
  return import_again(visit, {.file = file});
}

Result<HttpResponse> Door::import_file(Visit& visit) {
  auto start = start_of(visit.fields);
  SAMEN_TRY(auto setup, setup_of(store_, *forms_, start));
  if (visit.file.empty() && start.wrong.empty()) start.wrong = "file";
  if (!start.wrong.empty()) return import_again(visit, {.start = std::move(start)});
  auto sheet = read_sheet(visit.file, import_limits());
  if (!sheet) {
    start.fault = sheet.error();
    return import_again(visit, {.start = std::move(start)});
  }
  auto* file = imports_->take(visit.token, std::move(*sheet));
  if (file == nullptr) {
    start.wrong = "busy";
    return import_again(visit, {.start = std::move(start)});
  }
  const auto& form = forms_->at(setup.form);
  file->setup = std::move(setup);
  file->centre = start.centre;
  file->targets = import_targets(form);
  SAMEN_TRY(file->setup.columns,
            guess_columns(store_, form, file->targets, file->sheet, *imports_->tools().words));
  return to_import();
}

Result<HttpResponse> Door::import_columns(Visit& visit, ImportFile& file) {
  ImportView view{.file = &file};
  const auto& form = forms_->at(file.setup.form);
  take_for_all(file, form, visit.fields);
  if (!take_columns(file, visit.fields, view)) return import_again(visit, std::move(view));
  view.uncovered = uncovered(form, file.targets, file.setup.columns, file.setup.for_all);
  if (!view.uncovered.empty()) view.wrong = "uncovered";
  if (view.wrong.empty() && !has_headings(file)) view.wrong = "no_headings";
  if (!view.wrong.empty()) return import_again(visit, std::move(view));
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_CHECK(keep_columns(store_, form, file.targets, file.sheet, file.setup.columns));
  SAMEN_CHECK(transaction.commit());
  file.setup.words = unknown_words(imports_->tools(), file.setup, file.targets, file.sheet);
  if (file.setup.words.empty()) {
    imports_->check(file);
  } else {
    file.go_to(ImportStage::words);
  }
  return to_import();
}

Result<HttpResponse> Door::import_act(Visit& visit) {
  auto* file = imports_->of(visit.token);
  const auto act = field_of(visit.fields, "act");
  if (file == nullptr) return to_import();
  if (act == "drop") {
    imports_->drop(visit.token);
    return to_import();
  }
  if (file->busy()) return to_import();
  const auto stage = file->stage();
  if (act == "back" && stage != ImportStage::done) file->go_to(ImportStage::columns);
  if (act == "columns" && stage == ImportStage::columns) return import_columns(visit, *file);
  if (act == "words" && stage == ImportStage::words) {
    take_words(*file, visit.fields);
    imports_->check(*file);
  }
  if (act == "import" && stage == ImportStage::checked) {
    take_choices(*file, visit.fields);
    if (file->undecided() > 0) return import_again(visit, {.file = file, .wrong = "undecided"});
    if (file->going_in().empty()) return import_again(visit, {.file = file, .wrong = "nobody"});
    if (!visit.context.confirmed) {
      return redirect_to(OurPath::confirm(OurPath::parse(kImportHome).value_or(OurPath::home())));
    }
    imports_->write(*file, visit.context.viewer.actor());
  }
  return to_import();
}

Result<HttpResponse> Door::import_left(Visit& visit) {
  const auto* file = imports_->of(visit.token);
  const bool read = file != nullptr &&
                    (file->stage() == ImportStage::checked || file->stage() == ImportStage::done);
  if (!read) return problem(visit.context, 404);
  auto csv = pages_->import_left(visit.context, {.file = file, .tools = &imports_->tools()});
  return csv_answer(std::move(csv));
}

Result<HttpResponse> Door::import_receipts(Visit& visit) {
  return html_answer(pages_->import_receipts(visit.context, {.file = imports_->of(visit.token)}));
}

}  // namespace samen::server
