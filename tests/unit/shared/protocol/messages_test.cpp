// SPDX-License-Identifier: Apache-2.0
#include "protocol/messages.hpp"

#include <gtest/gtest.h>

#include "protocol/sequence.hpp"

namespace samen::protocol {
namespace {

using base::Errc;

class Messages : public testing::Test {
 protected:
  base::Uuid uuid() {
    base::Uuid id;
    random_.fill(id.bytes);
    return id;
  }
  Envelope envelope() {
    Envelope out;
    out.id = uuid();
    out.device = uuid();
    out.seq = 1 + static_cast<std::int64_t>(random_.below(1'000'000));
    out.key_id = "ab12";
    random_.fill(out.stamp.boot);
    out.stamp.mono_ms = 5;
    out.stamp.wall_ms = -7;
    out.body.resize(1 + random_.below(3000));
    random_.fill(out.body);
    random_.fill(out.signature);
    return out;
  }
  Receipt receipt() {
    Receipt out;
    out.id = uuid();
    random_.fill(out.hash);
    out.status = static_cast<ReceiptStatus>(random_.below(4));
    out.epoch = uuid();
    out.device = uuid();
    out.seq = kMaxSequence;
    random_.fill(out.signature);
    return out;
  }
  static std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }
  base::SeededRandom random_{42};
};

TEST_F(Messages, ComeBackAsTheyWere) {
  EnrolRequest request{"ABCDEFGH1234", {1}, {2}, {3}};
  EXPECT_EQ(read_enrol_request(write_json(request)), request);
  request.staff_sign_key = {7};
  EXPECT_EQ(read_enrol_request(write_json(request)), request);
  EnrolAnswer answer{uuid(), 32767, "Bibliotheek \"Zuid\" مركز", {4}, "k.1-a_B", {5}, uuid(), 99};
  EXPECT_EQ(read_enrol_answer(write_json(answer)), answer);
  BatchRequest batch{{envelope(), envelope(), envelope()}};
  EXPECT_EQ(read_batch_request(write_json(batch)), batch);
  BatchAnswer results{uuid(), 12, 34, {}};
  results.results.push_back({uuid(), ResultClass::accepted, receipt(), std::nullopt, 0});
  results.results.push_back({uuid(), ResultClass::duplicate, receipt(), std::nullopt, 0});
  results.results.push_back(
      {uuid(), ResultClass::refused, receipt(), ErrorMessage{"bad_signature", "why"}, 0});
  results.results.push_back({uuid(), ResultClass::erased, receipt(), std::nullopt, 0});
  results.results.push_back(
      {uuid(), ResultClass::limited, std::nullopt, ErrorMessage{"rate", "later"}, 1500});
  EXPECT_EQ(read_batch_answer(write_json(results)), results);
  FeedPage page{{{{uuid(), 3, FeedKind::card, base::Bytes(1072, 1)},
                  {uuid(), 9, FeedKind::tombstone, {}},
                  {uuid(), 1, FeedKind::answer, base::Bytes(1072, 2)}},
                 "cursor-9",
                 true,
                 true},
                uuid(),
                5,
                77};
  EXPECT_EQ(read_feed_page(write_json(page)), page);
  ErrorMessage error{"clock", "your clock is off"};
  EXPECT_EQ(read_error(write_json(error)), error);
  const Receipt kept = receipt();
  EXPECT_EQ(read_receipt(write_json(kept)), kept);
}

TEST_F(Messages, IgnoreFieldsOfANewerOtherSide) {
  const EnrolRequest request{"ABCDEFGH1234", {1}, {2}, {3}};
  const auto text = replaced(write_json(request), "{", R"({"new":{"deep":[1,2,{"x":null}]},)");
  EXPECT_EQ(read_enrol_request(text), request);
}

TEST_F(Messages, PassOverKindsAndResultsOfANewerMatcher) {
  FeedPage page{
      {{{uuid(), 3, FeedKind::card, {1}}, {uuid(), 4, FeedKind::card, {2}}}, "c", false, false},
      uuid(),
      0,
      0};
  const auto newer = read_feed_page(replaced(write_json(page), "\"card\"", "\"poem\""));
  ASSERT_TRUE(newer);
  ASSERT_EQ(newer->items.size(), 1U);
  EXPECT_EQ(newer->items[0], page.items[1]);

  BatchAnswer answer{uuid(), 0, 0, {{uuid(), ResultClass::accepted, receipt(), {}, 0}}};
  const auto text =
      replaced(write_json(answer), "\"result\":\"accepted\"", "\"result\":\"framed\"");
  const auto unknown = read_batch_answer(text);
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->results[0].result, ResultClass::limited) << "the kiosk keeps the record";
}

