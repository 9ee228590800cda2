// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "kiosk/platform/window.hpp"

namespace samen::app {

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
  bool high_contrast = false;
  bool reduced_motion = false;
  bool switches = false;
  bool virtual_clock = false;
  bool metrics = false;
  std::filesystem::path automation;  // socket; empty: none
};

// `samen-kiosk init`: keys, database, staff PIN.
struct InitCommand {
  std::filesystem::path data;
};

// Nothing left to do: help, the version or what is wrong has been printed.
struct Done {
  int exit_code = 0;
};

using Command = std::variant<RunOptions, InitCommand, Done>;

Command parse_command_line(int argc, char** argv);

}  // namespace samen::app
