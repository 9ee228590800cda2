// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formats/text_cursor.hpp"

#include <charconv>

#include "base/say.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::Result;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '/' || c == '.';
}

}  // namespace

void TextCursor::skip_spaces() {
  while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
}

void TextCursor::skip_white() {
  for (skip_spaces(); peek() == '\n'; skip_spaces()) {
    ++at_;
    ++line_;
  }
}

void TextCursor::skip_line() {
  const auto end = text_.find('\n', at_);
  if (end == std::string_view::npos) {
    at_ = text_.size();
  } else {
    at_ = end + 1;
    ++line_;
  }
}

bool TextCursor::take(char wanted) {
  skip_white();
  if (at_end() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

Result<void> TextCursor::end_of_line() {
  skip_spaces();
  if (!at_end() && peek() != '\n')
    return wrong(base::say("there is more on the line than expected"));
  skip_line();
  return {};
}

Result<void> TextCursor::expect(char wanted) {
  if (take(wanted)) return {};
  if (at_end()) return wrong(base::say("the text ends too early"));
  return wrong(base::say("expected '{}'", wanted));
}

Result<std::int64_t> TextCursor::whole_number(std::string_view name, std::int64_t lowest,
                                              std::int64_t highest) {
  skip_spaces();
  std::int64_t value = 0;
  const auto* first = text_.data() + at_;
  const auto* last = text_.data() + text_.size();
  const auto [end, error] = std::from_chars(first, last, value);
  if (error == std::errc::result_out_of_range) {
    return wrong(base::say("{} does not fit 64 bits", name), Errc::limit);
  }
  const bool cut_short = end != last && (is_word(*end) || *end == '+');
  if (error != std::errc{} || cut_short) {
    return wrong(base::say("{} must be a whole number", name));
  }
  if (value < lowest || value > highest) {
    return wrong(base::say("{} {} is outside {} to {}", name, value, lowest, highest), Errc::limit);
  }
  at_ += static_cast<std::size_t>(end - first);
  return value;
}

Result<std::string_view> TextCursor::word(std::string_view name) {
  skip_spaces();
  const std::size_t start = at_;
  while (!at_end() && is_word(text_[at_])) ++at_;
  if (at_ == start) return wrong(base::say("{} is missing", name));
  return text_.substr(start, at_ - start);
}

Result<std::string_view> TextCursor::quoted(std::string_view name) {
  SAMEN_CHECK(expect('"'));
  const std::size_t start = at_;
  while (!at_end() && text_[at_] != '"' && text_[at_] != '\\' && text_[at_] != '\n') ++at_;
  if (peek() != '"') return wrong(base::say("{} must be a string without escapes", name));
  return text_.substr(start, at_++ - start);
}

std::unexpected<base::Error> TextCursor::wrong(std::string_view message, Errc code) const {
  return wrong_at(line_, message, code);
}

std::unexpected<base::Error> TextCursor::wrong_at(std::size_t line, std::string_view message,
                                                  Errc code) const {
  return base::fail(code, base::say("{}, line {}: {}", base::translated(what_), line, message));
}

}  // namespace samen::matcher
