// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/words.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "i18n/catalogue.hpp"
#include "tests/source_dir.hpp"

namespace samen::server {
namespace {

// Not one key is written down a second time: what the screens say, the terminal says.
TEST(Words, EveryReasonOfTheCatalogueHasTheSameWordsOnTheTerminal) {
  std::ifstream file(SAMEN_SOURCE_DIR "/assets/locales/en.json");
  const auto json = nlohmann::json::parse(file);
  const auto catalogues = i18n::Catalogues::load(SAMEN_SOURCE_DIR "/assets/locales");
  ASSERT_TRUE(catalogues) << catalogues.error().message;
  int compared = 0;
  for (const auto& [key, message] : json.items()) {
    if (!key.starts_with("reason.") && !key.starts_with("caution.") &&
        !key.starts_with("whynot.")) {
      continue;
    }
    const auto shape = catalogues->shape("en", key);
    ASSERT_TRUE(shape) << key;
    for (const std::int64_t number : {1, 2, 34}) {
      domain::Reason reason{key, {}, 0};
      std::vector<i18n::Argument> arguments;
      for (const auto& name : shape->arguments) {
        reason.arguments.push_back({name, {}, number});
        arguments.push_back({name, number});
      }
      EXPECT_EQ(reason_in_words(reason), catalogues->format("en", key, arguments)) << key;
      ++compared;
    }
  }
  EXPECT_GT(compared, 100);
}

TEST(Words, CountsAndListsAreFilledIn) {
  EXPECT_EQ(
      reason_in_words({"reason.goals_covered", {{"goals", {"goal.work", "goal.dutch"}, 0}}, 9}),
      "Can help with: " + term_in_words("goal.work") + ", " + term_in_words("goal.dutch"));
  EXPECT_EQ(reason_in_words({"reason.waits", {{"count", {}, 1}}, 0}), "Has waited 1 day");
  EXPECT_EQ(reason_in_words({"reason.waits", {{"count", {}, 34}}, 0}), "Has waited 34 days");
  EXPECT_EQ(term_in_words("language.ti"), "Tigrinya");
  EXPECT_EQ(term_in_words("language.of_tomorrow"), "of tomorrow");
  EXPECT_EQ(reason_in_words({"reason.of_tomorrow", {{"count", {}, 2}}, 0}),
            "reason.of_tomorrow count=2");
}

TEST(Words, AgesAreRounded) {
  EXPECT_EQ(age_in_words(0), "a moment");
  EXPECT_EQ(age_in_words(61'000), "1 minute");
  EXPECT_EQ(age_in_words(3LL * 86'400'000), "3 days");
}

}  // namespace
}  // namespace samen::server
