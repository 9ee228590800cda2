// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/server/cases/staff_state.hpp"
#include "sync/server/pages/centre_names.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/paging.hpp"
#include "sync/server/store/office_logins.hpp"
#include "sync/server/store/office_passkeys.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kStaff = "/staff";

std::string_view look_of_account(AccountState state) {
  switch (state) {
    case AccountState::active:
      return "yes";
    case AccountState::locked:
      return "late";
    case AccountState::invited:
      return "today";
    case AccountState::link_over:
      return "open";
    case AccountState::gone:
      break;
  }
  return "no";
}

// The words of a role that a newer program gave are its name.
std::string role_of(const Frame& frame, const OfficeAccount& account) {
  const auto role = domain::from_name<StaffRole>(account.role);
  return role ? role_words(frame.texts(), frame.language(), *role) : account.role;
}

Result<void> fill_account(Store& store, const Frame& frame, ctemplate::TemplateDictionary& out,
                          const OfficeAccount& account) {
  SAMEN_TRY(const auto state, state_of(store, account));
  out.SetValue("NAME", account.name);
  out.SetValue("ROLE_WORDS", role_of(frame, account));
  out.SetValue("CENTRE_NAME",
               account.centre.empty() ? frame.word("office.worklist.everywhere") : account.centre);
  const std::string name(domain::name_of(state));
  out.SetValue("LOOK", std::string(look_of_account(state)));
  out.SetValue("STATE", frame.word("office.staff.state." + name));
  out.SetValue("MEANS", frame.word("office.staff.means." + name));
  return {};
}

bool found_account(const OfficeAccount& account, std::string_view search) {
  return found_in(account.name, search) || found_in(account.centre, search);
}

// Role and centre, as they stand in two forms, and above them what has to be mended.
Result<void> fill_account_form(Store& store, Frame& frame, ctemplate::TemplateDictionary& into,
                               const AccountForm& form) {
  auto& fields = *into.AddIncludeDictionary("FIELDS");
  fields.SetFilename("account_fields.tpl");
  fields.SetValue("CENTRE_TYPED", form.centre);
  for (const auto role : form.roles) {
    auto* choice = fields.AddSectionDictionary("ROLE_CHOICE");
    const std::string name(domain::name_of(role));
    choice->SetValue("VALUE", name);
    choice->SetValue("WORDS", role_words(frame.texts(), frame.language(), role));
    choice->SetValue("HINT", frame.word("office.staff.can." + name));
    if (role == form.role) choice->ShowSection("CHOSEN");
  }
  SAMEN_CHECK(offer_centres(store, fields));
  if (form.wrong.empty()) return {};
  frame.main().SetValueAndShowSection("PROBLEM_WORDS",
                                      frame.word("office.staff.wrong." + form.wrong), "PROBLEM");
  if (form.wrong == "name" || form.wrong == "taken") into.ShowSection("WRONG_NAME");
  if (!form.wrong.starts_with("centre")) return {};
  into.ShowSection("WRONG_CENTRE");
  fields.ShowSection("WRONG_CENTRE");
  return {};
}

Result<Page> staff_list(const PageParts& parts, Store& store, const PageContext& context,
                        const ListFilter& filter) {
  SAMEN_TRY(auto all, all_accounts(store));
  std::ranges::stable_sort(all, {}, &OfficeAccount::disabled);
  std::vector<const OfficeAccount*> found;
  for (const auto& account : all) {
    if (found_account(account, filter.search)) found.push_back(&account);
  }
  Frame frame(parts, context, "staff.tpl", kStaff);
  auto& main = frame.main();
  const auto open = std::ranges::count(all, false, &OfficeAccount::disabled);
  main.SetValue("SUMMARY",
                frame.word("office.staff.summary", {{"count", static_cast<std::int64_t>(open)}}));
  fill_search(frame, filter, found.size());
  if (found.empty()) main.ShowSection("EMPTY");
  if (!found.empty()) main.ShowSection("LINES");
  const auto shown = lines_of_page(found.size(), filter.page);
  for (std::size_t i = shown.first; i < shown.end; ++i) {
    SAMEN_CHECK(fill_account(store, frame, *main.AddSectionDictionary("LINE"), *found[i]));
  }
  fill_pages(frame, shown, "staff", [&filter](int page) { return query_of_list(filter, page); });
  return frame.finish(frame.word("office.staff.title"));
}

