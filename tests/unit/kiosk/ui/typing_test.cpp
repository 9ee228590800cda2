// SPDX-License-Identifier: Apache-2.0
#include "base/badge.hpp"
#include "kiosk/ui/card_reader.hpp"
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
  person.down(key.center_x(), key.center_y()).wait(500).up(key.center_x(), key.center_y());
  EXPECT_EQ(person.typed(), "") << "a long press offers, it does not type";
  person.tap("variant.é");
  EXPECT_EQ(person.typed(), "é");
  EXPECT_EQ(person.ui.nodes().find("variant.é"), nullptr);
}

TEST(TheKeyboard, SwitchesScriptWithOneTap) {
  Person person;
  person.show(scene("household.name.empty"));
  ASSERT_EQ(person.ui.nodes().find("key.ع"), nullptr);
  person.tap("key.next");
  ASSERT_NE(person.ui.nodes().find("key.ع"), nullptr);
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

TEST(TheKeyboard, OffersManyLettersInsideTheWindow) {
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    person.show(scene("household.name.empty", "ti"));
    const Rect key = person.node("key.ቀ").rect;
    person.down(key.center_x(), key.center_y()).wait(500).up(key.center_x(), key.center_y());
    int offered = 0;
    for (const Node& node : person.ui.nodes().nodes()) {
      if (!node.id.starts_with("variant.")) continue;
      ++offered;
      EXPECT_GE(node.rect.x, 0) << display.name;
      EXPECT_LE(node.rect.end(), static_cast<float>(display.viewport.width)) << display.name;
    }
    EXPECT_EQ(offered, 12) << display.name << ": eleven forms and once more the letter itself";
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
  const std::vector<std::string> expected = {
      "header.back", "header.stop", "header.language",   "header.text_size", "header.help",
      "answer.yes",  "answer.no",   "question.continue", "header.back"};
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

}  // namespace
}  // namespace samen::ui
