// SPDX-License-Identifier: Apache-2.0
// proposals, status, review: what the store holds, for people and for tests.
#include <algorithm>
#include <ostream>

#include <nlohmann/json.hpp>

#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/log_reading.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/alarms.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/disk_encryption.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/gauges.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/singles.hpp"
#include "sync/server/store/talks.hpp"

namespace samen::server {

using base::Result;
using nlohmann::json;

namespace {

struct Picture {
  StoreCounts counts;
  std::vector<Centre> centres;
  std::vector<Device> devices;
  std::vector<DeviceCounts> device_counts;
  std::map<std::int64_t, std::int64_t> sizes;
  SingleCounts singles;
  std::size_t talks = 0;
  std::size_t matches = 0;  // open
  std::size_t overdue = 0;  // of those, with a next step that was due
  std::size_t quiet = 0;    // of those, with no sign of contact for too long
  std::vector<Alarm> alarms;
  std::size_t held = 0;
};

Result<Picture> take_picture(Store& store) {
  Picture picture;
  SAMEN_TRY(picture.counts, count_everything(store));
  SAMEN_TRY(picture.centres, all_centres(store));
  SAMEN_TRY(picture.devices, all_devices(store));
  SAMEN_TRY(picture.sizes, group_sizes(store));
  SAMEN_TRY(picture.singles, count_singles(store));
  SAMEN_TRY(const auto talks, wishes_to_talk(store));
  picture.talks = talks.size();
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(const auto matches, worklist(store, policy));
  picture.matches = matches.size();
  for (const auto& item : matches) {
    picture.overdue += is_overdue(item.action, store.now_ms()) ? 1 : 0;
    picture.quiet += item.quiet() ? 1 : 0;
  }
  SAMEN_TRY(picture.alarms, recent_alarms(store));
  SAMEN_TRY(const auto pool, read_pool(store));
  picture.held = pool.held.size();
  for (const auto& device : picture.devices) {
    SAMEN_TRY(auto counts, count_for_device(store, device.number));
    picture.device_counts.push_back(counts);
  }
  return picture;
}

std::string centre_name(const Picture& picture, std::int64_t id) {
  for (const auto& centre : picture.centres) {
    if (centre.id == id) return centre.name;
  }
  return "?";
}

json optional_json(const std::optional<std::int64_t>& value) {
  return value ? json(*value) : json(nullptr);
}

std::string status_json(Store& store, const Picture& picture) {
  const auto& counts = picture.counts;
  json records = json::object();
  for (const auto& [kind, count] : counts.records) {
    records[kind] = {{"from_kiosks", count.from_kiosks}, {"synthetic", count.synthetic}};
  }
  json devices = json::array();
  for (std::size_t i = 0; i < picture.devices.size(); ++i) {
    const auto& device = picture.devices[i];
    devices.push_back({{"device", device.id.str()},
                       {"number", device.number},
                       {"centre", centre_name(picture, device.centre)},
                       {"revoked", device.revoked_ms.has_value()},
                       {"last_contact_ms", optional_json(device.last_contact_ms)},
                       {"seen_through", device.seen_through},
                       {"durable_through", device.durable_through},
                       {"envelopes", picture.device_counts[i].envelopes},
                       {"feed_items", picture.device_counts[i].feed_items}});
  }
  json alarms = json::array();
  for (const auto& alarm : picture.alarms) {
    alarms.push_back({{"kind", to_string(alarm.kind)},
                      {"subject", alarm.subject},
                      {"count", alarm.count},
                      {"last_ms", alarm.last_ms}});
  }
  json envelopes = {{"stored", 0}, {"applied", 0}, {"needs_review", 0}};
  for (const auto& [state, count] : counts.envelopes) envelopes[state] = count;
  return json{{"epoch", store.epoch().str()},
              {"envelopes", std::move(envelopes)},
              {"records", std::move(records)},
              {"households", counts.households},
              {"groups", counts.groups},
              {"singles",
               {{"waiting", picture.singles.waiting},
                {"proposed", picture.singles.proposed},
                {"matched", picture.singles.matched}}},
              {"want_to_talk", picture.talks},
              {"held", picture.held},
              {"matches",
               {{"open", picture.matches}, {"overdue", picture.overdue}, {"quiet", picture.quiet}}},
              {"proposals", counts.proposals},
              {"decisions", counts.decisions},
              {"declined_pairs", counts.declined_pairs},
              {"passed_over", counts.passed_over},
              {"rounds", counts.rounds},
              {"erased", counts.erased},
              {"open_codes", counts.open_codes},
              {"alarms", std::move(alarms)},
              {"devices", std::move(devices)}}
      .dump();
}

void print_counts(std::string_view title, const std::map<std::string, std::int64_t>& counts,
                  std::ostream& out) {
  out << title;
  if (counts.empty()) out << "none";
  const char* between = "";
  for (const auto& [name, count] : counts) {
    std::string words = name;
    for (char& c : words) {
      if (c == '_') c = ' ';
    }
    out << between << count << " " << words;
    between = ", ";
  }
  out << "\n";
}

void print_status(Store& store, const Picture& picture, std::ostream& out) {
  const auto& counts = picture.counts;
  print_counts("Envelopes    ", counts.envelopes, out);
  print_counts("Households   ", counts.households, out);
  print_counts("Groups       ", counts.groups, out);
  out << "Group sizes  ";
  if (picture.sizes.empty()) out << "no group is free";
  const char* between = "";
  for (const auto& [size, count] : picture.sizes) {
    out << between << count << " of " << size;
    between = ", ";
  }
  out << "\n";
  out << "To be placed " << picture.singles.waiting << " people; " << picture.singles.proposed
      << " are proposed in a group, " << picture.singles.matched << " are matched\n";
  if (picture.talks > 0) {
    out << "To talk with " << picture.talks << " people who asked for it: talk says who\n";
  }
  if (picture.held > 0) {
    out << "Held         " << picture.held
        << (picture.held == 1 ? " sign-up looks" : " sign-ups look")
        << " like an earlier one: samen-matcher doubles\n";
  }
  if (picture.matches > 0) {
    out << "Matches      " << picture.matches << " open, " << picture.overdue << " overdue, "
        << picture.quiet << " quiet: samen-matcher matches\n";
  }
  print_counts("Proposals    ", counts.proposals, out);
  print_counts("Decisions    ", counts.decisions, out);
  out << "Rounds       " << counts.rounds << "\n";
  if (counts.erased > 0) out << "Erased       " << counts.erased << " records, on request\n";
  if (counts.passed_over > 0) {
    out << "Refused      " << counts.passed_over << " records were refused for good\n";
  }
  if (picture.devices.empty()) out << "No kiosk is enrolled yet.\n";
  const std::int64_t now = store.now_ms();
  for (const auto& alarm : picture.alarms) {
    out << "ALARM        " << alarm.subject << ": " << words_of(alarm.kind) << " (" << alarm.count
        << " x, last " << age_in_words(now - alarm.last_ms) << " ago)\n";
  }
  for (std::size_t i = 0; i < picture.devices.size(); ++i) {
    const auto& device = picture.devices[i];
    out << "Kiosk " << device.number << "      " << centre_name(picture, device.centre) << ", "
        << (device.revoked_ms ? "REVOKED, " : "");
    if (device.last_contact_ms) {
      out << "last heard " << age_in_words(now - *device.last_contact_ms) << " ago";
    } else {
      out << "not heard since it was enrolled";
    }
    out << ", received through " << device.seen_through << ", safely stored through "
        << device.durable_through << ", " << picture.device_counts[i].feed_items
        << " cards\n              " << device.id.str() << "\n";
  }
}

}  // namespace

Result<void> run_proposals(const ShowCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto proposals, all_proposals(*matcher.store));
  if (command.json) {
    out << proposals_json(proposals) << "\n";
    return {};
  }
  if (proposals.empty()) {
    out << "No proposals yet. Make some with: samen-matcher round --data " << command.data.string()
        << "\n";
  }
  for (const auto& proposal : proposals) {
    print_proposal(proposal.card, out);
    if (proposal.card.next_best_score) {
      out << "   = the best other group of that round scored " << *proposal.card.next_best_score
          << "; whose it became: explain " << proposal.card.household_label << "\n";
    }
    out << "\n";
  }
  return {};
}

