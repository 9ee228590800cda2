// SPDX-License-Identifier: Apache-2.0
// The pages on which people are taken over, each as it looks on the way (what they do:
// test_office).
#include "sync/server/pages/import_page.hpp"

#include <gmock/gmock.h>

#include "i18n/catalogue.hpp"
#include "sync/server/sheets/read_sheet.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kTable =
    "Voornaam;Telefoon;Postcode;Volwassenen;In Nederland;Wie ontmoeten;Taal;Tolk;Aangemeld\r\n"
    "Zzamal;06 12 34 56 78;1316;1;1-2 jaar;geen voorkeur;Arabisch;nee;01-10-2025\r\n"
    "Bilal;06 1234;1318;1;1-2 jaar;geen voorkeur;Turks;nee;02-10-2025\r\n"
    "Canan;0611111111;131;twee;1-2 jaar;geen voorkeur;Syrisch;nee;31-02-2025\r\n"
    "Dilek;0622222222;9999;2;1-2 jaar;geen voorkeur;Turks;nee;04-10-2025\r\n"
    "Dilek;+31 6 22222222;9999;2;1-2 jaar;geen voorkeur;Turks;nee;\r\n";

class ImportPages : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.viewer = {StaffRole::coordinator, "", "office:cora"};
    const auto assets = std::filesystem::path(SAMEN_SOURCE_DIR) / "assets";
    forms = std::make_unique<forms::FormSet>(forms::FormSet::load(assets / "forms").value());
    words = std::make_unique<ImportWords>(ImportWords::load(assets, pages->kiosk_words()).value());
    desk = std::make_unique<ImportDesk>(
        ImportDesk::Means{.folder = folder,
                          .clock = &clock,
                          .random = &own,
                          .tools = {forms.get(), words.get(), pages->kiosk_words().languages()},
                          .policy = policy,
                          .cost = vault::ReceiptCost::for_tests()});
  }
  ImportFile& take(std::string_view table) {
    auto& file = *desk->take("cora", read_sheet(table).value());
    file.targets = import_targets(forms->at(0));
    file.centre = "De Linde";
    file.setup.centre = find_centre(*store, "De Linde").value().value().id;
    file.setup.consent = {domain::ConsentHow::paper, clock.wall_ms() - base::kDayMs};
    file.setup.columns =
        guess_columns(*store, forms->at(0), file.targets, file.sheet, *words).value();
    return file;
  }
  std::string show(const std::string& name, ImportView view) {
    view.tools = &desk->tools();
    std::string html;
    for (const auto* language : {"en", "nl"}) {
      context.language = language;
      html = kept("import-" + name, pages->import_people(*store, now(), view)).html;
    }
    for (const std::string mark : {"\u2068", "\u2069"}) {  // around what a text is given
      for (auto at = html.find(mark); at != std::string::npos; at = html.find(mark, at)) {
        html.erase(at, mark.size());
      }
    }
    return html;
  }
  void check(ImportFile& file) {
    ASSERT_TRUE(desk->check(file));
    file.wait();
    ASSERT_EQ(file.stage(), ImportStage::checked);
  }

  base::SystemRandom own;
  std::unique_ptr<forms::FormSet> forms;
  std::unique_ptr<ImportWords> words;
  std::unique_ptr<ImportDesk> desk;
};

TEST_F(ImportPages, EachStepShowsWhatItIsAbout) {
  EXPECT_THAT(show("start", {}), HasSubstr("multipart/form-data"));
  ImportStart wrong{.centre = "De Linde", .how = "paper", .day = "2025-01-01", .agreed = true};
  wrong.fault = SheetFault{SheetTrouble::cell, 12, 3, 2000};
  EXPECT_THAT(show("fault", {.start = wrong}), HasSubstr("Regel 12, kolom C:"));

  auto& file = take(kTable);
  const auto columns = show("columns", {.file = &file});
  EXPECT_THAT(columns, HasSubstr("<bdi>Voornaam</bdi>"));
  EXPECT_THAT(columns, HasSubstr("<option value=\"contact.phone\" selected>"));
  show("uncovered", {.file = &file, .wrong = "uncovered", .uncovered = {1, 5}});
  file.setup.words = unknown_words(desk->tools(), file.setup, file.targets, file.sheet);
  file.go_to(ImportStage::words);
  EXPECT_THAT(show("words", {.file = &file}), HasSubstr("Syrisch"));

  check(file);
  const auto checked = show("checked", {.file = &file});
  for (const auto* place : {"Regel 3, kolom B (Telefoon)", "Regel 4, kolom C (Postcode)",
                            "Regel 4, kolom D (Volwassenen)", "Regel 4, kolom G (Taal)",
                            "Regel 4, kolom I (Aangemeld)", "Regel 5, Regel 6"}) {
    EXPECT_THAT(checked, HasSubstr(place));
  }
  EXPECT_THAT(checked, HasSubstr("Dit nummer is te kort."));
  show("undecided", {.file = &file, .wrong = "undecided"});
  for (auto& pair : file.doubles) pair.choice = DoubleChoice::two;
  ASSERT_TRUE(desk->write(file, "office:cora"));
  file.wait();
  ASSERT_EQ(file.stage(), ImportStage::done);
  show("done", {.file = &file});
  kept("import-receipts", pages->import_receipts(now(), {.file = &file}));
  const auto left = pages->import_left(now(), {.file = &file, .tools = &desk->tools()});
  EXPECT_THAT(left.text, HasSubstr("\"06 1234\""));
  EXPECT_THAT(left.text, Not(HasSubstr("Zzamal")));
}

TEST_F(ImportPages, WaitingAndFailingSaySo) {
  auto& file = take(kTable);
  for (const auto stage : {ImportStage::checking, ImportStage::writing, ImportStage::failed}) {
    file.go_to(stage);
    show("stage-" + std::to_string(static_cast<int>(stage)), {.file = &file});
  }
}

TEST_F(ImportPages, OnlyACoordinatorHasThem) {
  for (const auto role : {StaffRole::caseworker, StaffRole::screener, StaffRole::auditor}) {
    context.viewer = {role, "De Linde", "office:anna"};
    EXPECT_EQ(pages->import_people(*store, now(), {}).status, 403);
    EXPECT_THAT(list(), Not(HasSubstr("href=\"/import\"")));
  }
}

// Beside each side of a case stands how whoever was taken over had said yes.
TEST_F(ImportPages, ACaseSaysHowTheyHadSaidYes) {
  auto transaction = store->begin();
  ASSERT_TRUE(note_office_origin(
      *store, proposal().household,
      {"office:cora", {domain::ConsentHow::spoken, clock.wall_ms()}, clock.wall_ms()}));
  ASSERT_TRUE(transaction->commit());
  EXPECT_THAT(page(), HasSubstr("aangemeld op kantoor. Zei ja "));
}

}  // namespace
}  // namespace samen::server
