// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/door.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/number.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/office/accounts.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/pages/import_page.hpp"
#include "sync/server/store/audit.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

int page_of(const FormFields& query) {
  constexpr int kMostPages = 1'000'000;
  return std::clamp(base::parse_number<int>(field_of(query, "page")).value_or(1), 1, kMostPages);
}

namespace {

constexpr std::size_t kMaxFixedBytes = 1024 * 1024;

WorkFilter filter_of(const FormFields& query) {
  WorkFilter filter{.centre = std::string(field_of(query, "centre")),
                    .language = std::string(field_of(query, "language")),
                    .kind = std::string(field_of(query, "kind")),
                    .when = std::string(field_of(query, "when")),
                    .search = std::string(field_of(query, "search"))};
  filter.page = page_of(query);
  return filter;
}

ListFilter list_filter_of(const FormFields& query) {
  return {std::string(field_of(query, "search")), page_of(query)};
}

ReportFilter report_filter_of(const FormFields& query) {
  return {std::string(field_of(query, "from")), std::string(field_of(query, "to"))};
}

}  // namespace

Result<FixedFile> FixedFile::load(const std::filesystem::path& file, std::string_view type) {
  FixedFile fixed{.type = type};
  SAMEN_TRY(fixed.text, base::read_file(file, kMaxFixedBytes));
  fixed.tag = "\"" + base::to_hex(vault::sha256(base::as_bytes(fixed.text))) + "\"";
  return fixed;
}

HttpResponse FixedFile::answer(const HttpRequest& request) const {
  HttpResponse response;
  response.content_type = type;
  response.headers = {{"ETag", tag}, {"Cache-Control", "max-age=600"}};
  if (request.header("if-none-match") == tag) {
    response.status = 304;
  } else {
    response.body = text;
  }
  return response;
}

Door::Door(Store store, matcher::Policy policy)
    : store_(std::move(store)), policy_(std::move(policy)) {}

Result<std::unique_ptr<Door>> Door::open(const DataFolder& folder, const base::Clock& clock,
                                         base::Random& random, const DoorOptions& options) {
  SAMEN_TRY(auto store, Store::open(folder, clock, random));
  SAMEN_TRY(auto policy, programme_policy(folder));
  std::unique_ptr<Door> door(new Door(std::move(store), std::move(policy)));
  SAMEN_TRY(door->gate_, Gate::open(door->store_, options.assets / "common_passwords.txt",
                                    options.cost, PasskeySite::of(options.url)));
  if (options.oidc) {
    door->oidc_.reset(new Oidc{.flows = {clock, random},
                               .desk = {*options.oidc, clock, options.url + "/oidc/callback"}});
  }
  door->rounds_ = std::make_unique<RoundDesk>(folder, clock, random);
  SAMEN_TRY(door->pages_, Pages::open(options.assets));
  const auto office = options.assets / "office";
  SAMEN_TRY(door->style_, FixedFile::load(office / "style.css", "text/css; charset=utf-8"));
  SAMEN_TRY(door->script_,
            FixedFile::load(office / "passkey.js", "text/javascript; charset=utf-8"));
  SAMEN_TRY(auto forms, forms::FormSet::load(options.assets / "forms"));
  door->forms_ = std::make_unique<forms::FormSet>(std::move(forms));
  door->sign_ups_ = std::make_unique<SignUpDesk>(SignUpDesk::Means{.forms = door->forms_.get(),
                                                                   .clock = &clock,
                                                                   .policy = door->policy_,
                                                                   .cost = options.receipt_cost});
  SAMEN_TRY(auto words, ImportWords::load(options.assets, door->pages_->kiosk_words()));
  door->import_words_ = std::make_unique<ImportWords>(std::move(words));
  door->imports_ = std::make_unique<ImportDesk>(
      ImportDesk::Means{.folder = folder,
                        .clock = &clock,
                        .random = &random,
                        .tools = {.forms = door->forms_.get(),
                                  .words = door->import_words_.get(),
                                  .languages = door->pages_->kiosk_words().languages()},
                        .policy = door->policy_,
                        .cost = options.receipt_cost});
  return door;
}

HttpResponse Door::handle(const HttpRequest& request) {
  Visit visit{.request = &request};
  auto answered = answer(visit);
  if (answered) return std::move(*answered);
  const auto code = answered.error().code;
  base::log(base::LogLevel::warning, "office_failed", {{"code", code}});
  const bool busy = code == Errc::timeout || code == Errc::unavailable;
  return problem(visit.context, busy ? 503 : 500);
}