struct Bad {
  const char* from;
  const char* to;
  Errc code;
  const char* message;
};
constexpr Bad kBad[] = {
    {"\"seq\":", "\"sequence\":", Errc::invalid_input, "envelopes[0]: \"seq\" is missing"},
    {"\"seq\":5,", "\"seq\":0,", Errc::invalid_input,
     "envelopes[0].seq: expected a number from 1 to 4503599627370495"},
    {"\"seq\":5,", "\"seq\":\"5\",", Errc::invalid_input,
     "envelopes[0].seq: expected a whole number"},
    {"\"trusted\":false", "\"trusted\":0", Errc::invalid_input,
     "envelopes[0].stamp.trusted: expected true or false"},
    {"\"boot\":\"", "\"boot\":\"zz", Errc::limit, "envelopes[0].stamp.boot: longer than 32 bytes"},
    {"\"body\":\"", "\"body\":\"!", Errc::invalid_input, "envelopes[0].body: expected base64"},
    {"\"id\":\"", "\"id\":\"x", Errc::limit, "envelopes[0].id: longer than 36 bytes"},
    {"[{", "[", Errc::invalid_input, nullptr},
    {"\"envelopes\":[", "\"envelopes\":[[],", Errc::invalid_input,
     "envelopes[0]: expected an object"},
};

TEST_F(Messages, SayWhichFieldIsWrong) {
  BatchRequest batch{{envelope()}};
  batch.envelopes[0].seq = 5;
  batch.envelopes[0].stamp.trusted = false;
  const std::string good = write_json(batch);
  for (const auto& bad : kBad) {
    const auto read = read_batch_request(replaced(good, bad.from, bad.to));
    ASSERT_FALSE(read) << bad.from;
    EXPECT_EQ(read.error().code, bad.code) << bad.from;
    if (bad.message != nullptr) {
      EXPECT_EQ(read.error().message, bad.message);
    }
  }
}

TEST_F(Messages, OfTooManyOrTooLargePartsAreRefused) {
  EXPECT_EQ(read_batch_request(R"({"envelopes":[]})").error().message,
            "envelopes: expected at least one envelope");
  BatchRequest many;
  for (std::size_t i = 0; i <= kMaxEnvelopesInBatch; ++i) {
    many.envelopes.push_back(envelope());
    many.envelopes.back().body = {1};
  }
  EXPECT_EQ(read_batch_request(write_json(many)).error().code, Errc::limit);
  BatchRequest large{{envelope()}};
  large.envelopes[0].body.assign(kMaxBodyBytes + 1, 0);
  EXPECT_EQ(read_batch_request(write_json(large)).error().code, Errc::limit);
  large.envelopes[0].body.pop_back();
  EXPECT_TRUE(read_batch_request(write_json(large)).has_value());
  EXPECT_EQ(read_enrol_request(std::string(20'000, ' ') + "{}").error().code, Errc::limit);
}

TEST_F(Messages, WithoutAReceiptProveNothing) {
  BatchAnswer answer{uuid(), 0, 0, {{uuid(), ResultClass::accepted, std::nullopt, {}, 0}}};
  EXPECT_EQ(read_batch_answer(write_json(answer)).error().message,
            "results[0]: \"receipt\" is missing");
}

TEST_F(Messages, SurviveEveryTruncation) {
  const std::string text = write_json(BatchRequest{{envelope()}});
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(read_batch_request(std::string_view(text).substr(0, length))) << length;
  }
}

}  // namespace
}  // namespace samen::protocol
