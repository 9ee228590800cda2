// SPDX-License-Identifier: Apache-2.0
// Draws screens into PNG files, for people who look at them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "golden/goldens.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/ui/gallery/gallery.hpp"
#include "unit/kiosk/ui/scenes.hpp"

namespace {

struct Options {
  std::filesystem::path out;
  samen::ui::Viewport viewport;
  std::string language = "nl";
  int text_size = 0;
  samen::flow::Theme theme = samen::flow::Theme::standard;
  std::vector<std::string> only;
  bool focus = false;
  bool list = false;
  bool gallery = false;
};

constexpr const char* kUsage =
    "Usage: ui_snapshots OUT [--size 1280x800] [--density PX_PER_MM] [--language nl] [--text "
    "0..3]\n"
    "                    [--only WORD]... [--theme standard|high_contrast|dark] [--focus] "
    "[--ear] [--reading NODE] "
    "[--list]\n"
    "Draws every screen from made states into OUT/NAME.png. Without --density the size decides, "
    "as\n"
    "it does for a kiosk whose display does not know its own.\n";

// Ends the program on a word it does not know: a misspelt option must not become a folder.
Options parse(int argc, char** argv) {
  Options options;
  options.viewport.density = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto next = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
    if (word == "--size") {
      const std::string size = next();
      options.viewport.width = std::atoi(size.c_str());
      options.viewport.height = std::atoi(size.substr(size.find('x') + 1).c_str());
    } else if (word == "--density") {
      options.viewport.density = static_cast<float>(std::atof(next().c_str()));
    } else if (word == "--language") {
      options.language = next();
    } else if (word == "--text") {
      options.text_size = std::atoi(next().c_str());
    } else if (word == "--only") {
      options.only.push_back(next());
    } else if (word == "--theme") {
      const std::string name = next();
      for (const auto theme : samen::flow::kThemes) {
        if (samen::flow::to_string(theme) == name) options.theme = theme;
      }
    } else if (word == "--focus") {
      options.focus = true;
    } else if (word == "--ear") {
      options.viewport.sound.ear = true;
    } else if (word == "--reading") {
      options.viewport.sound = {.ear = true, .speaking = true, .node = next()};
    } else if (word == "--list") {
      options.list = true;
    } else if (word == "--gallery") {
      options.gallery = true;
    } else if (word.starts_with("-")) {
      std::fputs(kUsage, word == "--help" ? stdout : stderr);
      std::exit(word == "--help" ? 0 : 2);
    } else {
      options.out = word;
    }
  }
  if (options.viewport.density <= 0) {
    options.viewport.density =
        samen::platform::usual_density(options.viewport.width, options.viewport.height);
  }
  return options;
}

bool wanted(const Options& options, const std::string& name) {
  if (options.only.empty()) return true;
  for (const std::string& word : options.only) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

// The screens, or with --gallery the pages that show every widget.
std::vector<samen::testing::Shot> shots_of(const Options& options, samen::testing::Stage& stage) {
  std::vector<samen::testing::Shot> shots;
  auto scenes = samen::testing::all_scenes(stage.forms(), options.language, options.text_size);
  if (options.gallery) {
    scenes.resize(1);
    for (const std::string_view page : samen::ui::Gallery::pages()) {
      shots.push_back({.name = "gallery." + std::string(page),
                       .state = scenes.front().state,
                       .gallery = static_cast<int>(shots.size())});
    }
  } else {
    for (auto& scene : scenes)
      shots.push_back({.name = scene.name, .state = std::move(scene.state)});
  }
  for (auto& shot : shots) {
    shot.state.theme = options.theme;
    shot.viewport = options.viewport;
  }
  return shots;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  auto stage = samen::testing::Stage::create();
  if (!stage) {
    std::fprintf(stderr, "ui_snapshots: %s\n", stage.error().message.c_str());
    return 1;
  }
  if (!options.out.empty()) std::filesystem::create_directories(options.out);
  int count = 0;
  for (const auto& scene : shots_of(options, **stage)) {
    if (!wanted(options, scene.name)) continue;
    if (options.list) {
      std::printf("%s\n", scene.name.c_str());
      continue;
    }
    samen::ui::Gallery gallery;
    (*stage)->ui().wipe();
    if (scene.gallery >= 0) {
      gallery.show(static_cast<std::size_t>(scene.gallery));
      (*stage)->ui().show_instead("gallery",
                                  [&](const samen::ui::Scene& page) { gallery.draw(page); });
    }
    auto image = (*stage)->shoot(scene.state, options.viewport);
    if (options.focus) {
      samen::ui::Input keys;
      keys.events = {samen::ui::KeyEvent{samen::ui::Key::tab}};
      (*stage)->ui().handle(scene.state, keys);
      image = (*stage)->shoot(scene.state, options.viewport);
    }
    const auto path = options.out / (scene.name + ".png");
    if (auto written = samen::platform::write_png(image, path); !written) {
      std::fprintf(stderr, "ui_snapshots: %s\n", written.error().message.c_str());
      return 1;
    }
    const auto& cost = (*stage)->cost();
    std::printf("%-40s %2d draw calls %6d vertices %6.2f ms\n", scene.name.c_str(), cost.draw_calls,
                cost.vertices, cost.build_ms);
    ++count;
  }
  std::printf("%d pictures\n", count);
  return 0;
}
