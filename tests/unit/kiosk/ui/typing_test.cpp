// SPDX-License-Identifier: Apache-2.0
#include "base/badge.hpp"
#include "base/human_code.hpp"
#include "base/receipt_secret.hpp"
#include "kiosk/ui/interaction/card_reader.hpp"
#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

TEST(TheKeyboard, StartsANameWithACapitalOnce) {
  Person person;
  person.show(scene("household.name.empty"));
  person.tap("key.a").tap("key.m").tap("key.i");
  EXPECT_EQ(person.typed(), "Ami");
  person.tap("key.backspace").tap("key.backspace").tap("key.backspace");
  person.tap("key.shift").tap("key.o").tap("key.m");
  EXPECT_EQ(person.typed(), "Om");
}

TEST(TheKeyboard, TypesWhatAPhysicalOneTypes) {
  Person tapped;
  tapped.show(scene("household.name.empty"));
  tapped.tap("key.j").tap("key.o").tap("key.space").tap("key.shift").tap("key.d");
  Person typed;
  typed.show(scene("household.name.empty"));
  typed.type("Jo").type(" ").type("D");
  EXPECT_EQ(tapped.typed(), "Jo D");
  EXPECT_EQ(typed.typed(), "Jo D");
}

TEST(TheKeyboard, OffersOtherLettersOnALongPress) {
  Person person;
  person.show(scene("household.name.empty"));
  person.tap("key.shift");  // small letters
  const Rect key = person.node("key.e").rect;
  person.down(key.center_x(), key.center_y()).wait(600);
  const Rect other = person.node("variant.é").rect;
  person.move(other.center_x(), other.center_y()).up(other.center_x(), other.center_y());
  EXPECT_EQ(person.typed(), "é");
  EXPECT_EQ(person.ui.nodes().find("variant.é"), nullptr);
}

TEST(TheKeyboard, TypesThePlainLetterWhenALongPressChoosesNothing) {
  Person person;
  person.show(scene("household.name.empty"));
  for (const char* id : {"key.s", "key.w", "key.e"}) {  // what is offered would lie over w and e
    const Rect key = person.node(id).rect;
    person.down(key.center_x(), key.center_y()).wait(600).up(key.center_x(), key.center_y());
  }
  EXPECT_EQ(person.typed(), "Swe");
  const Rect key = person.node("key.e").rect;
  person.down(key.center_x(), key.center_y()).wait(600).up(key.center_x(), key.bottom() + 200);
  EXPECT_EQ(person.typed(), "Swe") << "released where there is nothing";
  EXPECT_EQ(person.ui.nodes().find("variant.é"), nullptr);
}

TEST(TheKeyboard, OffersOtherLettersWithoutHoldingAnything) {
  Person person;
  person.show(scene("household.name.empty"));
  person.tap("key.o").tap("key.more");
  const Rect key = person.node("key.e").rect;  // however slow the finger is
  person.down(key.center_x(), key.center_y()).wait(900).up(key.center_x(), key.center_y());
  person.tap("variant.é").tap("key.e");
  EXPECT_EQ(person.typed(), "Oée");
}

TEST(TheKeyboard, SwitchesToAnyOtherWithTwoTaps) {
  for (const Display& display : displays()) {
    for (const char* language : {"nl", "fa", "ti"}) {
      for (const auto* keyboard : keyboards().scripts_for(language)) {
        Person person;
        person.viewport = display.viewport;
        person.show(scene("household.name.empty", language));
        person.tap("key.next").tap("variant.keyboard." + keyboard->id);
        const std::string first = keyboard->layers.front().rows.front().front().output;
        ASSERT_NE(person.ui.nodes().find("key." + first), nullptr)
            << display.name << ' ' << language << ' ' << keyboard->id;
        EXPECT_EQ(person.ui.nodes().find("variant.keyboard.latin"), nullptr);
      }
    }
  }
  Person person;
  person.show(scene("household.name.empty"));
  person.tap("key.next").tap("variant.keyboard.arabic");
  person.tap("key.ع").tap("key.ل").tap("key.ي");
  EXPECT_EQ(person.typed(), "علي");
}

