// SPDX-License-Identifier: Apache-2.0
// Shows what the kiosk's text room makes of a text, for people who look into a layout:
//
//   text_probe FILE --lang L --width PX [--size PX] [--bold] [--json]
//
// Lines with their places, runs with script, font and glyph ids, and the characters no font has.
// Exit 0: laid out; 1: a glyph is missing; 2: wrong usage or an unreadable file.
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <unicode/unistr.h>

#include "kiosk/text/engine.hpp"
#include "support/shaped_runs.hpp"
#include "tests/source_dir.hpp"

namespace {

using nlohmann::json;
using namespace samen;

struct Asked {
  std::string file, language = "nl", assets = SAMEN_SOURCE_DIR "/assets";
  float width = 0, size = 20;
  bool bold = false, as_json = false;
};

std::string code_point(UChar32 c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "U+%04X", static_cast<unsigned>(c));
  return buffer;
}

// The characters of glyphs with id 0, as U+XXXX.
std::set<std::string> missing_in(const std::string& text, const text::Layout& layout) {
  std::set<std::string> out;
  for (const auto& glyph : layout.glyphs) {
    if (glyph.glyph != 0 || glyph.byte >= text.size()) continue;
    const auto rest = text.substr(glyph.byte, 4);
    out.insert(code_point(icu::UnicodeString::fromUTF8(rest).char32At(0)));
  }
  return out;
}

json lines_of(const std::string& text, const text::Engine& engine, const text::Layout& layout) {
  json out = json::array();
  for (const auto& line : layout.lines) {
    json glyphs = json::array();
    for (const auto& glyph : layout.glyphs) {
      if (glyph.byte < line.begin || glyph.byte >= line.end) continue;
      glyphs.push_back({{"id", glyph.glyph},
                        {"face", engine.face_name(glyph.face)},
                        {"x", glyph.x},
                        {"y", glyph.y},
                        {"advance", glyph.advance},
                        {"byte", glyph.byte}});
    }
    out.push_back({{"text", text.substr(line.begin, line.end - line.begin)},
                   {"left", line.left},
                   {"width", line.width},
                   {"baseline", line.baseline},
                   {"rtl", line.right_to_left},
                   {"glyphs", std::move(glyphs)}});
  }
  return out;
}

json runs_of(const std::vector<text::ShapedRun>& runs) {
  json out = json::array();
  for (const auto& run : runs) {
    out.push_back({{"text", run.text},
                   {"begin", run.begin},
                   {"end", run.end},
                   {"face", run.face},
                   {"file", run.file},
                   {"script", run.script},
                   {"rtl", run.right_to_left},
                   {"glyphs", run.as_hb_shape()}});
  }
  return out;
}

void print(const json& answer) {
  for (const auto& line : answer["lines"]) {
    std::cout << "line  x " << line["left"] << "  width " << line["width"] << "  baseline "
              << line["baseline"] << (line["rtl"].get<bool>() ? "  rtl  " : "  ltr  ")
              << line["text"].get<std::string>() << '\n';
  }
  for (const auto& run : answer["runs"]) {
    std::cout << "run   " << run["script"].get<std::string>()
              << (run["rtl"].get<bool>() ? " rtl " : " ltr ") << run["face"].get<std::string>()
              << "  [" << run["glyphs"].get<std::string>() << "]  "
              << run["text"].get<std::string>() << '\n';
  }
  std::cout << "missing " << answer["missing_glyphs"];
  for (const auto& c : answer["missing"]) std::cout << ' ' << c.get<std::string>();
  std::cout << '\n';
}

int run(const Asked& asked) {
  std::ifstream in(asked.file, std::ios::binary);
  if (!in) {
    std::cerr << "text_probe: cannot read " << asked.file << '\n';
    return 2;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto fonts = text::load_fonts(asked.assets);
  if (!fonts) {
    std::cerr << "text_probe: " << fonts.error().message << '\n';
    return 2;
  }
  const auto faces = text::FaceSet::open(*fonts);
  text::EngineLimits limits;
  limits.text_bytes = std::max(limits.text_bytes, text.size() + 1);
  const auto engine = text::Engine::create(*fonts, limits);
  if (!faces || !engine) {
    std::cerr << "text_probe: a font cannot be opened\n";
    return 2;
  }
  const auto weight = asked.bold ? text::Weight::bold : text::Weight::regular;
  text::Options options;
  options.max_width = asked.width;
  options.language = asked.language;
  const auto layout = (*engine)->layout(text, {asked.size, weight}, options);
  text::RunShaper shaper(*faces);
  const json answer = {{"lines", lines_of(text, **engine, *layout)},
                       {"runs", runs_of(shaper.shape(text, asked.language, weight))},
                       {"width", layout->width},
                       {"height", layout->height},
                       {"missing_glyphs", layout->missing_glyphs},
                       {"missing", missing_in(text, *layout)}};
  if (asked.as_json) {
    std::cout << answer.dump(1, ' ', false, json::error_handler_t::replace) << '\n';
  } else {
    print(answer);
  }
  return layout->missing_glyphs == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Shows how the kiosk lays out a text.");
  Asked asked;
  app.add_option("file", asked.file, "UTF-8 text")->required();
  app.add_option("--lang", asked.language, "BCP 47 tag");
  app.add_option("--width", asked.width, "pixels; 0: lines end at line feeds only");
  app.add_option("--size", asked.size, "em size in pixels");
  app.add_option("--assets", asked.assets, "folder with fonts/ and icons/");
  app.add_flag("--bold", asked.bold);
  app.add_flag("--json", asked.as_json);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return run(asked);
}
