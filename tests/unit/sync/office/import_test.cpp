// SPDX-License-Identifier: Apache-2.0
// A coordinator takes over 140 households from a spreadsheet in which twelve cells are wrong.
#include <gmock/gmock.h>

#include "sync/server/sheets/read_sheet.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/office_sign_ups.hpp"
#include "sync/server/store/singles.hpp"
#include "unit/sync/office/import_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ImportOf : public ImportTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(ImportOf, TwelveWrongCellsAreNamedAndTheOthersGoInWhenSaid) {
  const auto lines = read_audit(*store)->size();
  const auto html = checked(file(GetParam()), about());
  const auto cells = wrong_cells();
  ASSERT_EQ(cells.size(), 12U);
  EXPECT_EQ(under_way().wrong(), 12U);
  for (const auto& cell : cells) {
    EXPECT_THAT(html, HasSubstr("Regel " + std::to_string(cell.row) + ", kolom " + cell.column))
        << cell.row;
  }
  std::size_t named = 0;
  for (auto at = html.find("Regel "); at != std::string::npos; at = html.find("Regel ", at + 1)) {
    named += html.compare(html.find_first_of(",<", at), 8, ", kolom ") == 0 ? 1 : 0;
  }
  EXPECT_EQ(named, 12U) << "no cell that is right";
  EXPECT_EQ(households(), 0U) << "nothing is written until it is said";
  EXPECT_EQ(read_audit(*store)->size(), lines);
  import_all();
  EXPECT_EQ(households(), 128U);
  EXPECT_EQ(under_way().receipts.size(), 128U);

  const auto left = cora->get("/import/left.csv");
  ASSERT_EQ(left.status, 200);
  EXPECT_EQ(std::ranges::count(left.body, '\n'), 13);
  EXPECT_THAT(left.body, HasSubstr("\"06 1234\""));
  page();
}
INSTANTIATE_TEST_SUITE_P(EachKind, ImportOf,
                         ::testing::Values("people.csv", "people.xlsx", "people.ods"));

// The file of those that did not fit is mended cell by cell and brought again.
TEST_F(ImportTest, TheMendedRowsGoInAsTheyCameOut) {
  checked(file("people.csv"), about());
  import_all();
  auto text = cora->get("/import/left.csv").body;
  EXPECT_THAT(text, HasSubstr("\"'+31 6")) << "no formula for a spreadsheet";
  auto sheet = read_sheet(text).value();
  std::string mended = "\xEF\xBB\xBF";
  const auto cells = wrong_cells();
  for (const auto& row : sheet.rows()) {
    for (int column = 0; column < sheet.columns(); ++column) {
      std::string cell(sheet.cell(row, column));
      const auto at = static_cast<std::size_t>(row.number) - 2;
      if (row.number > 1 && column_letters(column - 1) == cells[at].column && column > 0) {
        cell = cells[at].mended;
      }
      mended += "\"" + cell + "\";";
    }
    mended += "\r\n";
  }
  checked(mended, about());
  EXPECT_EQ(under_way().wrong(), 0U);
  import_all();
  EXPECT_EQ(households(), 140U);
}

TEST_F(ImportTest, WhatWasSaidOfTheirConsentStandsWithEachAndNothingInTheAudit) {
  checked(file("people.ods"), about());
  import_all();
  const auto waiting = waiting_households(*store).value();
  for (const auto& each : waiting) {
    const auto origin = office_origin_of(*store, each.id).value().value();
    EXPECT_EQ(origin.account, "office:cora");
    EXPECT_EQ(origin.consent.how, domain::ConsentHow::paper);
    EXPECT_EQ(base::kDayMs * (origin.consent.day_ms / base::kDayMs), origin.consent.day_ms);
    EXPECT_LT(each.since_ms, origin.consent.day_ms) << "they wait since the file says";
  }
  const auto audit = read_audit(*store).value();
  for (const auto& line : audit) {
    for (const auto& each : waiting) {
      const std::string name(each.household.name.view());
      EXPECT_EQ((line.actor + line.action + line.subject).find(name), std::string::npos);
    }
  }
  EXPECT_EQ(audit.back().subject, "128 household");
  EXPECT_EQ(times_in(folder.database(), base::as_bytes(std::string_view("Gabegu"))), 0U);
}

