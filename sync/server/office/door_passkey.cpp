// SPDX-License-Identifier: Apache-2.0
// The door's answers about passkeys: asking the browser for one, what it said, and one's own list.
#include "protocol/base64url.hpp"
#include "sync/server/office/door.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

// What a field of the form holds; empty for what is no Base64 or larger than it can be, which no
// check after this takes for anything.
base::Bytes bytes_of(const FormFields& fields, std::string_view name, std::size_t most) {
  const auto text = field_of(fields, name);
  if (text.size() > most * 4 / 3 + 4) return {};
  return protocol::from_base64url(text).value_or(base::Bytes());
}

UsedPasskey used_passkey_of(const FormFields& fields) {
  return {.credential = bytes_of(fields, "credential", kMaxCredentialId),
          .client_data = bytes_of(fields, "client_data", kMaxClientData),
          .authenticator_data = bytes_of(fields, "authenticator_data", kMaxAuthenticatorData),
          .signature = bytes_of(fields, "signature", kMaxPasskeySignature),
          .user = bytes_of(fields, "user", kPasskeyUserBytes)};
}

PasskeyAsk ask_with(const Challenge& challenge, const PasskeySite& site) {
  return {.challenge = protocol::to_base64url(challenge.bytes),
          .ticket = challenge.ticket,
          .host = site.host};
}

std::vector<std::string> ids_of(const std::vector<OfficePasskey>& passkeys) {
  std::vector<std::string> ids;
  for (const auto& passkey : passkeys) ids.push_back(protocol::to_base64url(passkey.credential));
  return ids;
}

}  // namespace

Result<HttpResponse> Door::about_passkeys(Visit& visit) {
  if (!gate_->site()) return problem(visit.context, 404);
  switch (visit.routed.route->asks) {
    case Asks::passkeys:
      return my_passkeys(
          visit, {.account = {}, .ask = {}, .done = std::string(field_of(visit.fields, "done"))});
    case Asks::act_on_passkeys:
      return act_on_passkeys(visit);
    case Asks::passkey:
      if (visit.session) return redirect_to(OurPath::home());
      return ask_for_passkey(visit, {});
    case Asks::confirm_passkey:
      return ask_for_passkey(visit, {});
    default:
      return try_passkey(visit);
  }
}

Result<bool> Door::has_passkey(const Visit& visit) {
  if (!gate_->site() || !visit.session) return false;
  SAMEN_TRY(const auto mine, passkeys_of(store_, visit.session->account.id));
  return !mine.empty();
}

Result<HttpResponse> Door::ask_for_passkey(const Visit& visit, const Verdict& verdict) {
  const auto asks = visit.routed.route->asks;
  const bool in_session = asks == Asks::confirm_passkey || asks == Asks::try_confirm_passkey;
  const auto use = in_session ? PasskeyUse::confirm : PasskeyUse::sign_in;
  auto ask = ask_with(gate_->challenge(use, visit.token), *gate_->site());
  ask.at_once = verdict.notice == DoorNotice::none;
  if (in_session) {
    SAMEN_TRY(const auto mine, passkeys_of(store_, visit.session->account.id));
    ask.ids = ids_of(mine);
  }
  const std::string then = in_session ? path_then(visit.fields).str() : std::string();
  return after_try(html_with_script(pages_->passkey(visit.context, ask, verdict.notice, then)),
                   verdict);
}

Result<HttpResponse> Door::try_passkey(Visit& visit) {
  const bool in_session = visit.routed.route->asks == Asks::try_confirm_passkey;
  const PasskeyTry given{.used = used_passkey_of(visit.fields),
                         .ticket = field_of(visit.fields, "ticket"),
                         .token = visit.token,
                         .source = visit.request->peer};
  SAMEN_TRY(const auto verdict, in_session ? gate_->confirm(given) : gate_->sign_in(given));
  if (verdict.notice == DoorNotice::session_over) return to_sign_in("over");
  visit.context.wait_ms = verdict.wait_ms;
  if (verdict.notice != DoorNotice::none) return ask_for_passkey(visit, verdict);
  if (in_session) return redirect_to(path_then(visit.fields));
  return let_in(visit, verdict);
}

Result<HttpResponse> Door::my_passkeys(const Visit& visit, PasskeyList list) {
  const auto& account = visit.session->account;
  SAMEN_TRY(const auto mine, passkeys_of(store_, account.id));
  list.account = account.id;
  list.ask = ask_with(gate_->challenge(PasskeyUse::add, visit.token), *gate_->site());
  list.ask.ids = ids_of(mine);
  list.ask.user = protocol::to_base64url(account.id.bytes);
  list.ask.user_name = account.name;
  list.full = mine.size() >= kMostPasskeys;
  return html_with_script(pages_->passkeys(store_, visit.context, list));
}

Result<HttpResponse> Door::add_passkey_of(const Visit& visit) {
  PasskeyList list{.account = {}, .ask = {}, .name = std::string(typed_in(visit.fields, "name"))};
  SAMEN_TRY(
      list.trouble,
      gate_->add(*visit.session,
                 {.made = {.client_data = bytes_of(visit.fields, "client_data", kMaxClientData),
                           .authenticator_data =
                               bytes_of(visit.fields, "authenticator_data", kMaxAuthenticatorData)},
                  .name = list.name,
                  .ticket = field_of(visit.fields, "ticket"),
                  .token = visit.token}));
  if (list.trouble != PasskeyTrouble::none) return my_passkeys(visit, std::move(list));
  return redirect_to(OurPath::parse("/passkeys?done=add").value_or(OurPath::home()));
}

Result<HttpResponse> Door::act_on_passkeys(const Visit& visit) {
  const auto act = field_of(visit.fields, "act");
  if (act == "add") return add_passkey_of(visit);
  const auto passkey = base::Uuid::parse(field_of(visit.fields, "passkey"));
  if (act != "remove" || !passkey) return problem(visit.context, 404);
  const auto removed = gate_->remove(*visit.session, *passkey);
  if (!removed && removed.error().code == Errc::not_found) return problem(visit.context, 404);
  SAMEN_CHECK(removed);
  return redirect_to(OurPath::parse("/passkeys?done=remove").value_or(OurPath::home()));
}

}  // namespace samen::server
