// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "sync/server/office/door.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/office/browser.hpp"
#include "unit/sync/office/signed_in.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

// A coordinator in front of the door, with the spreadsheet of tests/support/people_table.py.
namespace samen::server {

using Fields = std::vector<FormField>;

struct WrongCell {
  int row = 0;
  std::string column;
  std::string mended;
};

// Texts put what they are given between U+2068 and U+2069.
inline std::string without_isolates(std::string text) {
  for (const std::string mark : {"\u2068", "\u2069"}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

class ImportTest : public MatcherTest {
 protected:
  static void SetUpTestSuite() {
    people = new test::TemporaryFolder;
    const auto made =
        "python3 " SAMEN_SOURCE_DIR "/tests/support/people_table.py " + people->path().string();
    ASSERT_EQ(std::system(made.c_str()), 0);
  }
  static void TearDownTestSuite() { delete people; }
  void SetUp() override {
    MatcherTest::SetUp();
    clock.advance(200 * base::kDayMs);
    ASSERT_TRUE(ensure_centre(*store, "De Linde", "Almere"));
    auto opened = Door::open(folder, clock, own,
                             {.assets = SAMEN_SOURCE_DIR "/assets",
                              .cost = vault::PasswordCost::for_tests(),
                              .receipt_cost = vault::ReceiptCost::for_tests()});
    ASSERT_TRUE(opened) << opened.error().message;
    door = std::move(*opened);
    cora = std::make_unique<Browser>(*door);
    sign_in_as(*cora, *store, {.name = "cora", .role = StaffRole::coordinator});
  }

  static std::string file(const std::string& name) {
    return base::read_file(people->path() / name, std::size_t{4} << 20).value();
  }
  static std::vector<WrongCell> wrong_cells() {
    std::vector<WrongCell> cells;
    std::istringstream lines(file("wrong.txt"));
    for (WrongCell cell;
         lines >> cell.row >> cell.column && lines.get() && std::getline(lines, cell.mended);) {
      cells.push_back(cell);
    }
    return cells;
  }
  Fields about() const {
    return {{"form", "household"},
            {"centre", "De Linde"},
            {"how", "paper"},
            {"day", "2026-06-01"},
            {"agreed", "1"}};
  }
  // As a browser sends a form with a file.
  HttpResponse upload(Browser& browser, const std::string& bytes, Fields fields) {
    const std::string edge = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
    fields.push_back({"csrf", csrf_of_token(browser.token())});
    std::string body;
    for (const auto& [name, value] : fields) {
      body += "--" + edge + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" +
              value + "\r\n";
    }
    body += "--" + edge +
            "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n" +
            bytes + "\r\n--" + edge + "--\r\n";
    const auto usual = std::exchange(browser.content_type, "multipart/form-data; boundary=" + edge);
    auto response = browser.ask("POST", "/import/file", body);
    browser.content_type = usual;
    return response;
  }
  ImportFile& under_way() { return *door->imports().of(cora->token()); }
  // What the page of the columns sends when nothing is changed.
  Fields columns_as_guessed() {
    Fields fields{{"act", "columns"}, {"same_languages", "1"}};
    const auto& now = under_way();
    for (std::size_t i = 0; i < now.setup.columns.size(); ++i) {
      const int target = now.setup.columns[i];
      fields.push_back({"c" + std::to_string(i),
                        target < 0 ? "" : now.targets[static_cast<std::size_t>(target)].id});
    }
    return fields;
  }
  // Up to the page that says what does not fit.
  std::string checked(const std::string& bytes, Fields fields) {
    const auto read = upload(*cora, bytes, std::move(fields));
    EXPECT_TRUE(leads_home(read)) << read.status << read.body;
    EXPECT_TRUE(leads_home(cora->post("/import", columns_as_guessed())));
    if (under_way().stage() == ImportStage::words) cora->post("/import", {{"act", "words"}});
    under_way().wait();
    EXPECT_EQ(under_way().stage(), ImportStage::checked);
    return page();
  }
  std::string page() { return kept("import", cora->get("/import")).body; }
  // All pairs of the page as two people, and then in.
  void import_all() {
    Fields fields{{"act", "import"}};
    for (std::size_t i = 0; i < under_way().doubles.size(); ++i) {
      fields.push_back({"d" + std::to_string(i), "two"});
    }
    const auto begun = cora->post("/import", fields);
    EXPECT_TRUE(leads_home(begun)) << begun.status << begun.body;
    under_way().wait();
    ASSERT_EQ(under_way().stage(), ImportStage::done);
  }
  static bool leads_home(const HttpResponse& response) {
    return response.status == 303 && header_of(response, "Location") == "/import";
  }
  std::size_t households() { return waiting_households(*store)->size(); }
  HttpResponse kept(const std::string& name, HttpResponse response) {
    EXPECT_EQ(response.body.find("⟦"), std::string::npos) << name << ": a text is missing";
    if (const char* keep = std::getenv("SAMEN_PAGES"); keep != nullptr) {
      const auto test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
      std::ofstream(std::filesystem::path(keep) /
                    (std::string(test) + "-" + name + std::to_string(pages++) + "-nl.html"))
          << response.body;
    }
    response.body = without_isolates(response.body);
    return response;
  }

  static inline test::TemporaryFolder* people = nullptr;
  base::SystemRandom own;  // one that threads may share
  std::unique_ptr<Door> door;
  std::unique_ptr<Browser> cora;
  int pages = 0;
};

}  // namespace samen::server
