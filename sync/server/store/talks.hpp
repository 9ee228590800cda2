// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"
#include "domain/match_word.hpp"
#include "sync/server/store/store.hpp"

// Who has asked to talk to staff, until somebody has talked with them. Every change expects a
// running transaction.
namespace samen::server {

enum class TalkAbout : std::uint8_t {
  unsure,     // an offer
  member_no,  // who is in a group and does not want to meet this household
  poor,       // a match that does not go well
  not_met,    // a first meeting that did not take place
};
std::string_view to_string(TalkAbout about);

// Once more changes nothing but what it is about, if they say: they wait since the first time.
base::Result<void> add_wish_to_talk(Store& store, const base::Uuid& record,
                                    std::optional<TalkAbout> about = {});
// Errc::not_found when they have not asked.
base::Result<void> end_wish_to_talk(Store& store, const base::Uuid& record);
base::Result<void> forget_wish_to_talk(Store& store, const base::Uuid& record);
base::Result<bool> wants_to_talk(Store& store, const base::Uuid& record);

struct WishToTalk {
  base::Uuid record;
  std::string label;    // of the household, or of who is to be placed; else empty
  std::string receipt;  // their reference
  std::string centre;
  std::int64_t asked_ms = 0;
  std::optional<TalkAbout> about = {};
  std::optional<domain::NoBecause> because = {};  // of a no, when they said why
};
base::Result<std::vector<WishToTalk>> wishes_to_talk(Store& store);  // the oldest first

}  // namespace samen::server
