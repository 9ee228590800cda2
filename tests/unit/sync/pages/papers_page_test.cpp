// SPDX-License-Identifier: Apache-2.0
// Volunteers' papers in the office: who lacks what, what was seen, and whose it is to see.
#include <algorithm>

#include <gmock/gmock.h>

#include "sync/server/cases/paper_desk.hpp"
#include "sync/server/store/audit.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using domain::Paper;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PapersPage : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.account = "sam";
    context.viewer = {StaffRole::screener, "", "office:sam"};
    const auto holders = holders_in(*store, proposal().join_code).value();
    for (const auto& holder : holders) {
      members.push_back(holder.label);
    }
    ASSERT_EQ(members.size(), 5U);
  }
  Page all(const PaperFilter& filter = {}) {
    return kept("papers", pages->papers(*store, policy, now(), filter));
  }
  Page one(const std::string& label, std::string done = {}) {
    return kept("papers-" + std::string(label.starts_with("G-") ? "group" : "one"),
                pages->papers_of(*store, policy, now(), label, {.done = std::move(done)}));
  }
  Acted send(const std::string& label, const std::string& name, const std::string& paper,
             const std::string& day = {}) {
    return pages->act_on_papers(*store, policy, now(), label,
                                {{"act", name}, {"paper", paper}, {"day", day}});
  }
  // The act, which has to go well.
  void sent(const std::string& label, const std::string& name, const std::string& paper,
            const std::string& day = {}) {
    const auto acted = send(label, name, paper, day);
    EXPECT_EQ(acted.location, "/papers/" + label + "?done=" + name)
        << (acted.again ? acted.again->html : "");
  }
  PaperStanding standing(const std::string& label) {
    return paper_lines_of(*store, policy, context.viewer, label)->front().standing;
  }
  std::vector<std::string> audited(std::string_view action) {
    std::vector<std::string> details;
    const auto lines = read_audit(*store).value();
    for (const auto& line : lines) {
      if (line.action == action) details.push_back(line.actor + ": " + line.subject);
    }
    return details;
  }
  // 36 months and so many days ago: ran out that long ago.
  std::string ran_out_days_ago(int days) { return on_day(-1096 - days); }

  std::vector<std::string> members;
};

TEST_F(PapersPage, ListsWhoLacksWhatByTheDayItIsDue) {
  sent(card.group_label, "saw", "training", on_day(-10));
  sent(members[0], "saw", "conduct", ran_out_days_ago(5));
  sent(members[1], "saw", "conduct", ran_out_days_ago(-20));
  sent(members[2], "saw", "conduct", on_day(-1));
  EXPECT_EQ(standing(members[0]), PaperStanding::ran_out);
  EXPECT_EQ(standing(members[1]), PaperStanding::runs_out_soon);
  EXPECT_EQ(standing(members[2]), PaperStanding::in_order);
  EXPECT_EQ(standing(members[3]), PaperStanding::missing);
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    const auto html = all().html;
    const auto place = [&html](const std::string& label) {
      return html.find("href=\"/papers/" + label + "\"");
    };
    EXPECT_LT(place(members[0]), place(members[3])) << "ran out before what is asked now";
    EXPECT_LT(place(members[3]), place(members[1]));
    EXPECT_LT(place(members[1]), place(members[2])) << "good for years stands last";
    EXPECT_LT(html.size(), 100'000U);
    EXPECT_EQ(one(card.group_label).status, 200);
    EXPECT_EQ(one(members[0], "saw").status, 200);
  }
  EXPECT_THAT(all().html, AllOf(HasSubstr("<strong>2</strong> <span>Missing"),
                                HasSubstr("<strong>1</strong> <span>Ran out"),
                                HasSubstr("<strong>1</strong> <span>Runs out soon"),
                                HasSubstr("<strong>1</strong> <span>In order")));
  const auto ran_out = all({.standing = "ran_out"}).html;
  EXPECT_THAT(ran_out, AllOf(HasSubstr("1 found"), HasSubstr("/papers/" + members[0] + "\""),
                             Not(HasSubstr("/papers/" + members[1] + "\""))));
  EXPECT_THAT(all({.standing = "<b>"}).html, HasSubstr("/papers/" + members[1]));
  EXPECT_THAT(all({.centre = "Nowhere"}).html, HasSubstr("Nobody fits this"));
}

