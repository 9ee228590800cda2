// SPDX-License-Identifier: Apache-2.0
// Nobody waits in silence, nobody is told the same twice, nothing is sent that is not true any
// more.
#include <deque>

#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/messages_due.hpp"
#include "sync/server/messages/rounds_of_post.hpp"
#include "sync/server/messages/smtp.hpp"
#include "unit/sync/server/offer_fixture.hpp"

namespace samen::server {
namespace {

using domain::MessageKind;
using domain::MessageState;

constexpr const char* kAssets = SAMEN_SOURCE_DIR "/assets";

// Takes what it is given, and answers as it is told: nothing that goes wrong at a real one can be
// called up at will. The real ones are in tests/e2e/messages_test.py.
class Postman final : public Post {
 public:
  Handing hand_over(const Letter& letter) override {
    letters.push_back(letter);
    if (answers.empty()) return {};
    const Handing next = answers.front();
    answers.pop_front();
    return next;
  }
  std::vector<Letter> letters;
  std::deque<Handing> answers;
};

class MessagesTest : public OfferTest {
 protected:
  void SetUp() override {
    OfferTest::SetUp();
    settings.programme = "Samen Hier";
    settings.reach = "036 123 4567";
    settings.from_hour = 0;
    settings.to_hour = 24;
    auto loaded = i18n::Catalogues::load(std::filesystem::path(kAssets) / "locales");
    ASSERT_TRUE(loaded) << loaded.error().message;
    catalogues = std::make_unique<i18n::Catalogues>(*std::move(loaded));
  }
  PostOffice office() { return {store.get(), &policy, &settings, catalogues.get(), &mail, &text}; }
  PostDone post() {
    const auto done = round_of_post(office());
    EXPECT_TRUE(done) << done.error().message;
    return done.value_or(PostDone{});
  }
  // What this person was told, or is to be told, in its order.
  std::vector<MessageKind> told(const base::Uuid& record, MessageState state) {
    std::vector<MessageKind> kinds;
    const auto rows = messages_of(*store, record).value();
    for (const auto& row : rows) {
      if (row.state == state) kinds.push_back(row.due.kind);
    }
    return kinds;
  }
  std::vector<MessageKind> had(const base::Uuid& record) {
    return told(record, MessageState::handed_over);
  }
  base::Uuid household() { return proposal().household; }
  base::Uuid starter() { return record_of(bram); }
  base::Uuid member() { return record_of(cees); }
  base::Uuid record_of(const Holder& holder) {
    return find_receipt_key(*store, holder.keys()).value().value().record;
  }
  // Everybody else of the group has the same telephone and no receipt.
  std::size_t everybody() const { return 6; }