Result<Page> account_page(const PageParts& parts, Store& store, const PageContext& context,
                          const OfficeAccount& account, const AccountForm& form,
                          std::string_view done) {
  Frame frame(parts, context, "account.tpl", "/staff/" + account.name);
  auto& main = frame.main();
  SAMEN_CHECK(fill_account(store, frame, main, account));
  main.SetValue("MADE", frame.day_of_year(account.made_ms));
  SAMEN_TRY(const auto passkeys, passkeys_of(store, account.id));
  main.SetValue("PASSKEYS", frame.word("office.staff.passkeys",
                                       {{"count", static_cast<std::int64_t>(passkeys.size())}}));
  if (std::ranges::any_of(passkeys, &OfficePasskey::locked)) main.ShowSection("STOPPED");
  SAMEN_TRY(const auto login, login_of(store, account.id));
  if (login) main.ShowSection("LOGIN_OF");
  const std::string again = account.disabled ? "back" : "reset";
  main.SetValue("RESET_TITLE", frame.word("office.staff." + again + ".title"));
  main.SetValue("RESET_HELP", frame.word("office.staff." + again + ".help"));
  main.SetValue("RESET_BUTTON", frame.word("office.staff." + again + ".button"));
  if (!account.disabled) {
    SAMEN_CHECK(fill_account_form(store, frame, *main.AddSectionDictionary("OPEN"), form));
  }
  if (done == "change" || done == "close") {
    main.SetValueAndShowSection("DONE_WORDS", frame.word("office.staff.done." + std::string(done)),
                                "DONE");
  }
  return frame.finish(account.name, form.wrong.empty() ? 200 : 422);
}

}  // namespace

Page Pages::staff(Store& store, const PageContext& context, const ListFilter& asked) {
  if (!kStaffIsFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  const auto page = staff_list(*parts_, store, context, {search_of(asked.search), asked.page});
  return page ? *page : failed_page(*parts_, context, page.error());
}

Page Pages::account(Store& store, const PageContext& context, std::string_view name,
                    AccountForm form, std::string_view done) {
  if (!kStaffIsFor.open_to(context.viewer) || !context.confirmed) {
    return problem_page(*parts_, context, 403);
  }
  const auto account = account_named(store, name);
  if (!account) return failed_page(*parts_, context, account.error());
  if (!*account) return problem_page(*parts_, context, 404);
  const bool typed = form.wrong == "role" || form.wrong.starts_with("centre");
  if (!typed) {
    form.role = domain::from_name<StaffRole>((*account)->role).value_or(form.role);
    form.centre = (*account)->centre;
  }
  const auto page = account_page(*parts_, store, context, **account, form, done);
  return page ? *page : failed_page(*parts_, context, page.error());
}

Page Pages::invite_staff(Store& store, const PageContext& context, const AccountForm& form) {
  if (!kStaffIsFor.open_to(context.viewer) || !context.confirmed) {
    return problem_page(*parts_, context, 403);
  }
  Frame frame(*parts_, context, "staff_invite.tpl", "/invite");
  frame.main().SetValue("NAME_TYPED", form.name);
  const auto filled = fill_account_form(store, frame, frame.main(), form);
  if (!filled) return failed_page(*parts_, context, filled.error());
  return frame.finish(frame.word("office.staff.invite.title"), form.wrong.empty() ? 200 : 422);
}

Page Pages::staff_link(const PageContext& context, const GivenLink& link) {
  if (!kStaffIsFor.open_to(context.viewer) || !context.confirmed) {
    return problem_page(*parts_, context, 403);
  }
  Frame frame(*parts_, context, "staff_link.tpl", "/staff/" + link.account);
  auto& main = frame.main();
  const auto title =
      frame.word("office.staff.link.title", {{"name", std::string_view(link.account)}});
  main.SetValue("TITLE", title);
  main.SetValue("NAME", link.account);
  main.SetValue("URL", std::string(link.url.view()));
  return frame.finish(title);
}

}  // namespace samen::server