Result<void> Door::learn_who(Visit& visit) {
  const auto cookies = visit.request->header("cookie");
  auto& context = visit.context;
  const auto language = cookie_of(cookies, kLanguageCookie);
  context.language = is_office_language(language)
                         ? std::string(language)
                         : std::string(language_of(visit.request->header("accept-language")));
  context.now_ms = store_.now_ms();
  context.passkeys = gate_->site().has_value();
  if (oidc_ != nullptr) context.provider = oidc_->desk.client().settings().name;
  visit.token = std::string(cookie_of(cookies, kTokenCookie));
  visit.fresh = !is_token(visit.token);
  if (visit.fresh) visit.token = make_token(store_.random());
  context.csrf = csrf_of_token(visit.token);
  if (visit.fresh) return {};
  SAMEN_TRY(visit.session, gate_->session(visit.token));
  if (!visit.session) return {};
  context.account = visit.session->account.name;
  context.confirmed = gate_->is_confirmed(*visit.session);
  SAMEN_TRY(context.viewer, viewer_of(visit.session->account));
  return {};
}

Result<HttpResponse> Door::answer(Visit& visit) {
  const auto& request = *visit.request;
  const auto found = office_route_of(request.method, request.path());
  const auto* routed = std::get_if<Routed>(&found);
  if (routed != nullptr && routed->route->asks == Asks::style) return style_.answer(request);
  if (routed != nullptr && routed->route->asks == Asks::script) return script_.answer(request);
  SAMEN_CHECK(learn_who(visit));
  if (routed != nullptr) visit.routed = *routed;
  if (const auto handed = sign_ups_->handed(visit.token)) return at_hand_over(visit, *handed);
  if (routed == nullptr) {
    if (std::get<NoRoute>(found) == NoRoute::no_such_path) return problem(visit.context, 404);
    auto refused = problem(visit.context, 405);
    refused.headers.emplace_back("Allow", methods_of(request.path()));
    return refused;
  }
  if (auto refused = refusal_of_form(visit)) return std::move(*refused);
  if (auto refused = refusal_of_viewer(visit)) return std::move(*refused);
  const bool oidc = visit.routed.route->asks == Asks::oidc;
  SAMEN_TRY(auto response, oidc ? about_oidc(visit) : go_on(visit));
  const bool page = response.content_type.starts_with("text/html");
  if (page && visit.fresh) set_token_cookie(response, visit.token);
  return response;
}

std::optional<HttpResponse> Door::refusal_of_viewer(const Visit& visit) {
  const auto& route = *visit.routed.route;
  if (route.lets == Lets::anybody) return std::nullopt;
  if (!visit.session) return visit.fresh ? redirect_to(OurPath::sign_in()) : to_sign_in("over");
  if (!route.shows.open_to(visit.context.viewer)) return problem(visit.context, 403);
  if (route.lets == Lets::confirmed && !visit.context.confirmed) {
    const auto here = OurPath::parse(visit.request->path()).value_or(OurPath::home());
    return redirect_to(OurPath::confirm(here));
  }
  return std::nullopt;
}

Result<HttpResponse> Door::go_on(Visit& visit) {
  switch (visit.routed.route->asks) {
    case Asks::worklist:
    case Asks::match:
    case Asks::contacts:
    case Asks::sheet:
    case Asks::file:
    case Asks::ask_erase:
    case Asks::erase:
    case Asks::missing:
    case Asks::poster:
    case Asks::fairness:
    case Asks::report:
    case Asks::kiosks:
    case Asks::kiosk:
    case Asks::kiosk_service:
    case Asks::enrol:
    case Asks::make_code:
    case Asks::staff:
      return show(visit);
    case Asks::account:
      return account(visit);
    case Asks::papers:
      return papers(visit);
    case Asks::invite_staff:
      return invite_staff(visit);
    case Asks::round:
      return about_round(visit);
    case Asks::sign_up:
      return sign_up(visit);
    case Asks::import_file:
    case Asks::import_people:
      return import_people(visit);
    case Asks::calendar:
      return calendar(visit);
    case Asks::report_csv:
      return report_csv(visit);
    case Asks::act:
    case Asks::act_on_kiosk:
      return act(visit);
    case Asks::sign_in:
    case Asks::confirm:
    case Asks::language:
      return at_the_gate(visit);
    case Asks::try_sign_in:
      return try_sign_in(visit);
    case Asks::sign_out:
      return sign_out(visit);
    case Asks::invitation:
      return invitation(visit);
    case Asks::accept:
      return accept(visit);
    case Asks::try_confirm:
      return try_confirm(visit);
    case Asks::passkey:
    case Asks::try_passkey:
    case Asks::confirm_passkey:
    case Asks::try_confirm_passkey:
    case Asks::passkeys:
    case Asks::act_on_passkeys:
      return about_passkeys(visit);
    case Asks::oidc:
    case Asks::style:
    case Asks::script:
      break;  // answered before
  }
  return problem(visit.context, 500);
}

