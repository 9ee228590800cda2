// SPDX-License-Identifier: Apache-2.0
#include "golden/goldens.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "kiosk/ui/gallery/gallery.hpp"
#include "tests/source_dir.hpp"
#include "unit/kiosk/ui/scenes.hpp"

namespace samen::testing {
namespace {

constexpr std::array<const char*, 4> kLanguages{"nl", "ar", "ti", "uk"};
constexpr std::array<const char*, 18> kScreens{"first",
                                               "role",
                                               "household.goals.answered",
                                               "household.times.answered",
                                               "household.name.answered",
                                               "household.check",
                                               "household.receipt",
                                               "group.receipt",
                                               "secret.error",
                                               "standing.waiting",
                                               "sure.erase",
                                               "staff.home",
                                               "staff.card",
                                               "standing.offer",
                                               "met",
                                               "mood",
                                               "staff.work",
                                               "staff.card.work"};

ui::Viewport small_lying() {
  return {.width = 800, .height = 480, .density = 5.2F, .reduced_motion = true};
}
ui::Viewport standing() {
  return {.width = 720, .height = 1280, .density = 5.7F, .reduced_motion = true};
}

std::string file_of(std::string_view what, std::string_view language, const ui::Viewport& view) {
  return std::string(what) + "-" + std::string(language) + "-" + std::to_string(view.width) + "x" +
         std::to_string(view.height);
}

// The mean of one channel over a square that may be cut by an edge.
int mean_of(const platform::Image& image, int x0, int y0, int channel) {
  int sum = 0;
  int count = 0;
  for (int y = y0; y < std::min(y0 + kSquare, image.height); ++y) {
    for (int x = x0; x < std::min(x0 + kSquare, image.width); ++x) {
      sum += image.pixel(x, y)[channel];
      ++count;
    }
  }
  return count == 0 ? 0 : sum / count;
}

int distance(const platform::Image& a, const platform::Image& b, int x, int y) {
  int largest = 0;
  for (int channel = 0; channel < 3; ++channel) {
    largest = std::max(largest, std::abs(mean_of(a, x, y, channel) - mean_of(b, x, y, channel)));
  }
  return largest;
}

}  // namespace

std::vector<Shot> golden_shots(const forms::FormSet& forms) {
  std::vector<Shot> shots;
  for (std::size_t l = 0; l < kLanguages.size(); ++l) {
    const auto scenes = all_scenes(forms, kLanguages[l], 0);
    const auto state_of = [&](std::string_view name) {
      const auto found = std::ranges::find(scenes, name, &NamedState::name);
      if (found == scenes.end()) std::abort();  // the list above names a scene that is gone
      return found->state;
    };
    // Both displays in turn; a new screen at the end of the list moves no other to another one.
    const auto view_of = [l](std::size_t i) {
      return (i + l) % 2 == 0 ? small_lying() : standing();
    };
    for (std::size_t i = 0; i < kScreens.size(); ++i) {
      shots.push_back({.name = file_of(kScreens[i], kLanguages[l], view_of(i)),
                       .state = state_of(kScreens[i]),
                       .viewport = view_of(i)});
    }
    const auto pages = ui::Gallery::pages();
    for (std::size_t i = 0; i < pages.size(); ++i) {
      Shot shot{.state = state_of("role"), .viewport = view_of(i + 1)};
      shot.gallery = static_cast<int>(i);
      // A third of the gallery each: the three themes are in every run.
      shot.state.theme = flow::kThemes[(i + l + 1) % std::size(flow::kThemes)];
      shot.name = file_of("gallery." + std::string(pages[i]), kLanguages[l], shot.viewport);
      shots.push_back(std::move(shot));
    }
  }
  return shots;
}

platform::Image take(Stage& stage, const Shot& shot) {
  ui::Gallery gallery;
  stage.ui().wipe();
  if (shot.gallery >= 0) {
    gallery.show(static_cast<std::size_t>(shot.gallery));
    stage.ui().show_instead("gallery", [&](const ui::Scene& scene) { gallery.draw(scene); });
  }
  platform::Image whole = stage.shoot(shot.state, shot.viewport);
  // A standing page of the gallery is as long as what is on it, so that all of it is looked at.
  constexpr float kLongest = 4000;
  ui::Viewport all = shot.viewport;
  const float hidden = gallery.hidden_height();
  if (shot.gallery >= 0 && hidden > 0 && hidden < kLongest && all.height > all.width) {
    all.height += static_cast<int>(std::ceil(hidden)) / 2 * 2 + 2;
    whole = stage.shoot(shot.state, all);
  }
  stage.ui().show_instead({}, nullptr);
  platform::Image half(whole.width / 2, whole.height / 2);
  for (int y = 0; y < half.height; ++y) {
    for (int x = 0; x < half.width; ++x) {
      std::uint8_t* to = half.row(y) + std::ptrdiff_t{4} * x;
      for (int channel = 0; channel < 4; ++channel) {
        const int sum =
            whole.pixel(2 * x, 2 * y)[channel] + whole.pixel(2 * x + 1, 2 * y)[channel] +
            whole.pixel(2 * x, 2 * y + 1)[channel] + whole.pixel(2 * x + 1, 2 * y + 1)[channel];
        // Steps of eight: nobody sees them and the files are a third as large.
        const int mean = sum / 4;
        to[channel] =
            static_cast<std::uint8_t>(channel == 3 ? 255 : std::min(255, (mean + 4) / 8 * 8));
      }
    }
  }
  return half;
}

Squares compare_squares(const platform::Image& expected, const platform::Image& actual) {
  Squares result;
  result.same_size = expected.width == actual.width && expected.height == actual.height;
  if (!result.same_size) return result;
  for (int y = 0; y < expected.height; y += kSquare) {
    for (int x = 0; x < expected.width; x += kSquare) {
      const int apart = distance(expected, actual, x, y);
      result.largest = std::max(result.largest, apart);
      if (apart > kTolerance) ++result.different;
    }
  }
  return result;
}

platform::Image three_panels(const platform::Image& expected, const platform::Image& actual) {
  const int width = std::max(expected.width, actual.width);
  const int height = std::max(expected.height, actual.height);
  constexpr int kGap = 8;
  platform::Image all(3 * width + 2 * kGap, height);
  std::ranges::fill(all.rgba, std::uint8_t{128});
  const auto put = [&](const platform::Image& image, int left) {
    for (int y = 0; y < image.height; ++y) {
      std::memcpy(all.row(y) + std::ptrdiff_t{4} * left, image.row(y),
                  static_cast<std::size_t>(image.width) * 4);
    }
  };
  put(expected, 0);
  put(actual, width + kGap);
  if (compare_squares(expected, actual).same_size) {
    platform::Image where(width, height);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const bool differs =
            distance(expected, actual, x / kSquare * kSquare, y / kSquare * kSquare) > kTolerance;
        const int grey =
            160 + (expected.pixel(x, y)[0] + expected.pixel(x, y)[1] + expected.pixel(x, y)[2]) / 8;
        const auto pale = static_cast<std::uint8_t>(std::min(255, grey));
        std::uint8_t* to = where.row(y) + std::ptrdiff_t{4} * x;
        to[0] = differs ? 210 : pale;
        to[1] = to[2] = differs ? 30 : pale;
        to[3] = 255;
      }
    }
    put(where, 2 * (width + kGap));
  }
  for (std::size_t i = 3; i < all.rgba.size(); i += 4) all.rgba[i] = 255;
  return all;
}

std::filesystem::path golden_folder() {
  return std::filesystem::path(SAMEN_SOURCE_DIR) / "tests/golden/expected";
}

}  // namespace samen::testing
