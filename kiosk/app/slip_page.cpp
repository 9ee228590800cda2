// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/slip_page.hpp"

#include "kiosk/platform/software_renderer.hpp"

namespace samen::app {
namespace {

// Texels where the engine keeps them.
class AtlasTexels final : public platform::TextureSource {
 public:
  explicit AtlasTexels(const text::Atlas& atlas) : atlas_(atlas) {}
  platform::PageView page(int number) const override {
    if (number < 0 || number >= atlas_.pages()) return {};
    return {atlas_.pixels(number).data(), atlas_.page_size(), atlas_.page_size()};
  }

 private:
  const text::Atlas& atlas_;
};

// Half covered is black: letters of a millimetre stay open at 203 dots an inch.
bool is_black(const std::uint8_t* rgba) {
  constexpr int kHalf = 3 * 128;
  return rgba[0] + rgba[1] + rgba[2] < kHalf;
}

}  // namespace

printing::Bitmap slip_page(ui::Ui& ui, text::Engine& engine, const flow::State& state, int width,
                           float dots_per_mm) {
  const ui::Slip slip = ui.slip(state, width, dots_per_mm);
  printing::Bitmap page = printing::white_page(slip.width, slip.height);
  if (page.bits.empty()) return page;
  platform::Image picture(page.width, page.height);
  platform::clear(picture, 0xFFFFFF);
  platform::software_render(*slip.draw_data, AtlasTexels(engine.atlas()), picture);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      if (is_black(picture.pixel(x, y))) page.set_black(x, y);
    }
  }
  base::wipe(picture.rgba);
  return page;
}

}  // namespace samen::app
