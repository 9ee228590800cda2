// SPDX-License-Identifier: Apache-2.0
// A line on the control socket is a command or an error with words, never anything else.
#include <cstdint>
#include <cstdlib>

#include "base/encoding.hpp"
#include "kiosk/automation/answer.hpp"
#include "kiosk/automation/command.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  const auto command = automation::parse_command(base::as_text({data, size}));
  if (!command) {
    const std::string line = automation::error_answer(command.error());
    if (line.find('\n') != std::string::npos || !base::is_utf8(line)) std::abort();
    return 0;
  }
  if (const auto* tap = std::get_if<automation::Tap>(&*command)) {
    if (!base::is_utf8(tap->id) || tap->hold_ms < 0) std::abort();
  }
  return 0;
}
