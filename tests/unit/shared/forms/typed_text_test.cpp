// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/random.hpp"
#include "domain/values.hpp"
#include "forms/normal_text.hpp"
#include "forms/phone_number.hpp"
#include "forms/text_rules.hpp"
#include "forms/to_record.hpp"
#include "forms/validate.hpp"
#include "unit/shared/forms/filled_forms.hpp"

// What people type, by kind: what is stored of it, or which words help.
namespace samen::forms {
namespace {

using namespace testing_support;

std::string normal(std::string_view typed) {
  return std::string(normal_text(typed).view());
}

struct Pair {
  std::string_view typed, expected;
};

TEST(TypedText, IsStoredInOneForm) {
  constexpr Pair kCases[] = {
      {"Ame\u0301lie", "Amélie"},
      {"Amélie", "Amélie"},
      {"\u1112\u1161\u11ab", "\ud55c"},  // Hangul that was typed in parts
      {"o\u0302\u0323", "\u1ed9"},       // two marks, in the other order
      {"\u0627\u0653", "\u0622"},        // alef and madda
      {"\u212bngstrom", "Ångstrom"},
      {"  Jan   Piet  ", "Jan Piet"},
      {"Jan\u00a0Piet", "Jan Piet"},
      {"Jan\u3000\u2003Piet\u202f", "Jan Piet"},
      {"Jan\u2800Piet", "Jan Piet"},  // blanks that are signs or letters by their class
      {"Jan\u3164Piet", "Jan Piet"},
      {"\uffa0Jan\u115f", "Jan"},
      {"Ali\u200f", "Ali"},
      {"\u202aAli\u202c", "Ali"},
      {"\u2066Ali\u2069", "Ali"},
      {"\ufeffAli", "Ali"},
      {"A\u200bl\u00adi", "Ali"},
      {"A\u2060l\U000e0041i", "Ali"},
      {"A\u061cl\u034fi\ufe0f", "Ali"},
      {"علی\u200cرضا", "علی\u200cرضا"},  // Persian writes with it
      {"\u200cعلی\u200c", "علی"},
      {"علی\u200c رضا", "علی رضا"},
      {"Ali\u200d1", "Ali1"},
      {"क्\u200dष", "क्\u200dष"},
      {"O\u2019Brien-Šmíd", "O\u2019Brien-Šmíd"},
      {"Дарʼя", "Дарʼя"},
      {"a\tb", "a\tb"},  // for the rules to refuse
      {"\u200c", ""},
      {"", ""},
      {"\xff", "\xff"},
  };
  for (const auto& [typed, expected] : kCases) EXPECT_EQ(normal(typed), expected) << typed;
}

TEST(TypedText, IsTheSameAfterASecondTime) {
  base::SeededRandom random(7);
  constexpr std::string_view kPieces[] = {
      "a",      "é",      "e\u0301", " ",      "\u00a0", "\u200c", "\u200d", "\u200f",
      "\u2800", "\u3164", "ع",       "ل",      "\u064e", "\u0653", "\u0640", "ሀ",
      "\ud55c", "\u1112", "\u1161",  "\u11a8", "🌷",     "\ufe0f", "1",      "-"};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto k = random.below(12); k > 0; --k) text += kPieces[random.below(std::size(kPieces))];
    const std::string once = normal(text);
    EXPECT_TRUE(base::is_utf8(once)) << text;
    EXPECT_EQ(normal(once), once) << text;
    EXPECT_FALSE(once.starts_with(' ') || once.ends_with(' ') || once.find("  ") != once.npos);
  }
}

const char* name_error(std::string_view typed) {
  static std::string key;
  const auto fault = name_fault(normal_text(typed).view());
  key = fault ? fault->key : "";
  return key.c_str();
}

TEST(AName, HasALetterOfSomeScript) {
  for (const char* name : {"A", "Ng", "أمل", "ሰላም", "Дарʼя", "王", "אב", "क", "ა", "한", "J. 2",
                           "علی\u200cرضا", "O'", "\u0627\u064e", "ß", "Ꮳ"}) {
    EXPECT_STREQ(name_error(name), "") << name;
  }
  for (const char* name : {".", "-", "ـ", "\u0640\u0640", "1", "42", "!?", "\u064e", "\u0301", "🌷",
                           "@", "'", "\u2014", "_", "ー", "\u0640\u064e", "٣"}) {
    EXPECT_STREQ(name_error(name), "error.name.letter") << name;
  }
  for (const char* name :
       {"", " ", "\u00a0", "\u3164", "\u2800", "\u200c", "\u200b", "\ufeff", "\u00ad",
        "\u2066\u2069", "\u3000", "\u115f\u1160", "\uffa0", "\u180e"}) {
    EXPECT_STREQ(name_error(name), "error.name.empty") << name;
  }
  for (const char* name : {"A\tb", "A\x01", "A\u0085"}) {
    EXPECT_STREQ(name_error(name), "error.name.character") << name;
  }
}

