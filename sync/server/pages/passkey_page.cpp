// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/passkey_fields.hpp"
#include "sync/server/store/office_passkeys.hpp"

namespace samen::server {

using base::Result;

namespace {

void fill_passkey(const Frame& frame, ctemplate::TemplateDictionary& into,
                  const OfficePasskey& passkey) {
  into.SetValue("NAME", passkey.name);
  into.SetValue("ID", passkey.id.str());
  const std::string added = frame.day_of_year(passkey.added_ms);
  into.SetValue("ADDED", frame.word("office.passkeys.added", {{"day", std::string_view(added)}}));
  if (passkey.used_ms) {
    const std::string used = frame.day_of_year(*passkey.used_ms);
    into.SetValue("USED", frame.word("office.passkeys.used", {{"day", std::string_view(used)}}));
  } else {
    into.SetValue("USED", frame.word("office.passkeys.never"));
  }
  if (passkey.locked) into.ShowSection("LOCKED");
}

void fill_add(Frame& frame, const PasskeyList& list) {
  auto* form = frame.main().AddSectionDictionary("ADD");
  form->SetValue("NAME_TYPED", list.name);
  fill_passkey_ask(*form, list.ask);
  if (list.trouble == PasskeyTrouble::name) form->ShowSection("WRONG_NAME");
}

}  // namespace

void fill_passkey_ask(ctemplate::TemplateDictionary& into, const PasskeyAsk& ask) {
  auto* fields = into.AddIncludeDictionary("ASK");
  fields->SetFilename("passkey_ask.tpl");
  fields->SetValue("KIND", ask.user.empty() ? "get" : "create");
  fields->SetValue("CHALLENGE", ask.challenge);
  fields->SetValue("TICKET", ask.ticket);
  fields->SetValue("HOST", ask.host);
  fields->SetValue("USER", ask.user);
  fields->SetValue("USER_NAME", ask.user_name);
  if (ask.at_once) fields->ShowSection("AT_ONCE");
  std::string ids;
  for (const auto& id : ask.ids) ids += (ids.empty() ? "" : " ") + id;
  fields->SetValue("IDS", ids);
}

Page Pages::passkeys(Store& store, const PageContext& context, const PasskeyList& list) {
  if (!context.confirmed || !context.passkeys) return problem_page(*parts_, context, 403);
  const auto mine = passkeys_of(store, list.account);
  if (!mine) return failed_page(*parts_, context, mine.error());
  Frame frame(*parts_, context, "passkeys.tpl", "/passkeys");
  auto& main = frame.main();
  if (mine->empty()) {
    main.ShowSection("NONE");
  } else {
    auto* some = main.AddSectionDictionary("SOME");
    for (const auto& passkey : *mine) {
      fill_passkey(frame, *some->AddSectionDictionary("EACH"), passkey);
    }
  }
  if (list.full) main.ShowSection("FULL");
  if (!list.full) fill_add(frame, list);
  const bool wrong = list.trouble != PasskeyTrouble::none;
  if (wrong) {
    const std::string words = "office.passkeys.wrong." + std::string(domain::name_of(list.trouble));
    main.SetValueAndShowSection("PROBLEM_WORDS", frame.word(words), "PROBLEM");
  } else if (list.done == "add" || list.done == "remove") {
    main.SetValueAndShowSection("DONE_WORDS", frame.word("office.passkeys.done." + list.done),
                                "DONE");
  }
  return frame.finish(frame.word("office.passkeys.title"), wrong ? 422 : 200);
}

}  // namespace samen::server
