// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "i18n/catalogue.hpp"
#include "i18n/message.hpp"

namespace samen::i18n {

struct Entry {
  std::string text, speak, icon;
  PatternParts text_parts, speak_parts;
};

struct CatalogueFile {
  std::string language;
  int order = 0;
  bool reviewed = false;
  std::vector<std::pair<std::string, Entry>> entries;
};

// One catalogue from its JSON, checked: shape, limits, key and message syntax, nothing twice.
// Errors name the file (`name`), the key and the reason.
base::Result<CatalogueFile> read_catalogue(std::string_view name, std::string_view content,
                                           const CatalogueLimits& limits);

}  // namespace samen::i18n
