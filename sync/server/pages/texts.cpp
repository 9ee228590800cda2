// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/texts.hpp"

#include <algorithm>

#include "sync/server/cases/reason_words.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kOurs = "office.";

std::string marker_of(std::string_view key) {
  std::string name = "t_";
  for (const char c : key.substr(kOurs.size())) {
    c == '.' ? name += "__" : name += c;
  }
  return name;
}

}  // namespace

Result<Texts> Texts::load(const std::filesystem::path& assets) {
  SAMEN_TRY(auto office, i18n::Catalogues::load(assets / "office" / "texts"));
  SAMEN_TRY(auto kiosk, i18n::Catalogues::load(assets / "locales"));
  Texts texts(std::move(office), std::move(kiosk));
  for (const auto& language : texts.languages()) {
    Fixed& fixed = texts.fixed_[language];
    for (const auto& key : texts.office_.keys(language)) {
      SAMEN_TRY(const auto shape, texts.office_.shape(language, key));
      if (!shape.arguments.empty()) continue;
      fixed.emplace_back(marker_of(key), texts.office_.format(language, key));
    }
  }
  return texts;
}

std::string Texts::language(std::string_view asked) const {
  const auto all = languages();
  return std::ranges::find(all, asked) == all.end() ? all.front() : std::string(asked);
}

std::string Texts::reason(std::string_view language, const domain::Reason& reason) const {
  return reason_words(kiosk_, language, reason, [&](const std::vector<std::string>& terms) {
    std::vector<std::string> words;
    words.reserve(terms.size());
    for (const auto& term : terms) words.push_back(kiosk_.format(language, term));
    return kiosk_.list(language, words);
  });
}

}  // namespace samen::server
