// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/store/messages.hpp"

// What people who signed up have to be told now: read off where their case stands, as the kiosk
// tells it to who asks (match_word.hpp), so that a message never says anything else.
//
//   who waits         a word whenever nothing was said or heard for so many days
//   who has an offer  that there is one, and once more when they do not answer
//   who is matched    that both said yes, the day of the first meeting, that it is off, how it goes
//   whose offer ended that it is over, unless the no was theirs
//
// Nobody is told anything who paused, stopped or rests, and nothing is told twice.
namespace samen::server {

struct MessageRules {
  int waiting_days = 28;  // without a word
};

// Everything that is true now and to be told; much of it was, and has its row.
base::Result<std::vector<MessageDue>> messages_due(Store& store, const matcher::Policy& policy,
                                                   const MessageRules& rules);

// Asked again before it is sent: days may have passed.
base::Result<bool> is_still_due(Store& store, const matcher::Policy& policy,
                                const MessageDue& message);

}  // namespace samen::server
