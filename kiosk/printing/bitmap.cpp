// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/bitmap.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/number.hpp"
#include "base/say.hpp"

namespace samen::printing {
namespace {

using base::say;

constexpr std::string_view kMagic = "P4";

bool is_space(std::uint8_t byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// The next number behind spaces and comments; `at` ends behind it.
std::optional<int> number_at(base::ByteView file, std::size_t& at) {
  constexpr std::size_t kMostDigits = 5;
  while (at < file.size() && (is_space(file[at]) || file[at] == '#')) {
    if (file[at] == '#') {
      while (at < file.size() && file[at] != '\n') ++at;
    } else {
      ++at;
    }
  }
  std::string digits;
  while (at < file.size() && file[at] >= '0' && file[at] <= '9' && digits.size() <= kMostDigits) {
    digits += static_cast<char>(file[at++]);
  }
  return base::parse_number<int>(digits);
}

std::unexpected<base::Error> no_page(std::string_view why) {
  return base::fail(
      base::Errc::invalid_input,
      say("this is no page to print: {}; a raw PBM picture (P4) of at most {}x{} dots is", why,
          Bitmap::kMostWidth, Bitmap::kMostHeight));
}

}  // namespace

Bitmap white_page(int width, int height) {
  Bitmap page{.width = std::clamp(width, 0, Bitmap::kMostWidth),
              .height = std::clamp(height, 0, Bitmap::kMostHeight),
              .bits = {}};
  page.bits.resize(page.row_bytes() * static_cast<std::size_t>(page.height));
  return page;
}

base::SecretBytes write_pbm(const Bitmap& page) {
  const std::string head = std::string(kMagic) + "\n" + std::to_string(page.width) + " " +
                           std::to_string(page.height) + "\n";
  base::SecretBytes file(head.begin(), head.end());
  file.insert(file.end(), page.bits.begin(), page.bits.end());
  return file;
}

base::Result<Bitmap> read_pbm(base::ByteView file) {
  if (file.size() < kMagic.size() || !std::ranges::equal(file.first(kMagic.size()), kMagic)) {
    return no_page(say("it does not begin with P4"));
  }
  std::size_t at = kMagic.size();
  const auto width = number_at(file, at);
  const auto height = number_at(file, at);
  if (!width || !height || at == file.size() || !is_space(file[at])) {
    return no_page(say("it does not say how large it is"));
  }
  if (*width < 1 || *width > Bitmap::kMostWidth || *height < 1 || *height > Bitmap::kMostHeight) {
    return no_page(say("it is empty or too large"));
  }
  Bitmap page = white_page(*width, *height);
  const auto dots = file.subspan(at + 1);  // one byte of white space ends the head
  if (dots.size() != page.bits.size()) return no_page(say("it ends too early or too late"));
  std::ranges::copy(dots, page.bits.begin());
  return page;
}

}  // namespace samen::printing
