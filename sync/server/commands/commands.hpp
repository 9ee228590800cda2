// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/server/commands/office_commands.hpp"
#include "sync/server/store/intake_limits.hpp"

// What the command line can do, one function a command. Each prints for people on `out`; with
// `json`, one JSON object. An Error goes to stderr and makes the exit code 1.
namespace samen::server {

struct InitCommand {
  std::filesystem::path data;
  std::string listen = "127.0.0.1:8443";
};
base::Result<void> run_init(const InitCommand& command, std::ostream& out);

struct EnrolCommand {
  std::filesystem::path data;
  std::string centre;
  std::string municipality;
  int valid_minutes = 60;
  bool code_only = false;
};
base::Result<void> run_enrol(const EnrolCommand& command, std::ostream& out);

struct ServeCommand {
  std::filesystem::path data;
  std::string listen;  // empty: what init was given
  std::filesystem::path ready_file;
  std::vector<std::filesystem::path> backup;  // folders of the verified copies; none: DATA/backup
  double backup_seconds = 5;
  std::string keep = "6,7,4";  // older copies: hourly, daily, weekly
  int copies_before_delete = 2;
  IntakeLimits intake;
  bool new_backup_disk = false;  // the folder may lack its marker
  double idle_seconds = 60;
  double request_seconds = 30;
  int connections = 512;
  int connections_per_source = 64;  // 0: no limit
  bool plain = false;               // HTTP on a loopback address, for a proxy that speaks TLS
  bool forwarded_for = false;       // X-Forwarded-For names the client
  std::string metrics;              // loopback address for /metrics, /ready, /live; empty: none
  OfficePlace office;
};
base::Result<void> run_serve(const ServeCommand& command, std::ostream& out);

struct RoundCommand {
  std::filesystem::path data;
  std::optional<std::uint64_t> seed;  // none: a fresh one, which the log keeps
  std::filesystem::path policy;       // none: DATA/policy.json, else the built-in policy
  std::filesystem::path places;
  int threads = 1;
  bool verbose = false;         // every proposal in words, not a table and one in full
  bool timings = false;         // seconds a step, on stderr
  std::filesystem::path proof;  // none: nothing for outsiders is written
  bool json = false;
};
base::Result<void> run_round_command(const RoundCommand& command, std::ostream& out);

struct ShowCommand {
  std::filesystem::path data;
  bool json = false;
};
base::Result<void> run_proposals(const ShowCommand& command, std::ostream& out);
base::Result<void> run_status(const ShowCommand& command, std::ostream& out);

struct ReviewCommand {
  std::filesystem::path data;
  bool retry = false;
  std::string discard;  // id of one to forget for good
  bool yes = false;     // with discard; false: only say what would go
};
base::Result<void> run_review(const ReviewCommand& command, std::ostream& out);

struct RevokeCommand {
  std::filesystem::path data;
  std::string device;  // its id, or its number
  bool undo = false;   // take a revocation back
};
base::Result<void> run_revoke(const RevokeCommand& command, std::ostream& out);

struct UndoCommand {
  std::filesystem::path data;
  std::string proposal;  // its id, or the label of its household or group
};
base::Result<void> run_undo(const UndoCommand& command, std::ostream& out);

struct StaffCommand {
  std::filesystem::path data;
  std::string kiosk;  // its id, or its number
  std::string key;    // of confirm: fingerprint or the whole key, in hexadecimal digits
};
base::Result<void> run_staff_show(const StaffCommand& command, std::ostream& out);
base::Result<void> run_staff_confirm(const StaffCommand& command, std::ostream& out);

struct PapersCommand {
  std::filesystem::path data = {};
  std::string whose = {};  // label of a group or volunteer, reference; empty: everybody's
  std::vector<std::string> saw = {};  // as domain::Paper has them
  std::string day = {};               // of what was seen: 2026-12-31
  std::vector<std::string> take_back = {};
  bool lacking = false;  // only who lacks something, or soon will
  bool json = false;
  Viewer viewer = {};
};
base::Result<void> run_papers(const PapersCommand& command, std::ostream& out);

struct ConsentCommand {
  std::filesystem::path data;
  std::string household;  // the label on the card
  int adult = 0;          // who said yes, the second is 2; 0: only list them
};
base::Result<void> run_consent(const ConsentCommand& command, std::ostream& out);

struct TalkCommand {
  std::filesystem::path data;
  std::string done;  // with whom somebody has talked: label, reference or id; empty: list them
  Viewer viewer = {};
};
base::Result<void> run_talk(const TalkCommand& command, std::ostream& out);

struct MessagesCommand {
  std::filesystem::path data;
  std::filesystem::path assets = {};  // none: where the programs have them
  bool send = false;
  std::optional<std::int64_t> show = {};     // one of these four at most; the number of a message
  std::optional<std::int64_t> done = {};     // staff have said it
  std::optional<std::int64_t> bounced = {};  // it came back
  std::string test = {};                     // an address of mail, or a telephone number
  bool json = false;
  Viewer viewer = {};
};
base::Result<void> run_messages(const MessagesCommand& command, std::ostream& out);

struct MatchesCommand {
  std::filesystem::path data;
  bool json = false;
  Viewer viewer = {};
};
base::Result<void> run_matches(const MatchesCommand& command, std::ostream& out);

struct MatchCommand {
  std::filesystem::path data;
  std::string label;      // of the household or the group
  std::string step;       // as domain::MatchEvent has it
  std::string day;        // of plan and meet: 2026-12-31
  int met = 0;            // of check-in: how often since the one before; of meet: on that day
  std::string mood;       // of check-in: good, fair or poor
  std::string household;  // of close and rematch: again, stop, or the day a pause ends
  std::string group;
  std::string reason;  // of close and rematch, as domain::EndReason has it
  Viewer viewer = {};
};
base::Result<void> run_match(const MatchCommand& command, std::ostream& out);

struct MatchNewCommand {
  std::filesystem::path data = {};
  std::string household = {};  // labels
  std::string group = {};
  std::vector<std::string> overridden = {};  // names of hard rules
  std::string because = {};
};
base::Result<void> run_match_new(const MatchNewCommand& command, std::ostream& out);

struct ContactsCommand {
  std::filesystem::path data;
  std::string label;  // of the household or the group
  Viewer viewer = {};
};
base::Result<void> run_contacts(const ContactsCommand& command, std::ostream& out);

struct RetentionCommand {
  std::filesystem::path data;
  std::string keep = {};  // of whom staff have heard: label, reference or id
  bool json = false;
};
base::Result<void> run_retention(const RetentionCommand& command, std::ostream& out);

struct DoublesCommand {
  std::filesystem::path data;
  std::string one;  // labels of two that look alike; empty: list them
  std::string other;
  bool two = false;    // they are two people
  std::string counts;  // they are one, and this sign-up counts
  bool json = false;   // of the list
};
base::Result<void> run_doubles(const DoublesCommand& command, std::ostream& out);

struct EraseCommand {
  std::filesystem::path data;
  std::string record;  // id, household label or receipt code
  std::string reason = "asked";
  bool yes = false;        // false: only say what would go
  std::string proof = {};  // instead: what was shown to who erased (base/erasure_code.hpp)
};
base::Result<void> run_erase(const EraseCommand& command, std::ostream& out);

struct NewReceiptCommand {
  std::filesystem::path data;
  std::string record;              // id, household label or reference
  std::vector<std::string> asked;  // kAskedToBeSure
};
base::Result<void> run_new_receipt(const NewReceiptCommand& command, std::ostream& out);

struct KeysCommand {
  std::filesystem::path data;
  std::string key;     // of retire
  bool force = false;  // of retire
};
base::Result<void> run_keys(const KeysCommand& command, std::ostream& out);
base::Result<void> run_keys_rotate(const KeysCommand& command, std::ostream& out);
base::Result<void> run_keys_retire(const KeysCommand& command, std::ostream& out);

struct TlsCommand {
  std::filesystem::path data;
  std::filesystem::path certificate;  // of announce: made elsewhere; empty: make one
  bool force = false;                 // of switch
};
base::Result<void> run_tls_announce(const TlsCommand& command, std::ostream& out);
base::Result<void> run_tls_switch(const TlsCommand& command, std::ostream& out);
base::Result<void> run_tls_cancel(const TlsCommand& command, std::ostream& out);

struct PopulateCommand {
  std::filesystem::path data;
  std::uint64_t seed = 1;
  int households = 60;
  int groups = -1;           // -1: three for every four households
  int singles = -1;          // -1: one for every three households
  int unanswered = 0;        // percent of the questions that may be skipped
  std::string centre;        // empty: a made-up centre in each municipality
  std::string municipality;  // of a centre that is not known yet
};
base::Result<void> run_populate(const PopulateCommand& command, std::ostream& out);

struct RestoreCommand {
  std::filesystem::path data;
  std::filesystem::path backup;  // folder of the verified copy; empty: DATA/backup
  std::string copy;              // name of an older one there; empty: the newest
  bool list = false;             // only say which there are
  bool drill = false;            // only try it
};
base::Result<void> run_restore(const RestoreCommand& command, std::ostream& out);

struct AuditCommand {
  std::filesystem::path data;
  bool head = false;              // print the head, made with the key
  std::string check;              // a head noted earlier; its lines must still be there
  std::filesystem::path key;      // of both
  std::filesystem::path key_new;  // make a key there and do nothing else
  bool json = false;
};
base::Result<void> run_audit(const AuditCommand& command, std::ostream& out);

struct SolveFileCommand {
  std::filesystem::path input;
  bool perfect = false;  // and the two others: matcher::Aim; none of the three: its usual
  bool most_then_cheapest = false;
  bool free = false;
  int threads = 1;
  std::uint64_t seed = 1;
};
base::Result<void> run_solve_file(const SolveFileCommand& command, std::ostream& out);
struct VerifyFilesCommand {
  std::filesystem::path instance;
  std::filesystem::path solution;
  bool perfect = false;
};
base::Result<void> run_verify_files(const VerifyFilesCommand& command, std::ostream& out);

struct SimulateYearCommand {
  int households = 3000;
  int groups = 2700;
  int days = 365;
  std::uint64_t seed = 1;
  int threads = 1;
  std::filesystem::path policy;
  std::filesystem::path places;
  bool json = false;
  int silence = 0;        // years; 0: the three rules
  bool possible = false;  // what hard rules explain, instead
};
base::Result<void> run_simulate_year(const SimulateYearCommand& command, std::ostream& out);

// The whole program: parses, runs, reports. 0 done, 1 failed, 2 wrong options. `version` is what
// --version says behind the name.
int run_command_line(int argc, char** argv, const char* version);

}  // namespace samen::server
