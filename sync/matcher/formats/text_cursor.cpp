// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formats/text_cursor.hpp"

#include <charconv>

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
  if (!at_end() && peek() != '\n') return wrong("there is more on the line than expected");
  skip_line();
  return {};
}

Result<void> TextCursor::expect(char wanted) {
  if (take(wanted)) return {};
  if (at_end()) return wrong("the text ends too early");
  return wrong(std::string("expected '") + wanted + "'");
}

Result<std::int64_t> TextCursor::whole_number(std::string_view name, std::int64_t lowest,
                                              std::int64_t highest) {
  skip_spaces();
  std::int64_t value = 0;
  const auto* first = text_.data() + at_;
  const auto* last = text_.data() + text_.size();
  const auto [end, error] = std::from_chars(first, last, value);
  if (error == std::errc::result_out_of_range) {
    return wrong(std::string(name) + " does not fit 64 bits", Errc::limit);
  }
  const bool cut_short = end != last && (is_word(*end) || *end == '+');
  if (error != std::errc{} || cut_short) {
    return wrong(std::string(name) + " must be a whole number");
  }
  if (value < lowest || value > highest) {
    return wrong(std::string(name) + " " + std::to_string(value) + " is outside " +
                     std::to_string(lowest) + " to " + std::to_string(highest),
                 Errc::limit);
  }
  at_ += static_cast<std::size_t>(end - first);
  return value;
}

Result<std::string_view> TextCursor::word(std::string_view name) {
  skip_spaces();
  const std::size_t start = at_;
  while (!at_end() && is_word(text_[at_])) ++at_;
  if (at_ == start) return wrong(std::string(name) + " is missing");
  return text_.substr(start, at_ - start);
}

Result<std::string_view> TextCursor::quoted(std::string_view name) {
  SAMEN_CHECK(expect('"'));
  const std::size_t start = at_;
  while (!at_end() && text_[at_] != '"' && text_[at_] != '\\' && text_[at_] != '\n') ++at_;
  if (peek() != '"') return wrong(std::string(name) + " must be a string without escapes");
  return text_.substr(start, at_++ - start);
}

std::unexpected<base::Error> TextCursor::wrong(std::string_view message, Errc code) const {
  return wrong_at(line_, message, code);
}

std::unexpected<base::Error> TextCursor::wrong_at(std::size_t line, std::string_view message,
                                                  Errc code) const {
  return base::fail(
      code, std::string(what_) + ", line " + std::to_string(line) + ": " + std::string(message));
}

}  // namespace samen::matcher
