// SPDX-License-Identifier: Apache-2.0
#include "protocol/decision_signature.hpp"

#include <gtest/gtest.h>

#include "protocol/record_json.hpp"
#include "support/random_record.hpp"

namespace samen::protocol {
namespace {

using base::Errc;

class DecisionSignature : public testing::Test {
 protected:
  Errc verdict_on(const domain::Decision& decision, const base::Uuid& device, std::int64_t seq) {
    const auto held = verify_decision(decision, device, seq, staff_.verify_key());
    return held ? Errc::internal : held.error().code;
  }
  test::RandomRecords made_{5};
  vault::SigningKey staff_ = vault::SigningKey::generate(made_.random());
  base::Uuid device_ = made_.uuid();
};

TEST_F(DecisionSignature, HoldsForWhatWasDecidedAndNothingElse) {
  for (int i = 0; i < 200; ++i) {
    auto decision = made_.decision();
    decision.staff.reset();
    EXPECT_EQ(verdict_on(decision, device_, 7), Errc::crypto) << "not signed";
    sign_decision(decision, device_, 7, staff_);
    ASSERT_TRUE(verify_decision(decision, device_, 7, staff_.verify_key()));
    EXPECT_EQ(verdict_on(decision, made_.uuid(), 7), Errc::crypto) << "another kiosk's envelope";
    EXPECT_EQ(verdict_on(decision, device_, 8), Errc::crypto) << "sent again in a later envelope";
    auto other = decision;
    other.proposal = made_.uuid();
    EXPECT_EQ(verdict_on(other, device_, 7), Errc::crypto);
    other = decision;
    ++other.version;
    EXPECT_EQ(verdict_on(other, device_, 7), Errc::crypto);
    for (std::size_t v = 0; v < domain::vocabulary_size<domain::Verdict>(); ++v) {
      other = decision;
      other.verdict = static_cast<domain::Verdict>(v);
      if (other.verdict == decision.verdict) continue;
      EXPECT_EQ(verdict_on(other, device_, 7), Errc::crypto);
    }
    other = decision;
    other.reason = decision.reason == domain::DeclineReason::too_far
                       ? domain::DeclineReason::safety
                       : domain::DeclineReason::too_far;
    EXPECT_EQ(verdict_on(other, device_, 7), Errc::crypto);
    other = decision;
    other.staff->counter = 8;
    EXPECT_EQ(verdict_on(other, device_, 8), Errc::crypto);
  }
}

TEST_F(DecisionSignature, AnotherKeyNamedAsStaffIsRefused) {
  auto decision = made_.decision();
  const auto thief = vault::SigningKey::generate(made_.random());
  sign_decision(decision, device_, 1, thief);
  EXPECT_EQ(verdict_on(decision, device_, 1), Errc::crypto);
  decision.staff->key = staff_.verify_key().bytes();
  EXPECT_EQ(verdict_on(decision, device_, 1), Errc::crypto);
}

TEST_F(DecisionSignature, SignsTheLinesThatAreWrittenDown) {
  domain::Decision decision;
  decision.version = 3;
  decision.verdict = domain::Verdict::decline;
  decision.reason = domain::DeclineReason::too_far;
  EXPECT_EQ(base::as_text(signed_text(decision, base::Uuid{}, 41)),
            "samen-decision-1\n00000000-0000-0000-0000-000000000000\n"
            "00000000-0000-0000-0000-000000000000\n3\ndecline\ntoo_far\n41\n");
  decision.reason.reset();
  decision.verdict = domain::Verdict::hold;
  EXPECT_TRUE(
      base::as_text(signed_text(decision, base::Uuid{}, 41)).ends_with("\n3\nhold\n-\n41\n"));
}

TEST_F(DecisionSignature, TravelsInTheRecord) {
  domain::Record record;
  record.id = made_.uuid();
  record.form = "decision";
  auto decision = made_.decision();
  sign_decision(decision, device_, 12, staff_);
  record.body = decision;
  const auto back = read_record(write_record(record));
  ASSERT_TRUE(back) << back.error().message;
  const auto& read = std::get<domain::Decision>(back->body);
  EXPECT_EQ(read, decision);
  EXPECT_TRUE(verify_decision(read, device_, 12, staff_.verify_key()));
}

}  // namespace
}  // namespace samen::protocol
