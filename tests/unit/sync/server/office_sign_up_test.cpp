// SPDX-License-Identifier: Apache-2.0
// A sign-up made at the office is what a kiosk's is, and its holder comes back with the receipt.
#include "sync/server/cases/office_sign_up.hpp"

#include "sync/server/cases/erase.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/receipts.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

using forms::Answers;
using forms::Form;
using forms::Instance;

constexpr auto kCost = vault::ReceiptCost::for_tests();

class OfficeSignUpTest : public WayBackTest {
 protected:
  void SetUp() override {
    WayBackTest::SetUp();
    kiosk = enrolled(1);
    forms.emplace(forms::FormSet::load(SAMEN_SOURCE_DIR "/assets/forms").value());
    centre = find_centre(*store, "De Linde").value().value().id;
  }
  const Form& form(std::string_view id) const { return forms->at(forms->find(id)); }
  static base::SecretText text(std::string_view words) { return base::SecretText(words); }
  static forms::LanguageList speaks(domain::Language language) {
    forms::LanguageList list;
    list.spoken.push_back({language, domain::LanguageLevel::fluent});
    return list;
  }
  Answers household(std::string_view name, std::string_view postcode = "1315") const {
    const auto& asked = form("household");
    Answers answers;
    const auto set = [&](std::string_view id, forms::Value value, int adult = -1) {
      answers.set({asked.find(id), adult}, std::move(value));
    };
    set("name", text(name));
    forms::ContactAnswer contact;
    contact.channel = domain::ContactChannel::phone;
    contact.phone = text("06 1234 5678");
    set("contact", contact);
    set("postcode", text(postcode));
    set("adults", 1);
    set("arrival", forms::Choice{1});
    set("company", forms::Choice{0});
    set("languages", speaks(domain::Language::ar), 0);
    set("interpreter", true);
    forms::ConsentAnswer yes;
    yes.mark[0] = {.given = true, .language = "ar"};
    set("consent", yes);
    return answers;
  }
  ReadySignUp ready(const base::Uuid& id, const Answers& answers) {
    auto made = ready_sign_up(*store, id, form("household"), answers, "ar", kCost);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }
  OfficeSignUp by_cora() {
    return {.centre = centre,
            .since_ms = clock.wall_ms(),
            .actor = "office:cora",
            .consent = {domain::ConsentHow::paper, clock.wall_ms() - base::kDayMs}};
  }
  base::Result<TakenIn> take(const domain::Record& record, const OfficeSignUp& sign_up) {
    auto transaction = store->begin();
    SAMEN_TRY(const auto taken, take_office_sign_up(*store, record, sign_up, policy));
    SAMEN_CHECK(transaction->commit());
    return taken;
  }

  std::unique_ptr<test::FakeKiosk> kiosk;
  std::optional<forms::FormSet> forms;
  matcher::Policy policy;
  std::int64_t centre = 0;
};

// All rows of all tables that name it, but for what differs because it is another sign-up.
TEST_F(OfficeSignUpTest, LeavesWhatAKiosksLeaves) {
  const auto made = ready(base::make_uuid(clock, random), household("Amal"));
  ASSERT_EQ(take(made.record, by_cora()).value(), TakenIn::now);
  auto told = made.record;
  told.id = base::make_uuid(clock, random);
  told.receipt = kiosk->code();
  told.way_back = Holder(random).keys();
  send(*kiosk, {kiosk->envelope(told)});
  apply();

  const auto waiting = waiting_households(*store).value();
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].household, waiting[1].household);
  EXPECT_EQ(waiting[0].centre, waiting[1].centre);
  EXPECT_EQ(waiting[0].since_ms, waiting[1].since_ms);
  for (const char* table : {"household", "receipt_key", "alike"}) {
    EXPECT_EQ(number("SELECT count(*) FROM " + std::string(table)), 2) << table;
  }
  EXPECT_EQ(times_in(folder.database(), base::as_bytes(std::string_view("Amal"))), 0U);
  const auto stored = find_sign_up(*store, made.record.id).value().value();
  EXPECT_EQ(stored, made.record);
  const auto& consents = std::get<domain::Household>(stored.body).consents;
  ASSERT_FALSE(consents.empty());
  const auto& asked = form("household");
  const auto consent = static_cast<std::size_t>(asked.find("consent"));
  EXPECT_EQ(consents[0].text_version, asked.questions[consent].purposes[0].text_version);
  EXPECT_EQ(consents[0].language, "ar");
  EXPECT_FALSE(office_origin_of(*store, told.id).value());
  const auto origin = office_origin_of(*store, made.record.id).value().value();
  EXPECT_EQ(origin.account, "office:cora");
  EXPECT_EQ(origin.consent.how, domain::ConsentHow::paper);
}

