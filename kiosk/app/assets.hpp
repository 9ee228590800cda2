// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "forms/form.hpp"
#include "i18n/catalogue.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/text/keyboard.hpp"

namespace samen::app {

// Everything the screens read from the assets folder, loaded once. Data, never code.
struct Assets {
  i18n::Catalogues catalogues;
  forms::FormSet forms;
  text::KeyboardSet keyboards;
  std::unique_ptr<text::Engine> engine;

  // A missing or bad file is refused with its name, the place in it and the reason.
  static base::Result<std::unique_ptr<Assets>> load(const std::filesystem::path& folder);
};

}  // namespace samen::app
