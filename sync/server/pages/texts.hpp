// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "domain/proposal.hpp"
#include "i18n/catalogue.hpp"

namespace samen::server {

// What the pages say: their own words (assets/office/texts, keys "office.…") and those that the
// kiosks have already (assets/locales).
class Texts {
 public:
  static base::Result<Texts> load(const std::filesystem::path& assets);

  // The one asked for if the office speaks it, else the first.
  std::string language(std::string_view asked) const;
  std::vector<std::string> languages() const { return office_.languages(); }

  std::string word(std::string_view language, std::string_view key,
                   std::initializer_list<i18n::Argument> arguments = {}) const {
    return catalogue_of(key).format(language, key, arguments);
  }
  std::string reason(std::string_view language, const domain::Reason& reason) const;
  std::string day(std::string_view language, std::int64_t at_ms) const {
    return kiosk_.day(language, at_ms);
  }
  std::string list(std::string_view language, const std::vector<std::string>& items) const {
    return kiosk_.list(language, items);
  }
  // "goal" + "work": the word of one value of a vocabulary.
  template <class E>
  std::string of(std::string_view language, E value) const {
    return word(language, std::string(domain::Vocabulary<E>::kPrefix) + "." +
                              std::string(domain::name_of(value)));
  }
  bool knows(std::string_view key) const {
    return catalogue_of(key).has(catalogue_of(key).languages().front(), key);
  }
  const i18n::Catalogues& kiosk() const { return kiosk_; }

  // What every template may name: "office.worklist.title" is {{t_worklist__title}}. Texts with
  // arguments are not among them: code fills those in.
  using Fixed = std::vector<std::pair<std::string, std::string>>;
  const Fixed& fixed(const std::string& language) const { return fixed_.at(language); }

 private:
  Texts(i18n::Catalogues office, i18n::Catalogues kiosk)
      : office_(std::move(office)), kiosk_(std::move(kiosk)) {}
  const i18n::Catalogues& catalogue_of(std::string_view key) const {
    return key.starts_with("office.") ? office_ : kiosk_;
  }

  i18n::Catalogues office_;
  i18n::Catalogues kiosk_;
  std::map<std::string, Fixed> fixed_;
};

}  // namespace samen::server
