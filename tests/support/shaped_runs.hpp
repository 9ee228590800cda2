// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/uscript.h>

#include "kiosk/text/face_set.hpp"
#include "kiosk/text/shaper.hpp"
#include "kiosk/text/unicode.hpp"
#include "kiosk/text/workspace.hpp"

namespace samen::text {

// What went to HarfBuzz in one call, and what came back: the unit that can be compared with
// HarfBuzz's own tool. Lengths in font units.
struct ShapedRun {
  struct Glyph {
    std::uint32_t id = 0;
    long advance = 0, dx = 0, dy = 0;
  };
  std::size_t begin = 0, end = 0;  // bytes of the text
  std::string text;
  std::string file, face;
  std::string script;  // ISO 15924
  bool right_to_left = false;
  std::vector<Glyph> glyphs;  // left to right

  // As `hb-shape --no-glyph-names --no-clusters` writes it, without the brackets.
  std::string as_hb_shape() const {
    std::string out;
    for (const auto& glyph : glyphs) {
      out += (out.empty() ? "" : "|") + std::to_string(glyph.id);
      if (glyph.dx != 0 || glyph.dy != 0) {
        out += "@" + std::to_string(glyph.dx) + "," + std::to_string(glyph.dy);
      }
      out += "+" + std::to_string(glyph.advance);
    }
    return out;
  }
};

// The kiosk's own itemising and shaping, one step before lines are broken.
class RunShaper {
 public:
  explicit RunShaper(const FaceSet& faces) : faces_(faces), shaper_(faces) {}

  std::vector<ShapedRun> shape(std::string_view text, std::string_view language, Weight weight,
                               Direction direction = Direction::from_language) {
    decode(text, text.size(), work_.text);
    unicode_.analyse(work_, language, direction, false);
    faces_.itemise(work_, weight);
    shaper_.set_language(language);
    shaper_.shape_all(work_, 1.0F);
    std::vector<ShapedRun> out;
    for (const auto& item : work_.items) {
      if (item.glyphs > 0) out.push_back(run_of(item, text));
    }
    unicode_.release();
    return out;
  }

 private:
  ShapedRun run_of(const Item& item, std::string_view text) const {
    const auto byte = [&](std::int32_t unit) {
      return std::size_t{work_.text.byte_of[static_cast<std::size_t>(unit)]};
    };
    const Face& face = faces_.at(item.face);
    ShapedRun run;
    run.begin = byte(item.begin);
    run.end = byte(item.end);
    run.text = text.substr(run.begin, run.end - run.begin);
    run.file = face.source().file.string();
    run.face = face.name();
    const char* script = uscript_getShortName(static_cast<UScriptCode>(item.script));
    run.script = script == nullptr ? "Zyyy" : script;
    run.right_to_left = item.right_to_left();
    const auto units = [&](float em) {
      return std::lround(double{em} * double{face.units_per_em()});
    };
    for (std::size_t i = item.first_glyph; i < item.first_glyph + item.glyphs; ++i) {
      const auto& glyph = work_.glyphs[i];
      run.glyphs.push_back({glyph.glyph, units(glyph.advance), units(glyph.dx), units(glyph.dy)});
    }
    return run;
  }

  const FaceSet& faces_;
  Shaper shaper_;
  Unicode unicode_;
  Workspace work_;
};

}  // namespace samen::text
