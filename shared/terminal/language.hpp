// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

// In which language a program speaks at its terminal: Dutch or English.
namespace samen::terminal {

// Of `--language nl` or `--language=nl` anywhere among the arguments; else of LC_ALL, LC_MESSAGES,
// LANG: the first that is set decides, as in POSIX. Whatever is neither is English; that an option
// names a language there is not, the option's own check says.
std::string_view wanted_language(std::span<const char* const> arguments);

// From here on base::say() speaks what wanted_language() says. Called once, first thing in main().
// Returns the language: "nl" or "en".
std::string_view choose_language(int argc, const char* const* argv);

}  // namespace samen::terminal
