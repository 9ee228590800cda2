// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "sync/matcher/rules/hard_rules.hpp"
#include "tests/source_dir.hpp"

// Every message key the matcher's sources mention exists in every catalogue, and no catalogue keeps
// a reason nobody gives any more.
namespace samen::matcher {
namespace {

std::string text_of(const std::string& path) {
  return base::read_file(SAMEN_SOURCE_DIR "/" + path, std::size_t{4} << 20U).value();
}

std::set<std::string> keys_in(const std::string& text) {
  static const std::regex key("\"((reason|caution|whynot)\\.[a-z_]+)\"");
  std::set<std::string> keys;
  for (std::sregex_iterator at(text.begin(), text.end(), key), end; at != end; ++at) {
    keys.insert((*at)[1]);
  }
  return keys;
}

TEST(Catalogues, EveryReasonHasWordsInEveryLanguage) {
  auto used = keys_in(
      text_of("sync/matcher/explain/explain.cpp") + text_of("sync/matcher/explain/readiness.cpp") +
      text_of("sync/matcher/explain/why_not.cpp") +
      text_of("sync/matcher/formation/joint_round.cpp") + text_of("sync/server/cases/formed.cpp") +
      text_of("sync/server/cases/stand_aside.cpp"));
  // Put together from the names of the rules in why_not.cpp. A pair that may not meet is told to
  // nobody as the one that nearly fits.
  for (const auto name : kObstacleNames) {
    used.insert("whynot." + std::string(name));
    if (name != rules::Excluded::kName) used.insert("whynot.miss_" + std::string(name));
  }
  used.erase("whynot.miss_");
  EXPECT_GT(used.size(), 35U);
  std::size_t languages = 0;
  for (const auto& file : std::filesystem::directory_iterator(SAMEN_SOURCE_DIR "/assets/locales")) {
    if (file.path().extension() != ".json") continue;
    const std::string name = file.path().filename();
    EXPECT_EQ(keys_in(text_of("assets/locales/" + name)), used) << name;
    ++languages;
  }
  EXPECT_GE(languages, 7U);
}

}  // namespace
}  // namespace samen::matcher
