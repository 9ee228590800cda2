// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/server/store/store.hpp"

// What somebody has to look at. The first of a kind and subject on a day goes into the audit chain
// and the log; all are counted, shown by `status` and the meters. Subjects are ids, never names.
namespace samen::server {

enum class AlarmKind : std::uint8_t {
  forged_decision,          // not signed by the staff key that is known of the kiosk
  many_decisions,           // more in an hour than people make
  decision_at_night,        // when no centre is open
  second_identity,          // two cards with one kiosk's keys
  unreadable_record,        // sealed to a key that is not here, or to nothing that opens
  too_many_bytes,           // a kiosk has used up what it may store in a day
  certificate_not_renewed,  // of TLS, though it ends soon
};
std::string_view to_string(AlarmKind kind);
// What happened and what to do about it, for `status`.
std::string_view words_of(AlarmKind kind);

// Expects a running transaction.
base::Result<void> raise_alarm(Store& store, AlarmKind kind, std::string_view subject);

struct Alarm {
  AlarmKind kind = AlarmKind::forged_decision;
  std::string subject;
  std::int64_t last_ms = 0;
  std::int64_t count = 0;
};
// Of the last seven days, newest first.
base::Result<std::vector<Alarm>> recent_alarms(Store& store);

}  // namespace samen::server
