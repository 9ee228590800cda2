// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/match.hpp"
#include "sync/server/pages/case_view.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

void fill_person(const Frame& frame, ctemplate::TemplateDictionary& side,
                 const base::SecretText& name, const domain::Contact& contact) {
  auto* person = side.AddIncludeDictionary("PERSON");
  person->SetFilename("person.tpl");
  person->SetValue("NAME", std::string(name.view()));
  person->SetValue("HOW", frame.texts().of(frame.language(), contact.channel));
  person->SetValue("VALUE", std::string(contact.value.view()));
}

}  // namespace

Page Pages::contacts(Store& store, const PageContext& context, std::string_view label) {
  const auto proposal = case_row(store, context.viewer, label);
  if (!proposal) return failed_page(*parts_, context, proposal.error());
  if (!context.confirmed || !context.viewer.sees(Slice::contacts)) {
    return problem_page(*parts_, context, 403);
  }
  const auto& card = proposal->card;
  const auto contacts = look_at_contacts(store, *proposal, context.viewer.actor());
  Frame frame(*parts_, context, "contacts.tpl", "/case/" + card.household_label + "/contacts");
  frame.everywhere("LABEL", card.household_label);
  auto& main = frame.main();
  const auto title = frame.word("office.contacts.title");
  if (!contacts) {
    if (contacts.error().code != Errc::permission) {
      return failed_page(*parts_, context, contacts.error());
    }
    main.AddSectionDictionary("CLOSED")->SetValue("CLOSED_WORDS",
                                                  frame.word("office.contacts.not_yet"));
    return frame.finish(title, 403);
  }
  auto* shown = main.AddSectionDictionary("SHOWN");
  shown->SetValue("HOUSEHOLD_LABEL", card.household_label);
  shown->SetValue("GROUP_LABEL", card.group_label);
  const auto& household = std::get<domain::Household>(contacts->household.body);
  fill_person(frame, *shown->AddSectionDictionary("PERSON_HOUSEHOLD"), household.name,
              household.contact);
  for (const auto& record : contacts->group) {
    const auto* volunteer = volunteer_of(record.body);
    fill_person(frame, *shown->AddSectionDictionary("PERSON_GROUP"), volunteer->name,
                volunteer->contact);
  }
  if (contacts->group.empty()) shown->ShowSection("NOBODY");
  return frame.finish(title);
}

}  // namespace samen::server
