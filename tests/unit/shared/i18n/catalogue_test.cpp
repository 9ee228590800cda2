// SPDX-License-Identifier: Apache-2.0
#include "i18n/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/source_dir.hpp"

namespace samen::i18n {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A catalogue file with the given members after its header.
Catalogues::Source file(const std::string& language, int order, const std::string& members) {
  return {language + ".json", "{\"_header\": {\"language\": \"" + language +
                                  "\", \"order\": " + std::to_string(order) +
                                  ", \"state\": \"draft\", \"reviewer\": null}" +
                                  (members.empty() ? "" : ", " + members) + "}"};
}

Catalogues made(std::vector<Catalogues::Source> files) {
  auto catalogues = Catalogues::parse(files);
  EXPECT_TRUE(catalogues) << catalogues.error().message;
  return std::move(*catalogues);
}

Catalogues sample() {
  return made({
      file("ar", 30, R"("app.hello": {"text": "مرحبا {name}"},
        "app.people": {"text": "{count, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}"})"),
      file("nl", 10, R"("app.hello": {"text": "Dag {name}", "icon": "account"},
        "app.people": {"text": "{count, plural, one {# mens} other {# mensen}}"},
        "app.quote": {"text": "foto''s en '{'haken'}'"},
        "app.code": {"text": "Je code", "speak": "Je code, letter voor letter"})"),
      file(
          "uk", 70,
          R"("app.people": {"text": "{count, plural, one {# людина} few {# людини} many {# людей} other {# людини}}"})"),
  });
}

TEST(Catalogue, LanguagesComeInTheOrderOfTheirHeaders) {
  EXPECT_THAT(sample().languages(), ElementsAre("nl", "ar", "uk"));
}

TEST(Catalogue, EveryTextArgumentIsIsolated) {
  const auto c = sample();
  EXPECT_EQ(c.format("ar", "app.hello", {{"name", "Jan (Piet)"}}), "مرحبا \u2068Jan (Piet)\u2069");
  EXPECT_EQ(c.format("nl", "app.hello", {{"name", "محمد"}}), "Dag \u2068محمد\u2069");
}

TEST(Catalogue, AnArgumentCannotReachOutOfItsIsolate) {
  const auto c = sample();
  EXPECT_EQ(c.format("nl", "app.hello", {{"name", "a\u2069b"}}), "Dag \u2068ab\u2069");
  EXPECT_EQ(c.format("nl", "app.hello", {{"name", "a\u2067b"}}), "Dag \u2068a\u2067b\u2069\u2069");
  EXPECT_EQ(c.format("nl", "app.hello", {{"name", "\u2068a\u2069, \u2068b\u2069"}}),
            "Dag \u2068\u2068a\u2069, \u2068b\u2069\u2069");
}

TEST(Catalogue, BrokenBytesInAnArgumentCannotJoinIntoAnIsolatesEnd) {
  const auto out = sample().format("nl", "app.hello", {{"name", "\xe2\x81\u2069\xa9x"}});
  EXPECT_EQ(out, "Dag \u2068\uFFFD\uFFFDx\u2069");
}

TEST(Catalogue, BracesAndQuotesInAnArgumentStayText) {
  EXPECT_EQ(sample().format("nl", "app.hello", {{"name", "{count} '#'"}}),
            "Dag \u2068{count} '#'\u2069");
}

TEST(Catalogue, PluralsFollowEachLanguageWithLatinDigits) {
  const auto c = sample();
  const auto people = [&](const char* language, std::int64_t count) {
    return c.format(language, "app.people", {{"count", count}});
  };
  EXPECT_EQ(people("nl", 1), "1 mens");
  EXPECT_EQ(people("nl", 5), "5 mensen");
  EXPECT_EQ(people("ar", 0), "لا أحد");
  EXPECT_EQ(people("ar", 2), "شخصان");
  EXPECT_EQ(people("ar", 7), "7 أشخاص");
  EXPECT_EQ(people("ar", 11), "11 شخصًا");
  EXPECT_EQ(people("ar", 100), "100 شخص");
  EXPECT_EQ(people("uk", 21), "21 людина");
  EXPECT_EQ(people("uk", 3), "3 людини");
  EXPECT_EQ(people("uk", 12), "12 людей");
}

TEST(Catalogue, WhatALanguageLacksComesFromTheFirstLanguage) {
  const auto c = sample();
  EXPECT_EQ(c.format("uk", "app.hello", {{"name", "x"}}), "Dag \u2068x\u2069");
  EXPECT_EQ(c.format("xx", "app.code"), "Je code");
  EXPECT_FALSE(c.has("uk", "app.hello"));
  EXPECT_TRUE(c.has("nl", "app.hello"));
}

TEST(Catalogue, AKeyNobodyHasShowsItself) {
  EXPECT_EQ(sample().format("nl", "no.such.key"), "⟦no.such.key⟧");
}

TEST(Catalogue, WrongOrMissingArgumentsNeverThrow) {
  const auto c = sample();
  EXPECT_EQ(c.format("nl", "app.hello"), "Dag {name}");
  EXPECT_EQ(c.format("nl", "app.people", {{"count", "many"}}), "⟦app.people⟧");
  EXPECT_EQ(c.format("nl", "app.hello", {{"other", 3}}), "Dag {name}");
}

TEST(Catalogue, QuotingIsUndoneInMessagesWithoutArguments) {
  EXPECT_EQ(sample().text("nl", "app.quote"), "foto's en {haken}");
  EXPECT_EQ(sample().format("nl", "app.quote"), "foto's en {haken}");
}

TEST(Catalogue, SpeechDiffersOnlyWhereTheFileSaysSo) {
  const auto c = sample();
  EXPECT_EQ(c.speech("nl", "app.code"), "Je code, letter voor letter");
  const Argument argument{"name", "A"};
  EXPECT_EQ(c.speech("nl", "app.hello", {&argument, 1}), "Dag \u2068A\u2069");
}

TEST(Catalogue, IconsBelongToTheKey) {
  EXPECT_EQ(sample().icon("app.hello"), "account");
  EXPECT_EQ(sample().icon("app.code"), "");
  EXPECT_EQ(sample().icon("no.key"), "");
}

TEST(Catalogue, SelectArgumentsAreComparedAsTheyAre) {
  const auto c =
      made({file("nl", 1, R"("a.b": {"text": "{who, select, woman {zij} other {hij}}"})")});
  EXPECT_EQ(c.format("nl", "a.b", {{"who", "woman"}}), "zij");
}

TEST(Catalogue, ListsAreJoinedAsTheLanguageDoes) {
  const auto c = sample();
  const std::vector<std::string> items{"werk", "taal", "sport"};
  EXPECT_EQ(c.list("nl", items), "\u2068werk\u2069, \u2068taal\u2069 en \u2068sport\u2069");
  EXPECT_EQ(c.list("ar", items), "\u2068werk\u2069 و\u2068taal\u2069 و\u2068sport\u2069");
  EXPECT_EQ(c.list("nl", {}), "");
}

TEST(Catalogue, NativeNamesAndDirectionsComeFromIcu) {
  const auto c = sample();
  struct Case {
    const char *tag, *name;
    bool right_to_left;
  };
  for (const auto& [tag, name, rtl] : std::initializer_list<Case>{{"nl", "Nederlands", false},
                                                                  {"en", "English", false},
                                                                  {"ar", "العربية", true},
                                                                  {"ti", "ትግርኛ", false},
                                                                  {"tr", "Türkçe", false},
                                                                  {"fa", "فارسی", true},
                                                                  {"prs", "دری", true},
                                                                  {"uk", "Українська", false},
                                                                  {"so", "Soomaali", false},
                                                                  {"kmr", "Kurdî", false},
                                                                  {"ps", "پښتو", true},
                                                                  {"ru", "Русский", false},
                                                                  {"fr", "Français", false},
                                                                  {"es", "Español", false}}) {
    EXPECT_EQ(c.native_name(tag), name);
    EXPECT_EQ(c.right_to_left(tag), rtl) << tag;
  }
  EXPECT_TRUE(c.right_to_left("ckb"));
  EXPECT_THAT(c.native_name("kmr"), testing::StartsWith("Kurdî"));  // newer ICUs add more
}

TEST(Catalogue, PluralCategoriesAreThoseWholeNumbersUse) {
  const auto c = sample();
  EXPECT_THAT(c.plural_categories_of("nl"), ElementsAre("one", "other"));
  EXPECT_THAT(c.plural_categories_of("ar"),
              ElementsAre("few", "many", "one", "other", "two", "zero"));
  EXPECT_THAT(c.plural_categories_of("uk"), ElementsAre("few", "many", "one", "other"));
  EXPECT_THAT(c.plural_categories_of("ti"), ElementsAre("one", "other"));
}

TEST(Catalogue, ShapeTellsArgumentsAndPlurals) {
  const auto shape = sample().shape("ar", "app.people");
  ASSERT_TRUE(shape);
  EXPECT_THAT(shape->arguments, ElementsAre("count"));
  ASSERT_EQ(shape->plurals.size(), 1U);
  EXPECT_EQ(shape->plurals[0].argument, "count");
  EXPECT_TRUE(shape->plurals[0].shows_number);
  EXPECT_THAT(shape->plurals[0].categories,
              ElementsAre("few", "many", "one", "other", "two", "zero"));
}

TEST(Catalogue, OnlyReviewedCataloguesSayTheyAre) {
  EXPECT_FALSE(sample().reviewed("nl"));
  const auto c = made({{"nl.json",
                        R"({"_header": {"language": "nl", "order": 1, "state": "reviewed",
                            "reviewer": "Taalbureau"}})"}});
  EXPECT_TRUE(c.reviewed("nl"));
}

struct BadFile {
  const char* name;
  std::string content;
  const char* reason;
};
void PrintTo(const BadFile& bad, std::ostream* out) {
  *out << bad.name;
}

class BadCatalogue : public testing::TestWithParam<BadFile> {};

TEST_P(BadCatalogue, IsRefusedWithFileKeyAndReason) {
  const std::vector<Catalogues::Source> files{{"nl.json", GetParam().content}};
  const auto parsed = Catalogues::parse(files);
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error().message, HasSubstr("nl.json:"));
  EXPECT_THAT(parsed.error().message, HasSubstr(GetParam().reason));
}

std::string with(const std::string& members) {
  return file("nl", 1, members).content;
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadCatalogue,
    testing::Values(
        BadFile{"empty", "", "not JSON"},                //
        BadFile{"list", "[]", "one JSON object"},        //
        BadFile{"cut", R"({"_header": {)", "not JSON"},  //
        BadFile{"no_header", "{}", "_header"},           //
        BadFile{"other_language", R"({"_header": {"language": "en", "state": "draft"}})", "name"},
        BadFile{"no_state", R"({"_header": {"language": "nl"}})", "state"},
        BadFile{"reviewed_by_nobody", R"({"_header": {"language": "nl", "state": "reviewed"}})",
                "reviewer"},
        BadFile{"not_utf8", "{\"a\xff\": 1}", "not JSON"},  //
        BadFile{"bad_key", with(R"("Bad Key": {"text": "x"})"), "key Bad Key"},
        BadFile{"one_word_key", with(R"("word": {"text": "x"})"), "key word"},
        BadFile{"key_twice", with(R"("a.b": {"text": "x"}, "a.b": {"text": "y"})"),
                "\"a.b\" stands twice"},
        BadFile{"field_twice", with(R"("a.b": {"text": "x", "text": "y"})"), "twice"},
        BadFile{"no_text", with(R"("a.b": {"icon": "home"})"), "there is no text (in key a.b)"},
        BadFile{"bare_text", with(R"("a.b": "x")"), "must be an object (in key a.b)"},  //
        BadFile{"number", with(R"("a.b": {"text": 3})"), "\"text\" must be text (in key a.b)"},
        BadFile{"null", with(R"("a.b": {"text": null})"), "\"text\" must be text (in key a.b)"},
        BadFile{"unknown_field", with(R"("a.b": {"text": "x", "colour": "red"})"), "\"colour\""},
        BadFile{"too_deep", with(R"("a.b": {"text": {"x": {}}})"), "nested"},
        BadFile{"broken_message", with(R"("a.b": {"text": "{count, plural, one {x}"})"), "key a.b"},
        BadFile{"plural_without_other", with(R"("a.b": {"text": "{n, plural, one {x}}"})"),
                "key a.b"},
        BadFile{"numbered_argument", with(R"("a.b": {"text": "{0}"})"), "numbered"},
        BadFile{"date", with(R"("a.b": {"text": "{d, date}"})"), "date"},
        BadFile{"too_many_arguments", with(R"("a.b": {"text": "{a}{b}{c}{d}{e}{f}{g}{h}{i}"})"),
                "arguments"},
        BadFile{"broken_speech", with(R"("a.b": {"text": "x", "speak": "{"})"), "syntax"},
        BadFile{"long_text", with("\"a.b\": {\"text\": \"" + std::string(5000, 'x') + "\"}"),
                "too long"},
        BadFile{"long_key", with("\"a." + std::string(200, 'b') + "\": {\"text\": \"x\"}"),
                "too long"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Catalogue, LimitsHoldForFilesAndKeys) {
  CatalogueLimits limits;
  limits.keys = 1;
  const std::vector<Catalogues::Source> two{
      file("nl", 1, R"("a.b": {"text": "x"}, "a.c": {"text": "y"})")};
  EXPECT_THAT(Catalogues::parse(two, limits).error().message, HasSubstr("a.c"));
  limits.file_bytes = 10;
  EXPECT_EQ(Catalogues::parse(two, limits).error().code, base::Errc::limit);
}

TEST(Catalogue, AFolderThatIsNotThereIsSaidSo) {
  const auto loaded = Catalogues::load("/no/such/folder");
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("/no/such/folder"));
}

TEST(Catalogue, TheShippedCataloguesLoad) {
  const auto loaded = Catalogues::load(std::filesystem::path(SAMEN_SOURCE_DIR) / "assets/locales");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_THAT(loaded->languages(), testing::IsSupersetOf({"nl", "en", "ar"}));
}

TEST(MessageKey, Syntax) {
  for (const char* good : {"a.b", "form.household.name.title", "time.mon_morning", "age.18_24"}) {
    EXPECT_TRUE(is_message_key(good)) << good;
  }
  for (const char* bad : {"", "a", ".a", "a.", "a..b", "A.b", "a b.c", "a.b.c.d.e.f.g", "a-b.c"}) {
    EXPECT_FALSE(is_message_key(bad)) << bad;
  }
}

}  // namespace
}  // namespace samen::i18n
