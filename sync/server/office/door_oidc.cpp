// SPDX-License-Identifier: Apache-2.0
// The door's answers about a municipality's own sign-in: there, back, and one's own page. Nothing
// here waits for a provider: a page is shown that asks again in a second.
#include "protocol/base64url.hpp"
#include "sync/server/office/accounts.hpp"
#include "sync/server/office/door.hpp"
#include "sync/server/store/office_logins.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

constexpr std::size_t kLongestCode = 4096;
constexpr std::string_view kWaitPath = "/oidc/wait";
constexpr std::string_view kGoPath = "/oidc/go";
constexpr std::string_view kCodePath = "/oidc/code";

HttpResponse to_ours(std::string_view path) {
  return redirect_to(OurPath::parse(path).value_or(OurPath::home()));
}

// Issuer and subject as the store knows them.
vault::Digest who_is(const std::string& issuer, const std::string& subject) {
  const std::string text =
      "samen-office-login-1\n" + std::to_string(issuer.size()) + "\n" + issuer + "\n" + subject;
  return vault::sha256(base::as_bytes(text));
}

DoorNotice notice_of(LoginTrouble trouble) {
  switch (trouble) {
    case LoginTrouble::late:
      return DoorNotice::oidc_late;
    case LoginTrouble::cancelled:
      return DoorNotice::oidc_cancelled;
    case LoginTrouble::away:
      return DoorNotice::oidc_away;
    case LoginTrouble::busy:
      return DoorNotice::oidc_busy;
    default:
      return DoorNotice::oidc_refused;
  }
}

// They said no there; or the provider does not want what we ask, which is for who runs it.
LoginTrouble trouble_said(std::string_view error) {
  return error == "access_denied" ? LoginTrouble::cancelled : LoginTrouble::refused;
}

LoginTrouble trouble_of(Errc code) {
  const bool away = code == Errc::network || code == Errc::timeout;
  return away ? LoginTrouble::away : LoginTrouble::refused;
}

}  // namespace

Result<HttpResponse> Door::about_oidc(Visit& visit) {
  if (oidc_ == nullptr) return problem(visit.context, 404);
  const auto cookies = visit.request->header("cookie");
  const auto cookie = cookie_of(cookies, kOidcCookie);
  const auto path = visit.routed.route->path;
  const bool post = visit.routed.route->method == Method::post;
  if (path == "/oidc" && post) return act_on_login(visit);
  if (path == "/oidc") {
    return my_login(visit, {.account = {}, .done = std::string(field_of(visit.fields, "done"))});
  }
  if (path == kGoPath) return to_provider(visit, std::string(cookie));
  if (path == "/oidc/callback") return from_provider(visit, cookie);
  if (path == kWaitPath) return after_provider(visit, cookie);
  if (path == kCodePath) return code_after_provider(visit, cookie);
  if (visit.session) return redirect_to(OurPath::home());
  if (visit.fresh) return redirect_to(OurPath::sign_in());
  return to_provider(visit, oidc_->flows.make(OidcUse::sign_in, visit.token));
}

// The same cookie again, and the browser goes there; or waits until it is known where that is.
Result<HttpResponse> Door::to_provider(const Visit& visit, const std::string& cookie) {
  const auto flow = oidc_->flows.read(cookie, visit.token);
  if (!flow || flow->use == OidcUse::code) return without_login(visit, LoginTrouble::late);
  const auto provider = oidc_->desk.provider();
  if (provider == nullptr) {
    if (oidc_->desk.away()) return without_login(visit, LoginTrouble::away);
    auto waits = html_answer(pages_->oidc_wait(visit.context, kGoPath));
    set_oidc_cookie(waits, cookie);
    waits.headers.emplace_back("Refresh", "1; url=" + std::string(kGoPath));
    return waits;
  }
  const auto challenge = vault::sha256(base::as_bytes(flow->verifier));
  HttpResponse response;
  response.status = 303;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back(
      "Location",
      oidc_->desk.client().address(*provider, {.state = flow->state,
                                               .nonce = flow->nonce,
                                               .challenge = protocol::to_base64url(challenge)}));
  set_oidc_cookie(response, cookie);
  return response;
}

Result<HttpResponse> Door::from_provider(Visit& visit, std::string_view cookie) {
  const auto flow = oidc_->flows.read(cookie, visit.token);
  const auto state = field_of(visit.fields, "state");
  const bool theirs = flow && flow->use != OidcUse::code &&
                      vault::same_bytes(base::as_bytes(flow->state), base::as_bytes(state));
  if (!theirs || !oidc_->flows.take(*flow)) return without_login(visit, LoginTrouble::late);
  const auto error = field_of(visit.fields, "error");
  if (!error.empty()) return without_login(visit, trouble_said(error));
  const auto issuer = field_of(visit.fields, "iss");
  const auto provider = oidc_->desk.provider();
  const bool named = provider != nullptr && provider->at.names_issuer;
  if ((named || !issuer.empty()) && issuer != oidc_->desk.client().settings().issuer) {
    return without_login(visit, LoginTrouble::refused);
  }
  const auto code = field_of(visit.fields, "code");
  if (code.empty() || code.size() > kLongestCode) {
    return without_login(visit, LoginTrouble::refused);
  }
  visit.context.wait_ms = gate_->wait_for(visit.request->peer);
  if (visit.context.wait_ms > 0) {
    return after_try(html_answer(pages_->oidc_refused(visit.context, DoorNotice::wait)),
                     {.notice = DoorNotice::wait, .wait_ms = visit.context.wait_ms});
  }
  const bool begun = oidc_->desk.begin(
      flow->id, {.code = std::string(code), .verifier = flow->verifier, .nonce = flow->nonce});
  if (!begun) return without_login(visit, LoginTrouble::busy);
  return to_ours(kWaitPath);
}

