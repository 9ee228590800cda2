// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/life_table.hpp"

// The life of a row in the outbox; outbox.cpp makes its SQL from it.
namespace samen::storage {

enum class OutboxState : std::uint8_t {
  waiting,      // not with the matcher yet, as far as is known
  received,     // the matcher signed that it has it
  refused,      // the matcher signed that it will not take it: a person has to look
  quarantined,  // damaged here, or another envelope with this id is there: never offered again
};

enum class OutboxEvent : std::uint8_t {
  received,       // signed: stored
  refused,        // signed: will not be stored
  quarantined,    // signed: another envelope has this id; or the row is not what it was
  erased,         // signed: erased on request
  failed,         // offered without an answer to believe: counts as an attempt
  durable,        // a verified backup of the matcher holds it
  new_epoch,      // the matcher was restored from a backup
  offered_again,  // somebody has seen to why it was refused
  // Of decisions, of which the courier knows nothing until one of these happens.
  taken_back,  // by the caseworker, in time
  released,    // the time is over, or the program that would have taken it back is
};

// To nothing: the row is deleted and, if it ever left, counted.
using OutboxMove = base::Move<OutboxState, OutboxEvent, std::optional<OutboxState>>;

inline constexpr auto kOutboxMoves = std::to_array<OutboxMove>({
    {OutboxState::waiting, OutboxEvent::received, OutboxState::received},
    {OutboxState::waiting, OutboxEvent::refused, OutboxState::refused},
    {OutboxState::waiting, OutboxEvent::quarantined, OutboxState::quarantined},
    {OutboxState::waiting, OutboxEvent::erased, std::nullopt},
    {OutboxState::waiting, OutboxEvent::failed, OutboxState::waiting},
    {OutboxState::waiting, OutboxEvent::taken_back, std::nullopt},
    {OutboxState::waiting, OutboxEvent::released, OutboxState::waiting},
    // A backup mark says nothing about a row that was never seen to arrive.
    {OutboxState::received, OutboxEvent::received, OutboxState::received},  // a newer receipt
    {OutboxState::received, OutboxEvent::quarantined, OutboxState::quarantined},
    {OutboxState::received, OutboxEvent::erased, std::nullopt},
    {OutboxState::received, OutboxEvent::durable, std::nullopt},
    {OutboxState::received, OutboxEvent::new_epoch, OutboxState::waiting},
    // Refusals and conflicts wait for people; only an erasure is stronger.
    {OutboxState::refused, OutboxEvent::erased, std::nullopt},
    {OutboxState::refused, OutboxEvent::offered_again, OutboxState::waiting},
    {OutboxState::quarantined, OutboxEvent::erased, std::nullopt},
});

static_assert(base::has_one_way_each(kOutboxMoves));

}  // namespace samen::storage
