// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sync/server/cases/latin_letters.hpp"

// Names as they sound, so that spelling, script and the order of names do not keep two sign-ups of
// one person apart. Nothing here is shown or kept.
namespace samen::server {

// One word of a name. `letters` is it in plain Latin letters, vowels as the script writes them;
// `sound` its consonants by class: what "Mohammed", "Muhammad" and "محمد" have in common.
struct NamePart {
  static constexpr std::size_t kLetters = 22;
  static constexpr std::size_t kSound = 8;
  std::array<char, kLetters> letter{};
  std::array<char, kSound> heard{};
  std::uint8_t letter_count = 0;
  std::uint8_t heard_count = 0;
  Script script = Script::other;

  std::string_view letters() const { return {letter.data(), letter_count}; }
  std::string_view sound() const { return {heard.data(), heard_count}; }
};

// The first words of a name that say something; articles and particles ("al", "van") are left out
// where there is more.
struct SoundedName {
  std::array<NamePart, 4> part{};
  std::uint8_t parts = 0;
  bool empty() const { return parts == 0; }
};
SoundedName sound_of(std::string_view name);  // well-formed UTF-8

bool alike(const NamePart& a, const NamePart& b);

// Every word of the shorter name has its own in the longer one; or both are one word when written
// together ("Abdul Rahman", "Abdulrahman"). The words of `a` that have one are set in `matched`.
bool alike(const SoundedName& a, const SoundedName& b, std::uint8_t& matched);

}  // namespace samen::server
