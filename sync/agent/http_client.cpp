// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/http_client.hpp"

#include <algorithm>

namespace samen::agent {

namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return lower;
}

}  // namespace

std::string_view to_string(Method method) {
  return method == Method::get ? "GET" : "POST";
}

std::optional<Header> read_header_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view value = line.substr(colon + 1);
  while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
  while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
  return Header{lower_case(line.substr(0, colon)), std::string(value)};
}

std::string_view HttpAnswer::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &Header::name);
  return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

std::string HttpAnswer::content_type() const {
  std::string_view value = header("content-type");
  value = value.substr(0, value.find(';'));
  while (value.ends_with(' ')) value.remove_suffix(1);
  return lower_case(value);
}

}  // namespace samen::agent
