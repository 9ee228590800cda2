// SPDX-License-Identifier: Apache-2.0
// Somebody signed up at the desk, and the screen while the person has it. Until whoever handed it
// over gives their code, the browser has a token of the desk's and none of the session's: no
// address of the office knows it, and neither does the office after a restart.
#include <algorithm>

#include "sync/server/office/door.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/pages/sign_up_fields.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {

using base::Result;

namespace {

HttpResponse to_sign_up() {
  return redirect_to(OurPath::parse("/signup").value_or(OurPath::home()));
}

// What the browser kept of the pages before goes: nobody comes back to them by its button.
void forget_pages(HttpResponse& response) {
  response.headers.emplace_back("Clear-Site-Data", "\"cache\"");
}

SignUpChosen chosen_in(const FormFields& fields) {
  return {.form = std::string(typed_in(fields, "form")),
          .language = std::string(typed_in(fields, "language")),
          .centre = std::string(typed_in(fields, "centre"))};
}

}  // namespace

bool Door::is_spoken(std::string_view language) const {
  const auto all = pages_->kiosk_words().languages();
  return std::ranges::find(all, language) != all.end();
}

Result<HttpResponse> Door::sign_up(Visit& visit) {
  if (visit.routed.route->method == Method::post) return sign_up_act(visit);
  const auto* draft = sign_ups_->of(visit.token);
  const bool over = draft != nullptr &&
                    (draft->stage == SignUpStage::stored || draft->stage == SignUpStage::refused);
  if (over) return html_answer(pages_->sign_up_receipt(visit.context, *draft));
  return html_answer(pages_->sign_up(store_, visit.context, {.draft = draft}));
}

Result<HttpResponse> Door::begin_sign_up(const Visit& visit) {
  auto chosen = chosen_in(visit.fields);
  const auto& viewer = visit.context.viewer;
  if (!viewer.centre.empty()) chosen.centre = viewer.centre;
  SAMEN_TRY(const auto centre, find_centre(store_, chosen.centre));
  const int form = forms_->find(chosen.form);
  if (!centre) chosen.wrong = "centre";
  if (!is_spoken(chosen.language)) chosen.wrong = "language";
  if (form < 0) chosen.wrong = "form";
  const bool begun = chosen.wrong.empty() &&
                     sign_ups_->begin(visit.token,
                                      {.form = form,
                                       .language = chosen.language,
                                       .centre = centre->id,
                                       .actor = viewer.actor()},
                                      base::make_uuid(store_.clock(), store_.random())) != nullptr;
  if (begun) return to_sign_up();
  if (chosen.wrong.empty()) chosen.wrong = "busy";
  return html_answer(pages_->sign_up(store_, visit.context, {.chosen = std::move(chosen)}));
}

Result<HttpResponse> Door::sign_up_act(Visit& visit) {
  auto* draft = sign_ups_->of(visit.token);
  const auto act = field_of(visit.fields, "act");
  if (act == "begin" && draft == nullptr) return begin_sign_up(visit);
  if (draft == nullptr) return to_sign_up();
  if (act == "drop") {
    sign_ups_->drop(visit.token);
    auto response = to_sign_up();
    forget_pages(response);
    return response;
  }
  const bool open = draft->stage == SignUpStage::filling || draft->stage == SignUpStage::checked;
  if (open && (act == "more" || act == "check")) {
    auto typed = read_typed(sign_ups_->form_of(*draft), visit.fields);
    if (act == "check") {
      sign_ups_->check(*draft, std::move(typed.answers), std::move(typed.unread));
    } else {
      draft->answers = std::move(typed.answers);
      draft->problems.clear();
      draft->stage = SignUpStage::filling;
    }
  }
  if (open && act == "edit") draft->stage = SignUpStage::filling;
  if (act == "hand") {
    const auto token = make_token(store_.random());
    if (sign_ups_->hand_over(visit.token, token)) {
      auto response = to_sign_up();
      set_token_cookie(response, token);
      forget_pages(response);
      return response;
    }
  }
  return to_sign_up();
}

Result<HttpResponse> Door::at_hand_over(Visit& visit, const SignUpDesk::Handed& handed) {
  SAMEN_TRY(const auto session, gate_->session(handed.session));
  if (!session) {
    sign_ups_->drop(handed.session);
    auto response = to_sign_in("over");
    drop_token_cookie(response);
    return response;
  }
  HandedView view{.draft = handed.draft, .account = session->account.name};
  const auto* route = visit.routed.route;
  if (route != nullptr && route->asks == Asks::sign_up && route->method == Method::post) {
    if (const auto refused = refusal_of_form(visit))
      return handed_page(visit, view, refused->status);
    return hand_over_act(visit, handed, view);
  }
  return handed_page(visit, view, 200);
}

HttpResponse Door::handed_page(const Visit& visit, HandedView& view, int status) {
  view.asked = sign_ups_->asked(*view.draft);
  auto page = pages_->sign_up_handed(visit.context, view);
  if (status != 200) page.status = status;
  return html_answer(std::move(page));
}

Result<HttpResponse> Door::hand_over_act(Visit& visit, const SignUpDesk::Handed& handed,
                                         HandedView& view) {
  auto& draft = *handed.draft;
  const auto act = field_of(visit.fields, "act");
  if (act == "code") return take_screen_back(visit, handed, view);
  if (const auto language = field_of(visit.fields, "language"); is_spoken(language)) {
    draft.read_in = language;
  }
  if (act == "again") sign_ups_->store_again(store_, draft);
  const auto asked = sign_ups_->asked(draft);
  // Of a page that was sent twice, only the first counts: the second is not about who is asked now.
  const auto whose = std::to_string(asked ? std::max(asked->adult, 0) + 1 : 0);
  if (act == "say" && asked && field_of(visit.fields, "adult") == whose) {
    const auto& form = sign_ups_->form_of(draft);
    const auto said =
        read_consent(form.questions[static_cast<std::size_t>(asked->question)], visit.fields);
    view.unanswered = !said;
    if (!said) return handed_page(visit, view, 422);
    sign_ups_->take_consent(store_, draft, *said);
  }
  return to_sign_up();
}

Result<HttpResponse> Door::take_screen_back(Visit& visit, const SignUpDesk::Handed& handed,
                                            HandedView& view) {
  SAMEN_TRY(const auto verdict,
            gate_->confirm(handed.session, field_of(visit.fields, "code"), visit.request->peer));
  if (verdict.notice == DoorNotice::none) {
    sign_ups_->take_back(visit.token);
    auto response = to_sign_up();
    set_token_cookie(response, handed.session);
    return response;
  }
  view.notice = verdict.notice;
  visit.context.wait_ms = verdict.wait_ms;
  return after_try(handed_page(visit, view, 403), verdict);
}

}  // namespace samen::server
