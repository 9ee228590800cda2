// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

// Where one request ends and the next begins, judged on the bytes as they came, before a library
// reads them: a server and a proxy before it that disagree about that let one client write into
// another's request (RFC 9112 sections 2.2, 3, 5 and 6.3; RFC 9110 sections 7.2 and 8.4).
namespace samen::server {

struct FramingRefusal {
  int status = 400;
  std::string_view code;
  std::string_view words;
  bool operator==(const FramingRefusal&) const = default;
};

// The beginning of a request, complete or not: a fault that no further byte can mend. Looks at
// whole lines only.
std::optional<FramingRefusal> early_refusal(std::string_view beginning);

// A whole head, up to and with the empty line.
std::optional<FramingRefusal> framing_refusal(std::string_view head);

}  // namespace samen::server
