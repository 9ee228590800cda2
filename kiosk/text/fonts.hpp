// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kiosk/text/layout.hpp"

namespace samen::text {

// One font file that is there to be opened.
struct FontFace {
  std::string family;  // "Noto Sans Arabic UI"
  Weight weight = Weight::regular;
  std::vector<std::string> scripts;  // ISO 15924 codes it is the first choice for: "Arab"
  std::filesystem::path file;
};

// The faces in fallback order, and the pictograms.
struct FontList {
  std::vector<FontFace> faces;
  std::filesystem::path icon_file;
  std::map<std::string, char32_t, std::less<>> icons;  // name -> code point in icon_file
  std::vector<std::string> mirrored_icons;             // sorted; flipped on right-to-left screens
};

// Reads assets/fonts/fonts.json and assets/icons/icons.json. A font is looked for in
// `override_folder` by file name first (if given), then where Debian puts it. A font that is not
// there is an error that names the Debian package to install.
base::Result<FontList> load_fonts(const std::filesystem::path& assets,
                                  const std::filesystem::path& override_folder = {});

}  // namespace samen::text
