// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "sync/matcher/model/policy.hpp"
#include "sync/server/cases/import_desk.hpp"
#include "sync/server/cases/round_desk.hpp"
#include "sync/server/cases/sign_up_desk.hpp"
#include "sync/server/http/message.hpp"
#include "sync/server/office/accounts.hpp"
#include "sync/server/office/answers.hpp"
#include "sync/server/office/form.hpp"
#include "sync/server/office/gate.hpp"
#include "sync/server/office/oidc_flows.hpp"
#include "sync/server/office/routes.hpp"
#include "sync/server/oidc/desk.hpp"
#include "sync/server/pages/oidc_ask.hpp"
#include "sync/server/pages/page.hpp"
#include "sync/server/pages/passkey_ask.hpp"
#include "sync/server/pages/sign_up_page.hpp"
#include "sync/server/store/store.hpp"
#include "vault/password.hpp"

namespace samen::server {

struct DoorOptions {
  std::filesystem::path assets;
  vault::PasswordCost cost = vault::PasswordCost::usual();
  std::string url = {};  // where browsers find it; passkeys are for a name only
  vault::ReceiptCost receipt_cost = vault::ReceiptCost::usual();
  std::optional<OidcSettings> oidc = {};  // who signs people in beside us; needs the url
};

// A file that every browser is given as it is, and may keep for ten minutes.
struct FixedFile {
  std::string text = {};
  std::string tag = {};
  std::string_view type;
  static base::Result<FixedFile> load(const std::filesystem::path& file, std::string_view type);
  HttpResponse answer(const HttpRequest& request) const;
};

// What a page of the door looks like after a try that did not get through; with the status and the
// header of who has to wait.
HttpResponse after_try(HttpResponse response, const Verdict& verdict);

// The page of a list that a query asks for, from 1.
int page_of(const FormFields& query);

// Answers the requests of the office one after the other, over a connection to the store of its
// own. In this order: is there such a route, was the form ours, who asks, may they.
class Door final : public HttpHandler {
 public:
  // Clock and random must outlive it. Errors as Store::open, and of files in the assets.
  static base::Result<std::unique_ptr<Door>> open(const DataFolder& folder,
                                                  const base::Clock& clock, base::Random& random,
                                                  const DoorOptions& options);

  HttpResponse handle(const HttpRequest& request) override;
  const Gate& gate() const { return *gate_; }
  RoundDesk& rounds() { return *rounds_; }
  ImportDesk& imports() { return *imports_; }
  SignUpDesk& sign_ups() { return *sign_ups_; }
  // To be called now and then: what nobody has used for long is forgotten.
  void forget_old() {
    imports_->drop_old();
    sign_ups_->drop_old();
    if (oidc_ != nullptr) oidc_->desk.drop_old();
  }

 private:
  // One request on its way through.
  struct Visit {
    const HttpRequest* request = nullptr;
    Routed routed = {};
    FormFields fields = {};      // of the body, or of the query
    std::string_view file = {};  // in the body of an upload
    std::string token = {};      // of the cookie; a fresh one where there was none
    bool fresh = false;          // and the browser has to be given it
    std::optional<OfficeSession> session = {};
    PageContext context = {};
  };

