// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/flow/theme.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/ui/interaction/input.hpp"

namespace samen::app {

// Nothing sounds before somebody asks for it. `headphones` starts quietly, `speaker` so that a room
// hears it; `off` shows no ear.
enum class SoundMode { headphones, speaker, off };

// `samen-kiosk [options]`: show the screens.
struct RunOptions {
  std::filesystem::path data;
  std::filesystem::path assets;
  int width = 1280;
  int height = 800;
  platform::RendererKind renderer = platform::RendererKind::automatic;
  bool headless = false;
  bool fullscreen = false;
  float density = 0;  // pixels per millimetre; 0: ask the display
  std::string language = "nl";
  int text_size = 0;  // 0..3
  int idle_seconds = 120;
  int undo_seconds = 60;
  flow::Theme theme = flow::Theme::standard;  // where people start
  bool reduced_motion = false;
  bool switches = false;
  ui::SwitchKeys switch_keys;
  SoundMode sound = SoundMode::headphones;
  std::filesystem::path reader;  // a reader of codes held for the kiosk alone; empty: none
  std::string printer;           // of receipts, as samen-print names it; empty: none
  std::string sound_device;      // as the system names it; empty: its usual one
  bool virtual_clock = false;
  bool gallery = false;  // the widgets instead of the screens
  bool metrics = false;
  std::filesystem::path automation;  // socket; empty: none
};

}  // namespace samen::app
