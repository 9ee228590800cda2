// SPDX-License-Identifier: Apache-2.0
#include "forms/elsewhere.hpp"

#include <filesystem>

#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

constexpr std::string_view kNear = R"({
  "area": ["1300-1379"],
  "places": [{"name": "Inloop", "about": {"nl": "Koffie."}, "address": "Plein 1"}]})";
constexpr std::string_view kEverywhere = R"({
  "places": [{"name": "Land", "about": {"nl": "Hulp.", "en": "Help."}, "web": "land.nl"}]})";

TEST(WhatElseThereIs, IsFirstWhatIsNear) {
  Elsewhere all;
  ASSERT_TRUE(all.add(kEverywhere, "a.json"));
  ASSERT_TRUE(all.add(kNear, "b.json"));
  const auto names = [&](int postcode) {
    std::string out;
    for (const Place* place : all.near(postcode)) out += place->name + " ";
    return out;
  };
  EXPECT_EQ(names(1315), "Inloop Land ");
  EXPECT_EQ(names(1299), "Land ");
  EXPECT_EQ(names(1380), "Land ");
  EXPECT_EQ(names(0), "Land ");
}

TEST(WhatElseThereIs, IsSaidInDutchWhereThereAreNoOtherWords) {
  Elsewhere all;
  ASSERT_TRUE(all.add(kEverywhere, "a.json"));
  std::string language = "en";
  EXPECT_EQ(all.near(0)[0]->about_in(language), "Help.");
  EXPECT_EQ(language, "en");
  language = "ti";
  EXPECT_EQ(all.near(0)[0]->about_in(language), "Hulp.");
  EXPECT_EQ(language, "nl");
}

TEST(WhatElseThereIs, IsRefusedWithFileAndLine) {
  const auto place = [](const std::string& members) {
    return "{\"places\": [\n{" + members + "}]}";
  };
  const std::string good = R"("name": "A", "about": {"nl": "Hulp."}, "web": "a.nl")";
  ASSERT_TRUE(Elsewhere().add(place(good), "x.json"));
  const std::vector<std::string> wrong = {
      place(R"("name": "A", "about": {"en": "Help."}, "web": "a.nl")"),
      place(R"("name": "A", "about": {"nl": "Hulp."})"),
      place(R"("name": "  ", "about": {"nl": "Hulp."}, "web": "a.nl")"),
      place(R"("name": "A", "about": {"nl": "Hulp."}, "web": "a.nl", "www": "a.nl")"),
      place(R"("name": "A", "about": {"nl": "Hulp."}, "web": "https://a.nl")"),
      place(R"("name": "A", "about": {"nl": "Hulp."}, "web": "nowhere")"),
      place(R"("name": "A", "about": {"nl": "Hulp."}, "phone": "call us")"),
      place(R"("name": "A", "about": {"nl": "a\u0007b"}, "web": "a.nl")"),
      place(R"("name": "A", "about": {"n1!": "x", "nl": "Hulp."}, "web": "a.nl")"),
      place(R"("name": ")" + std::string(61, 'x') +
            R"(", "about": {"nl": "Hulp."}, "web": "a.nl")"),
      place(R"("name": "A", "about": {"nl": ")" + std::string(241, 'x') + R"("}, "web": "a.nl")"),
      place(good + "}, {" + good),
      "{\"area\": [\n\"1379-1300\"], \"places\": [{" + good + "}]}",
      "{\n\"places\": []}",
  };
  for (const std::string& json : wrong) {
    const auto refused = Elsewhere().add(json, "x.json");
    ASSERT_FALSE(refused) << json;
    EXPECT_TRUE(refused.error().message.starts_with("x.json:2: ")) << refused.error().message;
  }
}

TEST(WhatElseThereIs, IsShippedWithASentenceInEveryLanguageOfTheScreens) {
  const auto places = testing_support::shipped().programme().elsewhere.near(1315);
  ASSERT_GE(places.size(), 3U);
  const std::filesystem::path locales = std::string(SAMEN_SOURCE_DIR) + "/assets/locales";
  int languages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(locales)) {
    if (entry.path().extension() != ".json") continue;
    ++languages;
    for (const Place* place : places) {
      std::string language = entry.path().stem().string();
      place->about_in(language);
      EXPECT_EQ(language, entry.path().stem().string()) << place->name;
    }
  }
  EXPECT_GE(languages, 15);
}

}  // namespace
}  // namespace samen::forms
