// SPDX-License-Identifier: Apache-2.0
// doubles: who looks as if they signed up twice, and what staff found out about it.
#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/round_facts.hpp"
#include "sync/server/store/audit.hpp"

namespace samen::server {

using base::Result;
using base::say;

namespace {

Result<void> list_doubles(Store& store, const DoublesCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto pool, read_pool(store));
  const auto held = held_json(pool.held);
  if (command.json) {
    out << nlohmann::json{{"held", held}}.dump() << "\n";
    return {};
  }
  if (pool.held.empty()) {
    out << say("Nobody who waits looks like somebody else.") << "\n";
    return {};
  }
  print_held({{"held", held}}, "", out);
  out << "\n"
      << say("Ask them. Then: samen-matcher doubles --data {} LABEL LABEL --two\nor, where one "
             "person "
             "signed up twice: --counts LABEL",
             command.data)
      << "\n";
  return {};
}

Result<void> settle(Store& store, const DoublesCommand& command, std::ostream& out) {
  SAMEN_TRY(auto transaction, store.begin());
  if (command.two) {
    SAMEN_CHECK(say_two_people(store, command.one, command.other));
    SAMEN_CHECK(write_audit(store, "operator", "doubles",
                            command.one + " and " + command.other + " are two"));
    SAMEN_CHECK(transaction.commit());
    out << say("{} and {} are two: each may be proposed from the next round on.", command.one,
               command.other)
        << "\n";
    return {};
  }
  const auto& aside = command.counts == command.one ? command.other : command.one;
  SAMEN_CHECK(say_one_person(store, command.counts, aside));
  SAMEN_CHECK(write_audit(store, "operator", "doubles", command.counts + " counts, not " + aside));
  SAMEN_CHECK(transaction.commit());
  out << say("{0} counts. {1} stands aside: no round proposes it. To take that back, say --two; to "
             "forget it for good:\n  samen-matcher erase --data {2} --record {1} --reason "
             "duplicate",
             command.counts, aside, command.data)
      << "\n";
  return {};
}

}  // namespace

Result<void> run_doubles(const DoublesCommand& command, std::ostream& out) {
  if (command.one.empty() != !(command.two || !command.counts.empty())) {
    return base::fail(base::Errc::invalid_input,
                      say("name two labels with --two or --counts, or nothing to see the list"));
  }
  if (!command.counts.empty() && command.counts != command.one && command.counts != command.other) {
    return base::fail(base::Errc::invalid_input, say("--counts takes one of the two labels"));
  }
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  if (command.one.empty()) return list_doubles(*matcher.store, command, out);
  return settle(*matcher.store, command, out);
}

}  // namespace samen::server
