// SPDX-License-Identifier: Apache-2.0
#include "golden/stage.hpp"

#include <chrono>
#include <filesystem>

#include <imgui.h>

#include "kiosk/platform/software_renderer.hpp"
#include "tests/source_dir.hpp"

namespace samen::testing {

base::Result<std::unique_ptr<Stage>> Stage::create() {
  const std::filesystem::path assets = std::filesystem::path(SAMEN_SOURCE_DIR) / "assets";
  std::unique_ptr<Stage> stage(new Stage);
  SAMEN_TRY(auto fonts, text::load_fonts(assets));
  SAMEN_TRY(stage->engine_, text::Engine::create(fonts));
  SAMEN_TRY(auto catalogues, i18n::Catalogues::load(assets / "locales"));
  stage->catalogues_ = std::make_unique<i18n::Catalogues>(std::move(catalogues));
  SAMEN_TRY(auto forms, forms::FormSet::load(assets / "forms"));
  stage->forms_ = std::make_unique<forms::FormSet>(std::move(forms));
  SAMEN_TRY(auto keyboards, text::KeyboardSet::load(assets / "keyboards"));
  stage->keyboards_ = std::make_unique<text::KeyboardSet>(std::move(keyboards));
  stage->ui_ = std::make_unique<ui::Ui>(*stage->engine_, *stage->catalogues_, *stage->forms_,
                                        *stage->keyboards_);
  return stage;
}

platform::Image Stage::shoot(const flow::State& state, const ui::Viewport& viewport,
                             std::int64_t now_ms) {
  ui::Frame frame;
  for (int i = 0; i < 6; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    frame = ui_->build(state, viewport, now_ms);
    cost_.build_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    if (i > 0 && !frame.wants_another_frame) break;
  }
  for (int page = 0; page < engine_->atlas().pages(); ++page) {
    const auto dirty = engine_->atlas().take_dirty(page);
    if (dirty.empty()) continue;
    const int size = engine_->atlas().page_size();
    pages_.upload(page, {engine_->atlas().pixels(page).data(), size, size},
                  {dirty.x, dirty.y, dirty.width, dirty.height});
  }
  cost_.vertices = frame.draw_data->TotalVtxCount;
  cost_.draw_calls = 0;
  for (int i = 0; i < frame.draw_data->CmdListsCount; ++i) {
    for (const ImDrawCmd& command : frame.draw_data->CmdLists[i]->CmdBuffer) {
      if (command.ElemCount > 0) ++cost_.draw_calls;
    }
  }
  platform::Image image(viewport.width, viewport.height);
  platform::clear(image, 0xFFFFFF);
  platform::software_render(*frame.draw_data, pages_, image);
  return image;
}

}  // namespace samen::testing
