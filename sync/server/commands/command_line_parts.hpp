// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/vocabulary.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/core_commands.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

// What the files share that describe commands to CLI11.
namespace samen::server {

using Run = std::function<base::Result<void>(std::ostream&)>;

// A subcommand with its words and what it runs; `chosen` gets the one that was asked for.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& about,
                      const std::string& more, Run run, Run& chosen);
// The words of a vocabulary, for CLI::IsMember.
template <class E>
std::vector<std::string> option_words() {
  const auto& names = domain::Vocabulary<E>::kNames;
  return {names.begin(), names.end()};
}
CLI::Option* add_data(CLI::App* command, std::filesystem::path& data);

// The options of the commands in command_line_keys.cpp.
struct KeyOptions {
  KeysCommand keys;
  TlsCommand tls;
};
void add_key_commands(CLI::App& app, KeyOptions& options, Run& chosen);

// Of those in command_line_people.cpp.
struct PeopleOptions {
  PapersCommand papers;
  ConsentCommand consent;
  TalkCommand talk;
  MessagesCommand messages;
  DoublesCommand doubles;
  EraseCommand erase;
  RetentionCommand retention;
  NewReceiptCommand new_receipt;
};
void add_people_commands(CLI::App& app, PeopleOptions& options, Run& chosen);

// Of those in command_line_kiosks.cpp.
struct KioskOptions {
  EnrolCommand enrol;
  RevokeCommand revoke;
  UndoCommand undo;
  StaffCommand staff;
};
void add_kiosk_commands(CLI::App& app, KioskOptions& options, Run& chosen);

// Of those in command_line_matches.cpp.
struct MatchOptions {
  MatchesCommand matches;
  MatchCommand match;
  MatchNewCommand match_new;
  ContactsCommand contacts;
};
void add_match_commands(CLI::App& app, MatchOptions& options, Run& chosen);

// Of those in command_line_office.cpp and command_line_office_serve.cpp.
struct OfficeOptions {
  OfficeCommand office;
  std::string role;
  OfficeServeCommand serve;
  OfficeSeparateCommand separate;
};
void add_office_commands(CLI::App& app, OfficeOptions& options, Run& chosen);
void add_office_serve_commands(CLI::App& office, OfficeOptions& options, Run& chosen);
void add_office_options(CLI::App* serve, OfficePlace& place);

// In command_line_serve.cpp.
void add_serve_command(CLI::App& app, ServeCommand& o, Run& chosen);

// Of those in command_line_rounds.cpp.
struct RoundOptions {
  RoundCommand round;
  PopulateCommand populate;
  ExplainCommand explain;
  PlacesCommand places;
};
void add_round_command(CLI::App& app, RoundCommand& o, Run& chosen);
void add_core_commands(CLI::App& app, RoundOptions& options, Run& chosen);

// Of those in command_line_files.cpp, which need no matcher.
struct FileOptions {
  SolveFileCommand solve;
  VerifyFilesCommand verify;
  SimulateYearCommand simulate;
};
void add_file_commands(CLI::App& app, FileOptions& options, Run& chosen);

}  // namespace samen::server
