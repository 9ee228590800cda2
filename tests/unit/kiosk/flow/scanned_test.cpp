// SPDX-License-Identifier: Apache-2.0
// Codes of the receipt before a reader that acts as a keyboard.
#include "base/form_code.hpp"
#include "base/human_code.hpp"
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using base::HumanCode;

struct PrintedCodes {
  base::SeededRandom random{11};
  base::ReceiptSecret secret = base::ReceiptSecret::mint(random);
  std::string own = HumanCode::mint(HumanCode::Use::own, 3, random).str();
  std::string group = HumanCode::mint(HumanCode::Use::group, 3, random).str();
};

Kiosk before_reader(Screen screen) {
  Kiosk kiosk;
  kiosk.ready();
  if (screen != Screen::first) kiosk.on(LanguageChosen{"ar"});
  if (screen == Screen::secret) kiosk.on(SecretPressed{});
  EXPECT_EQ(kiosk.state.screen, screen);
  return kiosk;
}

Kiosk& scan(Kiosk& kiosk, std::string_view code) {
  return kiosk.on(BadgeTyped{base::SecretText(code)}).on(BadgeEnded{});
}

std::string asked_for_group(const Kiosk& kiosk) {  // what stands there, as a code is written
  EXPECT_EQ(kiosk.state.screen, Screen::question);
  const auto* value = kiosk.state.session.answers.find(kiosk.state.session.current);
  const auto code = HumanCode::parse(std::get<base::SecretText>(*value).view());
  return code ? code->str() : "no code";
}

TEST(ACodeBeforeTheReader, OpensTheReceiptWhereverSomebodyMayBegin) {
  const PrintedCodes codes;
  for (const Screen screen : {Screen::first, Screen::role, Screen::secret}) {
    Kiosk kiosk = before_reader(screen);
    scan(kiosk, codes.secret.shown().view());
    EXPECT_EQ(kiosk.state.screen, Screen::secret);
    const auto* open = std::get_if<OpenReceipt>(&kiosk.effects.back());
    ASSERT_NE(open, nullptr) << to_string(screen);
    EXPECT_EQ(open->secret, codes.secret);
    const auto ticket = open->ticket;
    scan(kiosk, codes.secret.shown().view());
    EXPECT_EQ(kiosk.state.receipt_ticket, ticket) << "a second time while it opens is the same";
    kiosk.on(ReceiptOpened{ticket});
    EXPECT_EQ(kiosk.state.screen, Screen::standing);
  }
}

TEST(ACodeBeforeTheReader, OfAGroupOpensItsForm) {
  const PrintedCodes codes;
  for (const Screen screen : {Screen::first, Screen::role}) {
    Kiosk kiosk = before_reader(screen);
    scan(kiosk, codes.group);
    EXPECT_EQ(asked_for_group(kiosk), codes.group) << to_string(screen);
    scan(kiosk, codes.group);
    EXPECT_EQ(asked_for_group(kiosk), codes.group) << "and once more changes nothing";
    const auto before = kiosk.state.session.current;
    kiosk.on(ContinuePressed{});
    EXPECT_NE(kiosk.state.session.current, before);
  }
}

TEST(ACodeBeforeTheReader, InAnothersPlaceIsNamed) {
  const PrintedCodes codes;
  for (const Screen screen : {Screen::first, Screen::role, Screen::secret}) {
    Kiosk kiosk = before_reader(screen);
    scan(kiosk, codes.own);
    EXPECT_EQ(kiosk.state.screen, Screen::secret);
    EXPECT_EQ(kiosk.state.returning.error, "secret.error.reference");
  }
  Kiosk kiosk = before_reader(Screen::secret);
  scan(kiosk, codes.group);
  EXPECT_EQ(kiosk.state.returning.error, "secret.error.group");

  Kiosk joining = before_reader(Screen::role);
  scan(joining, codes.group);
  scan(joining, codes.secret.shown().view());
  ASSERT_TRUE(joining.state.session.error);
  EXPECT_EQ(joining.state.session.error->key, "error.code.secret");
  EXPECT_EQ(asked_for_group(joining), codes.group) << "nothing of the secret stands there";
  scan(joining, codes.own);
  joining.on(ContinuePressed{});
  ASSERT_TRUE(joining.state.session.error);
  EXPECT_EQ(joining.state.session.error->key, "error.code.own");
}

