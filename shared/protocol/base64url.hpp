// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/encoding.hpp"

// Base64 as it goes into an address or a form (RFC 4648 section 5), without padding.
namespace samen::protocol {

inline std::string to_base64url(base::ByteView bytes) {
  std::string text = base::to_base64(bytes);
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

// As strict as base::from_base64: one value has one spelling.
inline base::Result<base::Bytes> from_base64url(std::string_view url_text) {
  std::string text(url_text);
  for (char& c : text) {
    const bool of_the_other = c == '+' || c == '/' || c == '=';
    c = of_the_other ? ' ' : c == '-' ? '+' : c == '_' ? '/' : c;
  }
  while (text.size() % 4 != 0) text += '=';
  return base::from_base64(text);
}

}  // namespace samen::protocol
