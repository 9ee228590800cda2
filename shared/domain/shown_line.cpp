// SPDX-License-Identifier: Apache-2.0
#include "domain/shown_line.hpp"

#include "domain/values.hpp"

namespace samen::domain {

using base::Data;
using base::Result;

Result<std::string> shown_line(const Data& value, std::size_t longest) {
  SAMEN_TRY(const std::string_view text, value.text());
  if (text.find_first_not_of(' ') == text.npos || code_points(text) > longest) {
    return value.wrong("expected one line of 1 to " + std::to_string(longest) + " characters");
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      return value.wrong("a control character");
  }
  return std::string(text);
}

Result<std::string> shown_line_or_none(const Data& object, std::string_view name,
                                       std::size_t longest) {
  const Data* found = object.find(name);
  if (found == nullptr) return std::string();
  return shown_line(*found, longest);
}

}  // namespace samen::domain