TEST_F(ImportTest, WhoIsHereAlreadyStandsBesideTheRowAndIsChosen) {
  const auto kiosk = enrolled(1);
  auto known = kiosk->household("Fabefu");
  std::get<domain::Household>(known.body).contact.value = base::SecretText("+31612341002");
  send(*kiosk, {kiosk->envelope(known)});
  apply();
  const std::string few =
      "Voornaam;Telefoon;Postcode;Volwassenen;In Nederland;Wie ontmoeten;Taal;Tolk\n"
      "Fabefu;06 12 34 10 02;1316;1;1-2 jaar;geen voorkeur;Arabisch;nee\n"
      "Sami;0612345678;1318;1;1-2 jaar;geen voorkeur;Turks;nee\n"
      "Sami;+31 6 12345678;1318;1;1-2 jaar;geen voorkeur;Turks;nee\n";
  const auto html = checked(few, about());
  const auto label = waiting_households(*store)->front().label;
  ASSERT_EQ(under_way().doubles.size(), 2U);
  EXPECT_THAT(html, HasSubstr("Er al: "));
  EXPECT_THAT(html, HasSubstr(label));
  EXPECT_EQ(read_audit(*store)->back().action + " " + read_audit(*store)->back().subject,
            "look_double " + label);
  EXPECT_EQ(cora->post("/import", {{"act", "import"}, {"d0", "two"}}).status, 422);
  EXPECT_EQ(households(), 1U);
  const bool here_first = !under_way().doubles[0].other;
  cora->post(
      "/import",
      {{"act", "import"}, {here_first ? "d0" : "d1", "two"}, {here_first ? "d1" : "d0", "first"}});
  under_way().wait();
  EXPECT_EQ(under_way().receipts.size(), 2U) << "one of the two Samis, and Fabefu once more";
  EXPECT_EQ(households(), 3U);
  EXPECT_EQ(known_as_two(*store)->size(), 1U) << "no round asks again about Fabefu";
}

TEST_F(ImportTest, VolunteersComeTheSameWay) {
  for (const char* form : {"single", "group"}) {
    auto fields = about();
    fields[0].value = form;
    const std::string mail = std::string(form) + "@example.nl";
    upload(*cora, "Naam;E-mail;Postcode;Talen\nBram;" + mail + ";1315 AB;Nederlands, Engels\n",
           fields);
    auto columns = columns_as_guessed();
    EXPECT_EQ(cora->post("/import", columns).status, 422) << "are they 18, and for a year?";
    for (const char* name : {"f_adult", "f_twelve_months"}) columns.push_back({name, "1"});
    EXPECT_TRUE(leads_home(cora->post("/import", columns)));
    under_way().wait();
    EXPECT_EQ(under_way().wrong(), 0U);
    import_all();
    ASSERT_EQ(under_way().receipts.size(), 1U);
    EXPECT_EQ(under_way().receipts[0].join_code.empty(), std::string(form) == "single");
  }
  ASSERT_EQ(waiting_singles(*store)->size(), 1U);
  EXPECT_EQ(waiting_singles(*store)->front().volunteer.postcode.number(), 1315);
  EXPECT_EQ(waiting_groups(*store)->size(), 1U);
}

TEST_F(ImportTest, TwoClicksTakeNobodyOverTwice) {
  checked(file("people.csv"), about());
  import_all();
  EXPECT_TRUE(leads_home(cora->post("/import", {{"act", "import"}})));
  under_way().wait();
  EXPECT_EQ(households(), 128U);
}

TEST_F(ImportTest, TheReceiptsAreTheirsAndInTheirLanguage) {
  checked(file("people.csv"), about());
  EXPECT_EQ(cora->get("/import/receipts").status, 404) << "before it is done";
  import_all();
  const auto printed = kept("receipts", cora->get("/import/receipts")).body;
  for (const auto& receipt : under_way().receipts) {
    EXPECT_THAT(printed, HasSubstr(std::string(receipt.secret.view())));
  }
  EXPECT_THAT(printed, HasSubstr("lang=\"ar\" dir=\"rtl\""));
  EXPECT_THAT(printed, HasSubstr("lang=\"tr\" dir=\"ltr\""));
}

TEST_F(ImportTest, NothingOfTheFileOutlivesItsSession) {
  const auto gone = [this] { return door->imports().of(cora->token()) == nullptr; };
  checked(file("people.csv"), about());
  clock.advance(ImportDesk::kKeptMs);
  door->forget_old();
  EXPECT_TRUE(gone()) << "nobody used it";
  sign_in_as(*cora, *store, {.name = "cora2", .role = StaffRole::coordinator});
  checked(file("people.csv"), about());
  const auto token = cora->token();
  cora->post("/sign-out", {});
  EXPECT_EQ(door->imports().of(token), nullptr);
  EXPECT_EQ(households(), 0U);
}

TEST_F(ImportTest, AnotherCoordinatorSeesNothingOfIt) {
  checked(file("people.csv"), about());
  Browser other(*door);
  sign_in_as(other, *store, {.name = "bert", .role = StaffRole::coordinator});
  EXPECT_THAT(other.get("/import").body, Not(HasSubstr("Regel 5")));
  EXPECT_EQ(other.get("/import/left.csv").status, 404);
  EXPECT_EQ(other.get("/import/receipts").status, 404);
  other.post("/import", {{"act", "drop"}});
  EXPECT_NE(door->imports().of(cora->token()), nullptr);
}

TEST_F(ImportTest, WritingWantsTheCodeOnceMoreAndForgetsNothing) {
  checked(file("people.csv"), about());
  clock.advance(kConfirmedMs);
  EXPECT_EQ(header_of(cora->get("/import"), "Location"), "/confirm?then=/import");
  EXPECT_EQ(header_of(cora->post("/import", {{"act", "import"}}), "Location"),
            "/confirm?then=/import");
  EXPECT_EQ(under_way().stage(), ImportStage::checked);
  EXPECT_EQ(households(), 0U);
}

