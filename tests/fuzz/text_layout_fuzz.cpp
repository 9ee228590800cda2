// SPDX-License-Identifier: Apache-2.0
// The input is two bytes of options and a text in any encoding. The layout must keep its promises:
// lines inside the width and in order, carets on the text, every byte in some line.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "kiosk/text/engine.hpp"
#include "tests/source_dir.hpp"

namespace {

using namespace samen::text;

Engine& engine() {
  static const auto made = [] {
    const auto fonts = load_fonts(std::filesystem::path(SAMEN_SOURCE_DIR) / "assets");
    if (!fonts) std::abort();
    EngineLimits limits;
    limits.atlas.page_size = 256;
    limits.atlas.pages = 1;
    limits.atlas.most_pages = 2;
    limits.cached_layouts = 4;
    limits.text_bytes = 2048;
    return std::move(*Engine::create(*fonts, limits));
  }();
  return *made;
}

void expect(bool promise) {
  if (!promise) std::abort();
}

void check(const Layout& layout, std::size_t size, const Options& options) {
  expect(!layout.lines.empty());
  expect(std::isfinite(layout.width) && std::isfinite(layout.height) && layout.height > 0);
  if (options.max_lines > 0) expect(static_cast<int>(layout.lines.size()) <= options.max_lines);
  std::size_t at = 0;
  for (const auto& line : layout.lines) {
    expect(line.begin >= at && line.end >= line.begin && line.end <= size);
    at = line.begin;
    expect(line.top <= line.baseline && line.baseline <= line.bottom);
  }
  for (std::size_t i = 1; i < layout.carets.size(); ++i) {
    expect(layout.carets[i].byte >= layout.carets[i - 1].byte);
    expect(layout.carets[i].byte <= size && std::isfinite(layout.carets[i].x));
  }
  for (const auto& stop : layout.carets) {
    expect(hit_test(layout, stop.x, stop.top) <= size);
    expect(caret_left_of(layout, stop.byte) <= size);
    expect(next_caret(layout, stop.byte) >= stop.byte);
    expect(previous_caret(layout, stop.byte) <= stop.byte);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const unsigned bits = data[0] | static_cast<unsigned>(data[1]) << 8;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  constexpr const char* kLanguages[] = {"nl", "ar", "ti", "fa"};
  Options options;
  options.language = kLanguages[bits & 3];
  options.direction = static_cast<Direction>(bits >> 2 & 3);
  options.align = static_cast<Align>((bits >> 4 & 3) % 3);
  options.max_width = static_cast<float>((bits >> 6 & 7) * 45);
  options.max_lines = static_cast<int>(bits >> 9 & 3);
  options.ellipsis = (bits >> 11 & 1) == 0;
  options.secret = (bits >> 12 & 1) != 0;
  options.carets = (bits >> 13 & 1) != 0;
  const Style style{10.0F + static_cast<float>(bits >> 14) * 20,
                    (bits & 1) != 0 ? Weight::bold : Weight::regular};
  engine().begin_frame();
  const auto layout = engine().layout(text, style, options);
  check(*layout, text.size(), options);
  for (const auto& quad : engine().quads(*layout)) {
    expect(quad.u0 >= 0 && quad.u1 <= 1.0001F && quad.v0 >= 0 && quad.v1 <= 1.0001F);
    expect(std::isfinite(quad.x0) && std::isfinite(quad.y1));
  }
  return 0;
}
