// SPDX-License-Identifier: Apache-2.0
#include <iterator>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "domain/papers.hpp"
#include "domain/values.hpp"
#include "sync/server/cases/new_receipt.hpp"
#include "sync/server/commands/command_line_parts.hpp"

// The commands about one household, group or person.
namespace samen::server {

using base::say;

namespace {

void add_papers(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* papers = add_command(
      app, "papers", say("what staff have seen of volunteers, what is missing, and what runs out"),
      say("Which papers a programme asks, and for how long each is good, stands in "
          "DATA/policy.json (papers).\nProposals are made before that; contact is not. Nothing is "
          "kept of a paper but that it was seen, and its\nday. Examples:\n"
          "  samen-matcher papers --data ~/samen                            everybody's\n"
          "  samen-matcher papers --data ~/samen --lacking                  what to ask for\n"
          "  samen-matcher papers --data ~/samen V-7Q2 --saw conduct --day 2026-11-02\n"
          "  samen-matcher papers --data ~/samen G-4MX --saw training --day 2026-11-21\n"
          "  samen-matcher papers --data ~/samen P-7KM-2QX-9FH --take-back conduct"),
      [&o](std::ostream& out) { return run_papers(o.papers, out); }, chosen);
  add_data(papers, o.papers.data);
  papers->add_option("whose", o.papers.whose,
                     say("label of a group (everybody in it now) or of a volunteer who signed up "
                         "alone, or the\nreference on a volunteer's receipt"));
  auto* saw = papers->add_option("--saw", o.papers.saw, say("what was seen"))
                  ->delimiter(',')
                  ->check(CLI::IsMember(option_words<domain::Paper>()));
  papers
      ->add_option("--day", o.papers.day,
                   say("the day that stands on it, or on which it took place"))
      ->needs(saw);
  papers
      ->add_option("--take-back", o.papers.take_back,
                   say("noted by mistake: as if it was never seen"))
      ->delimiter(',')
      ->check(CLI::IsMember(option_words<domain::Paper>()))
      ->excludes(saw);
  papers->add_flag("--lacking", o.papers.lacking, say("only who lacks something, or soon will"));
  papers->add_flag("--json", o.papers.json, say("one JSON object instead of words"));
}

void add_consent(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* consent = add_command(
      app, "consent", say("note that an adult of a household was asked, and said yes"),
      say("Without --adult: who said yes, and who is still to be asked. Whose answer is no is not "
          "to be kept:\nerase the household, and it signs up again without this adult. Example:\n"
          "  samen-matcher consent --data ~/samen H-7Q2 --adult 2"),
      [&o](std::ostream& out) { return run_consent(o.consent, out); }, chosen);
  add_data(consent, o.consent.data);
  consent->add_option("household", o.consent.household, say("label of a household"))->required();
  consent->add_option("--adult", o.consent.adult, say("who said yes; whoever signed up is 1"))
      ->check(CLI::Range(2, domain::kMaxAdults));
}

void add_talk(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* talk = add_command(
      app, "talk", say("who has asked at a kiosk to talk to staff"),
      say("The longest waiting first, with the label on their card and the reference on their "
          "receipt. Cards there\nare say so, too. Once somebody has talked with them, note it "
          "here. Example:\n"
          "  samen-matcher talk --data ~/samen --done H-7Q2"),
      [&o](std::ostream& out) { return run_talk(o.talk, out); }, chosen);
  add_data(talk, o.talk.data);
  talk->add_option("--done", o.talk.done,
                   say("with whom: the label, the reference on the receipt, or the record's id"));
}

void add_messages(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* messages = add_command(
      app, "messages",
      say("what people who signed up are told, and what staff have to say themselves"),
      say("Who waits hears every four weeks how long others waited; who has an offer, a meeting or "
          "a check-in hears of\nit, once. By mail or text message as DATA/messages.json says, in "
          "their own language, without a name; whom\nneither reaches is on this list. A timer runs "
          "--send; nothing leaves at night. Examples:\n"
          "  samen-matcher messages --data ~/samen                 what staff have to say\n"
          "  samen-matcher messages --data ~/samen --show 12       to read out or to hand over\n"
          "  samen-matcher messages --data ~/samen --done 12       somebody has said it\n"
          "  samen-matcher messages --data ~/samen --bounced 9     a mail came back\n"
          "  samen-matcher messages --data ~/samen --test anna@example.nl\n"
          "  samen-matcher messages --data ~/samen --send"),
      [&o](std::ostream& out) { return run_messages(o.messages, out); }, chosen);
  add_data(messages, o.messages.data);
  messages->add_option("--assets", o.messages.assets,
                       say("folder with the words (default: where the programs have it)"));
  CLI::Option* acts[] = {
      messages->add_flag("--send", o.messages.send,
                         say("note what is due, and send what can be sent")),
      messages->add_option("--show", o.messages.show,
                           say("this message with name and number; audited")),
      messages->add_option("--done", o.messages.done, say("staff have said it")),
      messages->add_option("--bounced", o.messages.bounced,
                           say("it did not arrive: staff have to say it")),
      messages->add_option(
          "--test", o.messages.test,
          say("one message to this address of mail or number (+31...), to try the settings"))};
  for (CLI::Option* act : acts) {
    for (CLI::Option* other : acts) {
      if (act != other) act->excludes(other);
    }
  }
  messages->add_flag("--json", o.messages.json, say("the list as one JSON object"));
}

void add_doubles(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* doubles = add_command(
      app, "doubles", say("who looks as if they signed up twice, and what you found out"),
      say("Two sign-ups look alike when they have one telephone number or e-mail address, or a "
          "name that sounds\nthe same and so many answers in common that it is hardly chance. "
          "Rounds go on with the first and hold\nthe other until you have asked. Nothing is "
          "merged. Examples:\n"
          "  samen-matcher doubles --data ~/samen                                     the list\n"
          "  samen-matcher doubles --data ~/samen H-7Q2 H-9ZK --two                   both may be "
          "proposed\n"
          "  samen-matcher doubles --data ~/samen H-7Q2 H-9ZK --counts H-9ZK          H-7Q2 stands "
          "aside"),
      [&o](std::ostream& out) { return run_doubles(o.doubles, out); }, chosen);
  add_data(doubles, o.doubles.data);
  auto* one =
      doubles->add_option("one", o.doubles.one, say("label of one that looks like another"));
  auto* other = doubles->add_option("other", o.doubles.other, say("label of the other"));
  one->needs(other);
  auto* two =
      doubles->add_flag("--two", o.doubles.two, say("they are two people, or two households"));
  doubles->add_option("--counts", o.doubles.counts, say("it is one; the sign-up that counts"))
      ->excludes(two);
  doubles->add_flag("--json", o.doubles.json, say("the list as one JSON object"));
}

void add_erase(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* erase = add_command(
      app, "erase", say("forget a record for good, as somebody asked"),
      say("Takes the record and its sealed envelope out of the store and of the copies made from "
          "now on, takes\nback every card about it from the kiosks, and keeps a hash of its id: a "
          "kiosk that offers it again\nis told to drop it, and a backup put back later does not "
          "bring it back. Whoever was proposed to it\nwaits again. Says what would go; --yes does "
          "it. Examples:\n"
          "  samen-matcher erase --data ~/samen --record H-7Q2\n"
          "  samen-matcher erase --data ~/samen --record K7M-2QX-9FH --reason asked --yes"),
      [&o](std::ostream& out) { return run_erase(o.erase, out); }, chosen);
  add_data(erase, o.erase.data);
  auto* record = erase->add_option(
      "--record", o.erase.record,
      say("the household's label, the code on the person's receipt, or the record's id"));
  erase
      ->add_option("--proof", o.erase.proof,
                   say("look up a proof of erasing (E-...) that somebody shows; nothing is erased"))
      ->excludes(record);
  erase->add_option("--reason", o.erase.reason, say("for the audit chain"))
      ->check(CLI::IsMember({"asked", "retention", "duplicate", "mistake", "unreadable"}))
      ->capture_default_str();
  erase->add_flag("--yes", o.erase.yes, say("do it; nothing brings it back"));
}

void add_retention(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* retention = add_command(
      app, "retention", say("who is about to be deleted, because nothing was heard of them"),
      say("For how long what is kept stands in DATA/policy.json (retention). serve deletes as "
          "erase does, after staff\ncould see it here for the days of notice, and never under a "
          "clock that no kiosk confirms. Example:\n  samen-matcher retention --data ~/samen --keep "
          "H-7Q2"),
      [&o](std::ostream& out) { return run_retention(o.retention, out); }, chosen);
  add_data(retention, o.retention.data);
  retention->add_option(
      "--keep", o.retention.keep,
      say("somebody was heard of today, and wants to stay: label, reference or id"));
  retention->add_flag("--json", o.retention.json, say("one JSON object instead of words"));
}

void add_new_receipt(CLI::App& app, PeopleOptions& o, Run& chosen) {
  auto* give = add_command(
      app, "new-receipt", say("a new secret code for somebody who lost theirs"),
      say("The old secret opens nothing any more, also when an older backup is put back. Find the "
          "case by what\nthe person tells, ask at least two things that they told when they signed "
          "up, and name them here: the\naudit chain keeps which, never what was answered. "
          "Example:\n"
          "  samen-matcher new-receipt --data ~/samen --record H-7Q2 --asked name,postcode"),
      [&o](std::ostream& out) { return run_new_receipt(o.new_receipt, out); }, chosen);
  add_data(give, o.new_receipt.data);
  give->add_option("--record", o.new_receipt.record,
                   say("the household's label, the reference on the receipt, or the record's id"))
      ->required();
  const std::vector<std::string> things(std::begin(kAskedToBeSure), std::end(kAskedToBeSure));
  give->add_option("--asked", o.new_receipt.asked, say("what the person could tell, two at least"))
      ->required()
      ->delimiter(',')
      ->check(CLI::IsMember(things));
}

}  // namespace

void add_people_commands(CLI::App& app, PeopleOptions& options, Run& chosen) {
  add_papers(app, options, chosen);
  add_consent(app, options, chosen);
  add_talk(app, options, chosen);
  add_messages(app, options, chosen);
  add_doubles(app, options, chosen);
  add_erase(app, options, chosen);
  add_retention(app, options, chosen);
  add_new_receipt(app, options, chosen);
}

}  // namespace samen::server
