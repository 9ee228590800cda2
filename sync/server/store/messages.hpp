// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "domain/message_life.hpp"
#include "sync/server/store/store.hpp"

// Messages to people who signed up, each thing once. A row holds neither words nor an address. All
// that write expect a running transaction.
namespace samen::server {

struct MessageDue {
  base::Uuid record;
  domain::MessageKind kind = domain::MessageKind::waiting;
  base::Uuid about = {};  // the proposal; zero: none
  std::int64_t nth = 0;   // tells two of one kind apart
  auto operator<=>(const MessageDue&) const = default;
};

struct MessageRow {
  std::int64_t number = 0;
  MessageDue due;
  domain::MessageState state = domain::MessageState::queued;
  int tries = 0;
  std::int64_t made_ms = 0;
  std::int64_t next_ms = 0;     // not before then
  std::int64_t changed_ms = 0;  // in this state since
  std::string failure = {};     // why it failed, without an address; empty: it did not
};

// False when there is one already. One that was dropped is queued again: it is true once more.
base::Result<bool> add_message(Store& store, const MessageDue& due);
// As the life table has it. Errc::conflict, and nothing changed, when this does not come now.
base::Result<void> move_message(Store& store, MessageRow& message, domain::MessageEvent event);
// Errc::not_found.
base::Result<MessageRow> find_message(Store& store, std::int64_t number);
base::Result<std::vector<MessageRow>> messages_of(Store& store, const base::Uuid& record);
// Queued and failed ones whose moment has come, the oldest first.
base::Result<std::vector<MessageRow>> messages_to_send(Store& store, int most);
// Everything that nobody has had yet.
base::Result<std::vector<MessageRow>> open_messages(Store& store);
// What staff have to say themselves, the oldest first.
struct MessageForStaff {
  MessageRow message;
  std::string whose;   // label of a household or who signed up alone, else the receipt's reference
  std::string centre;  // where they signed up
};
base::Result<std::vector<MessageForStaff>> messages_for_staff(Store& store);
base::Result<std::map<domain::MessageState, std::int64_t>> count_messages(Store& store);

// When each had a message last, Unix milliseconds.
base::Result<std::map<base::Uuid, std::int64_t>> last_messages(Store& store);
// One of made-up people, who are told nothing; so is who is not here.
base::Result<bool> is_made_up(Store& store, const base::Uuid& record);

base::Result<void> forget_messages(Store& store, const base::Uuid& record);
// What somebody has had before then is nobody's business any more.
base::Result<void> drop_messages_before(Store& store, std::int64_t before_ms);

}  // namespace samen::server
