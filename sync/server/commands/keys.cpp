// SPDX-License-Identifier: Apache-2.0
// keys show, keys rotate, keys retire: the keys that open sign-ups, changed by overlap.
#include <algorithm>
#include <ostream>

#include "base/say.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/seal_reports.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using base::say_count;

namespace {

std::string numbers_of(const std::vector<KeyUser>& users) {
  std::string list;
  for (const auto& user : users) {
    const auto number = std::to_string(user.number);
    list += (list.empty() ? "" : ", ") + (user.said_so ? number : say("{} (has not said)", number));
  }
  return list;
}

}  // namespace

Result<void> run_keys(const KeysCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  const auto& seal = matcher.keys->seal;
  for (const auto& key : seal.all()) {
    const auto id = key.pair.public_key().id();
    SAMEN_TRY(const auto users, users_of_key(*matcher.store, id));
    out << id << "  "
        << (key.since_ms == 0
                ? say("made by init")
                : say("made {} ago", age_in_words(matcher.store->now_ms() - key.since_ms)))
        << "; "
        << (key.since_ms == seal.since_ms() ? say("kiosks seal to it")
                                            : say("opens what was sealed to it"))
        << "; "
        << (users.empty() ? say("needed by no kiosk")
                          : say("needed by kiosk {}", numbers_of(users)))
        << "\n";
  }
  return {};
}

Result<void> run_keys_rotate(const KeysCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  auto& seal = matcher.keys->seal;
  const auto before = seal.public_key().id();
  SAMEN_TRY(auto transaction, store.begin());  // one rotation at a time
  SAMEN_CHECK(seal.rotate(store.now_ms(), store.random()));
  SAMEN_CHECK(write_audit(store, "operator", "rotate_seal_key", seal.public_key().id()));
  SAMEN_CHECK(transaction.commit());
  out << say(
      "The sealing key is now {0}. Kiosks learn it at their next look; what is sealed to {1} is "
      "taken and opened as before.\n"
      "Copy seal-{2}.key to where the other keys are kept: without it, sign-ups cannot be opened.\n"
      "When no kiosk needs the old one any more (samen-matcher keys show): samen-matcher keys "
      "retire --data {3} {1}\n",
      seal.public_key().id(), before, seal.since_ms(), command.data);
  return {};
}

Result<void> run_keys_retire(const KeysCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto users, users_of_key(store, command.key));
  SAMEN_TRY(const auto unopened, unopened_with_key(store, command.key));
  if (!command.force && !users.empty()) {
    return fail(Errc::conflict,
                say("kiosk {} still seals to this key or holds sign-ups sealed to it. Wait until "
                    "each was heard (samen-matcher status), revoke the ones that will not come "
                    "back, or add --force: what they still hold can then never be opened",
                    numbers_of(users)));
  }
  if (!command.force && unopened > 0) {
    return fail(Errc::conflict,
                say_count(unopened,
                          "1 record here is sealed to this key and not opened yet (samen-matcher "
                          "review). With --force it can never be opened",
                          "{} records here are sealed to this key and not opened yet "
                          "(samen-matcher review). With --force they can never be opened"));
  }
  SAMEN_CHECK(matcher.keys->seal.retire(command.key));
  SAMEN_CHECK(write_audit(store, "operator",
                          command.force ? "retire_seal_key_forced" : "retire_seal_key",
                          command.key));
  SAMEN_CHECK(transaction.commit());
  out << say(
      "The key {} is retired and its file deleted. Delete the copy that is kept elsewhere, too.\n",
      command.key);
  return {};
}

}  // namespace samen::server
