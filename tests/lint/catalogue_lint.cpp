// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "i18n/catalogue.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/text/keyboard.hpp"
#include "tests/source_dir.hpp"

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
void each_message(const i18n::Catalogues& all, F f) {
  for (const auto& language : all.languages()) {
    for (const auto& key : all.keys(language)) f(language, key, *all.shape(language, key));
  }
}
using Problems = std::vector<std::string>;

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The same arguments as in the first language.
Problems argument_problems(const i18n::Catalogues& all) {
  Problems problems;
  const auto first = all.languages().front();
  each_message(all, [&](const std::string& language, const std::string& key, const auto& shape) {
    const auto reference = all.shape(first, key);
    if (reference && shape.arguments != reference->arguments) {
      problems.push_back(language + " " + key + ": other arguments than in " + first);
    }
  });
  return problems;
}

// Exactly the plural categories that the language has.
Problems plural_problems(const i18n::Catalogues& all) {
  Problems problems;
  each_message(all, [&](const std::string& language, const std::string& key, const auto& shape) {
    const auto known = all.plural_categories_of(language);
    const auto has = [](const auto& list, const std::string& one) {
      return std::ranges::find(list, one) != list.end();
    };
    for (const auto& plural : shape.plurals) {
      for (const auto& category : plural.categories) {
        if (has(known, category)) continue;
        problems.push_back(language + " " + key + ": the language never uses " + category);
      }
      // A switch between "one" and the rest without the number needs no more, and neither do words
      // that are the same beside every number.
      const bool same_words = plural.categories == std::vector<std::string>{"other"};
      if (!plural.shows_number || same_words) continue;
      for (const auto& category : known) {
        if (has(plural.categories, category)) continue;
        problems.push_back(language + " " + key + ": {" + plural.argument + "} lacks " + category);
      }
    }
  });
  return problems;
}

Problems glyph_problems(const i18n::Catalogues& all) {
  Problems problems;
  each_message(all, [&](const std::string& language, const std::string& key, const auto& shape) {
    for (const auto weight : {text::Weight::regular, text::Weight::bold}) {
      text::Options options;
      options.language = language;
      const auto layout = engine().layout(shape.pattern, {20, weight}, options);
      if (layout->missing_glyphs == 0) continue;
      problems.push_back(language + " " + key + ": no glyph for all of " + shape.pattern);
    }
  });
  return problems;
}

Problems icon_problems(const i18n::Catalogues& all) {
  Problems problems;
  for (const auto& key : all.keys(all.languages().front())) {
    const auto icon = all.icon(key);
    if (icon.empty() || engine().has_icon(icon)) continue;
    problems.push_back(key + ": no icon " + std::string(icon));
  }
  return problems;
}

TEST(CatalogueLint, EveryLanguageHasTheSameArguments) {
  EXPECT_THAT(argument_problems(catalogues()), testing::IsEmpty());
}

TEST(CatalogueLint, PluralsHaveExactlyTheCategoriesOfTheirLanguage) {
  EXPECT_THAT(plural_problems(catalogues()), testing::IsEmpty());
}

TEST(CatalogueLint, OurFontsHaveEveryCharacter) {
  EXPECT_THAT(glyph_problems(catalogues()), testing::IsEmpty());
  auto named = catalogues().languages();
  named.emplace_back("am");  // has its keyboard and no catalogue yet
  for (const auto& tag : named) {
    const auto name = catalogues().native_name(tag);
    EXPECT_EQ(engine().layout(name, {20, text::Weight::bold}, {})->missing_glyphs, 0) << name;
  }
}

TEST(CatalogueLint, EveryIconExists) {
  EXPECT_THAT(icon_problems(catalogues()), testing::IsEmpty());
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
Problems style_problems(const i18n::Catalogues& all) {
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
  Problems problems;
  each_message(all, [&](const std::string& language, const std::string& key, const auto& shape) {
    for (const auto& rule : rules) {
      // What stands between the items of a list begins and ends with its spaces.
      if (key.starts_with("app.list_") && rule.about_spaces) continue;
      if (!std::regex_search(shape.pattern, rule.expression)) continue;
      problems.push_back(language + " " + key + ": " + rule.why + ": " + shape.pattern);
    }
  });
  return problems;
}

TEST(CatalogueLint, TextsKeepTheHouseStyle) {
  EXPECT_THAT(style_problems(catalogues()), testing::IsEmpty());
}

// One fault of each kind: every check sees its own and nothing else.
TEST(CatalogueLint, SeesWhatItIsThereFor) {
  const auto file = [](const std::string& language, int order, const std::string& members) {
    return i18n::Catalogues::Source{
        language + ".json", R"({"_header": {"language": ")" + language + R"(", "order": )" +
                                std::to_string(order) + R"(, "state": "draft"}, )" + members + "}"};
  };
  const std::string people =
      R"("a.people": {"text": "{n, plural, zero {#} one {#} two {#} few {#} many {#} other {#}}"})";
  const auto all = i18n::Catalogues::parse(std::vector<i18n::Catalogues::Source>{
      file("nl", 1, R"("a.hello": {"text": "Dag {name}", "icon": "no-such"},
             "a.people": {"text": "{n, plural, one {#} few {#} other {#}}"})"),
      file("ar", 2, R"("a.hello": {"text": "مرحبا {nom}"}, )" + people),
      file("ti", 3, R"("a.hello": {"text": "ሰላም {name} 𒀀"},
             "a.people": {"text": "{n, plural, other {x #} =0 {y}}"})"),
      file("uk", 4, R"("a.hello": {"text": "Вітаємо... {name}"},
             "a.people": {"text": "{n, plural, one {#} few {#} other {#}}"})")});
  ASSERT_TRUE(all) << all.error().message;
  using testing::ElementsAre;
  EXPECT_THAT(argument_problems(*all), ElementsAre("ar a.hello: other arguments than in nl"));
  EXPECT_THAT(plural_problems(*all), ElementsAre("nl a.people: the language never uses few",
                                                 "uk a.people: {n} lacks many"));
  EXPECT_THAT(glyph_problems(*all), testing::Each(testing::StartsWith("ti a.hello: no glyph")));
  EXPECT_THAT(glyph_problems(*all), testing::SizeIs(2)) << "in both weights";
  EXPECT_THAT(icon_problems(*all), ElementsAre("a.hello: no icon no-such"));
  EXPECT_THAT(style_problems(*all),
              ElementsAre("uk a.hello: write … for three dots: Вітаємо... {name}"));
}

}  // namespace
}  // namespace samen
