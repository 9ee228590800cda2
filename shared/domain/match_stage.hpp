// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/vocabulary.hpp"

// What the people in a match are told of it, and what they say about it.
namespace samen::domain {

// Whether the others have answered is not theirs to know.
enum class MatchStage : std::uint8_t { asked, agreed, running, ending };
SAMEN_VOCABULARY(MatchStage, "stage", "asked", "agreed", "running", "ending");

// How it goes, at a check-in.
enum class Mood : std::uint8_t { good, fair, poor };
SAMEN_VOCABULARY(Mood, "mood", "good", "fair", "poor");

}  // namespace samen::domain
