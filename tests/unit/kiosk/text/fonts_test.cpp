// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/fonts.hpp"

#include <fstream>

#include "engine_fixture.hpp"
#include "kiosk/text/face.hpp"

namespace samen::text {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// An assets folder of our own, removed afterwards.
class OwnAssets {
 public:
  OwnAssets(const std::string& fonts, const std::string& icons)
      : root_(fs::temp_directory_path() /
              ("samen-fonts-" + std::to_string(counter()++) + "-" +
               std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
               std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    fs::create_directories(root_ / "fonts");
    fs::create_directories(root_ / "icons");
    std::ofstream(root_ / "fonts/fonts.json") << fonts;
    std::ofstream(root_ / "icons/icons.json") << icons;
  }
  ~OwnAssets() { fs::remove_all(root_); }
  const fs::path& path() const { return root_; }

 private:
  static int& counter() {
    static int next = 0;
    return next;
  }
  fs::path root_;
};

std::string shipped(const char* file) {
  std::ifstream in(assets() / file);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Fonts, TheShippedListFindsEveryFace) {
  const auto fonts = load_fonts(assets());
  ASSERT_TRUE(fonts) << fonts.error().message;
  EXPECT_EQ(fonts->faces.size(), 6U);
  EXPECT_EQ(fonts->faces.front().family, "Noto Sans");
}

TEST(Fonts, AMissingFontNamesThePackageToInstall) {
  const OwnAssets own(R"({"folders": ["/no/such/folder"], "faces": [{"family": "Noto Sans",
      "scripts": ["Latn"], "regular": [{"file": "NotoSans-Regular.ttf", "package": "fonts-noto-core"}]}]})",
                      shipped("icons/icons.json"));
  const auto fonts = load_fonts(own.path());
  ASSERT_FALSE(fonts);
  EXPECT_EQ(fonts.error().code, base::Errc::not_found);
  EXPECT_THAT(fonts.error().message, HasSubstr("NotoSans-Regular.ttf"));
  EXPECT_THAT(fonts.error().message, HasSubstr("apt-get install fonts-noto-core"));
}

TEST(Fonts, TheOverrideFolderComesFirst) {
  const auto fonts = load_fonts(assets());
  const fs::path folder = fs::temp_directory_path() / "samen-font-override";
  fs::create_directories(folder);
  fs::copy_file(fonts->faces.front().file, folder / fonts->faces.front().file.filename(),
                fs::copy_options::overwrite_existing);
  const auto overridden = load_fonts(assets(), folder);
  ASSERT_TRUE(overridden);
  EXPECT_EQ(overridden->faces[0].file.parent_path(), folder);
  EXPECT_NE(overridden->faces[1].file.parent_path(), folder);
  fs::remove_all(folder);
}

TEST(Fonts, BrokenListsAreRefusedWithTheirName) {
  const auto icons = shipped("icons/icons.json");
  for (
      const char* list :
      {"", "[]", "{", "{}", R"({"faces": []})", R"({"faces": [{}]})",
       R"({"faces": [{"family": "x", "scripts": ["Latn"], "regular": [{}]}]})",
       R"({"folders": 3, "faces": [{}]})",
       R"({"faces": [{"family": "x", "scripts": ["Latn"], "regular": [{"file": "../x", "package": "p"}]}]})"}) {
    const OwnAssets own(list, icons);
    const auto fonts = load_fonts(own.path());
    ASSERT_FALSE(fonts) << list;
    EXPECT_THAT(fonts.error().message, HasSubstr("fonts.json")) << list;
  }
  const auto fonts_list = shipped("fonts/fonts.json");
  const std::string header =
      R"("_header": {"file": "materialdesignicons-webfont.ttf", "package": "p",
         "paths": ["/usr/share/fonts/truetype/materialdesignicons-webfont"]})";
  for (const std::string& list :
       {std::string("{}"), "{" + header + "}", "{" + header + R"(, "icons": {"a": "xyz"}})",
        "{" + header + R"(, "icons": {"a": 5}})",
        "{" + header + R"(, "icons": {"a": "F101"}, "aliases": {"b": "c"}})",
        "{" + header + R"(, "icons": {"a": "F101"}, "mirrored": ["c"]})"}) {
    const OwnAssets own(fonts_list, list);
    const auto fonts = load_fonts(own.path());
    ASSERT_FALSE(fonts) << list;
    EXPECT_THAT(fonts.error().message, HasSubstr("icons.json")) << list;
  }
}

TEST(Fonts, AFileThatIsNoFontIsRefused) {
  const auto fonts = load_fonts(assets());
  FontList broken = *fonts;
  broken.faces[0].file = assets() / "fonts/fonts.json";
  const auto engine = Engine::create(broken);
  ASSERT_FALSE(engine);
  EXPECT_THAT(engine.error().message, HasSubstr("fonts.json"));
}

TEST(Icons, EveryNameIsThePictureTheFontCallsSo) {
  const auto fonts = load_fonts(assets());
  const auto face = Face::open({"icons", Weight::regular, {}, fonts->icon_file});
  ASSERT_TRUE(face);
  int checked = 0;
  for (const auto& [name, code] : fonts->icons) {
    const auto glyph = (*face)->glyph_of(code);
    ASSERT_NE(glyph, 0U) << name;
    if (name.ends_with("-start") || name.ends_with("-end")) continue;
    EXPECT_EQ((*face)->glyph_name(glyph), name);
    ++checked;
  }
  EXPECT_GT(checked, 1000);
}

class IconTest : public EngineTest {};

TEST_F(IconTest, AnIconFillsItsSquare) {
  const auto icon = engine().icon("home", 48);
  EXPECT_FLOAT_EQ(icon->width, 48);
  EXPECT_FLOAT_EQ(icon->height, 48);
  EXPECT_EQ(icon->missing_glyphs, 0);
  engine().begin_frame();
  const auto quads = engine().quads(*icon);
  ASSERT_EQ(quads.size(), 1U);
  EXPECT_GE(quads[0].x0, -1.5F);
  EXPECT_GE(quads[0].y0, -1.5F);
  EXPECT_LE(quads[0].x1, 49.5F);
  EXPECT_LE(quads[0].y1, 49.5F);
}

TEST_F(IconTest, AnUnknownNameIsSaidSo) {
  const auto icon = engine().icon("no-such-icon", 48);
  EXPECT_EQ(icon->missing_glyphs, 1);
  EXPECT_TRUE(engine().quads(*icon).empty());
  EXPECT_FALSE(engine().has_icon("no-such-icon"));
  EXPECT_TRUE(engine().has_icon("arrow-start"));
}

TEST_F(IconTest, IconsThatPointSomewhereFlipOnRightToLeftScreens) {
  engine().begin_frame();
  const auto one = engine().quads(*engine().icon("arrow-start", 48, false))[0];
  const auto other = engine().quads(*engine().icon("arrow-start", 48, true))[0];
  EXPECT_FLOAT_EQ(one.u0, other.u1);
  EXPECT_FLOAT_EQ(one.u1, other.u0);
  EXPECT_FLOAT_EQ(one.x0, 48 - other.x1);
  const auto clock = engine().quads(*engine().icon("clock", 48, true))[0];
  EXPECT_LT(clock.u0, clock.u1);
}

}  // namespace
}  // namespace samen::text
