// SPDX-License-Identifier: Apache-2.0
// Every text of every catalogue, run by run, against HarfBuzz's own program.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include "engine_fixture.hpp"
#include "support/shaped_runs.hpp"
#include "support/temporary_folder.hpp"

namespace samen::text {
namespace {

// What one call of hb-shape can do: one font, script, direction and language.
using Call = std::tuple<std::string, std::string, bool, std::string>;

std::vector<std::string> hb_shape(const Call& call, const std::string& list) {
  const auto& [file, script, right_to_left, language] = call;
  const std::string command =
      "LC_ALL=C.UTF-8 hb-shape --no-glyph-names --no-clusters --language=" + language +
      " --script=" + script + " --direction=" + (right_to_left ? "rtl" : "ltr") + " --text-file='" +
      list + "' '" + file + "'";
  std::vector<std::string> lines(1);
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  std::size_t got = 0;
  while (pipe != nullptr && (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
    for (const char c : std::string_view(buffer.data(), got)) {
      if (c == '\n') {
        lines.emplace_back();
      } else if (c != '[' && c != ']') {
        lines.back() += c;
      }
    }
  }
  EXPECT_EQ(pipe == nullptr ? -1 : WEXITSTATUS(pclose(pipe)), 0) << command;
  lines.pop_back();
  return lines;
}

// Texts no catalogue has: names in mixed scripts, marks, joiners, languages that follow later.
const std::map<std::string, std::vector<std::string>> kMore = {
    {"nl", {"Één fiets, afvallig: VATA 1234", "Dag \u2068محمد\u2069, 12 dagen"}},
    {"ar", {"السلام عليكم محمَّدٌ الله", "اتصل على \u2068+31 6 12345678\u2069 الآن"}},
    {"fa", {"می‌خواهم کتاب‌ها را", "محمدرضا نیک‌پور"}},
    {"ps", {"ځانګړی ښکلی ټول", "زه په ښوونځي کې کار کوم"}},
    {"ckb", {"ئازادی بۆ هەموو ڕێگا و ژێردەستە"}},
    {"ur", {"آپ کا نام کیا ہے؟"}},
    {"ti", {"እንቋዕ ብደሓን መጻእኩም።", "ሃይለ ገብረስላሴ"}},
    {"am", {"እንኳን ደህና መጡ፡፡"}},
    {"tr", {"İstanbul'da ığdır fiş", "Müller-Özgür"}},
    {"kmr", {"Şêx Xwedê Çiçek, îro û her roj"}},
    {"so", {"Ku soo dhawoow, magacaa?"}},
    {"uk", {"Олександр Їжак ґанок", "з’їзд"}},
    {"ru", {"Рыжов Объедков Семён Эльза"}},
    {"fr", {"Où êtes-vous né(e) ? « Ça va »"}},
    {"es", {"¿Cómo se llama? Ñandú"}},
};

TEST(HarfBuzzItself, GivesTheSameGlyphsForEveryRunOfEveryCatalogue) {
  const auto fonts = load_fonts(assets());
  ASSERT_TRUE(fonts) << fonts.error().message;
  const auto faces = FaceSet::open(*fonts);
  ASSERT_TRUE(faces) << faces.error().message;
  auto texts = kMore;
  for (const auto& file : std::filesystem::directory_iterator(assets() / "locales")) {
    if (file.path().extension() != ".json") continue;
    const auto catalogue = nlohmann::json::parse(std::ifstream(file.path()));
    if (!catalogue.contains("_header")) continue;
    for (const auto& [key, entry] : catalogue.items()) {
      if (key != "_header") texts[catalogue["_header"]["language"]].push_back(entry["text"]);
    }
  }
  RunShaper shaper(*faces);
  std::map<Call, std::map<std::string, std::string>> runs;  // text -> our glyphs
  for (const auto& [language, list] : texts) {
    for (const auto& text : list) {
      for (const auto weight : {Weight::regular, Weight::bold}) {
        for (const auto& run : shaper.shape(text, language, weight)) {
          runs[{run.file, run.script, run.right_to_left, language}][run.text] = run.as_hb_shape();
        }
      }
    }
  }
  const test::TemporaryFolder folder;
  const auto list = (folder.path() / "runs.txt").string();
  std::size_t compared = 0;
  for (const auto& [call, ours] : runs) {
    std::ofstream out(list);
    for (const auto& [text, glyphs] : ours) out << text << '\n';
    out.close();
    const auto theirs = hb_shape(call, list);
    ASSERT_EQ(theirs.size(), ours.size()) << std::get<0>(call);
    std::size_t i = 0;
    for (const auto& [text, glyphs] : ours) {
      EXPECT_EQ(glyphs, theirs[i++]) << text << " in " << std::get<0>(call);
      ++compared;
    }
  }
  EXPECT_GT(compared, 2000U);
}

}  // namespace
}  // namespace samen::text
