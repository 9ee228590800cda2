// SPDX-License-Identifier: Apache-2.0
// The door's answers about accounts: what is asked for is carried out by accounts.hpp, as for the
// command line.
#include "sync/server/office/accounts.hpp"
#include "sync/server/office/door.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

// Of an account that is to be: whoever works at a centre has its pages.
std::vector<StaffRole> roles_with_a_page() {
  std::vector<StaffRole> roles;
  for (const auto& row : kRoles) {
    if (sees_a_page({.role = row.role})) roles.push_back(row.role);
  }
  return roles;
}

std::string wrong_of(AccountTrouble trouble) {
  return trouble == AccountTrouble::none ? std::string() : std::string(domain::name_of(trouble));
}

AccountForm form_without_answers() {
  AccountForm form;
  form.roles = roles_with_a_page();
  return form;
}

AccountForm account_form_of(const FormFields& fields) {
  auto form = form_without_answers();
  form.name = as_account_name(field_of(fields, "name"));
  const auto role = domain::from_name<StaffRole>(field_of(fields, "role"));
  if (role) form.role = *role;
  if (!role) form.wrong = "role";
  // A coordinator has all of them, whatever the field still says.
  if (form.role != StaffRole::coordinator) form.centre = typed_in(fields, "centre");
  return form;
}

}  // namespace

Result<HttpResponse> Door::with_link(const Visit& visit, const std::string& name,
                                     const InviteLink& link) {
  SAMEN_TRY(const auto url, store_.setting(kOfficeUrlSetting));
  return html_answer(pages_->staff_link(
      visit.context, {.account = name, .url = base::SecretText(url.value_or("") + link.path)}));
}

Result<HttpResponse> Door::invite_staff(Visit& visit) {
  if (visit.routed.route->method == Method::get) {
    return html_answer(pages_->invite_staff(store_, visit.context, form_without_answers()));
  }
  auto form = account_form_of(visit.fields);
  const NewAccount account{.name = form.name, .role = form.role, .centre = form.centre};
  if (form.wrong.empty()) {
    SAMEN_TRY(const auto trouble, trouble_with(store_, account));
    form.wrong = wrong_of(trouble);
  }
  if (!form.wrong.empty()) return html_answer(pages_->invite_staff(store_, visit.context, form));
  SAMEN_TRY(const auto link, invite_account(store_, account, visit.context.viewer));
  return with_link(visit, account.name, link);
}

Result<HttpResponse> Door::account(Visit& visit) {
  if (visit.routed.route->method == Method::post) return act_on_account(visit);
  return html_answer(pages_->account(store_, visit.context, visit.routed.argument,
                                     form_without_answers(), field_of(visit.fields, "done")));
}

// What is wrong with it instead, or "" when it was done.
Result<std::string> Door::change(const Visit& visit, AccountForm& form) {
  form = account_form_of(visit.fields);
  if (!form.wrong.empty()) return form.wrong;
  const NewAccount account{
      .name = std::string(visit.routed.argument), .role = form.role, .centre = form.centre};
  SAMEN_TRY(const auto trouble, trouble_with_place(store_, account));
  if (trouble != AccountTrouble::none) return wrong_of(trouble);
  SAMEN_CHECK(change_account(store_, account, visit.context.viewer));
  return std::string();
}

Result<HttpResponse> Door::act_on_account(Visit& visit) {
  const std::string name(visit.routed.argument);
  SAMEN_TRY(const auto known, account_named(store_, name));
  if (!known) return problem(visit.context, 404);
  const auto act = field_of(visit.fields, "act");
  const auto& by = visit.context.viewer;
  auto form = form_without_answers();
  Result<std::string> wrong = "act";
  if (act == "reset") {
    const auto link = reset_account(store_, name, by);
    if (link) return with_link(visit, name, *link);
    wrong = std::unexpected(link.error());
  } else if (act == "close") {
    const auto closed = close_account(store_, name, by);
    wrong = std::string();
    if (!closed) wrong = std::unexpected(closed.error());
  } else if (act == "change") {
    wrong = change(visit, form);
  }
  if (!wrong && wrong.error().code != Errc::permission) return std::unexpected(wrong.error());
  form.wrong = wrong.value_or("last");
  if (!form.wrong.empty()) {
    return html_answer(pages_->account(store_, visit.context, name, std::move(form)));
  }
  return redirect_to(
      OurPath::parse("/staff/" + name + "?done=" + std::string(act)).value_or(OurPath::home()));
}

}  // namespace samen::server