  Door(Store store, matcher::Policy policy);
  base::Result<void> learn_who(Visit& visit);
  base::Result<HttpResponse> answer(Visit& visit);
  std::optional<HttpResponse> refusal_of_form(Visit& visit);
  std::optional<HttpResponse> refusal_of_viewer(const Visit& visit);
  base::Result<HttpResponse> go_on(Visit& visit);
  base::Result<HttpResponse> show(Visit& visit);
  base::Result<HttpResponse> at_the_gate(Visit& visit);
  base::Result<HttpResponse> try_sign_in(Visit& visit);
  base::Result<HttpResponse> let_in(Visit& visit, const Verdict& verdict);
  base::Result<HttpResponse> sign_out(Visit& visit);
  base::Result<HttpResponse> invitation(Visit& visit);
  base::Result<HttpResponse> accept(Visit& visit);
  base::Result<HttpResponse> try_confirm(Visit& visit);
  base::Result<HttpResponse> act(Visit& visit);
  base::Result<HttpResponse> calendar(Visit& visit);
  base::Result<HttpResponse> report_csv(Visit& visit);
  base::Result<HttpResponse> papers(Visit& visit);
  base::Result<HttpResponse> account(Visit& visit);
  base::Result<HttpResponse> act_on_account(Visit& visit);
  base::Result<std::string> change(const Visit& visit, AccountForm& form);
  base::Result<HttpResponse> invite_staff(Visit& visit);
  base::Result<HttpResponse> with_link(const Visit& visit, const std::string& name,
                                       const InviteLink& link);
  HttpResponse about_round(const Visit& visit);
  HttpResponse begin_round(const Visit& visit);
  HttpResponse change_round(const Visit& visit);
  base::Result<HttpResponse> about_passkeys(Visit& visit);
  base::Result<HttpResponse> ask_for_passkey(const Visit& visit, const Verdict& verdict);
  base::Result<HttpResponse> try_passkey(Visit& visit);
  base::Result<HttpResponse> my_passkeys(const Visit& visit, PasskeyList list);
  base::Result<HttpResponse> add_passkey_of(const Visit& visit);
  base::Result<HttpResponse> act_on_passkeys(const Visit& visit);
  base::Result<bool> has_passkey(const Visit& visit);
  base::Result<HttpResponse> about_oidc(Visit& visit);
  base::Result<HttpResponse> to_provider(const Visit& visit, const std::string& cookie);
  base::Result<HttpResponse> from_provider(Visit& visit, std::string_view cookie);
  base::Result<HttpResponse> after_provider(Visit& visit, std::string_view cookie);
  base::Result<HttpResponse> login_of_somebody(Visit& visit, const vault::Digest& who);
  base::Result<HttpResponse> in_by_login(Visit& visit, const Verdict& verdict);
  base::Result<HttpResponse> code_after_provider(Visit& visit, std::string_view cookie);
  base::Result<HttpResponse> link_login(Visit& visit, const OidcFlow& flow,
                                        const vault::Digest& who);
  base::Result<HttpResponse> without_login(const Visit& visit, LoginTrouble trouble);
  base::Result<HttpResponse> my_login(const Visit& visit, LoginView view);
  base::Result<HttpResponse> act_on_login(const Visit& visit);
  base::Result<HttpResponse> import_people(Visit& visit);
  base::Result<HttpResponse> import_page(Visit& visit);
  base::Result<HttpResponse> import_file(Visit& visit);
  base::Result<HttpResponse> import_act(Visit& visit);
  base::Result<HttpResponse> import_columns(Visit& visit, ImportFile& file);
  base::Result<HttpResponse> import_left(Visit& visit);
  base::Result<HttpResponse> import_receipts(Visit& visit);
  HttpResponse import_again(const Visit& visit, ImportView view);
  bool is_spoken(std::string_view language) const;  // by kiosks
  base::Result<HttpResponse> sign_up(Visit& visit);
  base::Result<HttpResponse> sign_up_act(Visit& visit);
  base::Result<HttpResponse> begin_sign_up(const Visit& visit);
  base::Result<HttpResponse> at_hand_over(Visit& visit, const SignUpDesk::Handed& handed);
  base::Result<HttpResponse> hand_over_act(Visit& visit, const SignUpDesk::Handed& handed,
                                           HandedView& view);
  base::Result<HttpResponse> take_screen_back(Visit& visit, const SignUpDesk::Handed& handed,
                                              HandedView& view);
  HttpResponse handed_page(const Visit& visit, HandedView& view, int status);
  HttpResponse language(const Visit& visit);
  static HttpResponse csv_answer(CsvPage file);
  std::optional<int> read_fields(Visit& visit);
  base::Result<HttpResponse> looked_at(const Visit& visit, HttpResponse response);
  HttpResponse problem(const PageContext& context, int status);

  // A municipality's own sign-in.
  struct Oidc {
    OidcFlows flows;
    OidcDesk desk;
  };

  Store store_;
  matcher::Policy policy_;
  std::unique_ptr<Gate> gate_;
  std::unique_ptr<Oidc> oidc_;  // null: there is none
  std::unique_ptr<Pages> pages_;
  std::unique_ptr<RoundDesk> rounds_;
  FixedFile style_;
  FixedFile script_;
  std::unique_ptr<forms::FormSet> forms_;
  std::unique_ptr<ImportWords> import_words_;
  std::unique_ptr<SignUpDesk> sign_ups_;
  std::unique_ptr<ImportDesk> imports_;  // goes before what it points at
};

}  // namespace samen::server