namespace {

void print_disk(const std::filesystem::path& data, std::ostream& out) {
  switch (disk_encryption(data)) {
    case DiskEncryption::on:
      return;
    case DiskEncryption::off:
      out << "WARNING      the disk of the store, " << data.string()
          << ", is not encrypted with LUKS: whoever takes it reads every name\n";
      return;
    case DiskEncryption::unknown:
      out << "Note         whether the disk of the store, " << data.string()
          << ", is encrypted cannot be seen from here; what opens every name lies on it\n";
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
  out << "WARNING      names lie in clear in " << people(clear, "copy", "copies") << " of "
      << home.string()
      << ", from before there were keys; restore --list says which. They go in their time; remove "
         "them when you need them no more\n";
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
    out << "WARNING      both backup folders lie on one disk: they are lost together\n";
  }
  return {};
}

namespace {

// Forgotten as an erased record is: a kiosk that offers it again is told to drop it.
Result<void> discard(Matcher& matcher, const ReviewCommand& command, std::ostream& out) {
  const auto id = base::Uuid::parse(command.discard);
  if (!id)
    return base::fail(base::Errc::invalid_input, "--discard takes an id as review prints it");
  SAMEN_TRY(const bool here, is_under_review(*matcher.store, *id));
  if (!here) return base::fail(base::Errc::not_found, "no record under review has this id");
  return run_erase({command.data, command.discard, "unreadable", command.yes}, out);
}

}  // namespace

Result<void> run_review(const ReviewCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  if (command.retry) {
    SAMEN_TRY(const auto count, retry_reviews(store));
    out << count << " records are tried again by serve, or by the next round.\n";
    return {};
  }
  if (!command.discard.empty()) return discard(matcher, command, out);
  SAMEN_TRY(const auto list, reviews(store));
  if (list.empty()) out << "No record needs review.\n";
  for (const auto& review : list) {
    out << review.id.str() << "  kiosk " << review.device << ", "
        << age_in_words(store.now_ms() - review.received_ms) << " ago: " << review.why << "\n";
  }
  return {};
}

}  // namespace samen::server