TEST_F(ImportTest, WhatCannotBeReadIsNamedOnTheFirstPage) {
  struct Case {
    std::string bytes;
    Fields fields;
    const char* words;
  };
  auto without = [this](const char* name) {
    auto fields = about();
    std::erase_if(fields, [name](const FormField& field) { return field.name == name; });
    return fields;
  };
  auto tomorrow = without("day");
  tomorrow.push_back({"day", "2031-01-01"});
  const Case cases[] = {{"a;b\n1;\"2", about(), "Regel 2, kolom B: Hier is een aanhalingsteken"},
                        {"\xD0\xCF\x11\xE0", about(), "een oud Excel-bestand"},
                        {"", about(), "Kies een bestand."},
                        {"a\nb", without("agreed"), "Zonder toestemming"},
                        {"a\nb", without("how"), "Kies hoe ze ja zeiden."},
                        {"a\nb", without("centre"), "Kies bij welk centrum"},
                        {"a\nb", tomorrow, "Die kan niet in de toekomst liggen."}};
  for (const auto& one : cases) {
    const auto refused = kept("refused", upload(*cora, one.bytes, one.fields));
    EXPECT_EQ(refused.status, 422) << one.words;
    EXPECT_THAT(refused.body, HasSubstr(one.words));
  }
  EXPECT_EQ(door->imports().of(cora->token()), nullptr);
}

TEST_F(ImportTest, ColumnsAreAskedForAndRememberedForNextTime) {
  const std::string odd = "Hoe heet je;Bellen;PC;Taal\nAmal;0612345678;1315;Arabisch\n";
  upload(*cora, odd, about());
  page();
  const auto open = cora->post("/import", columns_as_guessed());
  EXPECT_EQ(open.status, 422);
  EXPECT_THAT(open.body, HasSubstr("Naam"));
  auto fields = columns_as_guessed();
  fields[2].value = "name";
  fields[3].value = "contact.phone";
  for (const char* name : {"f_arrival", "f_company"}) fields.push_back({name, "1"});
  auto twice = fields;
  twice[4].value = "name";
  EXPECT_THAT(cora->post("/import", twice).body, HasSubstr("die al een kolom heeft"));
  EXPECT_TRUE(leads_home(cora->post("/import", fields)));
  under_way().wait();
  EXPECT_EQ(under_way().stage(), ImportStage::checked);
  upload(*cora, odd, about());
  EXPECT_EQ(under_way().targets[static_cast<std::size_t>(under_way().setup.columns[0])].id, "name");
  upload(*cora, "Amal;0612345678;1315;Arabisch\nBilal;0612345679;1315;Turks\n", about());
  fields[4].value = "postcode";
  fields[5].value = "languages.fluent";
  EXPECT_THAT(cora->post("/import", fields).body, HasSubstr("lijkt een persoon te zijn"));
  EXPECT_EQ(store->setting("import_columns.household")->value().find("amal"), std::string::npos);
}

TEST_F(ImportTest, OtherWordsAreAskedForOnce) {
  upload(*cora,
         "Naam;Telefoon;Postcode;Taal;In Nederland;Wie ontmoeten;Tolk\n"
         "Amal;0612345678;1315;Syrisch;kort;geen voorkeur;nee\n"
         "Bilal;0612345679;1316;syrisch;1-2 jaar;geen voorkeur;nee\n",
         about());
  cora->post("/import", columns_as_guessed());
  ASSERT_EQ(under_way().stage(), ImportStage::words);
  ASSERT_EQ(under_way().setup.words.size(), 2U) << "however often a word stands there";
  EXPECT_THAT(page(), HasSubstr("Syrisch"));
  const auto arabic = std::to_string(static_cast<int>(domain::Language::ar));
  cora->post("/import", {{"act", "words"}, {"w0", arabic}});
  under_way().wait();
  EXPECT_EQ(under_way().wrong(), 1U) << "what was left open does not fit";
  EXPECT_THAT(page(), HasSubstr("kolom E"));
}

// What stands in cells is shown to staff, and is nobody's markup.
TEST_F(ImportTest, CellsAreTextOnEveryPage) {
  const std::string bad = "<script>x()</script>{{t_name}}' onfocus=y()";
  const auto html = checked("Naam;Telefoon;Postcode;Taal;In Nederland;Wie ontmoeten;Tolk;" + bad +
                                "\nAmal;" + bad + ";1315;" + bad + ";1-2 jaar;geen;nee;\n" + bad +
                                ";0612345678;1315;Turks;1-2 jaar;geen;nee;" + bad + "\n",
                            about());
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  cora->post("/import", {{"act", "back"}});
  for (const auto& shown : {html, page()}) {
    EXPECT_THAT(shown, Not(HasSubstr("<script>x")));
    EXPECT_THAT(shown, Not(HasSubstr("' onfocus=y()\"")));
  }
}

}  // namespace
}  // namespace samen::server