struct Phone {
  std::string_view typed;
  std::string_view stored_or_error;
};

TEST(APhoneNumber, IsStoredAsOneOrRefusedWithWords) {
  constexpr Phone kCases[] = {
      {"0612345678", "+31612345678"},
      {"06 1234 5678", "+31612345678"},
      {"06-12345678", "+31612345678"},
      {"06.12.34.56.78", "+31612345678"},
      {"612345678", "+31612345678"},
      {"+31612345678", "+31612345678"},
      {"+31 6 12345678", "+31612345678"},
      {"+31 (0)6 12345678", "+31612345678"},
      {"+31(0)612345678", "+31612345678"},
      {"+31 (0) 6 1234 5678", "+31612345678"},
      {"0031 6 12345678", "+31612345678"},
      {"0031 (0)6 12345678", "+31612345678"},
      {"+310612345678", "+31612345678"},  // what people write who leave the brackets out
      {"00310612345678", "+31612345678"},
      {"020 624 1111", "+31206241111"},
      {"(020) 6241111", "+31206241111"},
      {"+32 470 12 34 56", "+32470123456"},
      {"+380 50 123 4567", "+380501234567"},
      {"+49 1512 3456789", "+4915123456789"},
      {"+963 944 567 890", "+963944567890"},
      {"٠٦١٢٣٤٥٦٧٨", "+31612345678"},
      {"۰۶۱۲۳۴۵۶۷۸", "+31612345678"},
      {"\u202d0612345678\u202c", "+31612345678"},  // as it comes out of an address book
      {"0612345678 ext 5", "error.phone.character"},
      {"0612345678ext5", "error.phone.character"},
      {"0612345678 x5", "error.phone.character"},
      {"0612345678 tst 12", "error.phone.character"},
      {"0612345678#5", "error.phone.character"},
      {"0612345678;ext=5", "error.phone.character"},
      {"0612345678,5", "error.phone.character"},
      {"06+12345678", "error.phone.character"},
      {"++31612345678", "error.phone.character"},
      {"0612345678 thuis", "error.phone.character"},
      {"0800-BELGRATIS", "error.phone.character"},
      {"tel:0612345678", "error.phone.character"},
      {"O612345678", "error.phone.character"},
      {"+", "error.phone.character"},
      {"---", "error.phone.character"},
      {"061234567", "error.phone.short"},
      {"06123456789", "error.phone.long"},
      {"+3161234567", "error.phone.short"},
      {"0612345678 0687654321", "error.phone.long"},
      {"0612345678/0687654321", "error.phone.long"},
      {"112", "error.phone.short"},
      {"1", "error.phone.short"},
      {"00000000", "error.phone.short"},
      {"1234567890", "error.phone.long"},
      {"0000000000", "error.phone.unknown"},
      {"0999999999", "error.phone.unknown"},
      {"+31 999 999 999", "error.phone.unknown"},
      {"+999 12345678", "error.phone.country"},
      {"+0 612345678", "error.phone.country"},
      {"+683 4002", "error.phone.unknown"},  // seven digits with the country: no record holds it
      {"0900 8844", "error.phone.nobody"},
      {"0800 0113", "error.phone.nobody"},
      {"0906 1234567", "error.phone.nobody"},
  };
  for (const auto& [typed, expected] : kCases) {
    const auto number = read_phone(normal_text(typed).view());
    EXPECT_EQ(number ? number->e164.view() : std::string_view(number.error()), expected) << typed;
  }
}

// Nothing a person typed is dropped so that the rest becomes another number: the digits that are
// stored are those that were typed, in their order, but for the ways to write a country and a 0.
TEST(APhoneNumber, KeepsEveryDigitThatWasTyped) {
  base::SeededRandom random(11);
  constexpr std::string_view kLetters = "0123456789061234567831+ -.()/xe#,;\xc2\xa0";
  for (int i = 0; i < 3'000; ++i) {
    std::string typed;
    for (auto k = 8 + random.below(8); k > 0; --k)
      typed += kLetters[random.below(kLetters.size() - 2)];
    const auto number = read_phone(normal_text(typed).view());
    if (!number) continue;
    std::string digits;
    for (const char c : typed) {
      if (c >= '0' && c <= '9') digits += c;
    }
    const std::string stored(number->e164.view().substr(1));
    const std::string national = stored.starts_with("31") ? stored.substr(2) : stored;
    EXPECT_TRUE(digits.ends_with(national)) << typed << " became " << stored;
    EXPECT_EQ(typed.find_first_of("xe#,;"), std::string::npos) << typed;
    const auto again = read_phone(number->e164.view());
    EXPECT_TRUE(again && again->e164 == number->e164) << typed;
    EXPECT_TRUE(domain::check_phone(number->e164.view())) << typed;
  }
}

