// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace samen::server {

// The part of a link behind its '?', percent-encoded; what is empty is left out.
class Query {
 public:
  void add(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (!text_.empty()) text_ += '&';
    text_.append(name).append("=").append(encoded(value));
  }
  const std::string& text() const { return text_; }

 private:
  static std::string encoded(std::string_view value) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    static constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (const char c : value) {
      if (kPlain.find(c) != std::string_view::npos) {
        out += c;
        continue;
      }
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0xFU];
    }
    return out;
  }
  std::string text_;
};

}  // namespace samen::server
