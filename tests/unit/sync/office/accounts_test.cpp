// SPDX-License-Identifier: Apache-2.0
// What a coordinator does with accounts, and what lies in the store of them.
#include "sync/server/office/accounts.hpp"

#include "base/file.hpp"
#include "sync/server/office/passwords.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/store/sealed.hpp"
#include "unit/sync/office/office_fixture.hpp"

namespace samen::server {
namespace {

using base::Errc;

class AccountsTest : public OfficeTest {
 protected:
  Errc refusal(const NewAccount& account) {
    const auto link = invite_account(*store, account);
    EXPECT_FALSE(link) << account.name;
    return link ? Errc::internal : link.error().code;
  }
};

TEST_F(AccountsTest, ANameARoleAndACentreThatFit) {
  for (const std::string name : {"", "a", "Anna", "anna de vries", "1anna", "anna@example.org",
                                 "\xc3\xa9lise", "../anna", "anna\n"}) {
    EXPECT_EQ(refusal({.name = name, .centre = "De Linde"}), Errc::invalid_input) << name;
  }
  EXPECT_EQ(refusal({.name = std::string(33, 'a'), .centre = "De Linde"}), Errc::invalid_input);
  EXPECT_EQ(refusal({.name = "anna", .centre = "Zuid"}), Errc::not_found);
  EXPECT_EQ(refusal({.name = "anna"}), Errc::invalid_input) << "a caseworker has one centre";
  EXPECT_EQ(refusal({.name = "anna", .role = StaffRole::coordinator, .centre = "De Linde"}),
            Errc::invalid_input);
  // For whom there is no page yet nobody is invited.
  EXPECT_EQ(refusal({.name = "anna", .role = StaffRole::researcher, .centre = "De Linde"}),
            Errc::invalid_input);
  invite("a.de-vries_2");
  EXPECT_EQ(refusal({.name = "a.de-vries_2", .centre = "De Linde"}), Errc::conflict);
  EXPECT_EQ(reset_account(*store, "nobody").error().code, Errc::not_found);
  EXPECT_EQ(close_account(*store, "nobody").error().code, Errc::not_found);
}

TEST_F(AccountsTest, EveryActIsALineOfTheAudit) {
  invite("anna");
  EXPECT_EQ(last_line().action, "office_invite");
  EXPECT_EQ(last_line().subject, "anna caseworker of De Linde");
  ASSERT_TRUE(reset_account(*store, "anna"));
  EXPECT_EQ(last_line().action, "office_reset");
  ASSERT_TRUE(close_account(*store, "anna"));
  EXPECT_EQ(last_line().action, "office_disable");
  EXPECT_EQ(last_line().actor, "operator");
}

// Whoever has the file of the store has no link, no cookie, no password and no code.
TEST_F(AccountsTest, TheStoreHoldsNothingThatOpens) {
  const auto link = invite("bert");
  const auto session = join("anna");
  const auto secret = telephone("anna");
  sign_in("a password typed as name", "x", "1");
  const auto file = base::read_file(folder.database(), std::size_t{16} << 20).value();
  for (const auto& canary :
       {link, session, base::to_hex(secret), std::string(typed_secret(secret).view()),
        std::string(base::as_text(secret)), std::string(kGoodPassword),
        std::string("a password typed as name")}) {
    EXPECT_EQ(file.find(canary), std::string::npos);
    const auto raw = base::from_hex(canary);
    if (!raw) continue;
    EXPECT_EQ(file.find(std::string(base::as_text(*raw))), std::string::npos);
  }
  EXPECT_NE(file.find("$argon2id$"), std::string::npos);
  EXPECT_NE(file.find("anna"), std::string::npos);
  EXPECT_TRUE(check_sealed(*store, {}));
}

TEST_F(AccountsTest, ATokenIsItselfAndNothingElse) {
  const auto token = make_token(random);
  EXPECT_TRUE(is_token(token));
  EXPECT_TRUE(csrf_fits(token, csrf_of_token(token)));
  EXPECT_FALSE(csrf_fits(token, csrf_of_token(make_token(random))));
  EXPECT_FALSE(csrf_fits(token, ""));
  EXPECT_FALSE(csrf_fits("", csrf_of_token("")));
  EXPECT_NE(csrf_of_token(token), token);
  for (const auto& none :
       {token.substr(1), token + "0", std::string(64, 'A'), std::string(64, ' ')}) {
    EXPECT_FALSE(is_token(none));
  }
}

TEST_F(AccountsTest, PasswordsAreLongAndOnesOwn) {
  const auto rules = PasswordRules::load(SAMEN_SOURCE_DIR "/assets/common_passwords.txt");
  ASSERT_TRUE(rules) << rules.error().message;
  const auto look = [&rules](std::string_view password) {
    return rules->look(base::SecretText(password), "anna.vries");
  };
  for (const auto* good : {"fietsen langs het kanaal", "correct horse battery staple",
                           "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 "
                           "\xd8\xa8\xd9\x83\xd9\x85 \xd9\x87\xd9\x86\xd8\xa7",
                           "zestien keer koffie", "kJ8#x?w2Lq!t"}) {
    EXPECT_EQ(look(good), PasswordTrouble::none) << good;
  }
  for (const auto* common :
       {"Welkom01Welkom01", "wachtwoord1234", "qwertyuiop123", "Amsterdam2026!!", "anna.vries2026",
        "123456789012345", "PASSWORDpassword!"}) {
    EXPECT_EQ(look(common), PasswordTrouble::too_common) << common;
  }
  EXPECT_EQ(look("\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"), PasswordTrouble::too_short)
      << "characters count, not bytes";
}

}  // namespace
}  // namespace samen::server
