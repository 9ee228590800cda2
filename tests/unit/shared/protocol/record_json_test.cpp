// SPDX-License-Identifier: Apache-2.0
#include "protocol/record_json.hpp"

#include <gtest/gtest.h>

#include "protocol/card_json.hpp"
#include "support/random_record.hpp"
#include "vault/padding.hpp"

namespace samen::protocol {
namespace {

using base::Errc;

std::string text_of(const base::SecretBytes& bytes) {
  return std::string(base::as_text(bytes));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(RecordJson, BringsBackEveryRecordExactly) {
  test::RandomRecords random(2026);
  std::array<int, std::variant_size_v<decltype(domain::Record::body)>> seen{};
  for (int i = 0; i < 2000; ++i) {
    const auto record = random.record();
    ASSERT_TRUE(domain::validate(record)) << i << " " << domain::validate(record).error().message;
    ASSERT_EQ(form_of(record.body), record.form);
    const auto json = write_record(record);
    ASSERT_TRUE(vault::padded_size(json.size())) << "every record fits a bucket";
    const auto back = read_record(json);
    ASSERT_TRUE(back) << i << " " << back.error().message;
    EXPECT_EQ(*back, record) << i;
    EXPECT_EQ(text_of(write_record(*back)), text_of(json)) << "same record, same bytes";
    ++seen[record.body.index()];
  }
  for (const int count : seen) EXPECT_GT(count, 100);
}

TEST(RecordJson, WhatAMemberLeftForLaterIsAbsent) {
  test::RandomRecords made(11);
  domain::Record record;
  do record = made.record();
  while (!std::holds_alternative<domain::GroupMember>(record.body));
  auto& member = std::get<domain::GroupMember>(record.body).member;
  member.postcode = {};
  member.languages = {};
  const auto json = write_record(record);
  EXPECT_EQ(text_of(json).find("postcode"), std::string::npos);
  EXPECT_EQ(read_record(json), record);
}

TEST(RecordJson, LargestRecordFitsTheLargestBucket) {
  test::RandomRecords random(1);
  domain::Record record;
  record.id = random.uuid();
  record.receipt = random.code();
  record.form = "household";
  auto household = random.household();
  std::string name;
  for (int i = 0; i < 80; ++i) name += "\xf0\x9f\x99\x82";
  household.name = base::SecretText(name);
  household.adults.resize(domain::kMaxAdults);
  for (auto& adult : household.adults) {
    for (std::size_t i = 0; i < domain::vocabulary_size<domain::Language>(); ++i) {
      adult.languages.set(static_cast<domain::Language>(i), domain::LanguageLevel::conversational);
    }
    adult.sectors = domain::SetOf<domain::Sector>::from_bits(~0ULL);
    adult.interests = domain::SetOf<domain::Interest>::from_bits(~0ULL);
    adult.called = household.name;
    adult.consents = {{domain::Purpose::service, true, 9999, "ar-Arab-EG-x-abc"},
                      {domain::Purpose::research, false, 9999, "ar-Arab-EG-x-abc"}};
  }
  record.body = household;
  const auto json = write_record(record);
  EXPECT_LT(json.size(), 16'000U);
  EXPECT_TRUE(read_record(json).has_value());
}

class HouseholdJson : public testing::Test {
 protected:
  HouseholdJson() {
    test::RandomRecords random(3);
    record_.id = random.uuid();
    record_.receipt = random.code();
    record_.form = "household";
    record_.language = "ar";
    auto household = random.household();
    household.name = base::SecretText("Amina");
    household.company = domain::CompanyWish::no_wish;
    record_.body = household;
    json_ = text_of(write_record(record_));
  }
  base::Error error_of(std::string_view json) {
    auto read = read_record(base::as_bytes(json));
    EXPECT_FALSE(read.has_value());
    return read ? base::Error{} : read.error();
  }
  domain::Record record_;
  std::string json_;
};

TEST_F(HouseholdJson, TellsUnknownFormsFromBrokenOnes) {
  EXPECT_EQ(error_of(replaced(json_, "\"form_version\":1", "\"form_version\":5")).code,
            Errc::unsupported);
  EXPECT_EQ(error_of(replaced(json_, "\"form\":\"household\"", "\"form\":\"sailing\"")).code,
            Errc::unsupported);
  EXPECT_EQ(error_of(replaced(json_, "\"format\":1", "\"format\":3")).code, Errc::unsupported);
  EXPECT_EQ(error_of(replaced(json_, "\"no_wish\"", "\"nobody\"")).code, Errc::unsupported);
  EXPECT_EQ(error_of(replaced(json_, "\"form_version\":1", "\"form_version\":0")).code,
            Errc::invalid_input);
  const auto head =
      read_record_head(base::as_bytes(replaced(json_, "\"form\":\"household\"", "\"form\":\"x\"")));
  ASSERT_TRUE(head);
  EXPECT_EQ(head->id, record_.id);
  EXPECT_EQ(head->form, "x");
}

// Version 1 of the form did not ask through whom; version 2 does. The matcher reads both.
TEST_F(HouseholdJson, KeepsThroughWhomMessagesGo) {
  auto& household = std::get<domain::Household>(record_.body);
  household.contact = {domain::ContactChannel::caseworker, base::SecretText("Halima")};
  record_.form_version = 2;
  const std::string named = text_of(write_record(record_));
  EXPECT_NE(named.find(R"("contact":{"channel":"caseworker","through":"Halima"})"), named.npos);
  EXPECT_EQ(read_record(base::as_bytes(named)), record_);
  const std::string unnamed = replaced(named, R"(,"through":"Halima")", "");
  EXPECT_EQ(error_of(unnamed).code, Errc::invalid_input);
  const auto old =
      read_record(base::as_bytes(replaced(unnamed, "\"form_version\":2", "\"form_version\":1")));
  ASSERT_TRUE(old.has_value()) << old.error().message;
  EXPECT_TRUE(std::get<domain::Household>(old->body).contact.value.empty());
}

// Version 3 asks what the other adults are called and what they say; a record from before has
// neither.
TEST_F(HouseholdJson, KeepsWhatOtherAdultsAreCalledAndTheirConsents) {
  auto& household = std::get<domain::Household>(record_.body);
  household.adults.assign(3, {});
  household.adults[1].called = base::SecretText("mijn broer");
  household.adults[1].consents = {{domain::Purpose::service, true, 1, "ti"}};
  record_.form_version = 3;
  const std::string whole = text_of(write_record(record_));
  EXPECT_NE(whole.find(R"("called":"mijn broer")"), whole.npos);
  const auto read = read_record(base::as_bytes(whole));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(*read, record_);
  EXPECT_EQ(std::get<domain::Household>(read->body).consents_to_ask(), 1);

  household.adults[1] = {};
  record_.form_version = 2;
  const auto old = read_record(write_record(record_));
  ASSERT_TRUE(old.has_value()) << old.error().message;
  EXPECT_EQ(std::get<domain::Household>(old->body).consents_to_ask(), 2);
}

TEST_F(HouseholdJson, NamesTheFieldAndNeverTheValue) {
  EXPECT_EQ(error_of(replaced(json_, "\"interpreter\":", "\"interprete\":")).message,
            "body: \"interpreter\" is missing");
  EXPECT_EQ(error_of(replaced(json_, "\"company\":\"no_wish\"", "\"company\":7")).message,
            "body.company: expected a text");
  const auto broken = error_of(replaced(json_, "\"Amina\"", "\"Amina\x01\""));
  EXPECT_EQ(broken.message.find("Amina"), std::string::npos);
  const auto empty = error_of(replaced(json_, "\"Amina\"", "\"\""));
  EXPECT_EQ(empty.code, Errc::invalid_input);
  EXPECT_EQ(empty.message, "the name is empty");
}

TEST_F(HouseholdJson, HoldsTheDomainsRules) {
  EXPECT_EQ(error_of(replaced(json_, "\"given\":true", "\"given\":false")).code,
            Errc::invalid_input);
  const auto at = json_.find("\"postcode\":") + 11;
  auto far = json_;
  far.replace(at, 4, "0999");
  EXPECT_EQ(error_of(far).code, Errc::invalid_input);
  far.replace(at, 4, " 999");
  EXPECT_EQ(error_of(far).message, "body.postcode: not a Dutch postcode");
}

TEST_F(HouseholdJson, SurvivesEveryTruncationAndFlippedByte) {
  base::SeededRandom random(9);
  for (std::size_t i = 0; i < json_.size(); ++i) {
    EXPECT_FALSE(read_record(base::as_bytes(std::string_view(json_).substr(0, i))));
    auto flipped = json_;
    flipped[i] = static_cast<char>(flipped[i] ^ static_cast<char>(1U << random.below(8)));
    (void)read_record(base::as_bytes(flipped));  // any verdict, no crash
  }
}

TEST(CardJson, BringsBackEveryCardExactly) {
  test::RandomRecords random(77);
  for (int i = 0; i < 500; ++i) {
    const auto card = random.card();
    const auto json = write_card(card);
    const auto back = read_card(json);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, card) << text_of(json);
  }
}

TEST(CardJson, IsLimitedAndVersioned) {
  test::RandomRecords random(78);
  auto card = random.card();
  const auto newer = replaced(text_of(write_card(card)), "\"format\":1", "\"format\":2");
  EXPECT_EQ(read_card(base::as_bytes(newer)).error().code, Errc::unsupported);
  card.work = {{domain::NextStep::introduce, domain::Owner::caseworker, 5}, false};
  const auto stepped = replaced(text_of(write_card(card)), "\"introduce\"", "\"dance\"");
  const auto read = read_card(base::as_bytes(stepped));
  ASSERT_TRUE(read) << "the card of a matcher that knows more steps is shown without it";
  EXPECT_EQ(read->work, std::nullopt);
  card.reasons.assign(kMaxReasonsOnCard + 1, domain::Reason{"reason.x", {}, 1});
  EXPECT_EQ(read_card(write_card(card)).error().message, "reasons: more than 24 elements");
}

}  // namespace
}  // namespace samen::protocol
