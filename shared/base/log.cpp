// SPDX-License-Identifier: Apache-2.0
#include "base/log.hpp"

#include <atomic>
#include <ctime>

#include <unistd.h>

namespace samen::base {
namespace {

std::atomic<LogLevel> lowest_level = LogLevel::info;

void append_value(std::string& line, std::string_view text) {
  const bool plain = !text.empty() && text.find_first_of(" \"=\n\r\t\\") == std::string_view::npos;
  if (plain) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') line += '\\';
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  line += '"';
}

}  // namespace

void set_log_level(LogLevel lowest) {
  lowest_level = lowest;
}

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (level < lowest_level) return;
  static constexpr std::string_view kNames[] = {"debug", "info", "warning", "error"};
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char time_text[32];
  std::strftime(time_text, sizeof time_text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  std::string line = time_text;
  line += ' ';
  line += kNames[static_cast<int>(level)];
  line += ' ';
  line += event;
  for (const auto& field : fields) {
    line += ' ';
    line += field.name;
    line += '=';
    append_value(line, field.value.text());
  }
  line += '\n';
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace samen::base
