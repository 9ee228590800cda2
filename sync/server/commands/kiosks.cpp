// SPDX-License-Identifier: Apache-2.0
// revoke, staff show, staff confirm, undo: what an operator does about one kiosk and what came from
// it.
#include <algorithm>
#include <ostream>

#include "sync/server/cases/decide.hpp"
#include "sync/server/cases/publish.hpp"
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

namespace {

Result<Device> device_called(Store& store, const std::string& name) {
  SAMEN_TRY(auto devices, all_devices(store));
  for (auto& device : devices) {
    if (device.id.str() == name || std::to_string(device.number) == name) return std::move(device);
  }
  return fail(Errc::not_found,
              "no kiosk has the id or number \"" + name + "\"; `samen-matcher status` lists them");
}

Result<void> reinstate(Store& store, const Device& device, std::ostream& out) {
  if (!device.revoked_ms) {
    out << "Kiosk " << device.number << " is in service.\n";
    return {};
  }
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(reinstate_device(store, device));
  SAMEN_CHECK(publish_all_cards(store, device));
  SAMEN_CHECK(write_audit(store, "operator", "revoke_undo", device.id.str()));
  SAMEN_CHECK(transaction.commit());
  out << "Kiosk " << device.number
      << " is in service again, with the same keys. What it still holds "
      << "comes at its next try, within an hour.\n";
  return {};
}

Result<void> revoke(Store& store, const Device& device, std::ostream& out) {
  if (device.revoked_ms) {
    out << "Kiosk " << device.number << " was revoked before.\n";
    return {};
  }
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(revoke_device(store, device));
  SAMEN_CHECK(write_audit(store, "operator", "revoke", device.id.str()));
  SAMEN_CHECK(transaction.commit());
  out << "Kiosk " << device.number << " (" << device.id.str()
      << ") is revoked: nothing from it is taken any more and it gets no cards. What it sent "
         "before stays. By mistake? samen-matcher revoke --undo "
      << device.number << "\n";
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
              "no decision of this kiosk was signed with a key of that fingerprint; "
              "`samen-matcher staff show` lists those that were");
}

}  // namespace

Result<void> run_revoke(const RevokeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto device, device_called(*matcher.store, command.device));
  return command.undo ? reinstate(*matcher.store, device, out)
                      : revoke(*matcher.store, device, out);
}

Result<void> run_undo(const UndoCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto proposal, proposal_of(store, command.proposal));
  if (!proposal) {
    return fail(Errc::not_found,
                "no proposal has this id, nor a household or group of this label; "
                "`samen-matcher proposals` lists them");
  }
  const std::string was(domain::name_of(proposal->card.state));
  SAMEN_CHECK(undo_decision(store, *proposal));
  SAMEN_CHECK(transaction.commit());
  out << proposal->card.household_label << " with " << proposal->card.group_label << " was " << was
      << " and is proposed again; kiosks get the card at their next look.\n";
  return {};
}

Result<void> run_staff_show(const StaffCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(const auto devices, all_devices(store));
  for (const auto& device : devices) {
    if (device.revoked_ms) continue;
    SAMEN_TRY(const auto known, staff_key_of(store, device.number));
    out << "Kiosk " << device.number << "  "
        << (known ? "signs with " + fingerprint(*known) : std::string("has no confirmed staff key"))
        << "\n";
    SAMEN_TRY(const auto offers, offered_keys(store, device.number));
    for (const auto& offer : offers) {
      out << "         not confirmed: " << fingerprint(offer.key) << ", last used "
          << age_in_words(store.now_ms() - offer.at_ms) << " ago\n";
    }
  }
  if (devices.empty()) out << "No kiosk is enrolled yet.\n";
  return {};
}

Result<void> run_staff_confirm(const StaffCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto device, device_called(store, command.kiosk));
  SAMEN_TRY(const auto key, key_called(store, device, command.key));
  SAMEN_CHECK(set_staff_key(store, device.number, key, ConfirmedBy::coordinator));
  SAMEN_TRY(const auto again, retry_reviews_of(store, device.number));
  SAMEN_CHECK(write_audit(store, "operator", "confirm_staff_key",
                          device.id.str() + " " + fingerprint(key)));
  SAMEN_CHECK(transaction.commit());
  out << "Kiosk " << device.number << ": decisions signed with " << fingerprint(key)
      << " count from now on. " << again
      << " records under review are tried again by serve, or by the "
      << "next round.\n";
  return {};
}

}  // namespace samen::server
