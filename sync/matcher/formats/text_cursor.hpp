// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace samen::matcher {

// Walks over a text, counts lines, and turns trouble into an error that names the line. Views into
// the text stay valid as long as the text.
class TextCursor {
 public:
  // `what` begins every error, such as "instance".
  TextCursor(std::string_view text, std::string_view what) : text_(text), what_(what) {}

  std::size_t line() const { return line_; }
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }

  void skip_spaces();      // blanks and tabs
  void skip_white();       // and line ends
  void skip_line();        // to the start of the next line
  bool take(char wanted);  // skips it when it comes next, after white space
  // The rest of the line holds nothing but blanks; moves to the next line.
  base::Result<void> end_of_line();

  base::Result<void> expect(char wanted);  // after white space
  // A whole number that fits 64 bits and lies in lowest..highest; `name` is for the error. Refuses
  // fractions, exponents, NaN and leading plus signs.
  base::Result<std::int64_t> whole_number(std::string_view name, std::int64_t lowest,
                                          std::int64_t highest);
  // A run of letters, digits, '_', '-', '/', '.' on this line.
  base::Result<std::string_view> word(std::string_view name);
  // A JSON string without escapes.
  base::Result<std::string_view> quoted(std::string_view name);

  std::unexpected<base::Error> wrong(std::string_view message,
                                     base::Errc code = base::Errc::invalid_input) const;
  std::unexpected<base::Error> wrong_at(std::size_t line, std::string_view message,
                                        base::Errc code = base::Errc::invalid_input) const;

 private:
  std::string_view text_;
  std::string_view what_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace samen::matcher
