// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sync/server/cases/dates.hpp"
#include "sync/server/pages/page.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/server/match_fixture.hpp"

namespace samen::server {

// Names of a household and of somebody in a group (make_proposal) that must not stand where they do
// not belong.
inline constexpr std::string_view kTheirName = "Zzamal";
inline constexpr std::string_view kGroupName = "Fenna";

class PagesTest : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    clock.advance(12 * 3'600'000);
    kiosk = enrolled(1);
    card = make_proposal(*kiosk, household_named(kTheirName));
    auto opened = Pages::open(std::filesystem::path(SAMEN_SOURCE_DIR) / "assets");
    ASSERT_TRUE(opened) << opened.error().message;
    pages = std::move(*opened);
    context.account = "anna";
    context.csrf = "tok3n";
    context.viewer = {StaffRole::caseworker, "De Linde", "office:anna"};
  }

  domain::Record household_named(std::string_view name) {
    auto record = kiosk->household(name);
    record.language = "ar";
    return record;
  }

  PageContext& now() {
    context.now_ms = clock.wall_ms();
    return context;
  }
  std::string page() { return kept("case", pages->match(*store, policy, now(), label())).html; }
  std::string label() const { return card.household_label; }
  std::string list(const WorkFilter& filter = {}) {
    return kept("worklist", pages->worklist(*store, policy, now(), filter)).html;
  }

  using Fields = std::vector<FormField>;
  Acted act(const std::string& name, Fields more = {}) {
    more.push_back({"act", name});
    more.push_back({"version", std::to_string(version())});
    return pages->act(*store, policy, now(), label(), more);
  }
  // The act, which has to go well.
  void done(const std::string& name, Fields more = {}) {
    const auto acted = act(name, std::move(more));
    EXPECT_EQ(acted.location, "/case/" + label() + "?done=" + name)
        << name << (acted.again ? acted.again->html : "");
  }
  int version() { return proposal().card.version; }
  ProposalRow proposal() { return find_proposal(*store, card.proposal).value().value(); }
  domain::MatchState state() { return find_match(*store, card.proposal).value().value().state; }
  std::string on_day(int days_from_now) {
    return date_in_words(clock.wall_ms() + days_from_now * base::kDayMs);
  }
  void papers_in_order() {
    auto transaction = store->begin();
    ASSERT_TRUE(note_readiness(*store, card.group_label, true, true));
    ASSERT_TRUE(transaction->commit());
  }
  void introduce_them() {
    papers_in_order();
    done("accept");
    done("household-yes");
    done("group-yes");
    done("introduce");
  }

  // Pages are kept where SAMEN_PAGES says, for people to look at and for a browser to judge.
  Page kept(const std::string& name, Page made) {
    EXPECT_EQ(made.html.find("⟦"), std::string::npos) << name << ": a text is missing";
    if (const char* keep = std::getenv("SAMEN_PAGES"); keep != nullptr) {
      const auto test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
      std::ofstream(std::filesystem::path(keep) /
                    (std::string(test) + "-" + name + "-" + context.language + ".html"))
          << made.html;
    }
    return made;
  }

  std::unique_ptr<test::FakeKiosk> kiosk;
  domain::ProposalCard card;
  matcher::Policy policy;
  std::unique_ptr<Pages> pages;
  PageContext context;
};

}  // namespace samen::server
