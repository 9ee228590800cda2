// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/image.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <png.h>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::platform {
namespace {

using base::say;

// libpng's simplified interface: no setjmp of ours, messages as values.
class PngImage {
 public:
  PngImage() { info_.version = PNG_IMAGE_VERSION; }
  ~PngImage() { png_image_free(&info_); }
  PngImage(const PngImage&) = delete;
  PngImage& operator=(const PngImage&) = delete;
  png_image* get() { return &info_; }
  png_image* operator->() { return &info_; }
  base::Error error(const std::string& what) const {
    return {base::Errc::invalid_input, what + ": " + info_.message};
  }

 private:
  png_image info_{};
};

int distance(std::uint8_t a, std::uint8_t b) {
  return std::abs(int{a} - int{b});
}

}  // namespace

base::Result<base::Bytes> encode_png(const Image& image) {
  if (image.empty()) return base::fail(base::Errc::invalid_input, say("a picture without pixels"));
  PngImage png;
  png->width = static_cast<png_uint_32>(image.width);
  png->height = static_cast<png_uint_32>(image.height);
  png->format = PNG_FORMAT_RGBA;
  png->flags = PNG_IMAGE_FLAG_FAST;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(*png.get());
  base::Bytes bytes(size);
  if (png_image_write_to_memory(png.get(), bytes.data(), &size, 0, image.rgba.data(), 0, nullptr) ==
      0) {
    return std::unexpected(png.error(say("cannot make a PNG")));
  }
  bytes.resize(size);
  return bytes;
}

base::Result<void> write_png(const Image& image, const std::filesystem::path& path) {
  SAMEN_TRY(const auto bytes, encode_png(image));
  return base::write_file_durably(path, bytes);
}

base::Result<Image> decode_png(base::ByteView bytes) {
  PngImage png;
  if (png_image_begin_read_from_memory(png.get(), bytes.data(), bytes.size()) == 0) {
    return std::unexpected(png.error(say("not a PNG")));
  }
  if (png->width > kMaxImageSide || png->height > kMaxImageSide) {
    return base::fail(base::Errc::limit, say("a PNG larger than {} pixels a side", kMaxImageSide));
  }
  png->format = PNG_FORMAT_RGBA;
  Image image(static_cast<int>(png->width), static_cast<int>(png->height));
  if (png_image_finish_read(png.get(), nullptr, image.rgba.data(), 0, nullptr) == 0) {
    return std::unexpected(png.error(say("a damaged PNG")));
  }
  return image;
}

base::Result<Image> read_png(const std::filesystem::path& path) {
  constexpr std::size_t kLimit = 64U << 20U;
  SAMEN_TRY(const auto content, base::read_file(path, kLimit));
  auto image = decode_png(base::as_bytes(content));
  if (!image) return std::unexpected(image.error().context(path.string()));
  return image;
}

Difference compare(const Image& expected, const Image& actual, int tolerance) {
  Difference difference;
  difference.same_size = expected.width == actual.width && expected.height == actual.height;
  if (!difference.same_size || expected.empty()) return difference;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < expected.rgba.size(); i += 4) {
    int worst = 0;
    for (std::size_t k = i; k < i + 4; ++k) {
      const int d = distance(expected.rgba[k], actual.rgba[k]);
      worst = std::max(worst, d);
      sum += static_cast<std::uint64_t>(d);
    }
    difference.largest = std::max(difference.largest, worst);
    if (worst > tolerance) ++difference.pixels;
  }
  difference.mean = static_cast<double>(sum) / static_cast<double>(expected.rgba.size());
  return difference;
}

Image difference_image(const Image& expected, const Image& actual, int tolerance) {
  Image result = expected;
  const bool comparable = expected.rgba.size() == actual.rgba.size();
  for (std::size_t i = 0; i + 3 < result.rgba.size(); i += 4) {
    const auto grey = static_cast<std::uint8_t>(
        191 + (expected.rgba[i] + expected.rgba[i + 1] + expected.rgba[i + 2]) / 12);
    bool differs = !comparable;
    for (std::size_t k = i; comparable && k < i + 4; ++k) {
      differs |= distance(expected.rgba[k], actual.rgba[k]) > tolerance;
    }
    result.rgba[i] = differs ? std::uint8_t{220} : grey;
    result.rgba[i + 1] = differs ? std::uint8_t{0} : grey;
    result.rgba[i + 2] = differs ? std::uint8_t{0} : grey;
    result.rgba[i + 3] = 255;
  }
  return result;
}

}  // namespace samen::platform