Result<HttpResponse> Door::after_provider(Visit& visit, std::string_view cookie) {
  const auto flow = oidc_->flows.read(cookie, visit.token);
  if (!flow) return without_login(visit, LoginTrouble::late);
  if (flow->use == OidcUse::code) return to_ours(kCodePath);
  auto look = oidc_->desk.look(flow->id);
  if (look.stage == OidcStage::running) {
    auto waits = html_answer(pages_->oidc_wait(visit.context, kWaitPath));
    waits.headers.emplace_back("Refresh", "1; url=" + std::string(kWaitPath));
    return waits;
  }
  if (look.stage == OidcStage::none) return without_login(visit, LoginTrouble::late);
  const auto& found = *look.found;
  if (!found) return without_login(visit, trouble_of(found.error().code));
  const auto who = who_is(oidc_->desk.client().settings().issuer, found->subject);
  return flow->use == OidcUse::link ? link_login(visit, *flow, who) : login_of_somebody(visit, who);
}

Result<HttpResponse> Door::login_of_somebody(Visit& visit, const vault::Digest& who) {
  SAMEN_TRY(const auto account, gate_->account_of_login(who));
  if (!account) {
    auto refused = html_answer(pages_->oidc_refused(visit.context, DoorNotice::oidc_unknown));
    drop_oidc_cookie(refused);
    return refused;
  }
  if (!oidc_->desk.client().settings().second_step_there) {
    auto asks = to_ours(kCodePath);
    set_oidc_cookie(asks, oidc_->flows.make(OidcUse::code, visit.token, account->id));
    return asks;
  }
  SAMEN_TRY(const auto verdict, gate_->sign_in_login(account->id));
  return in_by_login(visit, verdict);
}

Result<HttpResponse> Door::in_by_login(Visit& visit, const Verdict& verdict) {
  if (verdict.notice != DoorNotice::none) {
    return html_answer(pages_->oidc_refused(visit.context, verdict.notice));
  }
  SAMEN_TRY(auto response, let_in(visit, verdict));
  drop_oidc_cookie(response);
  return response;
}

Result<HttpResponse> Door::code_after_provider(Visit& visit, std::string_view cookie) {
  const auto flow = oidc_->flows.read(cookie, visit.token);
  if (!flow || flow->use != OidcUse::code) return without_login(visit, LoginTrouble::late);
  if (visit.routed.route->method != Method::post) {
    return html_answer(pages_->oidc_code(visit.context, DoorNotice::none));
  }
  SAMEN_TRY(const auto verdict, gate_->sign_in_code(flow->account, field_of(visit.fields, "code"),
                                                    visit.request->peer));
  visit.context.wait_ms = verdict.wait_ms;
  const bool again = verdict.notice == DoorNotice::wrong_code || verdict.notice == DoorNotice::wait;
  if (again) {
    return after_try(html_answer(pages_->oidc_code(visit.context, verdict.notice)), verdict);
  }
  if (verdict.notice == DoorNotice::none && !oidc_->flows.take(*flow)) {
    return without_login(visit, LoginTrouble::late);
  }
  return in_by_login(visit, verdict);
}

Result<HttpResponse> Door::link_login(Visit& visit, const OidcFlow& flow,
                                      const vault::Digest& who) {
  const bool theirs = visit.session && visit.session->account.id == flow.account;
  if (!theirs) return without_login(visit, LoginTrouble::late);
  SAMEN_TRY(const auto trouble, gate_->link(*visit.session, who));
  if (trouble != LoginTrouble::none) return without_login(visit, trouble);
  auto linked = to_ours("/oidc?done=link");
  drop_oidc_cookie(linked);
  return linked;
}

// What did not come to an end, to who is signed in on their own page and else at the door.
Result<HttpResponse> Door::without_login(const Visit& visit, LoginTrouble trouble) {
  if (visit.session && visit.context.confirmed) {
    return my_login(visit, {.account = {}, .trouble = trouble});
  }
  auto refused = html_answer(pages_->oidc_refused(visit.context, notice_of(trouble)));
  drop_oidc_cookie(refused);
  return refused;
}

Result<HttpResponse> Door::my_login(const Visit& visit, LoginView view) {
  view.account = visit.session->account.id;
  auto page = html_answer(pages_->login(store_, visit.context, view));
  if (view.trouble != LoginTrouble::none) drop_oidc_cookie(page);
  return page;
}

Result<HttpResponse> Door::act_on_login(const Visit& visit) {
  const auto act = field_of(visit.fields, "act");
  if (act == "unlink") {
    SAMEN_CHECK(gate_->unlink(*visit.session));
    return to_ours("/oidc?done=unlink");
  }
  if (act != "link") return problem(visit.context, 404);
  // A page and no redirect: what a form leads to has to be ours (form-action).
  auto waits = html_answer(pages_->oidc_wait(visit.context, kGoPath));
  set_oidc_cookie(waits, oidc_->flows.make(OidcUse::link, visit.token, visit.session->account.id));
  waits.headers.emplace_back("Refresh", "0; url=" + std::string(kGoPath));
  return waits;
}

}  // namespace samen::server