TEST(TheKeyboard, OffersTheVowelsOfAnEthiopicConsonant) {
  Person person;
  person.show(scene("household.name.empty", "ti"));
  EXPECT_EQ(person.node("key.vowel.4").label, "ኣ");
  person.tap("key.ሀ");
  EXPECT_EQ(person.typed(), "ሀ");
  EXPECT_EQ(person.node("key.vowel.4").label, "ሃ");
  person.tap("key.vowel.4");
  EXPECT_EQ(person.typed(), "ሃ");
  EXPECT_EQ(person.node("key.vowel.4").label, "ኣ") << "the vowel was chosen";
  person.tap("key.የ").tap("key.vowel.6").tap("key.ለ");  // the next consonant needs no vowel key
  person.tap("key.space").tap("key.ገ").tap("key.በ").tap("key.vowel.6").tap("key.ረ");
  person.tap("key.ሰ").tap("key.vowel.6");
  person.tap("key.ለ").tap("key.vowel.4").tap("key.ሰ").tap("key.vowel.5");
  EXPECT_EQ(person.typed(), "ሃይለ ገብረስላሴ");
}

TEST(TheKeyboard, GoesThroughTheFormsOfAnEthiopicLetterByMoreTaps) {
  Person person;
  person.show(scene("household.name.empty", "ti"));
  person.tap("key.ለ").tap("key.ለ").tap("key.ለ");
  EXPECT_EQ(person.typed(), "ሊ");
  person.tap("key.backspace");
  EXPECT_EQ(person.typed(), "") << "one letter, one backspace";
  person.tap("key.vowel.5");
  EXPECT_EQ(person.typed(), "ኤ") << "nothing waits for a vowel any more";
}

TEST(TheKeyboard, TypesAnEthiopicLetterAnewWhenItsTimeIsOver) {
  Person person;
  person.show(scene("household.name.empty", "ti"));
  person.tap("key.ለ");
  EXPECT_TRUE(person.node("key.ለ").selected) << "one more tap changes it, and that is shown";
  person.wait(1000).tap("key.ለ");
  EXPECT_EQ(person.typed(), "ሉ");
  ASSERT_TRUE(person.last.wake_at_ms);
  person.wait(1600);
  EXPECT_FALSE(person.node("key.ለ").selected);
  person.tap("key.ለ");
  EXPECT_EQ(person.typed(), "ሉለ");
  person.wait(60'000).tap("key.vowel.4");
  EXPECT_EQ(person.typed(), "ሉላ") << "a vowel may take its time";
}

TEST(TheKeyboard, OffersManyLettersInsideTheWindow) {
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    person.show(scene("household.name.empty", "ti"));
    const Rect key = person.node("key.ቀ").rect;
    person.down(key.center_x(), key.center_y()).wait(500);
    int offered = 0;
    for (const Node& node : person.ui.nodes().nodes()) {
      if (!node.id.starts_with("variant.")) continue;
      ++offered;
      EXPECT_GE(node.rect.x, 0) << display.name;
      EXPECT_LE(node.rect.end(), static_cast<float>(display.viewport.width)) << display.name;
    }
    EXPECT_EQ(offered, 13) << display.name << ": twelve forms and once more the letter itself";
  }
}

TEST(TheKeyboard, FollowsTheLanguageAlsoWhenItIsChangedOnTheWay) {
  Person person;
  person.show(scene("household.name.empty"));
  EXPECT_NE(person.ui.nodes().find("key.q"), nullptr);
  person.tap("header.language").tap("language.ar");
  EXPECT_NE(person.ui.nodes().find("key.ع"), nullptr);
}

TEST(TheKeyboard, KeepsItsPhysicalOrderInArabic) {
  Person person;
  person.show(scene("household.name.empty", "ar"));
  EXPECT_LT(person.node("key.ض").rect.x, person.node("key.ج").rect.x)
      << "the letters do not mirror";
  person.show(scene("household.postcode.empty", "ar"));
  EXPECT_LT(person.node("key.1").rect.x, person.node("key.3").rect.x) << "nor do the digits";
}

