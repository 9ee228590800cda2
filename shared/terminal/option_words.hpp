// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace samen::terminal {

// The option parser's own words of `app` and all its subcommands: headings of the help, and what it
// says of wrong options, which comes as English sentences around names. To be called when all
// subcommands are there, before the arguments are read. Adds `--language nl|en`, before and after a
// subcommand, where `app` has no such option yet; what it says was chosen in main() already
// (choose_language), so that the help speaks it, too.
void speak_of_options(CLI::App& app);

// One such sentence in the language spoken.
std::string option_error_in_words(const std::string& told);

}  // namespace samen::terminal
