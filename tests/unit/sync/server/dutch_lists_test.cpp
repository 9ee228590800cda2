// SPDX-License-Identifier: Apache-2.0
// What a coordinator reads every day, in Dutch: whole lines, and columns that stand under each
// other.
#include <array>

#include "base/say.hpp"
#include "sync/server/commands/print.hpp"
#include "sync/server/commands/print_round.hpp"
#include "terminal/language.hpp"
#include "unit/sync/server/match_fixture.hpp"

namespace samen::server {
namespace {

class DutchLists : public MatchTest {
 protected:
  void SetUp() override {
    MatchTest::SetUp();
    const std::array arguments = {"samen-matcher", "--language=nl"};
    ASSERT_EQ(terminal::choose_language(arguments.size(), arguments.data()), "nl");
  }
  void TearDown() override { base::speak_english(); }

  // With the labels of the household and the group as H-... and G-..., which are as long.
  static std::string plain(std::string text, const domain::ProposalCard& card) {
    for (const auto& label : {card.household_label, card.group_label}) {
      for (auto at = text.find(label); at != std::string::npos; at = text.find(label)) {
        text.replace(at + 2, label.size() - 2, label.size() - 2, '.');
      }
    }
    return text;
  }
  template <class Command>
  std::string said_by(base::Result<void> (*run)(const Command&, std::ostream&), Command command) {
    command.data = folder.root;
    std::ostringstream out;
    const auto ran = run(command, out);
    return plain(ran ? out.str() : "refused: " + ran.error().message, card);
  }
  // Another household and group, and the round that pairs them.
  RoundOutcome another_round() {
    const auto join_code = kiosk->code();
    std::vector<protocol::Envelope> batch = {
        kiosk->envelope(kiosk->household("Omar")),
        kiosk->envelope(kiosk->group_start(join_code, "Gijs"))};
    for (const char* name : {"Hans", "Ina", "Joke", "Koen"}) {
      batch.push_back(kiosk->envelope(kiosk->group_member(join_code, name)));
    }
    send(*kiosk, std::move(batch));
    apply();
    return run_and_store_round(*store, RoundRequest{}).value();
  }
};

TEST_F(DutchLists, WhatThereIsToDoStandsInWholeSentences) {
  EXPECT_EQ(plain(listed(), card),
            "H-... met G-...: vraag beide kanten of ze willen kennismaken, uiterlijk 2026-01-08 "
            "(begeleider van De Linde)\n");
  introduce_them();
  {
    auto transaction = store->begin();
    ASSERT_TRUE(note_readiness(*store, card.group_label, false, true));
    ASSERT_TRUE(transaction->commit());
  }
  pass_days(40);
  const auto list = plain(listed(), card);
  EXPECT_NE(list.find("H-... met G-...: STIL, al te lang niets vernomen: bel beide kanten, "
                      "uiterlijk 2026-01-15 (begeleider van De Linde)  26 dagen TE LAAT\n"),
            std::string::npos)
      << list;
  EXPECT_NE(list.find(" van G-...: bekijk het papier dat nog niemand zag: conduct, uiterlijk "),
            std::string::npos)
      << list;
  const auto papers = said_by(run_papers, PapersCommand{});
  EXPECT_TRUE(papers.starts_with("G-...\n  ")) << papers;
  EXPECT_NE(papers.find(" (De Linde)  conduct ONTBREEKT; training 2026-01-01\n  "),
            std::string::npos)
      << papers;
  EXPECT_EQ(said_by(run_messages, MessagesCommand{}),
            "Geen bericht wacht op medewerkers.\n"
            "In totaal 0 verstuurd, 0 wachten op verzending, 0 opnieuw te proberen.\n");
  MatchCommand nobody;
  nobody.label = "H-000";
  nobody.step = "meet";
  EXPECT_EQ(said_by(run_match, nobody), "refused: niemand heeft het label H-000 en een voorstel");
}

TEST_F(DutchLists, StatusHasItsFiguresUnderEachOther) {
  const auto status = said_by(run_status, ShowCommand{});
  const auto kiosk_line = status.find("Kiosk 1       De Linde, ");
  ASSERT_NE(kiosk_line, std::string::npos) << status;
  EXPECT_EQ(status.substr(0, kiosk_line),
            "Enveloppen    7 verwerkt\n"
            "Huishoudens   1 gekoppeld\n"
            "Groepen       1 gekoppeld\n"
            "Groepsgrootte geen groep is vrij\n"
            "Te plaatsen   0 mensen; 0 voorgesteld in een groep, 0 gekoppeld\n"
            "Matches       1 open, 1 te laat, 0 stil: samen-matcher matches\n"
            "Voorstellen   1 akkoord\n"
            "Besluiten     1 overgenomen\n"
            "Rondes        1\n");
}

TEST_F(DutchLists, ARoundSaysWhoIsProposedAndWhy) {
  const auto outcome = another_round();
  ASSERT_EQ(outcome.proposals.size(), 1U);
  const auto& made = outcome.proposals.front().card;
  std::ostringstream proposal;
  print_proposal(made, proposal);
  EXPECT_TRUE(
      plain(proposal.str(), made)
          .starts_with("H-... met G-...   score 740 van 1000, wacht op een besluit (versie 1)\n"
                       "   1 volwassene en 1 kind; groep van 5; De Linde\n"
                       "   + Kan helpen bij: Werk, Nederlands leren  (350)\n"))
      << proposal.str();
  std::ostringstream round;
  print_round(outcome, 1, RoundWords::table, "MAP", round);
  const auto text = plain(round.str(), made);
  for (const std::string_view lines :
       {"Ronde 2 (seed 1): 1 huishouden wacht, 1 groep is vrij, 1 paar is mogelijk.\n"
        "1 voorstel, vandaag 740 punten waard; de onafhankelijke controle bevestigt dat geen "
        "andere verdeling beter is.\n"
        "Scores: laagste 740, gemiddeld 740.\n",
        "\nhuishouden  groep        score mensen  groep   wacht  reistijd\n"
        "H-...       G-...          740    1+1      5     0 d    14 min   !\n"
        "! bespreek hier eerst iets\n",
        "\n   doelen        1000 van 1000 x  35 % =  350,0\n"
        "   interesses     400 van 1000 x  15 % =   60,0\n",
        "\n   score                                        740\n"
        "   waarde nu    score + 4 x dagen wachten (hoogstens 90) - 0 - 0 - 0 (wat wachten op een "
        "ander het huishouden en de groep waard is) = 740\n",
        "\n   = geen andere groep past nu bij dit huishouden\n"
        "   = bij afwijzen, ongeveer: niemand voor dit huishouden in deze ronde; waarde van de "
        "ronde "
        "-740\n"
        "   = loting: deze groep bij 100,0 % van 101 trekkingen\n"}) {
    EXPECT_NE(text.find(lines), std::string::npos) << lines << "is not in\n" << text;
  }
}

}  // namespace
}  // namespace samen::server
