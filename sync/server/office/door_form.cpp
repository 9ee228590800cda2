// SPDX-License-Identifier: Apache-2.0
// What was sent with a request, and whether a page of ours sent it.
#include "sync/server/office/door.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/office/upload.hpp"
#include "sync/server/pages/sign_up_fields.hpp"

namespace samen::server {

using base::Errc;

namespace {

// The page the browser shows says where a form was sent from, which no page of others can change
// (Sec-Fetch-Site). A browser without it sends the origin, or "null" because of our own
// Referrer-Policy; then the form's token alone decides.
bool sent_from_here(const HttpRequest& request) {
  const auto site = request.header("sec-fetch-site");
  if (!site.empty()) return site == "same-origin";
  const auto origin = request.header("origin");
  if (origin.empty() || origin == "null") return true;
  const auto host = origin.find("://");
  return host != std::string::npos && origin.substr(host + 3) == request.header("host");
}

}  // namespace

// What is wrong with what was sent, as a status; nothing when it was read.
std::optional<int> Door::read_fields(Visit& visit) {
  const auto& request = *visit.request;
  const bool post = visit.routed.route->method == Method::post;
  const auto type = request.header("content-type");
  const auto status = [](const base::Error& error) {
    return error.code == Errc::limit ? 413 : 400;
  };
  if (visit.routed.route->asks == Asks::import_file && is_upload(type)) {
    auto upload = read_upload(type, request.body);
    if (!upload) return status(upload.error());
    visit.fields = std::move(upload->fields);
    visit.file = upload->file;
    return std::nullopt;
  }
  if (post && !type.starts_with("application/x-www-form-urlencoded")) return 415;
  const bool large = visit.routed.route->asks == Asks::sign_up;
  auto fields = read_form(post ? std::string_view(request.body) : request.query(),
                          large ? kMaxSignUpFields : kMaxFormFields);
  if (!fields) return status(fields.error());
  visit.fields = std::move(*fields);
  return std::nullopt;
}

std::optional<HttpResponse> Door::refusal_of_form(Visit& visit) {
  const auto& request = *visit.request;
  if (const auto status = read_fields(visit)) return problem(visit.context, *status);
  if (visit.routed.route->method != Method::post) return std::nullopt;
  const bool ours = !visit.fresh && sent_from_here(request) &&
                    csrf_fits(visit.token, field_of(visit.fields, "csrf"));
  if (ours) return std::nullopt;
  return problem(visit.context, 403);
}

}  // namespace samen::server