TEST_F(PapersPage, NotesWhatWasSeenAndTakesItBackWithALineEach) {
  const auto today = on_day(0);
  sent(members[0], "saw", "conduct", today);
  sent(members[0], "saw", "training", today);
  EXPECT_EQ(standing(members[0]), PaperStanding::in_order);
  EXPECT_EQ(audited("saw_paper"),
            (std::vector<std::string>{"office:sam: " + members[0] + " conduct " + today,
                                      "office:sam: " + members[0] + " training " + today}));
  sent(members[0], "take_back", "training");
  EXPECT_EQ(standing(members[0]), PaperStanding::missing);
  EXPECT_EQ(audited("take_back_paper"),
            (std::vector<std::string>{"office:sam: " + members[0] + " training"}));
  for (const auto* both : {"conduct", "training"}) sent(card.group_label, "saw", both, today);
  for (const auto& member : members) EXPECT_EQ(standing(member), PaperStanding::in_order);
  EXPECT_THAT(list(), Not(HasSubstr("/papers/"))) << "nothing is to be asked";
}

TEST_F(PapersPage, RefusesADayThatHasNotComeAndWhatIsNoDay) {
  context.language = "en";
  const auto refused = [&](const std::string& act, const std::string& paper,
                           const std::string& day) {
    const auto acted = send(members[0], act, paper, day);
    EXPECT_TRUE(acted.location.empty()) << act << paper << day;
    if (!acted.again) return std::string();
    EXPECT_EQ(acted.again->status, 422);
    return acted.again->html;
  };
  EXPECT_THAT(kept("papers-wrong", {422, refused("saw", "conduct", on_day(2))}).html,
              AllOf(HasSubstr("that day has not come yet"), HasSubstr("aria-invalid=\"true\""),
                    HasSubstr("value=\"" + on_day(2) + "\"")));
  for (const char* none : {"", "2026-02-30", "yesterday", "<b>"}) {
    EXPECT_THAT(refused("saw", "conduct", none),
                AllOf(HasSubstr("Fill in the day"), Not(HasSubstr("<b>"))));
  }
  refused("saw", "passport", on_day(0));
  refused("burn", "conduct", on_day(0));
  EXPECT_EQ(standing(members[0]), PaperStanding::missing);
  EXPECT_TRUE(audited("saw_paper").empty());
}

TEST_F(PapersPage, IsForThoseWhoseItIsAndOfTheirCentre) {
  const auto today = on_day(0);
  const auto statuses = [&](const std::string& label) {
    return std::vector{pages->papers_of(*store, policy, now(), label, {}).status,
                       send(label, "saw", "conduct", today).again.value_or(Page{}).status};
  };
  for (const auto role : {StaffRole::caseworker, StaffRole::auditor, StaffRole::researcher}) {
    context.viewer.role = role;
    EXPECT_EQ(all().status, 403) << domain::name_of(role);
    EXPECT_EQ(statuses(members[0]), (std::vector{403, 403})) << domain::name_of(role);
    EXPECT_THAT(all().html, Not(HasSubstr("href=\"/papers\"")));
  }
  context.viewer = {StaffRole::screener, "De Kers", "office:sam"};
  EXPECT_THAT(all().html, AllOf(Not(HasSubstr(members[0])), Not(HasSubstr(card.group_label))));
  for (const auto& whose : {members[0], card.group_label, label(), std::string("G-ZZZ")}) {
    EXPECT_EQ(statuses(whose), (std::vector{404, 404})) << whose;
  }
  EXPECT_EQ(one(members[0]).html, one("V-ZZZ").html) << "another centre's is nobody";
  EXPECT_TRUE(audited("saw_paper").empty());
  context.viewer = {StaffRole::screener, "De Linde", "office:sam"};
  EXPECT_EQ(one(members[0]).status, 200);
  const auto shown = all().html + one(card.group_label).html + list();
  EXPECT_THAT(shown, AllOf(Not(HasSubstr(std::string(kGroupName))),
                           Not(HasSubstr(std::string(kTheirName))), Not(HasSubstr(label()))));
  EXPECT_THAT(shown, HasSubstr("href=\"/papers\""));
}

TEST_F(PapersPage, ASearchIsALineOfTheAuditWithoutWhatWasTyped) {
  EXPECT_THAT(all({.search = members[3]}).html, AllOf(HasSubstr("/papers/" + members[3] + "\""),
                                                      Not(HasSubstr("/papers/" + members[2]))));
  all({.search = "Fenna de Vries"});
  EXPECT_EQ(audited("search_papers"),
            (std::vector<std::string>{"office:sam: 1 found", "office:sam: 0 found"}));
}

TEST_F(PapersPage, WhatRanOutStandsOnTheWorklistWithALinkToIt) {
  context.viewer = {StaffRole::caseworker, "De Linde", "office:anna"};
  introduce_them();
  EXPECT_THAT(list(), Not(HasSubstr("/papers/"))) << "papers are not a caseworker's";
  context.viewer = {StaffRole::screener, "De Linde", "office:sam"};
  sent(members[0], "saw", "conduct", ran_out_days_ago(1));
  EXPECT_THAT(list(), HasSubstr("href=\"/papers/" + members[0] + "\""));
}

}  // namespace
}  // namespace samen::server
