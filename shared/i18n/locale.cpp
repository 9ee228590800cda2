// SPDX-License-Identifier: Apache-2.0
#include "i18n/locale.hpp"

#include <memory>
#include <set>

#include <unicode/datefmt.h>
#include <unicode/listformatter.h>
#include <unicode/locdspnm.h>
#include <unicode/plurrule.h>
#include <unicode/stringoptions.h>

namespace samen::i18n {
namespace {

using icu::UnicodeString;

constexpr std::size_t kLongestTag = 63;

}  // namespace

std::string utf8(const UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::Locale locale_of(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string tag(language.substr(0, kLongestTag));
  icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  locale.canonicalize(status);
  if (U_FAILURE(status) || locale.isBogus()) return icu::Locale::getRoot();
  return locale;
}

icu::Locale latin_digits(std::string_view language) {
  icu::Locale locale = locale_of(language);
  UErrorCode status = U_ZERO_ERROR;
  locale.setKeywordValue("numbers", "latn", status);
  return locale;
}

std::string native_name_of(std::string_view language) {
  const icu::Locale locale = locale_of(language);
  UDisplayContext contexts[] = {UDISPCTX_DIALECT_NAMES,
                                UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
  const std::unique_ptr<icu::LocaleDisplayNames> names(
      icu::LocaleDisplayNames::createInstance(locale, contexts, 2));
  UnicodeString name;
  if (names != nullptr) names->localeDisplayName(locale, name);
  name.toTitle(nullptr, locale, U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE);
  return utf8(name);
}

bool is_right_to_left(std::string_view language) {
  return locale_of(language).isRightToLeft() != 0;
}

std::vector<std::string> plural_categories(std::string_view language) {
  std::set<std::string> used{"other"};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(
      icu::PluralRules::forLocale(locale_of(language), status));
  if (U_FAILURE(status)) return {"other"};
  for (std::int32_t n = 0; n <= 1000; ++n) used.insert(utf8(rules->select(n)));
  return {used.begin(), used.end()};
}

std::string day_words(std::string_view language, std::int64_t unix_ms) {
  icu::Locale locale = latin_digits(language);
  UErrorCode status = U_ZERO_ERROR;
  locale.setKeywordValue("calendar", "gregorian", status);  // the days that staff work by
  const std::unique_ptr<icu::DateFormat> form(
      icu::DateFormat::createInstanceForSkeleton("EEEdMMMM", locale, status));
  UnicodeString words;
  if (U_SUCCESS(status)) form->format(static_cast<UDate>(unix_ms), words);
  return utf8(words);
}

std::string join_list(std::string_view language, const std::vector<std::string>& items) {
  std::vector<UnicodeString> texts;
  texts.reserve(items.size());
  for (const auto& item : items) texts.push_back(UnicodeString::fromUTF8(item));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::ListFormatter> formatter(
      icu::ListFormatter::createInstance(locale_of(language), status));
  UnicodeString joined;
  if (U_SUCCESS(status)) {
    formatter->format(texts.data(), static_cast<std::int32_t>(texts.size()), joined, status);
  }
  return U_SUCCESS(status) ? utf8(joined) : std::string();
}

}  // namespace samen::i18n
