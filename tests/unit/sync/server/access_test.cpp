// SPDX-License-Identifier: Apache-2.0
// Who is let in: one-time codes, signed requests, revoked kiosks, wrong clocks, bad addresses.
#include <nlohmann/json.hpp>

#include "sync/server/cases/publish.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

class AccessTest : public MatcherTest {
 protected:
  static std::string error_code(const HttpResponse& response) {
    const auto error = protocol::read_error(response.body);
    return error ? error->code : "not an error: " + response.body;
  }
};

// A kiosk from before API 1.1 takes everything that is no application/json for a portal's.
TEST_F(AccessTest, ARefusalIsAProblemToWhoTakesThoseAndJsonToOldKiosks) {
  HttpRequest request;
  request.method = "GET";
  request.target = "/v2/feed";
  const auto old = service->handle(request);
  EXPECT_EQ(old.content_type, "application/json");
  request.headers = {{"accept", "application/json, application/problem+json"}};
  const auto refused = service->handle(request);
  EXPECT_EQ(refused.content_type, "application/problem+json");
  EXPECT_EQ(refused.body, old.body) << "what programs read is the same";
  EXPECT_EQ(error_code(refused), "version");
  const auto said = nlohmann::json::parse(refused.body);
  EXPECT_EQ(said["status"], 404);
  EXPECT_EQ(said["title"], "Not Found");
  EXPECT_EQ(said["detail"], said["error"]["message"]);
  request.target = "/health";
  EXPECT_EQ(service->handle(request).content_type, "application/json");
}

TEST_F(AccessTest, ACodeWorksOnceForOneKiosk) {
  const auto secret = code();
  test::FakeKiosk first(1, clock);
  test::FakeKiosk second(2, clock);
  EXPECT_EQ(post_enrol(first, secret).status, 200);
  const auto refused = post_enrol(second, secret);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(error_code(refused), "used_code");
}

TEST_F(AccessTest, AKioskThatLostTheAnswerMayAskAgainWithTheSameKeys) {
  const auto secret = code();
  test::FakeKiosk kiosk(1, clock);
  const auto first = protocol::read_enrol_answer(post_enrol(kiosk, secret).body);
  clock.advance(7'200'000);  // even after the code has expired
  const auto again = protocol::read_enrol_answer(post_enrol(kiosk, secret).body);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->device, again->device);
  EXPECT_EQ(first->device_number, again->device_number);
}

TEST_F(AccessTest, AnExpiredCodeIsRefusedInWords) {
  const auto secret = code("De Linde", 60);
  clock.advance(60 * 60'000);
  const auto response = post_enrol(test::FakeKiosk(1, clock), secret);
  EXPECT_EQ(response.status, 410);
  EXPECT_EQ(error_code(response), "expired_code");
}

TEST_F(AccessTest, GuessingCodesIsSlow) {
  code();
  const test::FakeKiosk kiosk(1, clock);
  int refused = 0;
  while (refused < 100 && post_enrol(kiosk, "000000000000").status == 403) ++refused;
  EXPECT_EQ(refused, 5);
  const auto limited = post_enrol(kiosk, "000000000000");
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(error_code(limited), "too_many_guesses");
  EXPECT_EQ(post_enrol(kiosk, code(), "10.0.0.2").status, 200) << "others can still enrol";
  clock.advance(60'000);
  EXPECT_EQ(post_enrol(kiosk, "000000000000").status, 403) << "one more a minute later";
}

// Whatever strangers try: a kiosk that has the right code gets in.
TEST_F(AccessTest, WrongCodesFromManyAddressesDoNotLockOutTheRightOne) {
  const test::FakeKiosk guesser(1, clock);
  int refused = 0, slowed = 0;
  for (int i = 0; i < 500; ++i) {
    const auto status = post_enrol(guesser, "000000000000", "peer" + std::to_string(i)).status;
    refused += status == 403 ? 1 : 0;
    slowed += status == 429 ? 1 : 0;
  }
  EXPECT_EQ(refused, 60) << "and together they are told to slow down";
  EXPECT_EQ(refused + slowed, 500);
  EXPECT_EQ(post_enrol(test::FakeKiosk(2, clock), code(), "10.0.0.2").status, 200);
}

// Whatever else the kiosk lost: with its own key it is the same kiosk, and what it holds its own.
TEST_F(AccessTest, AKnownKioskWithANewCodeIsTheSameDevice) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  const auto before = kiosk->trust();
  const auto again = protocol::read_enrol_answer(post_enrol(*kiosk, code()).body);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->device, before.device);
  EXPECT_EQ(again->device_number, before.device_number);
  EXPECT_EQ(all_devices(*store)->size(), 1U);
  EXPECT_EQ(feed(*kiosk).items.size(), 1U);

  // Revoked by mistake, the courier's key lost and made anew, at another centre now.
  ASSERT_TRUE(revoke_device(*store, *find_device(*store, before.device).value()));
  kiosk->lose_courier_key();
  const auto moved = protocol::read_enrol_answer(post_enrol(*kiosk, code("De Els")).body);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->device, before.device);
  EXPECT_EQ(moved->centre, "De Els");
  EXPECT_TRUE(feed(*kiosk).items.empty()) << "cards of the other centre are not for it";
  EXPECT_EQ(send(*kiosk, {kiosk->envelope(kiosk->household("Basma"))}).results[0].result,
            protocol::ResultClass::accepted);
  // Somebody else's courier key is nobody's.
  auto other = enrolled(2);
  auto thief = other->enrol_request(code());
  thief.courier_sign_key = kiosk->courier_key().verify_key().bytes();
  HttpRequest request;
  request.method = "POST";
  request.target = "/v1/enrol";
  request.body = protocol::write_json(thief);
  EXPECT_EQ(service->handle(request).status, 409);
}

