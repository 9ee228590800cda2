// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "i18n/catalogue.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/text/keyboard.hpp"

// The texts of assets/locales, as people will see them. One failure line per problem.
namespace samen {
namespace {

const std::filesystem::path kRoot = SAMEN_SOURCE_DIR;

const i18n::Catalogues& catalogues() {
  static const auto loaded = i18n::Catalogues::load(kRoot / "assets/locales");
  EXPECT_TRUE(loaded) << loaded.error().message;
  return *loaded;
}

text::Engine& engine() {
  static const auto made = [] {
    const auto fonts = text::load_fonts(kRoot / "assets");
    EXPECT_TRUE(fonts) << fonts.error().message;
    return std::move(*text::Engine::create(*fonts));
  }();
  return *made;
}

// Calls f(language, key, shape) for every message.
template <class F>
void each_message(F f) {
  for (const auto& language : catalogues().languages()) {
    for (const auto& key : catalogues().keys(language)) {
      f(language, key, *catalogues().shape(language, key));
    }
  }
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(CatalogueLint, EveryLanguageHasTheSameArguments) {
  const auto first = catalogues().languages().front();
  each_message([&](const std::string& language, const std::string& key, const auto& shape) {
    const auto reference = catalogues().shape(first, key);
    if (reference) {
      EXPECT_EQ(shape.arguments, reference->arguments) << language << " " << key;
    }
  });
}

TEST(CatalogueLint, PluralsHaveExactlyTheCategoriesOfTheirLanguage) {
  each_message([&](const std::string& language, const std::string& key, const auto& shape) {
    const auto known = catalogues().plural_categories_of(language);
    for (const auto& plural : shape.plurals) {
      for (const auto& category : plural.categories) {
        EXPECT_THAT(known, testing::Contains(category))
            << language << " " << key << ": the language never uses this category";
      }
      // A switch between "one" and the rest without the number needs no more, and neither do words
      // that are the same beside every number.
      const bool same_words = plural.categories == std::vector<std::string>{"other"};
      if (!plural.shows_number || same_words) continue;
      for (const auto& category : known) {
        EXPECT_THAT(plural.categories, testing::Contains(category))
            << language << " " << key << ": a category of {" << plural.argument << "} is missing";
      }
    }
  });
}

TEST(CatalogueLint, OurFontsHaveEveryCharacter) {
  each_message([&](const std::string& language, const std::string& key, const auto& shape) {
    for (const auto weight : {text::Weight::regular, text::Weight::bold}) {
      text::Options options;
      options.language = language;
      const auto layout = engine().layout(shape.pattern, {20, weight}, options);
      EXPECT_EQ(layout->missing_glyphs, 0) << language << " " << key << ": " << shape.pattern;
    }
  });
  for (const char* tag : {"nl", "en", "ar", "ti", "tr", "fa", "prs", "uk", "so", "kmr", "ckb", "fr",
                          "es", "ps", "ru", "am"}) {
    const auto name = catalogues().native_name(tag);
    EXPECT_EQ(engine().layout(name, {20, text::Weight::bold}, {})->missing_glyphs, 0) << name;
  }
}

TEST(CatalogueLint, EveryIconExists) {
  for (const auto& key : catalogues().keys(catalogues().languages().front())) {
    const auto icon = catalogues().icon(key);
    EXPECT_TRUE(icon.empty() || engine().has_icon(icon)) << key << ": no icon \"" << icon << "\"";
  }
  const std::regex in_json(R"re("icon"\s*:\s*"([^"]+)")re");
  const std::regex in_code(R"re(icon(?:\s*=\s*|\()"([a-z0-9-]+)")re");
  const auto check = [&](const std::filesystem::path& path, const std::regex& pattern) {
    const std::string content = read(path);
    for (std::sregex_iterator it(content.begin(), content.end(), pattern), end; it != end; ++it) {
      EXPECT_TRUE(engine().has_icon((*it)[1].str()))
          << path.filename() << ": no icon \"" << (*it)[1] << "\"";
    }
  };
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "assets/forms")) {
    if (entry.path().extension() == ".json") check(entry.path(), in_json);
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / "kiosk/ui")) {
    if (entry.path().extension() == ".cpp") check(entry.path(), in_code);
  }
}

TEST(CatalogueLint, KeyboardKeysHaveNamesAndLabels) {
  const auto keyboards = text::KeyboardSet::load(kRoot / "assets/keyboards");
  ASSERT_TRUE(keyboards) << keyboards.error().message;
  const auto first = catalogues().languages().front();
  for (const auto& [id, keyboard] : keyboards->all()) {
    for (const auto& layer : keyboard.layers) {
      for (const auto& row : layer.rows) {
        for (const auto& key : row) {
          EXPECT_TRUE(key.name_key.empty() || catalogues().has(first, key.name_key))
              << id << ": " << key.name_key;
          EXPECT_TRUE(key.icon.empty() || engine().has_icon(key.icon)) << id << ": " << key.icon;
          const auto layout = engine().layout(key.output + key.label, {24, {}}, {});
          EXPECT_EQ(layout->missing_glyphs, 0) << id << ": " << key.output << key.label;
        }
      }
    }
  }
}

// House style of texts (product.md, ux.md 12): nothing to apologise or beg for, clean typography.
TEST(CatalogueLint, TextsKeepTheHouseStyle) {
  struct Rule {
    Rule(const char* pattern, const char* reason, bool spaces = false)
        : expression(pattern, std::regex::icase), why(reason), about_spaces(spaces) {}
    std::regex expression;
    const char* why;
    bool about_spaces;
  };
  const Rule rules[] = {
      {R"(\b(alsjeblieft|alstublieft|graag even|sorry|helaas|please|unfortunately)\b)",
       "no please, no sorry"},
      {R"(من فضلك|رجاء|عذرا|عذرًا|آسف|نأسف)", "no please, no sorry"},
      {R"(لطفا|متأسف|متاسف|ببخشید|خواهش)", "no please, no sorry"},
      {R"([Ll]ütfen|[Mm]aalesef|[Üü]zgün|[Öö]zür|[Kk]usura)", "no please, no sorry"},
      {R"([Бб]удь ласка|[Нн]а жаль|[Вв]ибач|[Пп]робач|[Пп]росимо)", "no please, no sorry"},
      {R"(በጃ|ብኽብረት|ይቕሬታ|ንሓዝን)", "no please, no sorry"},
      {R"(\.\.\.)", "write … for three dots"},
      {R"(  )", "two spaces"},
      {R"(^\s|\s$)", "begins or ends with a space", true},
      {R"(\t)", "a tab"},
      {R"('[^'])", "write ’ for an apostrophe: ' begins a quotation in a message"},
      {"፩|፪|፫|፬|፭|፮|፯|፰|፱|፲", "digits are Latin in every language"},
      {"٠|١|٢|٣|٤|٥|٦|٧|٨|٩|۰|۱|۲|۳|۴|۵|۶|۷|۸|۹", "digits are Latin in every language"},
  };
  each_message([&](const std::string& language, const std::string& key, const auto& shape) {
    for (const auto& rule : rules) {
      // What stands between the items of a list begins and ends with its spaces.
      if (key.starts_with("app.list_") && rule.about_spaces) continue;
      EXPECT_FALSE(std::regex_search(shape.pattern, rule.expression))
          << language << " " << key << ": " << rule.why << ": " << shape.pattern;
    }
  });
}

}  // namespace
}  // namespace samen