TEST(AMailAddress, IsOneThatCanBeWrittenTo) {
  for (const char* right :
       {"jan@example.nl", "jan.de.boer@example.nl", "j@a.bc", "jan+samen@example.co.uk",
        "o'neil@example.org", "jan_1@ex-ample.nl", "JAN@EXAMPLE.NL", "1@2.nl",
        "jan@xn--bcher-kva.de", "jan@example.xn--p1ai", "a-@example.nl"}) {
    EXPECT_FALSE(email_fault(normal_text(right).view())) << right;
  }
  constexpr Pair kWrong[] = {
      {"", "error.email.empty"},
      {"jan", "error.email.at"},
      {"@example.nl", "error.email.at"},
      {"jan@@example.nl", "error.email.at"},
      {"jan@a@b.nl", "error.email.at"},
      {"mailto:jan@example.nl", "error.email.character"},
      {"jan@ex ample.nl", "error.email.character"},
      {"jan @example.nl", "error.email.character"},
      {"ja,n@example.nl", "error.email.character"},
      {"<jan@example.nl>", "error.email.character"},
      {"\"jan\"@example.nl", "error.email.character"},
      {"jan@example.nl;piet", "error.email.character"},
      {"jan@[127.0.0.1]", "error.email.character"},
      {"josé@example.nl", "error.email.character"},
      {"jan@exаmple.nl", "error.email.character"},  // a Cyrillic letter that looks Latin
      {"jan\u00a0de@example.nl", "error.email.character"},
      {".jan@example.nl", "error.email.dot"},
      {"jan.@example.nl", "error.email.dot"},
      {"jan..de@example.nl", "error.email.dot"},
      {"jan@-example.nl", "error.email.domain"},
      {"jan@example-.nl", "error.email.domain"},
      {"jan@.example.nl", "error.email.domain"},
      {"jan@example..nl", "error.email.domain"},
      {"jan@example.nl.", "error.email.domain"},
      {"jan@example", "error.email.domain"},
      {"jan@example.123", "error.email.domain"},
      {"1@2.33", "error.email.domain"},
      {"jan@127.0.0.1", "error.email.domain"},
      {"jan@example.n", "error.email.domain"},
      {"jan@exam_ple.nl", "error.email.domain"},
      {"jan@", "error.email.domain"},
  };
  for (const auto& [typed, key] : kWrong) {
    const auto fault = email_fault(normal_text(typed).view());
    EXPECT_EQ(fault ? fault->key : "", key) << typed;
  }
  EXPECT_EQ(normal("jan@example.nl\u200f"), "jan@example.nl");
  EXPECT_TRUE(email_fault(std::string(65, 'a') + "@example.nl"));
}

TEST(AMailDomain, ThatIsNearACommonOneIsAskedAbout) {
  const MailDomains& mail = shipped().facts().mail;
  constexpr Pair kMeant[] = {
      {"gmail.con", "gmail.com"},
      {"gmial.com", "gmail.com"},
      {"gmail.com.com", "gmail.com"},
      {"gmail.cpm", "gmail.com"},
      {"gmail..com", "gmail.com"},
      {"gmail.cmo", "gmail.com"},
      {"gmal.com", "gmail.com"},
      {"gnail.com", "gmail.com"},
      {"gmaill.com", "gmail.com"},
      {"gmailcom", "gmail.com"},
      {"gmail.co", "gmail.com"},
      {"gmail.nl", "gmail.com"},
      {"GMAIL.CON", "gmail.com"},
      {"gmail.com.", "gmail.com"},
      {"hotmial.com", "hotmail.com"},
      {"hotmail.con", "hotmail.com"},
      {"homtail.nl", "hotmail.nl"},
      {"hotmail.nll", "hotmail.nl"},
      {"outlok.com", "outlook.com"},
      {"outllook.con", "outlook.com"},
      {"yahooo.com", "yahoo.com"},
      {"iclod.com", "icloud.com"},
      {"ziggo.ln", "ziggo.nl"},
      {"kpnmail.nl.nl", "kpnmail.nl"},
      {"voorbeeld.cpm", "voorbeeld.com"},
      {"voorbeeld.nl.nl", "voorbeeld.nl"},
      {"protonmial.com", "protonmail.com"},
      {"googlemail.cmo", "googlemail.com"},
      {"live.n", ""},
      {"gmail.com", ""},
      {"mail.com", ""},
      {"example.nl", ""},
      {"almere.nl", ""},
      {"email.nl", ""},
      {"me.com", ""},
      {"mc.com", ""},
      {"home.nl", ""},
      {"hva.nl", ""},
      {"student.uva.nl", ""},
      {"", ""},
      {".", ""},
  };
  for (const auto& [typed, meant] : kMeant) EXPECT_EQ(mail.meant(typed), meant) << typed;
  EXPECT_EQ(mail.meant(std::string(65, 'a')), "");
}