TEST(APostersCode, AsksForTheLanguageAndOpensItsFormAtTheBeginning) {
  for (const auto form : base::kPosterForms) {
    Kiosk kiosk = before_reader(Screen::first);
    scan(kiosk, base::form_code(form));
    EXPECT_EQ(kiosk.state.overlay, Overlay::language_picker);
    kiosk.on(LanguageChosen{"ar"});
    EXPECT_EQ(kiosk.state.overlay, Overlay::none);
    EXPECT_EQ(kiosk.state.language, "ar");
    // Exactly as by the buttons, nothing answered and nothing skipped.
    Kiosk pressed = before_reader(Screen::role);
    pressed.on(RoleChosen{std::string(form)});
    EXPECT_EQ(kiosk.state.screen, pressed.state.screen) << form;
    EXPECT_EQ(kiosk.state.session.form, pressed.state.session.form) << form;
    EXPECT_EQ(kiosk.state.session.current, pressed.state.session.current) << form;
    EXPECT_EQ(kiosk.state.session.answers, pressed.state.session.answers) << form;

    Kiosk role = before_reader(Screen::role);
    scan(role, base::form_code(form));
    EXPECT_EQ(role.state.overlay, Overlay::none) << "the language is chosen already";
    EXPECT_EQ(role.state.session.current, pressed.state.session.current) << form;
  }
}

TEST(APostersCode, IsNothingWhereSomebodyIsAtWork) {
  for (const auto form : base::kPosterForms) {
    Kiosk naming;
    naming.start("household").type("Amal");
    Kiosk checking;
    checking.fill_household();
    Kiosk staff = before_reader(Screen::first);
    staff.on(StaffPressed{});
    Kiosk asking = before_reader(Screen::first);
    asking.on(OtherLanguageOpened{});
    Kiosk began = before_reader(Screen::role);
    began.on(RoleChosen{"household"}).on(BackPressed{});
    EXPECT_EQ(began.state.screen, Screen::role);
    for (Kiosk* kiosk : {&naming, &checking, &staff, &asking, &began}) {
      const State before = kiosk->state;
      scan(*kiosk, base::form_code(form));
      EXPECT_EQ(kiosk->state, before) << to_string(before.screen);
    }
    Kiosk secret = before_reader(Screen::secret);
    scan(secret, base::form_code(form));
    EXPECT_EQ(secret.state.screen, Screen::secret);
    EXPECT_FALSE(secret.state.returning.error.empty()) << "as every other wrong code";
  }
}

TEST(ACodeBeforeTheReader, ChangesNothingElsewhere) {
  const PrintedCodes codes;
  for (const std::string& code :
       {codes.own, codes.group, std::string(codes.secret.shown().view())}) {
    Kiosk naming;
    naming.start("household").type("Amal");
    Kiosk checking;
    checking.fill_household();
    for (Kiosk* kiosk : {&naming, &checking}) {
      const State before = kiosk->state;
      scan(*kiosk, code);
      EXPECT_EQ(kiosk->state, before) << to_string(before.screen);
    }
  }
  for (const Screen screen : {Screen::first, Screen::role}) {
    for (const char* strange : {"8711234567890", "https://example.org/", "SAMEN-SAMEN-SAMEN-SAMEN",
                                "F-001-EN", "F-003-EM", "G", ""}) {
      Kiosk kiosk = before_reader(screen);
      const State before = kiosk.state;
      scan(kiosk, strange);
      EXPECT_EQ(kiosk.state, before) << strange;
    }
  }
}

}  // namespace
}  // namespace samen::flow
