// SPDX-License-Identifier: Apache-2.0
// Erasing somebody in the office: said before it is done, done once, and proven.
#include <gmock/gmock.h>

#include "base/erasure_code.hpp"
#include "sync/server/cases/erase_file.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/papers.hpp"
#include "sync/server/store/receipts.hpp"
#include "unit/sync/pages/pages_fixture.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Erasing : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.viewer = {StaffRole::coordinator, {}, "office:anna"};
    context.confirmed = true;
    introduce_them();
    done("plan", {{"day", on_day(2)}});
    auto transaction = store->begin();
    ASSERT_TRUE(add_receipt_key(*store, proposal().household, Holder(random).keys()));
    ASSERT_TRUE(transaction->commit());
  }
  Page question(const std::string& whose) { return pages->erase_question(*store, now(), whose); }
  Page erase(const std::string& whose, const Fields& fields) {
    return pages->erase(*store, now(), whose, fields);
  }
  Fields asked() { return {{"reason", "asked"}, {"day", on_day(-3)}}; }
  // What the form holds beside what is typed.
  Fields with_marks(const std::string& whose) {
    const auto subject = file_subject(*store, context.viewer, whose).value();
    const auto look = look_at_erasure(*store, subject).value();
    auto fields = asked();
    fields.push_back({"was", look.was});
    fields.push_back({"proof", look.proof});
    return fields;
  }
  std::vector<PaperHolder> members() { return holders_in(*store, proposal().join_code).value(); }
  bool is_here(const std::string& whose) { return find_record(*store, whose).value().has_value(); }
};

TEST_F(Erasing, SaysFirstWhatGoesWhatStaysAndWhomItMeets) {
  const auto before = read_audit(*store)->size();
  for (const char* language : {"en", "nl"}) {
    context.language = language;
    kept("erase-household", question(label()));
  }
  const auto page = question(label());
  ASSERT_EQ(page.status, 200);
  for (const auto& words : {std::string("eindigt"), card.group_label,
                            std::string("wacht daarna weer"), std::string("gaat dan niet door"),
                            std::string("Huishouden"), std::string("kenmerk zonder naam")}) {
    EXPECT_THAT(page.html, HasSubstr(words));
  }
  EXPECT_THAT(page.html, Not(HasSubstr(std::string(kTheirName))));
  EXPECT_TRUE(is_here(label())) << "looking erases nothing";
  EXPECT_EQ(state(), domain::MatchState::planned);
  EXPECT_EQ(read_audit(*store)->size(), before);
  const auto member = members().back().label;
  const auto theirs = kept("erase-member", question(member)).html;
  EXPECT_THAT(theirs, HasSubstr("gaat door zonder deze vrijwilliger"));
  EXPECT_THAT(theirs, HasSubstr("blijft staan"));
}

TEST_F(Erasing, DoesWhatTheQuestionSaidAndLeavesNothingOfThem) {
  const auto household = proposal().household;
  const auto fields = with_marks(label());
  const auto page = kept("erase-done", erase(label(), fields));
  ASSERT_EQ(page.status, 200);
  EXPECT_FALSE(is_here(label()));
  for (const auto& table : held_tables()) {
    if (table.name == "audit" || table.of == HeldOf::nobody) continue;
    EXPECT_EQ(count_held(*store, table, household).value(), 0) << table.name;
  }
  EXPECT_THAT(page.html, HasSubstr("Alles is gewist"));
  EXPECT_THAT(page.html, HasSubstr("Vernietig bladen"));
  const auto proof = fields.back().value;
  EXPECT_THAT(page.html, HasSubstr(proof));
  const auto code = base::parse_erasure_code(proof);
  ASSERT_TRUE(code) << proof;
  EXPECT_EQ(receipt_erased_at(*store, *code).value(), clock.wall_ms());
  const auto line = read_audit(*store)->back();
  EXPECT_EQ(line.actor, "office:anna");
  EXPECT_EQ(line.action, "erase");
  EXPECT_THAT(line.subject, HasSubstr(" asked " + on_day(-3)));
  EXPECT_THAT(line.subject, Not(HasSubstr(label())));
  EXPECT_THAT(page.html, HasSubstr(line.subject.substr(0, 16)));
  EXPECT_TRUE(is_erased(*store, household).value());
  EXPECT_FALSE(read_erasures(folder.erasures())->empty()) << "no copy brings it back";
}

