// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/uuid.hpp"

namespace samen::base {

enum class LogLevel { debug, info, warning, error };

// One value of a log line. Only numbers, ids, error codes, program text (literals) and text that
// somebody has declared public can become one; a SecretText or a std::string cannot, so personal
// data does not compile into a log.
class LogValue {
 public:
  // A template, so that a pointer to characters does not convert to bool and become "true".
  template <std::integral T>
  LogValue(T number) {  // NOLINT: meant to convert
    if constexpr (std::same_as<T, bool>) {
      text_ = number ? "true" : "false";
    } else {
      text_ = std::to_string(number);
    }
  }
  LogValue(const Uuid& id) : text_(id.str()) {}    // NOLINT
  LogValue(Errc code) : text_(to_string(code)) {}  // NOLINT
  template <std::size_t N>
  LogValue(const char (&literal)[N]) : text_(literal) {}  // NOLINT
  // Text that is known to hold no personal data: a path, an address, a message of Error.
  static LogValue public_text(std::string_view text) { return LogValue(text, 0); }

  std::string_view text() const { return text_; }

 private:
  LogValue(std::string_view text, int) : text_(text) {}
  std::string text_;
};

struct LogField {
  std::string_view name;
  LogValue value;
};

// Writes one line `<time> <level> <event> name=value ...` to stderr, in one write() call.
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
void set_log_level(LogLevel lowest);

}  // namespace samen::base
