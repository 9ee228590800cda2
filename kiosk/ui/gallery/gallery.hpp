// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {

namespace gallery {
struct Column;
}

// Every widget in every state it has, page by page, for people who design, translate or test: give
// draw() to Ui::show_instead(). Theme, text size and language are changed with the buttons of the
// header, as on any screen; the pages with the buttons below.
//
// What stands in widgets comes from the catalogues, so that long words are the real ones. The
// captions beside them are identifiers for developers and the same in every language.
class Gallery {
 public:
  static std::span<const std::string_view> pages();  // "buttons", "choices", …

  void show(std::size_t page) { page_ = page; }
  std::size_t page() const { return page_; }
  // How much higher the window would have to be to show the whole of the page drawn last.
  float hidden_height() const { return hidden_; }
  void draw(const Scene& scene);

 private:
  void draw_sheet(const Scene& scene, void (*fill)(gallery::Column&), const std::string& name,
                  const Rect& rect);
  std::size_t page_ = 0;
  float hidden_ = 0;
};

}  // namespace samen::ui