TEST_F(Erasing, OfOneMemberLeavesTheMatchOfTheOthers) {
  const auto member = members().back().label;
  const auto count = members().size();
  ASSERT_EQ(erase(member, asked()).status, 200);
  EXPECT_EQ(members().size(), count - 1);
  EXPECT_EQ(state(), domain::MatchState::planned);
}

TEST_F(Erasing, ASecondPressOfTheButtonSaysThatItIsDone) {
  const auto fields = with_marks(label());
  ASSERT_EQ(erase(label(), fields).status, 200);
  const auto lines = read_audit(*store)->size();
  const auto again = kept("erase-again", erase(label(), fields));
  EXPECT_EQ(again.status, 200);
  EXPECT_THAT(again.html, HasSubstr("al gewist"));
  EXPECT_THAT(again.html, HasSubstr(fields.back().value)) << "the proof, once more";
  EXPECT_EQ(read_audit(*store)->size(), lines);
  // Without what the form held, and for who only opens the page: nobody of that label.
  EXPECT_EQ(erase(label(), asked()).status, 404);
  EXPECT_EQ(question(label()).status, 404);
  EXPECT_EQ(pages->file(*store, now(), label()).status, 404);
  auto forged = fields;
  forged[2].value = std::string(64, '0');
  EXPECT_EQ(erase(label(), forged).status, 404);
  forged[2].value = "x";
  EXPECT_EQ(erase(label(), forged).status, 404);
}

TEST_F(Erasing, WantsAReasonAndADay) {
  struct Wrong {
    Fields fields;
    const char* words;
  };
  const std::vector<Wrong> all = {{{}, "Kies waarom"},
                                  {{{"reason", "retention"}}, "Kies waarom"},
                                  {{{"reason", "asked"}}, "Vul de dag"},
                                  {{{"reason", "asked"}, {"day", on_day(2)}}, "Vul de dag"},
                                  {{{"reason", "asked"}, {"day", "\"><b>"}}, "Vul de dag"}};
  for (const auto& wrong : all) {
    const auto page = kept("erase-wrong", erase(label(), wrong.fields));
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.html, HasSubstr(wrong.words));
    EXPECT_THAT(page.html, Not(HasSubstr("<b>")));
  }
  EXPECT_TRUE(is_here(label()));
  EXPECT_EQ(erase(label(), {{"reason", "mistake"}}).status, 200);
  EXPECT_THAT(read_audit(*store)->back().subject, HasSubstr(" mistake"));
}

TEST_F(Erasing, IsForWhoKeepsTheProgrammeAndGaveTheCodeAgain) {
  for (const auto& row : kRoles) {
    if (row.role == StaffRole::coordinator) continue;
    context.viewer.role = row.role;
    EXPECT_EQ(question(label()).status, 403) << domain::name_of(row.role);
    EXPECT_EQ(erase(label(), asked()).status, 403) << domain::name_of(row.role);
  }
  context.viewer = {StaffRole::coordinator, "De Kers", "office:anna"};
  EXPECT_EQ(erase(label(), asked()).html, erase("H-ZZZ", asked()).html);
  EXPECT_EQ(erase(label(), asked()).status, 404);
  context.viewer.centre = {};
  context.confirmed = false;
  EXPECT_EQ(question(label()).status, 403);
  EXPECT_EQ(erase(label(), asked()).status, 403);
  EXPECT_TRUE(is_here(label()));
}

}  // namespace
}  // namespace samen::server
