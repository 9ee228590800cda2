// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/upload.hpp"

#include <algorithm>
#include <optional>

#include "base/encoding.hpp"
#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kMultipart = "multipart/form-data";
constexpr std::size_t kMaxParts = 20;
constexpr std::size_t kMaxPartHead = 2048;
constexpr std::size_t kLongestBoundary = 70;  // RFC 2046, 5.1.1
constexpr std::string_view kEndOfPartHead = "\r\n\r\n";

std::unexpected<base::Error> no_form() {
  return fail(Errc::invalid_input, say("this is no form with a file as browsers send it"));
}

// What browsers draw it from; a quoted one, with anything else, is none of theirs.
std::optional<std::string_view> boundary_of(std::string_view content_type) {
  constexpr std::string_view kName = "boundary=";
  const auto at = content_type.find(kName);
  if (at == std::string_view::npos) return std::nullopt;
  const auto boundary = content_type.substr(at + kName.size());
  const auto usual = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '\'' || c == '.';
  };
  const bool good = !boundary.empty() && boundary.size() <= kLongestBoundary &&
                    std::ranges::all_of(boundary, usual);
  return good ? std::optional(boundary) : std::nullopt;
}

// name="..." of a part; nothing without one.
std::optional<std::string_view> attribute_of(std::string_view head, std::string_view name) {
  const auto at = head.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const auto rest = head.substr(at + name.size());
  const auto end = rest.find('"');
  return end == std::string_view::npos ? std::nullopt : std::optional(rest.substr(0, end));
}

Result<void> take_part(std::string_view part, Upload& upload, std::size_t& field_bytes) {
  const auto head_end = part.substr(0, kMaxPartHead).find(kEndOfPartHead);
  if (head_end == std::string_view::npos) return no_form();
  const auto head = part.substr(0, head_end);
  const auto content = part.substr(head_end + kEndOfPartHead.size());
  const auto name = attribute_of(head, "; name=\"");
  if (!name) return no_form();
  if (attribute_of(head, "; filename=\"")) {
    if (!upload.file.empty()) return no_form();
    upload.file = content;
    return {};
  }
  field_bytes += content.size();
  if (field_bytes > kMaxFormBytes) {
    return fail(Errc::limit, say("the form is larger than {} bytes", kMaxFormBytes));
  }
  if (!base::is_utf8(*name) || !base::is_utf8(content)) {
    return fail(Errc::invalid_input, say("the form is not UTF-8"));
  }
  if (name->contains('\0') || content.contains('\0')) {
    return fail(Errc::invalid_input, say("the form holds a character NUL"));
  }
  upload.fields.push_back({std::string(*name), std::string(content)});
  return {};
}

}  // namespace

bool is_upload(std::string_view content_type) {
  return content_type.starts_with(kMultipart);
}

Result<Upload> read_upload(std::string_view content_type, std::string_view body) {
  if (body.size() > kMaxUploadBytes) {
    return fail(Errc::limit, say("the form is larger than {} bytes", kMaxUploadBytes));
  }
  const auto boundary = boundary_of(content_type);
  if (!is_upload(content_type) || !boundary) return no_form();
  const std::string first = "--" + std::string(*boundary);
  const std::string between = "\r\n" + first;
  if (!body.starts_with(first)) return no_form();
  body.remove_prefix(first.size());
  Upload upload;
  std::size_t field_bytes = 0;
  for (std::size_t parts = 0; parts <= kMaxParts; ++parts) {
    if (body.starts_with("--")) return upload;
    if (!body.starts_with("\r\n")) return no_form();
    body.remove_prefix(2);
    const auto end = body.find(between);
    if (end == std::string_view::npos) return no_form();
    SAMEN_CHECK(take_part(body.substr(0, end), upload, field_bytes));
    body.remove_prefix(end + between.size());
  }
  return fail(Errc::limit, say("the form has more than {} fields", kMaxParts));
}

}  // namespace samen::server
