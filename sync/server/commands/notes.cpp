// SPDX-License-Identifier: Apache-2.0
// What staff have seen or heard of people, noted.
#include <algorithm>
#include <ostream>

#include "base/say.hpp"
#include "sync/server/cases/consents.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print_matches.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/talks.hpp"

namespace samen::server {

using base::Result;
using base::say;
using base::translated;

namespace {

std::string_view in_words(TalkAbout about) {
  switch (about) {
    case TalkAbout::unsure:
      return translated("is not sure about an offer");
    case TalkAbout::member_no:
      return translated("said no to an offer to their group");
    case TalkAbout::poor:
      return translated("says that it does not go well");
    case TalkAbout::not_met:
      return translated("says that they have not met yet");
  }
  return "";
}

}  // namespace

Result<void> run_talk(const TalkCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  if (!command.done.empty()) {
    SAMEN_TRY(auto transaction, store.begin());
    SAMEN_TRY(const auto record, find_record(store, command.done));
    if (!record) {
      return base::fail(base::Errc::not_found, say("nothing here has that label, reference or id"));
    }
    SAMEN_TRY(const auto all, wishes_to_talk(store));
    const auto wish = std::ranges::find(all, *record, &WishToTalk::record);
    if (wish != all.end()) SAMEN_CHECK(may_see_centre(command.viewer, wish->centre));
    SAMEN_CHECK(end_wish_to_talk(store, *record));
    SAMEN_CHECK(take_talk_off_cards(store, *record));
    SAMEN_CHECK(write_audit(store, command.viewer.actor(), "talked", record->str()));
    SAMEN_CHECK(transaction.commit());
  }
  SAMEN_TRY(auto waiting, wishes_to_talk(store));
  std::erase_if(waiting, [&command](const WishToTalk& wish) {
    return !command.viewer.sees_centre(wish.centre);
  });
  if (waiting.empty()) out << say("Nobody waits for a talk.") << "\n";
  for (const auto& wish : waiting) {
    if (!wish.label.empty()) out << wish.label << "  ";
    out << say("{}  {}, asked {} ago", wish.receipt, wish.centre,
               age_in_words(store.now_ms() - wish.asked_ms));
    if (wish.about) out << ": " << in_words(*wish.about);
    if (wish.because) out << " (" << translated(because_in_words(wish.because)) << ")";
    out << "\n";
  }
  return {};
}

Result<void> run_consent(const ConsentCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  if (command.adult != 0) {
    SAMEN_TRY(auto transaction, store.begin());
    SAMEN_CHECK(note_consent(store, command.household, command.adult));
    SAMEN_CHECK(write_audit(store, "operator", "consent",
                            command.household + " adult " + std::to_string(command.adult)));
    SAMEN_CHECK(transaction.commit());
  }
  SAMEN_TRY(const auto adults, consents_of(store, command.household));
  for (std::size_t i = 0; i < adults.size(); ++i) {
    out << (adults[i] == AdultConsent::given
                ? say("{} adult {}: said yes", command.household, i + 1)
                : say("{} adult {}: still to be asked", command.household, i + 1))
        << "\n";
  }
  return {};
}

}  // namespace samen::server
