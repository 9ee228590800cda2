// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "protocol/messages.hpp"
#include "storage/kiosk_store.hpp"

// Which answer is which event in the life of a row; what the event does to the row stands in
// storage/outbox_table.hpp. An answer's class alone says nothing: it has to agree with a receipt
// that the matcher signed over exactly this envelope. What is not in this table is not believed:
// the row stays, the offer counts as an attempt, and comes again later.
namespace samen::agent {

using What = storage::KioskStore::Outcome::What;
using protocol::ReceiptStatus;
using protocol::ResultClass;

struct OutboxRule {
  ResultClass answer;     // what the matcher says it did
  ReceiptStatus receipt;  // what it signed
  What row;               // what becomes of ours
};

inline constexpr auto kOutboxTable = std::to_array<OutboxRule>({
    // answer                 signed receipt           our row
    {ResultClass::accepted, ReceiptStatus::accepted, What::received},
    {ResultClass::duplicate, ReceiptStatus::accepted, What::received},
    // A repeat gets the receipt of the first time, whatever it said then.
    {ResultClass::duplicate, ReceiptStatus::refused, What::refused},
    {ResultClass::duplicate, ReceiptStatus::erased, What::erased},
    // Kept aside for staff; others go on.
    {ResultClass::refused, ReceiptStatus::refused, What::refused},
    // Another envelope has this id: ours is kept and never offered again. An alarm.
    {ResultClass::conflict, ReceiptStatus::conflict, What::quarantined},
    // Erased on request at the matcher: our copy goes too.
    {ResultClass::erased, ReceiptStatus::erased, What::erased},
});

// Nothing: this pair does not exist, so the answer is not believed.
constexpr std::optional<What> row_becomes(ResultClass answer, ReceiptStatus receipt) {
  for (const auto& rule : kOutboxTable) {
    if (rule.answer == answer && rule.receipt == receipt) return rule.row;
  }
  return std::nullopt;
}

}  // namespace samen::agent
