// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "base/secret.hpp"
#include "forms/answers.hpp"

// Typing, as a pure function on text and caret. One backspace takes one code point: what our
// keyboards type is precomposed, so that is one visible letter in Latin, Cyrillic and Ethiopic, and
// the vowel sign before the letter in Arabic, which is what people who type Arabic expect. Proper
// grapheme clusters would need ICU, which flow does not know.
namespace samen::flow {

// What of an insertion a field takes.
struct Filtered {
  base::SecretText text;
  const char* complaint = nullptr;  // message key of an error to show, or nullptr
};
// Drops what nobody sees (control and bidi override characters); what is seen stays, with a
// complaint where it cannot be right, so that nothing is glued together. Arabic and Persian digits
// become 0..9 where a number is asked; codes come out in capitals without dashes. Text that is not
// UTF-8 is dropped whole.
Filtered filter(forms::TextField field, std::string_view typed);

// How many code points a field holds. More is not taken.
std::size_t capacity(forms::TextField field);

// The nearest code point boundary at or before `byte`, at most the text's size.
std::size_t boundary_at(std::string_view text, std::size_t byte);
std::size_t boundary_before(std::string_view text, std::size_t caret);
std::size_t boundary_after(std::string_view text, std::size_t caret);

}  // namespace samen::flow
