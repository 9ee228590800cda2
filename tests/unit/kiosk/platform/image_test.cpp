// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/image.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace samen::platform {
namespace {

Image checkers() {
  Image image(5, 3);
  for (std::size_t i = 0; i < image.rgba.size(); ++i) {
    image.rgba[i] = static_cast<std::uint8_t>(i % 4 == 3 ? 255 : i * 37);
  }
  return image;
}

TEST(Picture, ComesBackFromPngAsItWas) {
  const Image before = checkers();
  const auto bytes = encode_png(before);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto after = decode_png(*bytes);
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(after->width, 5);
  EXPECT_EQ(after->height, 3);
  EXPECT_EQ(after->rgba, before.rgba);
}

TEST(Picture, AScreenshotCanBeReadByItsOwnerOnly) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("samen-picture-" + std::to_string(::getpid()) + ".png");
  ASSERT_TRUE(write_png(checkers(), path));
  struct stat info{};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  const auto again = read_png(path);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->rgba, checkers().rgba);
  std::filesystem::remove(path);
}

TEST(Picture, ADamagedPngIsRefusedWithWords) {
  auto bytes = *encode_png(checkers());
  bytes.resize(bytes.size() / 2);
  const auto half = decode_png(bytes);
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, base::Errc::invalid_input);
  EXPECT_FALSE(decode_png(base::as_bytes("no picture at all")));
  EXPECT_FALSE(encode_png(Image()));
}

TEST(Picture, ComparisonCountsPixelsBeyondTheTolerance) {
  const Image a = checkers();
  Image b = a;
  b.rgba[0] = static_cast<std::uint8_t>(b.rgba[0] + 3);
  b.rgba[21] = static_cast<std::uint8_t>(b.rgba[21] + 40);
  EXPECT_EQ(compare(a, b, 2).pixels, 2U);
  EXPECT_EQ(compare(a, b, 3).pixels, 1U);
  EXPECT_EQ(compare(a, b, 0).largest, 40);
  EXPECT_FALSE(compare(a, Image(3, 5), 0).same_size);
  const Image shown = difference_image(a, b, 3);
  EXPECT_EQ(shown.rgba[21], 0);   // red where it differs
  EXPECT_GT(shown.rgba[0], 180);  // pale elsewhere
}

}  // namespace
}  // namespace samen::platform
