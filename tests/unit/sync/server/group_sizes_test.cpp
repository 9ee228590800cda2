// SPDX-License-Identifier: Apache-2.0
// One policy through the whole house: how large groups are is said there, and intake, forming and
// publishing all keep to it.
#include <algorithm>

#include "base/file.hpp"
#include "sync/server/cases/programme.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

constexpr const char* kPeople[] = {"Bram", "Cees", "Dina",  "Eva",  "Fenna", "Gijs", "Hanna",
                                   "Imke", "Joep", "Karin", "Lars", "Marit", "Noor"};

class GroupSizes : public MatcherTest, public ::testing::WithParamInterface<int> {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    policy.largest_group = policy.target_group = policy.smallest_formed = GetParam();
    policy.reserve = 0;
    ASSERT_TRUE(matcher::validate(policy));
    service = std::make_unique<MatcherService>(*store, *keys, folder, policy);
    kiosk = enrolled(1);
  }
  void sign_up(const domain::Record& record) {
    send(*kiosk, {kiosk->envelope(record)});
    apply();
  }

  matcher::Policy policy;
  std::unique_ptr<test::FakeKiosk> kiosk;
};

TEST_P(GroupSizes, ARoundPublishesGroupsOfThatSize) {
  sign_up(kiosk->household("Amal"));
  for (int i = 0; i < GetParam(); ++i) sign_up(kiosk->single(kPeople[i]));
  RoundRequest request;
  request.policy = policy;
  const auto outcome = run_and_store_round(*store, request);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->overtaken, 0) << "nothing changed meanwhile";
  ASSERT_EQ(outcome->proposals.size(), 1U);
  EXPECT_EQ(outcome->proposals[0].card.group_size, GetParam());
  const auto items = feed(*kiosk).items;
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(kiosk->open_card(items[0]).value().group_size, GetParam());
}

TEST_P(GroupSizes, WhoeverIsOneTooManyIsKeptForAPersonToLookAt) {
  const auto join_code = kiosk->code();
  sign_up(kiosk->group_start(join_code, kPeople[0]));
  for (int i = 1; i < GetParam(); ++i) sign_up(kiosk->group_member(join_code, kPeople[i]));
  EXPECT_EQ(counts().envelopes["applied"], GetParam());
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
  sign_up(kiosk->group_member(join_code, kPeople[GetParam()]));
  EXPECT_EQ(counts().envelopes["applied"], GetParam());
  EXPECT_EQ(counts().envelopes["needs_review"], 1) << "nobody is lost";
}

INSTANTIATE_TEST_SUITE_P(Policies, GroupSizes, ::testing::Range(3, matcher::kMostMembers + 1));

using Programme = MatcherTest;

TEST_F(Programme, APolicyThatNoGroupCouldKeepToIsRefusedWithItsPathAndWords) {
  EXPECT_EQ(programme_policy(folder).value(), matcher::Policy{}) << "none: the built-in one";
  const auto refusal = [&](std::string_view text) {
    EXPECT_TRUE(base::write_file_durably(folder.policy(), base::as_bytes(text)));
    const auto read = programme_policy(folder);
    return read ? "" : read.error().message;
  };
  for (const auto* text : {R"({"largest_group":13})", R"({"largest_group":1})"}) {
    const auto said = refusal(text);
    EXPECT_NE(said.find("largest_group"), std::string::npos) << said;
    EXPECT_NE(said.find("is outside 2 to 12"), std::string::npos) << said;
    EXPECT_NE(said.find(folder.policy().string()), std::string::npos) << said;
  }
  EXPECT_NE(refusal(R"({"largest_group":4})").find("target_group: 5 is outside 3 to 4"),
            std::string::npos);
  EXPECT_EQ(refusal(R"({"largest_group":12})"), "");
}

}  // namespace
}  // namespace samen::server