TEST_F(OfficeSignUpTest, ItsHolderComesBackAtAnyKioskWithTheReceipt) {
  const auto made = ready(base::make_uuid(clock, random), household("Amal"));
  ASSERT_TRUE(take(made.record, by_cora()));
  const auto typed = base::ReceiptSecret::parse(made.secret.shown().view()).value();
  auto drawn = vault::derive_receipt_keys(typed, kCost).value();
  Holder amal(random);
  amal.sign = std::move(drawn.sign);
  amal.seal = std::move(drawn.seal);
  const auto read = ask(*kiosk, amal, Wish::read);
  ASSERT_TRUE(read.told);
  EXPECT_EQ(std::get<domain::Household>(read.told->body).name.view(), "Amal");
  EXPECT_EQ(ask(*kiosk, amal, Wish::erase).outcome, Outcome::done);
  EXPECT_FALSE(office_origin_of(*store, made.record.id).value()) << "nothing of it stays";
  EXPECT_EQ(take(made.record, by_cora()).error().code, base::Errc::conflict)
      << "sent again by a browser's Back, it does not come back";
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(OfficeSignUpTest, TwoClicksMakeOne) {
  const auto id = base::make_uuid(clock, random);
  ASSERT_EQ(take(ready(id, household("Amal")).record, by_cora()).value(), TakenIn::now);
  const auto lines = read_audit(*store)->size();
  EXPECT_EQ(take(ready(id, household("Amal")).record, by_cora()).value(), TakenIn::before);
  EXPECT_EQ(waiting(), 1U);
  EXPECT_EQ(read_audit(*store)->size(), lines);
}

TEST_F(OfficeSignUpTest, WhatAKioskRefusesIsRefusedHere) {
  const auto id = base::make_uuid(clock, random);
  const auto refused = [&](const Answers& answers) {
    return ready_sign_up(*store, id, form("household"), answers, "ar", kCost).error().message;
  };
  EXPECT_NE(refused(household("")).find("question name"), std::string::npos);
  const auto message = refused(household("Zzyzx", "13"));
  EXPECT_NE(message.find("question postcode"), std::string::npos) << message;
  EXPECT_EQ(message.find("Zzyzx"), std::string::npos);
  auto no = household("Amal");
  no.set({form("household").find("consent"), -1}, forms::ConsentAnswer{});
  EXPECT_NE(refused(no).find("question consent"), std::string::npos);
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(OfficeSignUpTest, TheAuditNamesNobody) {
  const auto made = ready(base::make_uuid(clock, random), household("Zzyzx"));
  ASSERT_TRUE(take(made.record, by_cora()));
  const auto line = read_audit(*store)->back();
  EXPECT_EQ(line.actor + " " + line.action + " " + line.subject,
            "office:cora sign_up " + made.record.id.str() + " household paper");
}

TEST_F(OfficeSignUpTest, WhatIsNotCommittedIsNotThere) {
  const auto made = ready(base::make_uuid(clock, random), household("Amal"));
  {
    auto transaction = store->begin();
    ASSERT_TRUE(take_office_sign_up(*store, made.record, by_cora(), policy));
  }
  EXPECT_EQ(waiting(), 0U);
  EXPECT_FALSE(office_origin_of(*store, made.record.id).value());
  EXPECT_EQ(take(made.record, by_cora()).value(), TakenIn::now);
}

}  // namespace
}  // namespace samen::server
