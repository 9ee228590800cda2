// SPDX-License-Identifier: Apache-2.0
// revoke, staff show, staff confirm, undo: what an operator does about one kiosk and what came from
// it.
#include <ostream>

#include "base/say.hpp"
#include "sync/server/cases/decide.hpp"
#include "sync/server/cases/fleet.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/staff_keys.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using base::translated;

namespace {

Result<void> reinstate(Store& store, const Device& device, std::ostream& out) {
  SAMEN_TRY(const bool changed, reinstate_kiosk(store, device, "operator"));
  if (!changed) {
    out << say("Kiosk {} is in service.\n", device.number);
    return {};
  }
  out << say(
      "Kiosk {} is in service again, with the same keys. What it still holds comes at its next "
      "try, within an hour.\n",
      device.number);
  return {};
}

Result<void> revoke(Store& store, const Device& device, std::ostream& out) {
  SAMEN_TRY(const bool changed, revoke_kiosk(store, device, "operator"));
  if (!changed) {
    out << say("Kiosk {} was revoked before.\n", device.number);
    return {};
  }
  out << say(
      "Kiosk {0} ({1}) is revoked: nothing from it is taken any more and it gets no cards. What it "
      "sent before stays. By mistake? samen-matcher revoke --undo {0}\n",
      device.number, device.id.str());
  return {};
}

std::string fingerprint(const vault::VerifyKey& key) {
  return key.id();
}

// The key with this fingerprint among those that decisions were signed with, or the key itself.
Result<vault::VerifyKey> key_called(Store& store, const Device& device, const std::string& name) {
  SAMEN_TRY(const auto offers, offered_keys(store, device.number));
  for (const auto& offer : offers) {
    if (fingerprint(offer.key) == name) return offer.key;
  }
  if (const auto bytes = base::from_hex(name); bytes && bytes->size() == 32) {
    return vault::VerifyKey::from_bytes(*bytes);
  }
  return fail(Errc::not_found,
              say("no decision of this kiosk was signed with a key of that fingerprint; "
                  "`samen-matcher staff show` lists those that were"));
}

// What can be taken back.
std::string_view verdict_in_words(domain::ProposalState state) {
  switch (state) {
    case domain::ProposalState::accepted:
      return translated("accepted");
    case domain::ProposalState::declined:
      return translated("declined");
    case domain::ProposalState::held:
      return translated("held");
    default:
      return domain::name_of(state);
  }
}

}  // namespace

Result<void> run_revoke(const RevokeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto device, kiosk_called(*matcher.store, command.device));
  return command.undo ? reinstate(*matcher.store, device, out)
                      : revoke(*matcher.store, device, out);
}

Result<void> run_undo(const UndoCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto proposal, proposal_of(store, command.proposal));
  if (!proposal) {
    return fail(Errc::not_found, say("no proposal has this id, nor a household or group of this "
                                     "label; `samen-matcher proposals` lists them"));
  }
  const std::string_view was = verdict_in_words(proposal->card.state);
  SAMEN_CHECK(undo_decision(store, *proposal));
  SAMEN_CHECK(transaction.commit());
  out << say("{} with {} was {} and is proposed again; kiosks get the card at their next look.\n",
             proposal->card.household_label, proposal->card.group_label, was);
  return {};
}

Result<void> run_staff_show(const StaffCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(const auto devices, all_devices(store));
  for (const auto& device : devices) {
    if (device.revoked_ms) continue;
    SAMEN_TRY(const auto known, staff_key_of(store, device.number));
    out << (known ? say("Kiosk {}  signs with {}\n", device.number, fingerprint(*known))
                  : say("Kiosk {}  has no confirmed staff key\n", device.number));
    SAMEN_TRY(const auto offers, offered_keys(store, device.number));
    for (const auto& offer : offers) {
      out << say("         not confirmed: {}, last used {} ago\n", fingerprint(offer.key),
                 age_in_words(store.now_ms() - offer.at_ms));
    }
  }
  if (devices.empty()) out << say("No kiosk is enrolled yet.\n");
  return {};
}

Result<void> run_staff_confirm(const StaffCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto device, kiosk_called(store, command.kiosk));
  SAMEN_TRY(const auto key, key_called(store, device, command.key));
  SAMEN_CHECK(set_staff_key(store, device.number, key, ConfirmedBy::coordinator));
  SAMEN_TRY(const auto again, retry_reviews_of(store, device.number));
  SAMEN_CHECK(write_audit(store, "operator", "confirm_staff_key",
                          device.id.str() + " " + fingerprint(key)));
  SAMEN_CHECK(transaction.commit());
  out << say(
      "Kiosk {}: decisions signed with {} count from now on. {} records under review are tried "
      "again by serve, or by the next round.\n",
      device.number, fingerprint(key), again);
  return {};
}

}  // namespace samen::server