TEST_F(AccessTest, ARevocationCanBeTakenBackAndTheCardsComeBack) {
  auto kiosk = enrolled(1);
  make_proposal(*kiosk);
  const auto device = *find_device(*store, kiosk->trust().device).value();
  ASSERT_TRUE(revoke_device(*store, device));
  EXPECT_EQ(error_code(send_signed(*kiosk, "GET", "/v1/feed", "")), "revoked");
  ASSERT_TRUE(reinstate_device(*store, device));
  ASSERT_TRUE(publish_all_cards(*store, device));
  EXPECT_EQ(feed(*kiosk).items.size(), 1U);
}

TEST_F(AccessTest, CentresOfOneNameAreOneAndNumbersAreGivenInOrder) {
  const auto one = enrolled(1);
  const auto two = enrolled(2);
  EXPECT_EQ(one->trust().centre, "De Linde");
  EXPECT_EQ(one->trust().device_number, 1U);
  EXPECT_EQ(two->trust().device_number, 2U);
  EXPECT_EQ(all_centres(*store)->size(), 1U);
}

TEST_F(AccessTest, UnsignedAndWronglySignedRequestsAreRefused) {
  auto kiosk = enrolled(1);
  HttpRequest request;
  request.method = "GET";
  request.target = "/v1/feed";
  const auto unsigned_one = service->handle(request);
  EXPECT_EQ(unsigned_one.status, 401);
  EXPECT_EQ(error_code(unsigned_one), "signature_missing");

  request.headers = kiosk->signature("GET", "/v1/feed", "cursor=a", "");
  request.target = "/v1/feed?cursor=b";  // not what was signed
  EXPECT_EQ(service->handle(request).status, 401);
  request.target = "/v1/feed?cursor=a";
  EXPECT_EQ(service->handle(request).status, 200);
  request.body = "x";  // digest no longer holds
  EXPECT_EQ(error_code(service->handle(request)), "signature");

  test::FakeKiosk stranger(9, clock);
  stranger.trust(kiosk->trust());  // knows the id, not the key
  EXPECT_EQ(error_code(send_signed(stranger, "GET", "/v1/feed", "")), "signature");
  auto unknown = kiosk->trust();
  unknown.device = base::make_uuid(clock, random);
  stranger.trust(unknown);
  EXPECT_EQ(error_code(send_signed(stranger, "GET", "/v1/feed", "")), "unknown_device");
}

TEST_F(AccessTest, AClockTenMinutesOffIsToldSo) {
  auto kiosk = enrolled(1);
  EXPECT_EQ(send_signed(*kiosk, "GET", "/v1/feed", "", -600).status, 200);
  EXPECT_EQ(send_signed(*kiosk, "GET", "/v1/feed", "", 600).status, 200);
  for (const std::int64_t skew : {-601L, 601L, -1'700'000'000L}) {
    const auto response = send_signed(*kiosk, "GET", "/v1/feed", "", skew);
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(error_code(response), "clock");
  }
}

TEST_F(AccessTest, ARevokedKioskIsRefusedAndWhatItSentStays) {
  auto kiosk = enrolled(1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  const auto device = find_device(*store, kiosk->trust().device).value().value();
  ASSERT_TRUE(revoke_device(*store, device));
  const auto response = send_signed(*kiosk, "POST", "/v1/envelopes",
                                    kiosk->batch({kiosk->envelope(kiosk->household("Basma"))}));
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(error_code(response), "revoked");
  EXPECT_EQ(counts().envelopes["stored"], 1);
}

TEST_F(AccessTest, OneKioskCannotAskTooOften) {
  auto kiosk = enrolled(1);
  int answered = 0;
  while (answered < 1000 && send_signed(*kiosk, "GET", "/v1/feed", "").status == 200) ++answered;
  EXPECT_EQ(answered, 200);
  EXPECT_EQ(send_signed(*kiosk, "GET", "/v1/feed", "").status, 429);
  clock.advance(1'000);
  EXPECT_EQ(send_signed(*kiosk, "GET", "/v1/feed", "").status, 200);
}

TEST_F(AccessTest, MalformedMessagesAreRefusedInWords) {
  auto kiosk = enrolled(1);
  for (const char* body : {"", "{", "[]", "{\"envelopes\":{}}", "{\"envelopes\":[]}", "\xff"}) {
    const auto response = send_signed(*kiosk, "POST", "/v1/envelopes", body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_EQ(error_code(response), "bad_request") << body;
  }
  EXPECT_EQ(send_signed(*kiosk, "GET", "/v1/feed?limit=none", "").status, 400);
}

TEST_F(AccessTest, AddressesThatDoNotExistSaySo) {
  HttpRequest request;
  request.method = "GET";
  request.target = "/";
  EXPECT_EQ(service->handle(request).status, 404);
  request.target = "/v1/enrol";
  const auto wrong_method = service->handle(request);
  EXPECT_EQ(wrong_method.status, 405);
  ASSERT_FALSE(wrong_method.headers.empty());
  EXPECT_EQ(wrong_method.headers[0], (std::pair<std::string, std::string>("Allow", "POST")));
  request.target = "/health?x=1";
  EXPECT_EQ(service->handle(request).status, 200);
}

}  // namespace
}  // namespace samen::server
