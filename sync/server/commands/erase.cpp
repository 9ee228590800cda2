// SPDX-License-Identifier: Apache-2.0
// erase: what a person asks to be forgotten.
#include "sync/server/cases/erase.hpp"

#include <algorithm>
#include <ostream>

#include "base/erasure_code.hpp"
#include "base/say.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/generations.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using base::say_count;

namespace {

std::string in_words(const RecordTrace& was) {
  if (!was.household_label.empty()) return say("the household {}", was.household_label);
  if (was.coordinator) return say("a coordinator; the group waits for another one");
  if (was.volunteer) {
    return was.join_code ? say("a member of a group") : say("a volunteer without a group");
  }
  return say("a record that is not a case yet");
}

// What somebody asked with their receipt, or what staff decided, came in an envelope too: taking it
// away would take their word away, and nothing of what they told. What nobody can read may go.
Result<void> refuse_what_is_no_record(Store& store, const base::Uuid& id) {
  SAMEN_TRY(const auto trace, trace_record(store, id));
  SAMEN_TRY(const bool under_review, is_under_review(store, id));
  if (trace.volunteer || !trace.household_label.empty() || under_review) return {};
  return fail(
      Errc::conflict,
      say("this is no sign-up, or one that serve has yet to take in; nothing was erased. To forget "
          "a person, name their label or the reference of their receipt (P-...)"));
}

// Says what became of the backup. The copy that lies beside the store still holds it. serve makes a
// new one within seconds; when nobody serves, it is made here.
Result<std::string> renew_backup(Matcher& matcher) {
  const auto lock = ServeLock::take(matcher.folder);
  if (!lock) {
    return say("The store was written anew; serve replaces the backup within seconds.");
  }
  SAMEN_CHECK(use_backup_folders(matcher));
  std::string where;
  for (const auto& home : backup_homes(matcher.folder)) {  // each copy goes to the other one
    SAMEN_TRY([[maybe_unused]] const auto report,
              make_verified_backup(*matcher.store, matcher.folder));
    where = where.empty() ? home.string() : say("{} and {}", where, home);
  }
  return say("The store was written anew; the backup in {} was made anew.", where);
}

// Stores that a restore or a damage has left behind, from before there were keys to take away:
// nothing reaches into them.
void name_leftovers(const DataFolder& folder, std::ostream& out) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder.root, error)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with("matcher.db.") || name == "matcher.db-journal") continue;
    if (held_under_keys(entry.path()) == HeldUnderKeys::yes) continue;
    out << say("An older store may still hold it; remove it when you do not need it any more: {}",
               entry.path())
        << "\n";
  }
}

// What a person who has erased what they told can be shown: that it is so, and since when.
Result<void> find_proof(const EraseCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto code, base::parse_erasure_code(command.proof));
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto since, receipt_erased_at(*matcher.store, code));
  if (!since) {
    return fail(Errc::not_found,
                say("nothing was erased here under that proof: the request may still wait on the "
                    "kiosk where it was made (status says which kiosks have not been heard), or it "
                    "was made for another matcher"));
  }
  out << say("Erased; on the list of erasures since {}.", date_in_words(*since)) << "\n";
  return {};
}

}  // namespace

Result<void> run_erase(const EraseCommand& command, std::ostream& out) {
  if (!command.proof.empty()) return find_proof(command, out);
  if (command.record.empty()) {
    return fail(Errc::invalid_input, say("whom? --record takes a label, a reference or an id"));
  }
  if (std::ranges::find(kErasureReasons, command.reason) == std::end(kErasureReasons)) {
    return fail(Errc::invalid_input, say("--reason takes asked, retention, duplicate or mistake"));
  }
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  {
    SAMEN_TRY(auto transaction, store.begin());
    SAMEN_TRY(const auto id, find_record(store, command.record));
    if (!id) {
      return fail(Errc::not_found,
                  say("nothing here has that label, receipt code or id; it may not have come from "
                      "its kiosk yet, or be erased already"));
    }
    SAMEN_CHECK(refuse_what_is_no_record(store, *id));
    SAMEN_TRY(const auto done, erase_record(store, *id, command.reason));
    const auto cards =
        say_count(done.cards, "1 proposal with its card", "{} proposals with their cards");
    if (!command.yes) {
      out << say("This would erase {}, and {}. Nothing was changed; add --yes to do it.",
                 in_words(done.was), cards)
          << "\n";
      return {};  // the transaction is taken back
    }
    // The list first: a power cut right after it is made good at the next start, while the other
    // way round a restored backup could bring back what is on no list.
    SAMEN_CHECK(add_erasures(matcher.folder.erasures(), done.for_the_list));
    SAMEN_CHECK(transaction.commit());
    out << say("Erased: {}, and {}. Kiosks take the cards back at their next look.",
               in_words(done.was), cards)
        << "\n";
  }
  if (const auto compacted = finish_erasing(store); !compacted) {
    return std::unexpected(compacted.error().context(
        say("it is erased, but the file could not be written anew, so its gaps may still hold "
            "copies; the next erasure does it, best while nobody serves")));
  }
  SAMEN_TRY(const auto copy, renew_backup(matcher));
  out << copy << "\n";
  name_leftovers(matcher.folder, out);
  return {};
}

}  // namespace samen::server
