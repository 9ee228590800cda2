// SPDX-License-Identifier: Apache-2.0
// The door's own pages: signing in and out, a link, the code once more, the language.
#include "sync/server/office/door.hpp"

namespace samen::server {

using base::Result;

namespace {

DoorNotice why_of(std::string_view why) {
  if (why == "over") return DoorNotice::session_over;
  return why == "out" ? DoorNotice::signed_out : DoorNotice::none;
}

}  // namespace

HttpResponse after_try(HttpResponse response, const Verdict& verdict) {
  if (verdict.notice == DoorNotice::wait) {
    response.status = 429;
    response.headers.emplace_back("Retry-After", std::to_string((verdict.wait_ms + 999) / 1000));
  }
  return response;
}

Result<HttpResponse> Door::at_the_gate(Visit& visit) {
  if (visit.routed.route->asks == Asks::language) return language(visit);
  if (visit.routed.route->asks == Asks::confirm) {
    SAMEN_TRY(const bool passkey, has_passkey(visit));
    return html_answer(
        pages_->confirm(visit.context, path_then(visit.fields).str(), DoorNotice::none, passkey));
  }
  if (visit.session) return redirect_to(OurPath::home());
  return html_answer(pages_->sign_in(visit.context, why_of(field_of(visit.fields, "why"))));
}

Result<HttpResponse> Door::try_sign_in(Visit& visit) {
  SAMEN_TRY(const auto verdict,
            gate_->sign_in({.account = field_of(visit.fields, "account"),
                            .password = base::SecretText(field_of(visit.fields, "password")),
                            .code = field_of(visit.fields, "code"),
                            .source = visit.request->peer}));
  visit.context.wait_ms = verdict.wait_ms;
  if (verdict.notice != DoorNotice::none) {
    return after_try(html_answer(pages_->sign_in(visit.context, verdict.notice)), verdict);
  }
  return let_in(visit, verdict);
}

Result<HttpResponse> Door::let_in(Visit& visit, const Verdict& verdict) {
  // Who was signed in here before is not any more.
  if (visit.session) SAMEN_CHECK(gate_->sign_out(visit.token));
  imports_->drop(visit.token);
  sign_ups_->drop(visit.token);
  auto response = redirect_to(OurPath::home());
  set_token_cookie(response, verdict.token);
  return response;
}

Result<HttpResponse> Door::sign_out(Visit& visit) {
  SAMEN_CHECK(gate_->sign_out(visit.token));
  imports_->drop(visit.token);
  sign_ups_->drop(visit.token);
  auto response = to_sign_in("out");
  drop_token_cookie(response);
  return response;
}

Result<HttpResponse> Door::invitation(Visit& visit) {
  SAMEN_TRY(const auto invited, gate_->invitation(visit.routed.argument));
  if (!invited) {
    return html_answer(pages_->sign_in(visit.context, DoorNotice::link_over));
  }
  return html_answer(pages_->invite(visit.context, *invited, DoorNotice::none));
}

Result<HttpResponse> Door::accept(Visit& visit) {
  const auto token = visit.routed.argument;
  SAMEN_TRY(const auto verdict,
            gate_->accept({.token = token,
                           .password = base::SecretText(field_of(visit.fields, "password")),
                           .again = base::SecretText(field_of(visit.fields, "again")),
                           .code = field_of(visit.fields, "code"),
                           .source = visit.request->peer}));
  visit.context.wait_ms = verdict.wait_ms;
  if (verdict.notice == DoorNotice::none) return let_in(visit, verdict);
  SAMEN_TRY(const auto invited, gate_->invitation(token));
  if (!invited) {
    return after_try(html_answer(pages_->sign_in(visit.context, verdict.notice)), verdict);
  }
  return after_try(html_answer(pages_->invite(visit.context, *invited, verdict.notice)), verdict);
}

Result<HttpResponse> Door::try_confirm(Visit& visit) {
  const auto then = path_then(visit.fields);
  SAMEN_TRY(const auto verdict,
            gate_->confirm(visit.token, field_of(visit.fields, "code"), visit.request->peer));
  if (verdict.notice == DoorNotice::none) return redirect_to(then);
  if (verdict.notice == DoorNotice::session_over) return to_sign_in("over");
  visit.context.wait_ms = verdict.wait_ms;
  SAMEN_TRY(const bool passkey, has_passkey(visit));
  return after_try(html_answer(pages_->confirm(visit.context, then.str(), verdict.notice, passkey)),
                   verdict);
}

HttpResponse Door::language(const Visit& visit) {
  auto response = redirect_to(path_then(visit.fields));
  set_language_cookie(response, field_of(visit.fields, "language"));
  return response;
}

}  // namespace samen::server