TEST(TheKeyboard, HasDigitsForPhoneAndPostcode) {
  Person person;
  person.show(scene("household.postcode.empty"));
  person.tap("key.1").tap("key.3").tap("key.1").tap("key.5");
  EXPECT_EQ(person.typed(), "1315");
  EXPECT_EQ(person.ui.nodes().find("key.a"), nullptr);
}

TEST(TheKeyboard, TypesACodeFromItsThirtyTwoLetters) {
  Person person;
  person.show(scene("member.join_code.empty"));
  for (const char* key : {"key.K", "key.7", "key.M"}) person.tap(key);
  EXPECT_EQ(person.typed(), "K7M");
  EXPECT_EQ(person.ui.nodes().find("key.O"), nullptr) << "O is not a letter of codes";
}

TEST(AContact, AsksTheChannelFirstAndCanBeChanged) {
  Person person;
  person.show(scene("household.contact.empty"));
  EXPECT_FALSE(person.ui.accepts_text());
  person.tap("answer.phone");
  EXPECT_TRUE(person.ui.accepts_text());
  person.type("0612345678");
  person.tap("contact.change").tap("answer.email").type("a@b.nl");
  EXPECT_EQ(person.typed(), "a@b.nl");
  person.tap("contact.change").tap("answer.phone");
  EXPECT_EQ(person.typed(), "0612345678") << "trying the other channel loses nothing";
}

TEST(ATapInTheField, PutsTheCaretThere) {
  Person person;
  person.show(scene("household.name.answered"));
  const Rect field = person.node("question.field").rect;
  person.down(field.x + 12, field.center_y()).up(field.x + 12, field.center_y());
  EXPECT_EQ(person.state.session.caret, 0U);
  person.type("X");
  EXPECT_EQ(person.typed(), "XAmina");
  person.down(field.end() - 20, field.center_y()).up(field.end() - 20, field.center_y());
  EXPECT_EQ(person.state.session.caret, person.typed().size());
}

TEST(TheArrowKeys, MoveTheCaretInAField) {
  Person person;
  person.show(scene("household.name.answered"));
  person.key(Key::left).key(Key::left).type("n");
  EXPECT_EQ(person.typed(), "Aminna");
  person.key(Key::home).type("-").key(Key::end).type("+").key(Key::backspace);
  EXPECT_EQ(person.typed(), "-Aminna");
}

TEST(TheArrowKeys, MoveTheCaretAsOneSees) {
  for (const char* language : {"ar", "fa"}) {
    Person person;
    person.show(scene("household.name.empty", language));
    person.type("نور");  // its end is at the left
    person.key(Key::right).type("ك");
    EXPECT_EQ(person.typed(), "نوكر") << language;
    person.key(Key::left).type("ل");
    EXPECT_EQ(person.typed(), "نوكرل") << language;
  }
  Person person;
  person.show(scene("household.contact.empty", "ar"));
  person.tap("answer.phone").type("0612").key(Key::left).type("9");
  EXPECT_EQ(person.typed(), "06192") << "digits run from left to right";
}

TEST(TheDeleteKey, TakesTheCharacterBehindTheCaret) {
  Person person;
  person.show(scene("household.name.answered"));
  person.key(Key::del);
  EXPECT_EQ(person.typed(), "Amina") << "nothing is behind the caret";
  person.key(Key::home).key(Key::del).key(Key::del);
  EXPECT_EQ(person.typed(), "ina");
  person.show(scene("household.name.empty", "ar"));
  person.type("بَد").key(Key::home).key(Key::del);
  EXPECT_EQ(person.typed(), "د") << "a letter and the sign on it are one character";
}

TEST(AFieldThatAppears, HasTheFocusAndEnterInItGoesOn) {
  Person person;
  person.show(scene("household.contact.empty"));
  person.focus_on("answer.email");
  person.key(Key::enter);
  EXPECT_TRUE(person.node("question.field").focused);
  person.type("a@b.nl");
  EXPECT_EQ(person.typed(), "a@b.nl");
  const std::string before(person.ui.screen_name());
  person.key(Key::enter);
  EXPECT_NE(person.ui.screen_name(), before);
}

TEST(AFieldThatAppears, KeepsItsSpaceBar) {
  Person person;
  person.show(scene("household.contact.empty"));
  person.focus_on("answer.phone");
  person.key(Key::enter).type("06").key(Key::space).type(" ");
  EXPECT_NE(person.ui.nodes().find("question.field"), nullptr) << "not back at the choice";
}

