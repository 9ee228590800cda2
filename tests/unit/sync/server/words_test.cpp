// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/words.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/source_dir.hpp"

namespace samen::server {
namespace {

TEST(Words, EveryReasonOfTheCatalogueHasTheSameWordsOnTheTerminal) {
  std::ifstream file(SAMEN_SOURCE_DIR "/assets/locales/en.json");
  const auto catalogue = nlohmann::json::parse(file);
  int compared = 0;
  for (const auto& [key, message] : catalogue.items()) {
    if (!key.starts_with("reason.") && !key.starts_with("caution.") &&
        !key.starts_with("whynot.")) {
      continue;
    }
    ++compared;
    EXPECT_TRUE(has_words(key)) << key;
    const std::string text = message["text"];
    const std::string words = reason_in_words({key, {}, 0});
    EXPECT_NE(text.find(words), std::string::npos) << key << ": " << words << " / " << text;
  }
  EXPECT_GT(compared, 20);
}

TEST(Words, CountsAndListsAreFilledIn) {
  EXPECT_EQ(
      reason_in_words({"reason.goals_covered", {{"goals", {"goal.work", "goal.dutch"}, 0}}, 9}),
      "Can help with: work, learning Dutch");
  EXPECT_EQ(reason_in_words({"reason.waits", {{"count", {}, 1}}, 0}), "Has waited 1 day");
  EXPECT_EQ(reason_in_words({"reason.waits", {{"count", {}, 34}}, 0}), "Has waited 34 days");
  EXPECT_EQ(reason_in_words({"reason.children", {{"ages", {"child.0_3", "child.4_11"}, 0}}, 0}),
            "Both have children aged: 0-3, 4-11");
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
