// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/form.hpp"

#include <algorithm>

#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+') c = ' ';
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return fail(Errc::invalid_input,
                    say("a percent sign of the form has no two digits behind it"));
      }
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return fail(Errc::invalid_input, say("the form holds a character NUL"));
    out += c;
  }
  if (!base::is_utf8(out)) return fail(Errc::invalid_input, say("the form is not UTF-8"));
  return out;
}

}  // namespace

Result<FormFields> read_form(std::string_view text, std::size_t most) {
  if (text.size() > kMaxFormBytes) {
    return fail(Errc::limit, say("the form is larger than {} bytes", kMaxFormBytes));
  }
  FormFields fields;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.empty()) continue;
    if (fields.size() == most) {
      return fail(Errc::limit, say("the form has more than {} fields", most));
    }
    const auto equals = std::min(part.find('='), part.size());
    FormField field;
    SAMEN_TRY(field.name, decoded(part.substr(0, equals)));
    SAMEN_TRY(field.value, decoded(part.substr(std::min(equals + 1, part.size()))));
    fields.push_back(std::move(field));
  }
  return fields;
}

bool has_field(const FormFields& fields, std::string_view name) {
  return std::ranges::find(fields, name, &FormField::name) != fields.end();
}

}  // namespace samen::server