TEST(AnOverlayClosedWithEnter, LeavesTypingWhereItWas) {
  for (const char* opener : {"header.stop", "header.help"}) {
    Person person;
    person.show(scene("household.name.empty"));
    person.type("Ali");
    person.focus_on(opener);
    person.key(Key::enter);
    const bool stop = opener == std::string("header.stop");
    person.focus_on(stop ? "stop.keep" : "help.close");
    person.key(Key::enter).type("V").key(Key::enter);
    EXPECT_EQ(person.ui.screen_name(), "question.contact") << opener;
    person.key(Key::escape);
    EXPECT_EQ(person.typed(), "AliV") << opener;
  }
}

TEST(Typing, GivesTheFocusBackToTheField) {
  Person person;
  person.show(scene("household.name.empty"));
  person.focus_on("header.stop");
  person.type("Ali").key(Key::enter);
  EXPECT_EQ(person.state.overlay, flow::Overlay::none);
  EXPECT_EQ(person.ui.screen_name(), "question.contact");
}

TEST(TheTabKey, WalksInReadingOrderAndEnterPresses) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  std::vector<std::string> order;
  for (int i = 0; i < 9; ++i) {
    person.key(Key::tab);
    for (const Node& node : person.ui.nodes().nodes()) {
      if (node.focused) order.push_back(node.id);
    }
  }
  const std::vector<std::string> expected = {"header.back", "header.language",   "header.text_size",
                                             "header.help", "header.stop",       "answer.yes",
                                             "answer.no",   "question.continue", "header.back"};
  EXPECT_EQ(order, expected);
  person.key(Key::tab, true).key(Key::tab, true).key(Key::enter);
  EXPECT_TRUE(person.node("answer.no").selected);
}

TEST(Enter, GoesOnWhenNothingHasTheFocus) {
  Person person;
  person.show(scene("household.name.answered"));
  person.key(Key::enter);
  EXPECT_EQ(person.ui.screen_name(), "question.contact");
}

TEST(Escape, GoesBackAndClosesWhatLiesOnTop) {
  Person person;
  person.show(scene("household.contact.empty"));
  person.tap("header.stop").key(Key::escape);
  EXPECT_EQ(person.state.overlay, flow::Overlay::none);
  person.key(Key::escape);
  EXPECT_EQ(person.ui.screen_name(), "question.name");
}

TEST(TheArrowKeys, GoToTheNearestTarget) {
  Person person;
  person.show(scene("household.goals.empty"));
  person.key(Key::tab);
  for (int i = 0; i < 30 && !person.node("option.goal.work").focused; ++i) person.key(Key::tab);
  ASSERT_TRUE(person.node("option.goal.work").focused);
  person.key(Key::right);
  EXPECT_TRUE(person.node("option.goal.dutch").focused);
  person.key(Key::down).key(Key::space);
  EXPECT_TRUE(person.node("option.goal.paperwork").selected);
}

TEST(TheFocus, IsBroughtIntoView) {
  Person person;
  person.show(scene("household.interests.empty"));
  person.key(Key::tab);
  for (int i = 0; i < 60 && !person.node("option.interest.repair").focused; ++i) {
    person.key(Key::tab);
  }
  EXPECT_TRUE(person.node("option.interest.repair").focused);
  EXPECT_TRUE(person.node("option.interest.repair").visible);
}

TEST(ThePin, IsTypedWithPadAndKeyboardAndOnlyItsLengthIsShown) {
  Person person;
  person.show(scene("staff.pin.empty"));
  person.tap("key.1").type("23").key(Key::backspace).type("x");
  EXPECT_EQ(person.state.staff.pin.view(), "12");
}

// One event a letter, then the reader's Enter.
void hold_card(Person& person, std::string_view letters) {
  for (const char& c : letters) person.type({&c, 1});
  person.key(Key::enter);
}

