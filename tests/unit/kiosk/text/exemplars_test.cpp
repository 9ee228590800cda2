// SPDX-License-Identifier: Apache-2.0
// The letters CLDR says each language is written with: all must have a glyph, in both weights, and
// must be typeable where the language has a keyboard of its own.
#include <unicode/ulocdata.h>
#include <unicode/uniset.h>
#include <unicode/usetiter.h>

#include "engine_fixture.hpp"

namespace samen::text {
namespace {

class Exemplars : public EngineTest {};

struct CloseLocaleData {
  void operator()(ULocaleData* data) const { ulocdata_close(data); }
};

// The characters and strings ("ch", a letter with its mark) of one kind.
std::vector<std::string> exemplars(const char* locale, ULocaleDataExemplarSetType kind,
                                   std::uint32_t options = 0) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<ULocaleData, CloseLocaleData> data(ulocdata_open(locale, &status));
  icu::UnicodeSet set;
  ulocdata_getExemplarSet(data.get(), set.toUSet(), options, kind, &status);
  EXPECT_TRUE(U_SUCCESS(status)) << locale;
  std::vector<std::string> out;
  for (icu::UnicodeSetIterator it(set); it.next();) {
    it.getString().toUTF8String(out.emplace_back());
  }
  return out;
}

// Ours and the journeys' to come. Dari is Persian of Afghanistan to ICU, Kurmanji its Kurdish; of
// Sorani ICU 72 knows nothing.
constexpr std::pair<const char*, const char*> kLanguages[] = {
    {"nl", "nl"},  {"en", "en"},     {"ar", "ar"}, {"ti", "ti"}, {"am", "am"}, {"tr", "tr"},
    {"fa", "fa"},  {"prs", "fa_AF"}, {"ps", "ps"}, {"uk", "uk"}, {"ru", "ru"}, {"so", "so"},
    {"kmr", "ku"}, {"fr", "fr"},     {"es", "es"}, {"pl", "pl"}, {"pt", "pt"}, {"ur", "ur"}};

TEST_F(Exemplars, EveryLetterAndSignOfEveryLanguageHasAGlyph) {
  for (const auto& [language, locale] : kLanguages) {
    auto all = exemplars(locale, ULOCDATA_ES_STANDARD, USET_ADD_CASE_MAPPINGS);
    EXPECT_GE(all.size(), 22U) << locale << ": ICU does not know this language";
    for (const auto kind : {ULOCDATA_ES_INDEX, ULOCDATA_ES_PUNCTUATION, ULOCDATA_ES_AUXILIARY}) {
      const auto more = exemplars(locale, kind);
      all.insert(all.end(), more.begin(), more.end());
    }
    Options options;
    options.language = language;
    for (const auto weight : {Weight::regular, Weight::bold}) {
      for (const auto& letter : all) {
        EXPECT_EQ(engine().layout(letter, {20, weight}, options)->missing_glyphs, 0)
            << language << ": " << letter;
      }
    }
  }
}

TEST_F(Exemplars, ALetterOfAnotherScriptIsMissedHere) {
  EXPECT_GT(lay(exemplars("ja", ULOCDATA_ES_STANDARD).back(), "nl")->missing_glyphs, 0);
}

}  // namespace
}  // namespace samen::text
