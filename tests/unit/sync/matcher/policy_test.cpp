// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/policy.hpp"

#include <span>
#include <string_view>

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "tests/source_dir.hpp"

namespace samen::matcher {
namespace {

TEST(Policy, TheBuiltInOneIsValidAndIsTheShippedFile) {
  EXPECT_TRUE(validate(Policy{}).has_value());
  const auto text = base::read_file(SAMEN_SOURCE_DIR "/assets/policy.json", 65536);
  ASSERT_TRUE(text.has_value());
  const auto read = parse_policy(*text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(*read, Policy{});
}

TEST(Policy, WhatIsWrittenReadsBackTheSame) {
  Policy policy;
  policy.weights = {20, 20, 20, 20, 10, 10};
  policy.unsaid = {.goals = 1, .interests = 2, .life_stage = 3, .shared_time = 4};
  policy.guarantee_days = {200, 100};
  policy.readiness = Readiness::before_proposal;
  policy.latest_arrival = domain::ArrivalPeriod::under_1_year;
  policy.lottery_bin = 0;
  policy.match_days.answer = 5;
  policy.match_days.check_ins = {10, 20};
  policy.match_days.quiet_later = 60;
  policy.papers = {.asked = {{domain::Paper::talk, 12}, {domain::Paper::agreement, 0}},
                   .members_in_order = 3,
                   .remind_days = 10};
  policy.retention = {.unheard = 500, .withdrawn = 60, .words = 90, .reconfirm = 100, .notice = 20};
  EXPECT_EQ(parse_policy(write_policy(policy)).value(), policy);
}

struct Mistake {
  std::string_view text;
  std::string_view message;
};

void expect_named(std::span<const Mistake> mistakes) {
  for (const auto& [text, message] : mistakes) {
    const auto read = parse_policy(text);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_NE(read.error().message.find(message), std::string::npos)
        << text << " says: " << read.error().message;
  }
}

TEST(Policy, AMistakeInWhatSilenceIsWorthIsNamed) {
  constexpr Mistake kMistakes[] = {
      {R"({"unsaid":500})", "unsaid: expected an object, such as"},
      {R"({"unsaid":{"travel":500}})",
       "unsaid: there is no \"travel\"; use goals, interests, life_stage, shared_time"},
      {R"({"unsaid":{"goals":1001}})", "unsaid.goals: 1001 is outside 0 to 1000"},
      {R"({"unsaid":{"shared_time":-1}})", "unsaid.shared_time: -1 is outside 0 to 1000"},
      {R"({"unsaid":{"interests":"half"}})", "\"interests\" must be a whole number"},
  };
  expect_named(kMistakes);
}

TEST(Policy, EveryMistakeInDaysAndPapersIsNamed) {
  constexpr Mistake kMistakes[] = {
      {R"({"match_days":7})", "match_days: expected an object of days"},
      {R"({"match_days":{"patience":7}})", "there is no \"patience\"; use check_ins, answer"},
      {R"({"match_days":{"answer":0}})", "match_days.answer: 0 is outside 1 to 92"},
      {R"({"match_days":{"answer":"a week"}})", "\"answer\" must be a whole number"},
      {R"({"match_days":{"introduce":20}})", "match_days.first_meeting: 14 is outside 20 to 92"},
      {R"({"match_days":{"check_ins":7}})", "match_days.check_ins: expected a list of days"},
      {R"({"match_days":{"check_ins":[]}})", "match_days.check_ins: list 1 to 24 days; found 0"},
      {R"({"match_days":{"check_ins":[14,7]}})", "rising days, each once; found 7 after 14"},
      {R"({"match_days":{"check_ins":[7,7]}})", "rising days, each once; found 7 after 7"},
      {R"({"match_days":{"check_ins":[0]}})", "match_days.check_ins: 0 is outside 1 to 1500"},
      {R"({"match_days":{"quiet_later":7}})", "match_days.quiet_later: 7 is outside 14 to 92"},
      {R"({"match_days":{"first_weeks":53}})", "match_days.first_weeks: 53 is outside 0 to 52"},
      {R"({"papers":7})", "papers: expected an object"},
      {R"({"papers":{"stamps":7}})", "there is no \"stamps\"; use asked, members_in_order"},
      {R"({"papers":{"asked":["conduct"]}})", "papers.asked: expected an object of papers"},
      {R"({"papers":{"asked":{"passport":1}}})", "no paper \"passport\"; use conduct, training"},
      {R"({"papers":{"asked":{"conduct":121}}})", "papers.asked.conduct: 121 is outside 0 to 120"},
      {R"({"papers":{"members_in_order":13}})", "papers.members_in_order: 13 is outside 0 to 12"},
      {R"({"papers":{"remind_days":0}})", "papers.remind_days: 0 is outside 1 to 366"},
      {R"({"retention":7})", "retention: expected an object, such as"},
      {R"({"retention":{"photos":7}})", "there is no \"photos\"; use unheard, withdrawn"},
      {R"({"retention":{"unheard":732}})", "retention.unheard: 732 is outside 92 to 731"},
      {R"({"retention":{"withdrawn":13}})", "retention.withdrawn: 13 is outside 14 to 731"},
  };
  expect_named(kMistakes);
}

TEST(Policy, EveryMistakeIsNamed) {
  constexpr Mistake kMistakes[] = {
      {"", "not JSON"},
      {"{", "not JSON"},
      {"[]", "one JSON object"},
      {R"({"alpha":1,"alpha":2})", "stands twice"},
      {R"({"alpha":1.5})", "\"alpha\" must be a whole number"},
      {R"({"alpha":1e300})", "\"alpha\" must be a whole number"},
      {R"({"alpha":99999999999999999999})", "\"alpha\" must be a whole number"},
      {R"({"alpha":"1"})", "\"alpha\" must be a whole number"},
      {R"({"alpha":-1})", "alpha: -1 is outside 0 to 1000"},
      {R"({"weights":{"goals":100,"nationality":0}})", "no criterion \"nationality\""},
      {R"({"weights":{"goals":99}})", "add up to 99, not 100"},
      {R"({"weights":{"goals":150,"travel":-50}})", "weights.goals: 150 is outside 0 to 100"},
      {R"({"weights":[35]})", "expected an object of percentages"},
      {R"({"guarantee_days":[90,180]})", "longest wait first"},
      {R"({"guarantee_days":[90,90]})", "longest wait first"},
      {R"({"guarantee_days":[9,8,7,6,5,4,3,2,1]})", "at most 8"},
      {R"({"coarse_minutes":[8,14,25,70]})", "expected five numbers"},
      {R"({"coarse_minutes":[8,14,25,70,20]})", "cannot be nearer"},
      {R"({"readiness":"whenever"})", "before_contact"},
      {R"({"latest_arrival":"2015"})", "latest_arrival"},
      {R"({"target_group":7})", "target_group: 7 is outside 3 to 6"},
      {R"({"largest_group":13})", "largest_group: 13 is outside 2 to 12"},
      {R"({"largest_group":1})", "largest_group: 1 is outside 2 to 12"},
      {R"({"smallest_group":7})", "smallest_group: 7 is outside 1 to 6"},
      {R"({"members_present":7})", "members_present: 7 is outside 1 to 6"},
      {R"({"smallest_formed":7})", "smallest_formed: 7 is outside 2 to 6"},
      {R"({"off_target_penalty":-1})", "off_target_penalty: -1 is outside 0 to 1000"},
      {R"({"formed_household":0})", "formed_household: 0 is outside 1 to 255"},
      {R"({"formation_seconds":0})", "formation_seconds: 0 is outside 1 to 3600"},
      {R"({"round_seconds":0})", "round_seconds: 0 is outside 1 to 3600"},
      {R"({"origin":"anywhere"})",
       "\"origin\": a key policies do not have; they have about, weights"},
      {R"({"alpha":true})", "\"alpha\" must be a whole number from -1000000 to 1000000"},
      {R"({"guarantee_days":[90,"x"]})", "must be a whole number"},
      {R"({"guarantee_days":[90,180]})", "found 180 after 90"},
      {R"({"coarse_minutes":[8,14,null,70,80]})", "must be a whole number"},
      {R"({"travel_limit_minutes":4})", "travel_limit_minutes: 4 is outside 5 to 600"},
      {R"({"lottery_draws":10001})", "lottery_draws: 10001 is outside 0 to 10000"},
      {R"({"floor_per_mille":-1})", "floor_per_mille: -1 is outside 0 to 1000"},
      {R"({"about":[[[[[[1]]]]]]})", "nested deeper than 4"},
  };
  expect_named(kMistakes);
  EXPECT_FALSE(parse_policy(std::string(70'000, ' ')).has_value());
}

TEST(Policy, EveryMistakeNamesItsLine) {
  constexpr Mistake kMistakes[] = {
      {"{\n \"alpha\": 10,\n \"reserve\": NaN\n}", "policy:3: this is not JSON"},
      {"{\n \"alpha\": 10,\n \"rese", "policy:3: this is not JSON"},
      {"{\n \"alpha\": 10,\n\n \"alpha\": 11\n}", "policy:4: \"alpha\" stands twice"},
      {"{\n \"alpha\": 10,\n \"reserve\": 1e9\n}", "policy:3: \"reserve\" must be a whole number"},
      {"{\n \"alpha\": -1,\n \"reserve\": 5\n}", "policy:2: alpha: -1 is outside"},
      {"{\n \"weights\": {\n  \"goals\": 110,\n  \"travel\": -10}\n}", "policy:3: weights.goals"},
      {"{\n \"weights\": {\n  \"origin\": 100}\n}", "policy:3: weights: there is no criterion"},
      {"{\n \"origin\": 1\n}", "policy:2: \"origin\": a key policies do not have"},
      {"{\n \"match_days\": {\n  \"think\": 7,\n  \"answer\": 0}\n}",
       "policy:4: match_days.answer"},
      {"{\n \"match_days\": {\n  \"check_ins\": [7,\n 3]}\n}", "policy:3: match_days.check_ins"},
      {"{\n\n \"guarantee_days\": [90,\n \"x\"]}", "policy:4: an entry of this list must be"},
  };
  expect_named(kMistakes);
}

// Where somebody is from, what they believe, or a guess at how they will do: no key for it is read,
// at the top or among the weights, and none exists in what is written.
TEST(Policy, NothingAboutOriginCanBeExpressed) {
  const auto written = write_policy(Policy{});
  for (const std::string word :
       {"origin", "nationality", "country", "religion", "ethnicity", "birthplace", "health",
        "promise", "integration_prognosis", "gender", "residence_status", "arrival_country"}) {
    const auto top = parse_policy("{\"" + word + "\":1}");
    ASSERT_FALSE(top.has_value()) << word;
    EXPECT_NE(top.error().message.find("\"" + word + "\": a key policies do not have"),
              std::string::npos)
        << top.error().message;
    const auto weight = parse_policy(R"({"weights":{"goals":100,")" + word + "\":0}}");
    ASSERT_FALSE(weight.has_value()) << word;
    EXPECT_NE(weight.error().message.find("no criterion \"" + word + "\""), std::string::npos);
    EXPECT_EQ(written.find("\"" + word + "\""), std::string::npos);
  }
}

}  // namespace
}  // namespace samen::matcher
