// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/oidc_ask.hpp"
#include "sync/server/store/office_logins.hpp"

namespace samen::server {

Page Pages::login(Store& store, const PageContext& context, const LoginView& view) {
  if (!context.confirmed || context.provider.empty()) return problem_page(*parts_, context, 403);
  const auto mine = login_of(store, view.account);
  if (!mine) return failed_page(*parts_, context, mine.error());
  Frame frame(*parts_, context, "oidc.tpl", "/oidc");
  auto& main = frame.main();
  const std::string_view name = context.provider;
  main.SetValue("PROVIDER", context.provider);
  if (*mine) {
    auto* linked = main.AddSectionDictionary("LINKED");
    const std::string added = frame.day_of_year((**mine).added_ms);
    linked->SetValue("SINCE", frame.word("office.oidc.since", {{"day", std::string_view(added)}}));
    if ((**mine).used_ms) {
      const std::string used = frame.day_of_year(*(**mine).used_ms);
      linked->SetValue("USED", frame.word("office.oidc.used", {{"day", std::string_view(used)}}));
    }
  } else {
    main.AddSectionDictionary("FREE")->SetValue(
        "LINK_BUTTON", frame.word("office.oidc.add.button", {{"name", name}}));
  }
  const bool wrong = view.trouble != LoginTrouble::none;
  if (wrong) {
    const std::string words = "office.oidc.wrong." + std::string(domain::name_of(view.trouble));
    main.SetValueAndShowSection("PROBLEM_WORDS", frame.word(words), "PROBLEM");
  } else if (view.done == "link" || view.done == "unlink") {
    main.SetValueAndShowSection("DONE_WORDS", frame.word("office.oidc.done." + view.done), "DONE");
  }
  return frame.finish(frame.word("office.oidc.title"), wrong ? 422 : 200);
}

}  // namespace samen::server