TEST(TheCardReader, IsNotTakenForFingersOnTheKeys) {
  Person person;
  person.show(scene("staff.badge.hold"));
  person.type("27").type("1");
  EXPECT_EQ(person.state.staff.pin.view(), "271");
  hold_card(person, "ABC8710398500120");  // a library's card
  EXPECT_EQ(person.state.staff.pin.view(), "271") << "its digits are not the PIN's";
  EXPECT_EQ(person.state.staff.error, "staff.badge.misread");
  const auto letters = base::badge_letters(base::Bytes(base::kBadgeBytes, 42));
  hold_card(person, letters.view());
  EXPECT_FALSE(person.state.staff.badge.empty());
  EXPECT_FALSE(person.state.staff.checking) << "its Enter presses nothing";
  person.wait(kCardPauseMs).type("828").key(Key::enter);
  EXPECT_TRUE(person.state.staff.checking);
}

TEST(TheCardReader, MayStandBesideAKioskThatHasNoUseForIt) {
  Person person;
  person.show(scene("staff.pin.empty"));
  hold_card(person, base::badge_letters(base::Bytes(base::kBadgeBytes, 42)).view());
  EXPECT_TRUE(person.state.staff.card.empty() && person.state.staff.badge.empty());
  EXPECT_EQ(person.state.staff.error, "");
  person.type("271828").key(Key::enter);
  EXPECT_TRUE(person.state.staff.checking);
}

// A reader that acts as a keyboard: a letter every few milliseconds, then Enter.
void scan(Person& person, std::string_view code, std::int64_t every_ms = 8) {
  for (const char& c : code) {
    person.give({TextEvent{base::SecretText({&c, 1})}});
    person.wait(every_ms);
  }
  person.give({KeyEvent{Key::enter}});
}

TEST(TheCardReader, FillsNoFieldAndItsEnterPressesNothing) {
  for (const char* name : {"household.name.empty", "household.postcode.empty", "household.check",
                           "household.interpreter.empty", "role", "first"}) {
    for (const char* code : {"8710398500120", "K7M2QX9FH", "1234", "ABC-0123 456"}) {
      for (const std::int64_t every_ms : {0, 8, 30}) {
        Person person;
        person.show(scene(name));
        const std::string page(person.ui.screen_name());
        scan(person, code, every_ms);
        person.wait(2 * kCardPauseMs);
        EXPECT_EQ(person.ui.screen_name(), page) << name << ' ' << code;
        EXPECT_EQ(person.typed(), "") << name << ' ' << code << ' ' << every_ms;
      }
    }
  }
}

TEST(TheCardReader, OpensWhatACodeOfTheReceiptIsForHoweverQuickItReads) {
  base::SeededRandom random(5);
  const auto secret = base::ReceiptSecret::mint(random);
  const auto group = base::HumanCode::mint(base::HumanCode::Use::group, 7, random).str();
  for (const std::int64_t every_ms : {0, 8, 30}) {
    for (const char* name : {"first", "role"}) {
      Person joins;
      joins.show(scene(name));
      scan(joins, group, every_ms);
      EXPECT_EQ(joins.ui.screen_name(), "question.join_code") << name << ' ' << every_ms;
      Person returns;
      returns.show(scene(name));
      scan(returns, secret.shown().view(), every_ms);
      EXPECT_EQ(returns.state.screen, flow::Screen::secret) << name << ' ' << every_ms;
      EXPECT_TRUE(returns.state.returning.opening) << name << ' ' << every_ms;
    }
  }
}

TEST(TheCardReader, TakesNothingFromFingersHoweverQuick) {
  Person person;
  person.show(scene("household.name.empty"));
  for (const char* c : {"A", "b", "d", "i", "r", "a", "s", "h", "i", "d"}) {
    person.give({TextEvent{base::SecretText(c)}});
    person.wait(60);
  }
  person.give({TextEvent{base::SecretText("x")}, TextEvent{base::SecretText("y")}});  // two at once
  person.give({KeyEvent{Key::left}});
  EXPECT_EQ(person.typed(), "Abdirashidxy");
  for (int i = 0; i < 9; ++i) {
    person.give({TextEvent{base::SecretText("o")}});  // a key held down
    person.wait(30);
  }
  person.give({KeyEvent{Key::enter}});
  EXPECT_EQ(person.ui.screen_name(), "question.contact");
}

}  // namespace
}  // namespace samen::ui
