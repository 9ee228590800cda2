// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/text/engine.hpp"
#include "tests/source_dir.hpp"

namespace samen::text {

inline std::filesystem::path assets() {
  return std::filesystem::path(SAMEN_SOURCE_DIR) / "assets";
}

inline std::unique_ptr<Engine> make_engine(const EngineLimits& limits = {}) {
  const auto fonts = load_fonts(assets());
  EXPECT_TRUE(fonts) << fonts.error().message;
  auto engine = Engine::create(*fonts, limits);
  EXPECT_TRUE(engine) << engine.error().message;
  return std::move(*engine);
}

// One engine for a test file: opening fonts is the dearest part of a test.
class EngineTest : public testing::Test {
 protected:
  static Engine& engine() {
    static const auto instance = make_engine();
    return *instance;
  }
  static std::shared_ptr<const Layout> lay(std::string_view text, std::string_view language,
                                           Options options = {}) {
    options.language = language;
    return engine().layout(text, {20, Weight::regular}, options);
  }
  // Bytes of the clusters from left to right, runs of the same cluster once.
  static std::vector<std::size_t> visual_bytes(const Layout& layout) {
    std::vector<std::size_t> out;
    for (const auto& glyph : layout.glyphs) {
      if (out.empty() || out.back() != glyph.byte) out.push_back(glyph.byte);
    }
    return out;
  }
  // The text's characters from left to right, as they are drawn (marks and ligatures as clusters).
  static std::string seen(std::string_view text, const Layout& layout) {
    std::string out;
    for (const auto byte : visual_bytes(layout)) {
      if (byte >= text.size()) continue;
      std::size_t end = byte + 1;
      while (end < text.size() && (text[end] & '\xc0') == '\x80') ++end;
      out += text.substr(byte, end - byte);
    }
    return out;
  }
  // The text of each line, without the spaces at its end.
  static std::vector<std::string> line_texts(std::string_view text, const Layout& layout) {
    std::vector<std::string> out;
    for (const auto& line : layout.lines) {
      auto part = text.substr(line.begin, line.end - line.begin);
      while (part.ends_with(' ')) part.remove_suffix(1);
      out.emplace_back(part);
    }
    return out;
  }
};

}  // namespace samen::text
