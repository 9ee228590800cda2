// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "domain/match_life.hpp"
#include "sync/matcher/rules/hard_rules.hpp"
#include "sync/server/commands/command_line_parts.hpp"

// The commands about what comes after a caseworker's yes.
namespace samen::server {

using base::say;

namespace {

void add_matches(CLI::App& app, MatchOptions& o, Run& chosen) {
  auto* matches = add_command(
      app, "matches", say("what is to be done next for every match, by whom and by when"),
      say("A match begins when a caseworker accepts a proposal and lasts until its closing talk. "
          "The longest due\ncomes first. QUIET are those of which no sign came for as many days as "
          "match_days in\nDATA/policy.json says. Then what counts: how many met six times in "
          "twelve weeks, at least, from what\nwas noted. Example:\n  samen-matcher matches --data "
          "~/samen"),
      [&o](std::ostream& out) { return run_matches(o.matches, out); }, chosen);
  add_data(matches, o.matches.data);
  matches->add_flag("--json", o.matches.json, say("the same as one JSON object"));
}

CLI::App* add_match_new(CLI::App& match, MatchOptions& o, Run& chosen) {
  auto* made = add_command(
      match, "new", say("a match that staff make without a round"),
      say("Both have to wait to be proposed, and the hard rules of every round hold. What is "
          "broken is named; to\nmatch the two all the same, name it, and say why, without a name: "
          "explain shows it, and the log of rounds\nkeeps it. Nobody overrides an exclusion or a "
          "no. Both sides are asked from then on. Examples:\n"
          "  samen-matcher match new --data ~/samen H-7Q2 G-4MX\n"
          "  samen-matcher match new --data ~/samen H-7Q2 G-4MX --override travel --reason \"the "
          "group has a car\""),
      [&o](std::ostream& out) { return run_match_new(o.match_new, out); }, chosen);
  add_data(made, o.match_new.data);
  made->add_option("household", o.match_new.household, say("its label"))->required();
  made->add_option("group", o.match_new.group, say("its label"))->required();
  const std::vector<std::string> rules(matcher::kObstacleNames.begin(),
                                       matcher::kObstacleNames.end());
  made->add_option("--override", o.match_new.overridden, say("a hard rule that these two break"))
      ->delimiter(',')
      ->check(CLI::IsMember(rules));
  made->add_option("--reason", o.match_new.because, say("why, in words and without a name"));
  return made;
}

void add_match(CLI::App& app, MatchOptions& o, Run& chosen) {
  auto* match = add_command(
      app, "match", say("note a step in the life of a match"),
      say("What can come now, every refusal says. A no of either side before they were introduced "
          "ends it: both wait\nagain, and these two are never proposed to each other again; later "
          "it leads to the closing talk. An\nanswer that is known changes nothing. Examples:\n"
          "  samen-matcher match --data ~/samen H-7Q2 household-yes\n"
          "  samen-matcher match --data ~/samen H-7Q2 introduce\n"
          "  samen-matcher match --data ~/samen H-7Q2 plan --day 2026-12-31\n"
          "  samen-matcher match --data ~/samen H-7Q2 meet --day 2026-12-31\n"
          "  samen-matcher match --data ~/samen H-7Q2 check-in --met 2 --mood good\n"
          "  samen-matcher match --data ~/samen H-7Q2 rematch --reason language\n"
          "  samen-matcher match --data ~/samen H-7Q2 close --reason year-over --household stop "
          "--group 2027-03-01"),
      [&o](std::ostream& out) { return run_match(o.match, out); }, chosen);
  auto* data = add_data(match, o.match.data)->required(false);
  auto* label = match->add_option("label", o.match.label, say("of the household or the group"));
  auto* step = match->add_option("step", o.match.step, say("what happened"))
                   ->check(CLI::IsMember(option_words<domain::MatchEvent>()));
  auto* made = add_match_new(*match, o, chosen);
  // Of a match that there is both are needed, of a new one neither.
  match->callback([=, &o, &chosen] {
    if (made->parsed()) return;
    if (data->empty()) throw CLI::RequiredError("--data");
    if (label->empty()) throw CLI::RequiredError("label");
    if (step->empty()) throw CLI::RequiredError("step");
    chosen = [&o](std::ostream& out) { return run_match(o.match, out); };
  });
  match->add_option("--day", o.match.day,
                    say("of plan: when they meet; of meet: when they met (not given: today)"));
  match
      ->add_option("--met", o.match.met,
                   say("of check-in: how often they met since the last one; of meet: how often on "
                       "that day (not given: once)"))
      ->check(CLI::Range(0, 99));
  match->add_option("--mood", o.match.mood, say("of check-in: how it goes"))
      ->check(CLI::IsMember(option_words<domain::Mood>()));
  match->add_option("--household", o.match.household,
                    say("of close: what they want now: again, stop, or the day until which they "
                        "pause; of rematch the\nsame (not given: again)"));
  match->add_option("--group", o.match.group, say("the same of the group"));
  match->add_option("--reason", o.match.reason, say("of close and rematch: why it is over"))
      ->check(CLI::IsMember(option_words<domain::EndReason>()));
}

void add_contacts(CLI::App& app, MatchOptions& o, Run& chosen) {
  auto* contacts = add_command(
      app, "contacts", say("names and numbers of a match, once both said yes and were introduced"),
      say("For whoever introduces them, and nobody else. Every look is a line of the audit chain. "
          "Keep no copy.\nExample:\n  samen-matcher contacts --data ~/samen H-7Q2"),
      [&o](std::ostream& out) { return run_contacts(o.contacts, out); }, chosen);
  add_data(contacts, o.contacts.data);
  contacts->add_option("label", o.contacts.label, say("of the household or the group"))->required();
}

}  // namespace

void add_match_commands(CLI::App& app, MatchOptions& options, Run& chosen) {
  add_matches(app, options, chosen);
  add_match(app, options, chosen);
  add_contacts(app, options, chosen);
}

}  // namespace samen::server
