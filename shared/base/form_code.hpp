// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// What stands on a poster and opens a form at the kiosk: F-001-EM. It names the form and nothing
// else: no round, no need, no person; every poster that asks for the same has the same code. Held
// before the kiosk's reader it is one of the codes that flow/scanned.cpp tells apart.
namespace samen::base {

inline constexpr char kFormLetter = 'F';
inline constexpr std::size_t kFormSymbols = 6;  // without dashes; no other code is as short
// The forms that people are asked to fill in by a poster. Printed codes count the places: only
// append.
inline constexpr std::string_view kPosterForms[] = {"single", "group"};

// The code of one of kPosterForms: the letter, its number in three symbols, two check characters
// that catch any two wrong symbols and any two that changed places. Empty for another form.
std::string form_code(std::string_view form);

// The form that a code stands for; spaces, dashes and letters as in HumanCode. Nothing: it is none.
std::optional<std::string_view> parse_form_code(std::string_view typed);

}  // namespace samen::base