Result<HttpResponse> Door::show(Visit& visit) {
  const auto& context = visit.context;
  const auto label = visit.routed.argument;
  switch (visit.routed.route->asks) {
    case Asks::match:
      return looked_at(visit, html_answer(pages_->match(store_, policy_, context, label,
                                                        field_of(visit.fields, "done"))));
    case Asks::contacts:
      return html_answer(pages_->contacts(store_, context, label));
    case Asks::sheet:
      return looked_at(visit, html_answer(pages_->sheet(store_, context, label)));
    case Asks::file:
      return looked_at(visit, html_answer(pages_->file(store_, context, label)));
    case Asks::ask_erase:
      return html_answer(pages_->erase_question(store_, context, label));
    case Asks::erase:
      return html_answer(pages_->erase(store_, context, label, visit.fields));
    case Asks::missing:
      return html_answer(pages_->missing(store_, context));
    case Asks::poster:
      return html_answer(pages_->poster(store_, context, label, field_of(visit.fields, "centre")));
    case Asks::fairness:
      return html_answer(pages_->fairness(store_, context));
    case Asks::report:
      return html_answer(pages_->report(store_, context, report_filter_of(visit.fields)));
    case Asks::kiosks:
      return html_answer(pages_->kiosks(store_, context, list_filter_of(visit.fields)));
    case Asks::staff:
      return html_answer(pages_->staff(store_, context, list_filter_of(visit.fields)));
    case Asks::kiosk:
      return html_answer(pages_->kiosk(store_, context, label, field_of(visit.fields, "done")));
    case Asks::kiosk_service:
      return html_answer(pages_->kiosk_service(store_, context, label));
    case Asks::enrol:
      return html_answer(pages_->enrol(store_, context));
    case Asks::make_code:
      return html_answer(pages_->make_code(store_, context, visit.fields));
    default:
      return html_answer(pages_->worklist(store_, policy_, context, filter_of(visit.fields)));
  }
}

Result<HttpResponse> Door::looked_at(const Visit& visit, HttpResponse response) {
  if (response.status != 200) return response;
  SAMEN_TRY(auto transaction, store_.begin());
  SAMEN_CHECK(write_audit(store_, visit.context.viewer.actor(), visit.routed.route->look,
                          visit.routed.argument));
  SAMEN_CHECK(transaction.commit());
  return response;
}

Result<HttpResponse> Door::report_csv(Visit& visit) {
  auto file = pages_->report_csv(store_, visit.context, report_filter_of(visit.fields));
  if (!file && file.error().code == Errc::not_found) return problem(visit.context, 404);
  if (!file) return std::unexpected(file.error());
  return csv_answer(std::move(*file));
}

HttpResponse Door::csv_answer(CsvPage file) {
  HttpResponse response;
  response.body = std::move(file.text);
  response.content_type = "text/csv; charset=utf-8; header=present";
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + file.name + "\"");
  return response;
}

Result<HttpResponse> Door::act(Visit& visit) {
  const auto whom = visit.routed.argument;
  auto acted = visit.routed.route->asks == Asks::act_on_kiosk
                   ? pages_->act_on_kiosk(store_, visit.context, whom, visit.fields)
                   : pages_->act(store_, policy_, visit.context, whom, visit.fields);
  if (acted.again) return html_answer(std::move(*acted.again));
  return redirect_to(OurPath::parse(acted.location).value_or(OurPath::home()));
}

HttpResponse Door::problem(const PageContext& context, int status) {
  auto page = pages_->problem(context, status);
  page.status = status;
  auto response = html_answer(std::move(page));
  if (status == 503) response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace samen::server
