// SPDX-License-Identifier: Apache-2.0
// status: everything there is, in counts.
#include <algorithm>
#include <array>
#include <ostream>

#include "base/say.hpp"
#include "domain/values.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/status_picture.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/disk_encryption.hpp"
#include "sync/server/store/gauges.hpp"
#include "sync/server/store/generations.hpp"

namespace samen::server {

using base::Result;
using base::say;
using base::say_count;
using base::to_say;
using base::translated;

namespace {

constexpr std::array kTitles = {
    to_say("Envelopes"),    to_say("Households"),   to_say("Groups"),  to_say("Group sizes"),
    to_say("To be placed"), to_say("To talk with"), to_say("Held"),    to_say("Matches"),
    to_say("Proposals"),    to_say("Decisions"),    to_say("Rounds"),  to_say("Erased"),
    to_say("Refused"),      to_say("ALARM"),        to_say("WARNING"), to_say("Note")};

// As wide as the longest of them in the language spoken.
std::size_t title_columns() {
  std::size_t most = 0;
  for (const auto title : kTitles) most = std::max(most, domain::code_points(translated(title)));
  return most + 1;
}

std::string titled(std::string_view title) {
  return flush_left(translated(title), title_columns());
}

// Of envelopes, cases, proposals and decisions, as the store names them.
std::string state_in_words(std::string name) {
  constexpr std::array kStates = {to_say("stored"),    to_say("applied"),   to_say("needs review"),
                                  to_say("waiting"),   to_say("proposed"),  to_say("matched"),
                                  to_say("withdrawn"), to_say("unstarted"), to_say("held"),
                                  to_say("accepted"),  to_say("declined"),  to_say("taken"),
                                  to_say("stale")};
  std::ranges::replace(name, '_', ' ');
  return std::ranges::find(kStates, name) == kStates.end() ? name : say(name);
}

void print_counts(std::string_view title, const std::map<std::string, std::int64_t>& counts,
                  std::ostream& out) {
  std::string all;
  for (const auto& [name, count] : counts) {
    add_to(all, std::to_string(count) + " " + state_in_words(name));
  }
  out << titled(title) << (all.empty() ? say("none") : all) << "\n";
}

std::string device_in_words(const StatusPicture& picture, std::size_t i, std::int64_t now_ms) {
  const auto& device = picture.devices[i];
  const auto heard = device.last_contact_ms
                         ? say("last heard {} ago", age_in_words(now_ms - *device.last_contact_ms))
                         : say("not heard since it was enrolled");
  const auto centre = centre_name(picture, device.centre);
  return say("{}, received through {}, safely stored through {}, {} cards",
             device.revoked_ms ? say("{}, REVOKED, {}", centre, heard) : centre + ", " + heard,
             device.seen_through, device.durable_through, picture.device_counts[i].feed_items);
}

// What stands there only when it is so.
void print_open_work(const StatusPicture& picture, std::ostream& out) {
  if (picture.talks > 0) {
    out << titled(to_say("To talk with"))
        << say("{} people who asked for it: talk says who", picture.talks) << "\n";
  }
  if (picture.held > 0) {
    out << titled("Held")
        << say_count(static_cast<std::int64_t>(picture.held),
                     "1 sign-up looks like an earlier one: samen-matcher doubles",
                     "{} sign-ups look like an earlier one: samen-matcher doubles")
        << "\n";
  }
  if (picture.matches > 0) {
    out << titled("Matches")
        << say("{} open, {} overdue, {} quiet: samen-matcher matches", picture.matches,
               picture.overdue, picture.quiet)
        << "\n";
  }
}

void print_status(Store& store, const StatusPicture& picture, std::ostream& out) {
  const auto& counts = picture.counts;
  print_counts("Envelopes", counts.envelopes, out);
  print_counts("Households", counts.households, out);
  print_counts("Groups", counts.groups, out);
  std::string sizes;
  for (const auto& [size, count] : picture.sizes) add_to(sizes, say("{} of {}", count, size));
  out << titled(to_say("Group sizes")) << (sizes.empty() ? say("no group is free") : sizes) << "\n";
  out << titled(to_say("To be placed"))
      << say("{} people; {} are proposed in a group, {} are matched", picture.singles.waiting,
             picture.singles.proposed, picture.singles.matched)
      << "\n";
  print_open_work(picture, out);
  print_counts("Proposals", counts.proposals, out);
  print_counts("Decisions", counts.decisions, out);
  out << titled("Rounds") << counts.rounds << "\n";
  if (counts.erased > 0) {
    out << titled("Erased") << say("{} records, on request", counts.erased) << "\n";
  }
  if (counts.passed_over > 0) {
    out << titled("Refused") << say("{} records were refused for good", counts.passed_over) << "\n";
  }
  if (picture.devices.empty()) out << say("No kiosk is enrolled yet.") << "\n";
  const std::int64_t now = store.now_ms();
  for (const auto& alarm : picture.alarms) {
    out << titled("ALARM")
        << say("{}: {} ({} x, last {} ago)", alarm.subject, translated(words_of(alarm.kind)),
               alarm.count, age_in_words(now - alarm.last_ms))
        << "\n";
  }
  for (std::size_t i = 0; i < picture.devices.size(); ++i) {
    out << titled(say("Kiosk {}", picture.devices[i].number)) << device_in_words(picture, i, now)
        << "\n"
        << flush_left("", title_columns() + 1) << picture.devices[i].id.str() << "\n";
  }
}

void print_disk(const std::filesystem::path& data, std::ostream& out) {
  switch (disk_encryption(data)) {
    case DiskEncryption::on:
      return;
    case DiskEncryption::off:
      out << titled("WARNING")
          << say("the disk of the store, {}, is not encrypted with LUKS: whoever takes it reads "
                 "every name",
                 data)
          << "\n";
      return;
    case DiskEncryption::unknown:
      out << titled("Note")
          << say("whether the disk of the store, {}, is encrypted cannot be seen from here; what "
                 "opens every name lies on it",
                 data)
          << "\n";
      return;
  }
}

// They go by themselves, as all copies do in their time.
void print_clear_copies(const std::filesystem::path& home, std::ostream& out) {
  const auto copies = list_generations(home);
  const auto clear = std::ranges::count_if(copies, [](const Generation& copy) {
    return held_under_keys(copy.file) == HeldUnderKeys::no;
  });
  if (clear == 0) return;
  out << titled("WARNING")
      << say_count(clear,
                   "names lie in clear in 1 copy of {1}, from before there were keys; restore "
                   "--list says which. They go in their time; remove them when you need them no "
                   "more",
                   "names lie in clear in {0} copies of {1}, from before there were keys; restore "
                   "--list says which. They go in their time; remove them when you need them no "
                   "more",
                   home)
      << "\n";
}

}  // namespace

Result<void> run_status(const ShowCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto picture, take_picture(*matcher.store));
  SAMEN_CHECK(check_audit(*matcher.store));
  if (command.json) {
    out << status_json(*matcher.store, picture) << "\n";
    return {};
  }
  print_status(*matcher.store, picture, out);
  SAMEN_CHECK(use_backup_folders(matcher));
  print_disk(command.data, out);
  const auto homes = backup_homes(matcher.folder);
  for (const auto& home : homes) print_clear_copies(home, out);
  if (homes.size() > 1 && share_a_disk(homes[0], homes[1])) {
    out << titled("WARNING") << say("both backup folders lie on one disk: they are lost together")
        << "\n";
  }
  return {};
}

}  // namespace samen::server
