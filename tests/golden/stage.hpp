// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "forms/form.hpp"
#include "i18n/catalogue.hpp"
#include "kiosk/platform/image.hpp"
#include "kiosk/platform/texture_pages.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/ui.hpp"

namespace samen::testing {

// The kiosk's pixels without the kiosk: the shipped assets, the UI, and the software renderer.
class Stage {
 public:
  static base::Result<std::unique_ptr<Stage>> create();

  ui::Ui& ui() { return *ui_; }
  const forms::FormSet& forms() const { return *forms_; }
  const i18n::Catalogues& catalogues() const { return *catalogues_; }

  // Builds until nothing moves and draws the last frame.
  platform::Image shoot(const flow::State& state, const ui::Viewport& viewport,
                        std::int64_t now_ms = 1000);

  struct Cost {
    int draw_calls = 0;
    int vertices = 0;
    double build_ms = 0;  // of the last, settled frame
  };
  const Cost& cost() const { return cost_; }

 private:
  Stage() = default;
  std::unique_ptr<text::Engine> engine_;
  std::unique_ptr<i18n::Catalogues> catalogues_;
  std::unique_ptr<forms::FormSet> forms_;
  std::unique_ptr<text::KeyboardSet> keyboards_;
  std::unique_ptr<ui::Ui> ui_;
  platform::TexturePages pages_;
  Cost cost_;
};

}  // namespace samen::testing