  matcher::Policy policy;
  MessageSettings settings;
  std::unique_ptr<i18n::Catalogues> catalogues;
  Postman mail, text;
};

using Kinds = std::vector<MessageKind>;

TEST_F(MessagesTest, WhoHasAnOfferHearsOfItOnceAndOnceMoreWhenTheyDoNotAnswer) {
  EXPECT_EQ(post().handed_over, 6);
  EXPECT_EQ(had(household()), Kinds{MessageKind::offer});
  EXPECT_EQ(had(member()), Kinds{MessageKind::offer});
  EXPECT_EQ(post().handed_over, 0) << "once";
  say(bram, Wish::yes);
  pass_days(8);
  post();
  EXPECT_EQ(had(household()), (Kinds{MessageKind::offer, MessageKind::offer_again}));
  EXPECT_EQ(had(starter()), Kinds{MessageKind::offer}) << "they answered";
  pass_days(30);
  post();
  EXPECT_EQ(had(household()).size(), 2U) << "nobody is asked a third time by a program";
}

TEST_F(MessagesTest, WhatIsNotTrueAnyMoreIsNotSent) {
  text.answers.assign(6, {Handed::later, "the mail server said 451"});
  EXPECT_EQ(post().failed, 6);
  staff({.event = MatchEvent::household_no});
  pass_days(1);
  post();
  EXPECT_EQ(text.letters.size(), 6U) << "only the first round tried";
  EXPECT_EQ(told(household(), MessageState::dropped), Kinds{MessageKind::offer});
}

TEST_F(MessagesTest, BothYesesTheMeetingAndThatItIsOffAreTold) {
  post();
  in_order();
  staff({.event = MatchEvent::household_yes});
  staff({.event = MatchEvent::group_yes});
  post();
  EXPECT_EQ(had(household()), (Kinds{MessageKind::offer, MessageKind::agreed}));
  staff({.event = MatchEvent::introduce});
  staff({.event = MatchEvent::plan, .day_ms = clock.wall_ms() + 5 * base::kDayMs});
  EXPECT_EQ(post().handed_over, 6);
  EXPECT_EQ(had(household()).back(), MessageKind::meeting);
  staff({.event = MatchEvent::plan, .day_ms = clock.wall_ms() + 6 * base::kDayMs});
  EXPECT_EQ(post().handed_over, 6) << "another day is told";
  const auto entry = text.letters.back().calendar;
  EXPECT_NE(entry.find("DTSTART;VALUE=DATE:"), std::string::npos) << entry;
  EXPECT_NE(entry.find("CLASS:PRIVATE"), std::string::npos) << entry;
  EXPECT_EQ(entry.find("Amal"), std::string::npos) << entry;
  EXPECT_EQ(entry.find("CANCELLED"), std::string::npos) << entry;
  staff({.event = MatchEvent::cancel});
  EXPECT_EQ(post().handed_over, 6) << "that the last one is off, and nothing of the one before";
  EXPECT_EQ(had(household()).back(), MessageKind::meeting_off);
  const auto off = text.letters.back().calendar;
  EXPECT_NE(off.find("STATUS:CANCELLED"), std::string::npos) << off;
  const auto line = [](const std::string& of, std::string_view name) {
    const auto at = of.find(name);
    return of.substr(at, of.find('\r', at) - at);
  };
  EXPECT_EQ(line(off, "UID:"), line(entry, "UID:")) << "it takes the same entry back";
  EXPECT_EQ(line(off, "DTSTART"), line(entry, "DTSTART")) << "of the day they count on";
}

TEST_F(MessagesTest, HowItGoesIsAskedWhenItIsDueAndNotWhenItWasSaid) {
  running();
  EXPECT_EQ(told(household(), MessageState::handed_over), Kinds{});
  pass_days(6);
  post();
  EXPECT_EQ(had(household()), Kinds{}) << "the first week is not over";
  pass_days(1);
  post();
  EXPECT_EQ(had(household()), Kinds{MessageKind::check_in});
  checks_in(amal, 1, Mood::good);
  pass_days(2);
  post();
  EXPECT_EQ(had(household()), Kinds{MessageKind::check_in});
}

TEST_F(MessagesTest, WhoseOfferEndedHearsThatItIsOverUnlessTheNoWasTheirs) {
  post();
  say(amal, Wish::no);
  post();
  EXPECT_EQ(had(household()), Kinds{MessageKind::offer});
  EXPECT_EQ(had(starter()), (Kinds{MessageKind::offer, MessageKind::over}));
}

TEST_F(MessagesTest, WhoWaitsHearsEveryFourWeeksAndWhoWasHeardOfDoesNot) {
  post();
  say(amal, Wish::no);
  post();
  pass_days(27);
  EXPECT_EQ(post().noted, 0);
  pass_days(1);
  post();
  EXPECT_EQ(had(starter()).back(), MessageKind::waiting);
  const auto before = had(household()).size();
  ask(*kiosk, amal, Wish::status);
  pass_days(27);
  post();
  EXPECT_EQ(had(household()).size(), before) << "they looked at a kiosk three weeks ago";
  pass_days(2);
  post();
  EXPECT_EQ(had(household()).size(), before + 1);
  EXPECT_EQ(std::ranges::count(had(starter()), MessageKind::waiting), 2);
}

TEST_F(MessagesTest, WhoPausedOrStoppedOrIsMadeUpIsToldNothing) {
  say(amal, Wish::no);
  ask(*kiosk, amal, Wish::pause);
  ask(*kiosk, bram, Wish::withdraw);
  ASSERT_TRUE(
      store->database().run("UPDATE volunteer SET synthetic = 1 WHERE role = 'member'", {}));
  pass_days(100);
  EXPECT_EQ(post().noted, 0);
  ask(*kiosk, amal, Wish::resume);
  pass_days(28);
  EXPECT_EQ(post().handed_over, 1);
  EXPECT_EQ(had(household()), Kinds{MessageKind::waiting});
}

TEST_F(MessagesTest, WhatCannotBeDeliveredBecomesATaskAndNothingIsLost) {
  text.answers = {{Handed::never, "Notify said 400 ValidationError"}};
  EXPECT_EQ(post().for_staff, 1);
  const auto tasks = messages_for_staff(*store).value();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks.front().message.failure, "Notify said 400 ValidationError");
  // Staff call them.
  auto message = tasks.front().message;
  auto transaction = store->begin();
  ASSERT_TRUE(move_message(*store, message, domain::MessageEvent::hand_over));
  ASSERT_TRUE(transaction->commit());
  EXPECT_TRUE(messages_for_staff(*store)->empty());
  // And a mail may come back after it was taken.
  auto other = messages_of(*store, starter()).value().front();
  auto again = store->begin();
  ASSERT_TRUE(move_message(*store, other, domain::MessageEvent::give_up));
  ASSERT_TRUE(again->commit());
  EXPECT_EQ(messages_for_staff(*store)->size(), 1U);
  EXPECT_FALSE(move_message(*store, other, domain::MessageEvent::fail)) << "not from there";
}

TEST_F(MessagesTest, AServiceThatDoesNotAnswerIsAskedOnceARoundAndBlamesNobody) {
  text.answers.assign(3, {Handed::no_service, "Couldn't connect to server"});
  const auto done = post();
  EXPECT_EQ(done.no_service, "Couldn't connect to server");
  EXPECT_EQ(text.letters.size(), 1U);
  EXPECT_EQ(number("SELECT count(*) FROM message WHERE state = 'queued' AND tries = 0"), 6);
  text.answers.clear();
  EXPECT_EQ(post().handed_over, 6);
}

TEST_F(MessagesTest, ItIsTriedForDaysAndThenStaffSayIt) {
  int rounds = 0;
  for (; messages_for_staff(*store)->empty() && rounds < 20; ++rounds) {
    text.answers.assign(6, {Handed::later, "the mail server said 451"});
    post();
    clock.advance(base::kDayMs / 2);
  }
  EXPECT_EQ(messages_for_staff(*store)->size(), 6U);
  EXPECT_GE(rounds, 9) << "four and a half days";
  EXPECT_LE(rounds, 14);
}

TEST_F(MessagesTest, NothingLeavesAtNight) {
  settings.from_hour = 23;
  settings.to_hour = 24;
  clock.set_wall((clock.wall_ms() / base::kDayMs + 1) * base::kDayMs);  // midnight, or an hour off
  const auto done = post();
  EXPECT_TRUE(done.at_night);
  EXPECT_EQ(done.noted, 6);
  EXPECT_TRUE(text.letters.empty());
}

TEST_F(MessagesTest, WithoutAWayEverythingIsForStaffInTheirLanguage) {
  auto only_staff = office();
  only_staff.mail = nullptr;
  only_staff.text = nullptr;
  ASSERT_EQ(round_of_post(only_staff)->for_staff, 6);
  const auto shown = show_message(office(), messages_for_staff(*store)->front().message);
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_NE(shown->letter.text.find("036 123 4567"), std::string::npos) << shown->letter.text;
}

TEST_F(MessagesTest, NoMessageSaysAName) {
  MessageWords words(*catalogues, settings);
  for (const auto& language : catalogues->languages()) {
    for (std::size_t i = 0; i < domain::vocabulary_size<MessageKind>(); ++i) {
      const MessageFacts facts{.kind = static_cast<MessageKind>(i), .day_ms = 1'796'000'000'000};
      for (const auto& said : {words.text(facts, language), words.short_text(facts, language)}) {
        EXPECT_EQ(said.find("⟦"), std::string::npos) << language << ": " << said;
        EXPECT_EQ(said.find("{"), std::string::npos) << language << ": " << said;
        EXPECT_NE(said.find("Samen Hier"), std::string::npos) << language << ": " << said;
      }
    }
    EXPECT_EQ(words.subject(language).find("\u2068"), std::string::npos);
  }
  post();
  for (const auto& letter : text.letters) {
    for (const char* name : {"Amal", "Bram", "Cees", "Dina"}) {
      EXPECT_EQ(letter.text.find(name), std::string::npos);
      EXPECT_EQ(letter.subject.find(name), std::string::npos);
    }
  }
}

TEST_F(MessagesTest, WhoIsErasedLeavesNoMessage) {
  post();
  const auto record = household();
  EXPECT_GT(number("SELECT count(*) FROM message"), 0);
  ask(*kiosk, amal, Wish::erase);
  EXPECT_TRUE(messages_of(*store, record)->empty());
}

TEST(Mail, ASubjectInAnyScriptStaysWithinItsLines) {
  const std::string words = encoded_words("መልእኽቲ ካብ Samen Hier, een programma met een lange naam");
  std::size_t at = 0;
  while (at < words.size()) {  // ends: at grows by a line each time
    const auto end = std::min(words.find("\r\n", at), words.size());
    EXPECT_LE(end - at, 76U) << words;
    at = end + 2;
  }
  EXPECT_TRUE(words.starts_with("=?UTF-8?B?"));
}

TEST(Settings, ASlipIsRefusedWithItsLineAndHowToMendIt) {
  const auto why = [](std::string_view json) {
    const auto read = MessageSettings::read(json, "messages.json", "/nowhere");
    return read ? std::string("taken") : read.error().message;
  };
  EXPECT_EQ(why(R"({"programme": "S", "reach": "r"})"), "taken");
  EXPECT_NE(why(R"({"programme": "S"})").find("reach"), std::string::npos);
  EXPECT_NE(why(R"({"programme": "S\nBcc: x", "reach": "r"})").find("control"), std::string::npos);
  EXPECT_NE(
      why(R"({"programme": "S", "reach": "r", "smtp": {"url": "http://x", "from": "a@b.nl"}})")
          .find("smtps://"),
      std::string::npos);
  EXPECT_NE(why(R"({"programme": "S", "reach": "r", "smtp": {"url": "smtps://x", "from": "a@b.nl",
                    "user": "u"}})")
                .find("password_file"),
            std::string::npos);
  EXPECT_NE(why(R"({"programme": "S", "reach": "r", "hours": [20, 9]})").find("before"),
            std::string::npos);
  EXPECT_NE(why(R"({"programme": "S", "reach": "r", "notify": {"url": "https://x",
                    "key_file": "k", "sms_template": "t"}})")
                .find("messages.json:2"),
            std::string::npos);
}

}  // namespace
}  // namespace samen::server
