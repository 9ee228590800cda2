// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/assets.hpp"

#include <system_error>
#include <utility>

#include "base/say.hpp"
#include "kiosk/text/fonts.hpp"

namespace samen::app {

namespace fs = std::filesystem;

namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

// Each list is right by itself; what follows is between two of them.
Result<void> check_icons(const i18n::Catalogues& catalogues, const forms::FormSet& forms,
                         const text::Engine& engine) {
  for (const forms::Form& form : forms.forms()) {
    for (const forms::Question& question : form.questions) {
      if (question.icon.empty() || engine.has_icon(question.icon)) continue;
      return fail(Errc::invalid_input,
                  say("the form {}, question {}: the icon {} is not in icons/icons.json", form.id,
                      question.id, question.icon));
    }
  }
  const auto languages = catalogues.languages();
  for (const std::string& language : languages) {
    for (const std::string& key : catalogues.keys(language)) {
      // An icon is the key's, and of the first language that has the key.
      if (language != languages.front() && catalogues.has(languages.front(), key)) continue;
      const std::string icon(catalogues.icon(key));
      if (icon.empty() || engine.has_icon(icon)) continue;
      return fail(Errc::invalid_input,
                  say("locales/{}.json, key {}: the icon {} is not in icons/icons.json", language,
                      key, icon));
    }
  }
  return {};
}

// What a language lacks is shown in the first one; what that lacks too would be shown as its key.
Result<void> check_words(const i18n::Catalogues& catalogues, const forms::FormSet& forms,
                         const text::KeyboardSet& keyboards) {
  const std::string first = catalogues.languages().front();
  const auto lacks = [&](const std::string& key) {
    return !key.empty() && !catalogues.has(first, key);
  };
  for (const forms::Form& form : forms.forms()) {
    for (const forms::Question& question : form.questions) {
      for (const auto& key : {question.title_key, question.label_key, question.help_key}) {
        if (!lacks(key)) continue;
        return fail(Errc::invalid_input,
                    say("the form {}, question {}: the text {} is not in locales/{}.json", form.id,
                        question.id, key, first));
      }
    }
  }
  for (const auto& [id, keyboard] : keyboards.all()) {
    for (const auto& layer : keyboard.layers) {
      for (const auto& row : layer.rows) {
        for (const auto& key : row) {
          if (!lacks(key.name_key)) continue;
          return fail(Errc::invalid_input,
                      say("keyboards/{}.json, layer {}: the name {} is not in locales/{}.json", id,
                          layer.name, key.name_key, first));
        }
      }
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Assets>> Assets::load(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) {
    return fail(Errc::not_found,
                say("there is no assets folder at {}; name the one that holds locales/, forms/ and "
                    "fonts/ with --assets",
                    folder));
  }
  SAMEN_TRY(auto catalogues, i18n::Catalogues::load(folder / "locales"));
  SAMEN_TRY(auto forms, forms::FormSet::load(folder / "forms"));
  SAMEN_TRY(auto keyboards, text::KeyboardSet::load(folder / "keyboards"));
  SAMEN_TRY(const auto fonts, text::load_fonts(folder));
  SAMEN_TRY(auto engine, text::Engine::create(fonts));
  SAMEN_CHECK(check_icons(catalogues, forms, *engine));
  SAMEN_CHECK(check_words(catalogues, forms, keyboards));
  return std::make_unique<Assets>(
      Assets{std::move(catalogues), std::move(forms), std::move(keyboards), std::move(engine)});
}

}  // namespace samen::app
