// SPDX-License-Identifier: Apache-2.0
#include "sync/server/http/source.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <arpa/inet.h>

namespace samen::server {
namespace {

using Bytes16 = std::array<std::uint8_t, 16>;

std::optional<Bytes16> parse(std::string_view address) {
  const std::string text(address);
  Bytes16 bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
  if (inet_pton(AF_INET, text.c_str(), bytes.data() + 12) != 1) return std::nullopt;
  bytes[10] = bytes[11] = 0xff;  // RFC 4291 section 2.5.5.2: IPv4 as IPv6
  return bytes;
}

bool is_ipv4(const Bytes16& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) &&
         bytes[10] == 0xff && bytes[11] == 0xff;
}

}  // namespace

std::string source_of(std::string_view address) {
  auto bytes = parse(address);
  if (!bytes) return std::string(address);
  char text[INET6_ADDRSTRLEN] = "";
  if (is_ipv4(*bytes)) {
    inet_ntop(AF_INET, bytes->data() + 12, text, sizeof text);
    return text;
  }
  std::fill(bytes->begin() + 8, bytes->end(), std::uint8_t{0});
  inet_ntop(AF_INET6, bytes->data(), text, sizeof text);
  return std::string(text) + "/64";
}

std::string forwarded_source(std::string_view header) {
  const auto comma = header.rfind(',');
  auto last = comma == std::string_view::npos ? header : header.substr(comma + 1);
  while (last.starts_with(' ')) last.remove_prefix(1);
  while (last.ends_with(' ')) last.remove_suffix(1);
  return parse(last) ? source_of(last) : std::string();
}

bool is_loopback(std::string_view address) {
  const auto bytes = parse(address);
  if (!bytes) return false;
  if (is_ipv4(*bytes)) return (*bytes)[12] == 127;
  Bytes16 one{};
  one[15] = 1;
  return *bytes == one;
}

}  // namespace samen::server