std::string doubted(std::string_view question, Value value) {
  const auto& f = form("household");
  Answers a = household();
  a.set(at(f, question), std::move(value));
  EXPECT_FALSE(validate(f, a, at(f, question))) << question;
  const auto found = doubt(f, a, at(f, question), shipped().facts());
  return found ? found->key + found->suggestion : "";
}

TEST(ADoubt, IsSaidOfWhatIsProbablyNotMeant) {
  const auto mail = [](const char* address) {
    return ContactAnswer{domain::ContactChannel::email, {}, secret(address)};
  };
  EXPECT_EQ(doubted("contact", mail("jan@gmail.con")), "error.email.meantgmail.com");
  EXPECT_EQ(doubted("contact", mail("jan@gmail.com")), "");
  EXPECT_EQ(doubted("contact", phone("0612345678")), "");
  EXPECT_EQ(doubted("postcode", secret("1315")), "");
  EXPECT_EQ(doubted("postcode", secret("1000")), "error.postcode.unknown");
  EXPECT_EQ(doubted("postcode", secret("9010")), "error.postcode.unknown");
}

TEST(APostcode, IsNearOrFarByTheAreaOfTheProgramme) {
  const auto codes = Postcodes::parse(
      R"({"existing": ["1011-1019", "1301", "1315-1316"], "area": ["1300-1379"]})", "x");
  ASSERT_TRUE(codes) << codes.error().message;
  EXPECT_TRUE(codes->exists(1011) && codes->exists(1019) && codes->exists(1301) &&
              codes->exists(1316));
  EXPECT_FALSE(codes->exists(1010) || codes->exists(1020) || codes->exists(1302) ||
               codes->exists(9999));
  EXPECT_TRUE(codes->nearby(1300) && codes->nearby(1379));
  EXPECT_FALSE(codes->nearby(1299) || codes->nearby(1380));
  const auto none = Postcodes::parse("{}", "x");
  EXPECT_TRUE(none->exists(4242) && none->nearby(4242));
  for (const char* wrong : {R"({"area": ["1379-1300"]})", R"({"area": ["1300", "1300"]})",
                            R"({"area": ["131"]})", R"({"area": [1300]})", R"({"areas": []})",
                            R"({"area": ["1300-"]})", R"({"area": ["0999-1300"]})"}) {
    EXPECT_FALSE(Postcodes::parse(wrong, "x")) << wrong;
  }
}

TEST(AMailAddress, IsStoredInOneSpelling) {
  const auto& f = form("household");
  Answers a = household();
  a.set(at(f, "name"), secret("  Ame\u0301lie\u200f "));
  a.set(at(f, "contact"),
        ContactAnswer{domain::ContactChannel::email, {}, secret(" Jan.Piet@GMAIL.Com\u200f")});
  const auto made = to_record(f, a, "nl");
  ASSERT_TRUE(made) << made.error().message;
  const auto& h = std::get<domain::Household>(made->body);
  EXPECT_EQ(h.name.view(), "Amélie");
  EXPECT_EQ(h.contact.value.view(), "Jan.Piet@gmail.com");
}

TEST(APostcode, SaysItsPlaceWhereThatIsKnown) {
  const PlaceNames& places = shipped().facts().places;
  EXPECT_EQ(places.of(1315), "Almere");
  EXPECT_EQ(places.of(2512), "Den Haag");
  EXPECT_EQ(places.of(5217), "") << "the source has it in another part of the country";
  EXPECT_EQ(places.of(9998), "Rottum");
  EXPECT_EQ(places.of(999), "");
  EXPECT_EQ(places.of(0), "");
  for (const char* wrong : {R"({"places":{"1315-1311":"x"}})", R"({"places":{"13":"x"}})",
                            R"({"places":{"1311-1320":"x","1315":"y"}})",
                            R"({"places":{"1311":7}})", R"({"place":{}})"}) {
    EXPECT_FALSE(PlaceNames::parse(wrong, "places.json")) << wrong;
  }
}

TEST(APostcode, IsNeverCutToFourDigits) {
  constexpr Pair kWrong[] = {
      {"13155", "error.postcode.length"},   {"131", "error.postcode.length"},
      {"B-1000", "error.postcode.digits"},  {"1315AB", "error.postcode.digits"},
      {"1315 AB", "error.postcode.digits"}, {"NL-1315", "error.postcode.digits"},
      {"0999", "error.postcode.range"},     {"131500", "error.postcode.length"}};
  for (const auto& [typed, key] : kWrong) {
    const auto fault = postcode_fault(normal_text(typed).view());
    EXPECT_EQ(fault ? fault->key : "", key) << typed;
  }
}

}  // namespace
}  // namespace samen::forms
