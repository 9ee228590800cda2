// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <vector>

#include "base/encoding.hpp"
#include "kiosk/flow/text_edit.hpp"
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using forms::TextField;

Kiosk at_name() {
  Kiosk kiosk;
  kiosk.start("household");
  return kiosk;
}

TEST(Typing, GoesWhereTheCaretIs) {
  Kiosk kiosk = at_name();
  kiosk.type("Aml").on(CaretStepped{-1}).type("a");
  EXPECT_EQ(kiosk.text(), "Amal");
  EXPECT_EQ(kiosk.state.session.caret, 3U);
  kiosk.on(CaretPlaced{99}).type("!");
  EXPECT_EQ(kiosk.text(), "Amal!");
  kiosk.on(CaretPlaced{0}).type("O");
  EXPECT_EQ(kiosk.text(), "OAmal!");
}

TEST(Typing, MovesByWholeLettersInEveryScript) {
  for (const char* name : {"Zoë", "أمل", "ሰላም", "Їва", "🌷"}) {
    Kiosk kiosk = at_name();
    kiosk.type(name);
    const std::size_t size = kiosk.text().size();
    EXPECT_EQ(kiosk.state.session.caret, size);
    kiosk.on(CaretPlaced{size - 1});
    EXPECT_LT(kiosk.state.session.caret, size);
    kiosk.on(CaretStepped{+1});
    EXPECT_EQ(kiosk.state.session.caret, size) << name;
    kiosk.on(TextBackspace{});
    EXPECT_TRUE(base::is_utf8(kiosk.text()));
    EXPECT_EQ(domain::code_points(kiosk.text()) + 1, domain::code_points(name));
  }
}

TEST(Backspace, AtTheStartTakesNothing) {
  Kiosk kiosk = at_name();
  kiosk.type("Amal").on(CaretPlaced{0}).on(TextBackspace{});
  EXPECT_EQ(kiosk.text(), "Amal");
  EXPECT_EQ(kiosk.state.session.caret, 0U);
}

TEST(AName, StopsAtEightyLettersAndSaysSo) {
  Kiosk kiosk = at_name();
  for (int i = 0; i < 9; ++i) kiosk.type("أأأأأأأأأأ");
  EXPECT_EQ(domain::code_points(kiosk.text()), 80U);
  EXPECT_EQ(kiosk.error(), "error.text.long");
  kiosk.on(CaretPlaced{0}).type("x");
  EXPECT_EQ(domain::code_points(kiosk.text()), 80U);
}

struct FilterCase {
  const char* name;
  TextField field;
  const char* typed;
  const char* taken;
  const char* complaint;  // "" for none
};
void PrintTo(const FilterCase& one, std::ostream* out) {
  *out << one.name;
}
class AField : public testing::TestWithParam<FilterCase> {};

TEST_P(AField, TakesWhatCanBeRight) {
  const auto taken = filter(GetParam().field, GetParam().typed);
  EXPECT_EQ(taken.text.view(), GetParam().taken);
  EXPECT_STREQ(taken.complaint == nullptr ? "" : taken.complaint, GetParam().complaint);
}

INSTANTIATE_TEST_SUITE_P(
    , AField,
    testing::Values(
        FilterCase{"name_any_script", TextField::name, "Zoë أمل", "Zoë أمل", ""},
        FilterCase{"name_no_control", TextField::name, "A\tB\nC\x7f", "ABC", ""},
        FilterCase{"name_no_override", TextField::name, "A\u202e\u2066B\ufeff", "AB", ""},
        FilterCase{"name_keeps_joiner", TextField::name, "می\u200cخواهم", "می\u200cخواهم", ""},
        FilterCase{"name_bad_utf8", TextField::name, "A\xff", "", ""},
        FilterCase{"postcode_digits", TextField::postcode, "13 15", "1315", ""},
        FilterCase{"postcode_arabic", TextField::postcode, "١٣١٥", "1315", ""},
        FilterCase{"postcode_persian", TextField::postcode, "۱۳۱۵", "1315", ""},
        FilterCase{"postcode_letters", TextField::postcode, "13AB", "13AB",
                   "error.postcode.digits"},
        FilterCase{"phone", TextField::phone, "+31 6-1", "+31 6-1", ""},
        FilterCase{"phone_arabic", TextField::phone, "٠٦١٢", "0612", ""},
        FilterCase{"phone_letters", TextField::phone, "06x5", "06x5", "error.phone.character"},
        FilterCase{"phone_brackets", TextField::phone, "+31 (0)6.1/2", "+31 (0)6.1/2", ""},
        FilterCase{"email", TextField::email, "a.b@c.nl ", "a.b@c.nl ", ""},
        FilterCase{"code", TextField::join_code, "k7m-2qx 9fh", "K7M2QX9FH", ""},
        FilterCase{"code_lookalikes", TextField::join_code, "oOiIlL", "001111", ""},
        FilterCase{"code_arabic_digits", TextField::join_code, "٤٢", "42", ""},
        FilterCase{"code_u", TextField::join_code, "u", "", "error.code.character"},
        FilterCase{"code_other_script", TextField::join_code, "ب", "", "error.code.character"},
        FilterCase{"no_field", TextField::none, "abc", "", ""}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(ALetterInAPostcode, IsAnsweredRightAway) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{at(form("household"), "postcode")}).on(TextCleared{});
  kiosk.type("1").type("A");
  EXPECT_EQ(kiosk.text(), "1A");
  EXPECT_EQ(kiosk.error(), "error.postcode.digits");
  kiosk.type("3");
  EXPECT_EQ(kiosk.text(), "1A3");
  EXPECT_EQ(kiosk.error(), "");
}

TEST(AFifthDigit, StaysAndIsNotCut) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{at(form("household"), "postcode")}).type("9");
  EXPECT_EQ(kiosk.text(), "13159");
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.error(), "error.postcode.length");
}

TEST(ADoubt, IsSaidOnceAndWhoGoesOnMeansIt) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{at(form("household"), "postcode")}).on(TextCleared{});
  kiosk.type("1000").on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "postcode");
  EXPECT_EQ(kiosk.error(), "error.postcode.unknown");
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

TEST(ADoubt, IsSaidAgainAboutOtherText) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{at(form("household"), "postcode")}).on(TextCleared{});
  kiosk.type("1000").on(ContinuePressed{}).on(TextBackspace{}).type("1");
  EXPECT_EQ(kiosk.error(), "");
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.error(), "error.postcode.unknown");
}

// One letter of one, two and four bytes each, and the places between them: from every byte the one
// at or before it, the one before that, and the one after.
TEST(Boundaries, NeverSplitALetterAndStopAtEach) {
  const std::string text = "aé\u0628🌷";
  const std::vector<std::size_t> places{0, 1, 3, 5, 9};
  for (std::size_t byte = 0; byte <= text.size() + 3; ++byte) {
    const auto past = std::ranges::upper_bound(places, std::min(byte, text.size()));
    const std::size_t at = *std::prev(past);
    EXPECT_EQ(boundary_at(text, byte), at) << byte;
    EXPECT_EQ(boundary_after(text, at), past == places.end() ? at : *past) << byte;
    EXPECT_EQ(boundary_before(text, at), at == 0 ? 0 : *std::prev(std::ranges::find(places, at)))
        << byte;
  }
}

}  // namespace
}  // namespace samen::flow
