// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

// The one form of a life: a table of moves. Code and SQL are made from it, so nothing can happen
// that is not written there.
namespace samen::base {

template <class State, class Event, class To = State>
struct Move {
  State from;
  Event event;
  To to;
};

template <class State, class Event, class To, std::size_t N>
using Life = std::array<Move<State, Event, To>, N>;

// The table read as a function; nullptr: the event passes this state by.
template <class State, class Event, class To, std::size_t N>
constexpr const Move<State, Event, To>* find_move(const Life<State, Event, To, N>& life, State from,
                                                  Event event) {
  for (const auto& move : life) {
    if (move.from == from && move.event == event) return &move;
  }
  return nullptr;
}

// Whether no event has two ways out of one state.
template <class State, class Event, class To, std::size_t N>
constexpr bool has_one_way_each(const Life<State, Event, To, N>& life) {
  for (const auto& move : life) {
    if (find_move(life, move.from, move.event) != &move) return false;
  }
  return true;
}

}  // namespace samen::base
