// SPDX-License-Identifier: Apache-2.0
#include "kiosk/assets.hpp"

#include <system_error>
#include <utility>

#include "kiosk/text/fonts.hpp"

namespace samen::app {

namespace fs = std::filesystem;

namespace {

// Each list is right by itself; this is between two of them.
base::Result<void> check_icons(const forms::FormSet& forms, const text::Engine& engine) {
  for (const forms::Form& form : forms.forms()) {
    for (const forms::Question& question : form.questions) {
      if (question.icon.empty() || engine.has_icon(question.icon)) continue;
      return base::fail(base::Errc::invalid_input, "the form " + form.id + ", question " +
                                                       question.id + ": the icon " + question.icon +
                                                       " is not in icons/icons.json");
    }
  }
  return {};
}

}  // namespace

base::Result<std::unique_ptr<Assets>> Assets::load(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) {
    return base::fail(base::Errc::not_found,
                      "there is no assets folder at " + folder.string() +
                          "; name the one that holds locales/, forms/ and fonts/ with --assets");
  }
  SAMEN_TRY(auto catalogues, i18n::Catalogues::load(folder / "locales"));
  SAMEN_TRY(auto forms, forms::FormSet::load(folder / "forms"));
  SAMEN_TRY(auto keyboards, text::KeyboardSet::load(folder / "keyboards"));
  SAMEN_TRY(const auto fonts, text::load_fonts(folder));
  SAMEN_TRY(auto engine, text::Engine::create(fonts));
  SAMEN_CHECK(check_icons(forms, *engine));
  return std::make_unique<Assets>(
      Assets{std::move(catalogues), std::move(forms), std::move(keyboards), std::move(engine)});
}

fs::path usual_assets_folder() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path installed = program.parent_path().parent_path() / "share/samen/assets";
  if (!program.empty() && fs::is_directory(installed, ignored)) return installed;
#ifdef SAMEN_AUTOMATION  // a test or demo build runs from its own tree; a release knows no path
  return fs::path(SAMEN_SOURCE_DIR) / "assets";
#else
  return "/usr/share/samen/assets";
#endif
}

}  // namespace samen::app
