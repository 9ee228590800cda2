// SPDX-License-Identifier: Apache-2.0
// The matcher over real TLS: what a kiosk gets, and what clients that misbehave get.
#include "integration/server/https_client.hpp"

namespace samen::test {
namespace {

using protocol::ResultClass;

// CURL_SSLVERSION_*, whose enumerators do not combine without a warning.
constexpr long kTls10 = 4;
constexpr long kTls11 = 5;
constexpr long kTls12 = 6;
constexpr long kTls13 = 7;
constexpr long kAtMost = 1 << 16;

class HttpsTest : public ::testing::Test {
 protected:
  MatcherProcess matcher;
};

TEST_F(HttpsTest, FromCodeToAcceptedProposal) {
  matcher.start({"--backup-every", "0.1"});
  NetworkKiosk net(matcher, 1);
  const auto enrolled = net.enrol(matcher.code());
  ASSERT_EQ(enrolled.status, 200) << enrolled.body;
  EXPECT_EQ(net.kiosk.trust().centre, "De Linde");

  const auto join_code = net.kiosk.code();
  std::vector<protocol::Envelope> batch = {
      net.kiosk.envelope(net.kiosk.household("Canary Zwaluwstaart"))};
  for (const char* name : {"Bram", "Cees", "Dina", "Eva", "Fenna"}) {
    batch.push_back(net.kiosk.envelope(batch.size() == 1
                                           ? net.kiosk.group_start(join_code, name)
                                           : net.kiosk.group_member(join_code, name)));
  }
  const auto sent = net.post(net.kiosk.batch(batch));
  ASSERT_EQ(sent.status, 200) << sent.body;
  EXPECT_EQ(sent.headers.at("content-type"), "application/json");
  EXPECT_TRUE(sent.headers.contains("date"));
  const auto answer = protocol::read_batch_answer(sent.body);
  ASSERT_TRUE(answer && answer->results.size() == 6);
  const auto key = vault::VerifyKey::from_bytes(net.kiosk.trust().sign_key).value();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    EXPECT_EQ(answer->results[i].result, ResultClass::accepted);
    EXPECT_TRUE(protocol::verify_receipt(*answer->results[i].receipt, key, batch[i].id,
                                         batch[i].hash(), batch[i].device, batch[i].seq));
  }

  // Another process makes the round while this one serves.
  const auto round = matcher.cli({"round", "--seed", "1"});
  ASSERT_EQ(round.exit_code, 0) << round.err;
  EXPECT_NE(round.out.find("Can help with: "), std::string::npos) << round.out;
  const auto page = protocol::read_feed_page(net.feed().body);
  ASSERT_TRUE(page && page->items.size() == 1);
  const auto card = net.kiosk.open_card(page->items[0]);
  ASSERT_TRUE(card);
  EXPECT_EQ(card->group_size, 5);

  const auto decision = net.kiosk.decision(*card, domain::Verdict::accept);
  ASSERT_EQ(net.post(net.kiosk.batch({net.kiosk.envelope(decision)})).status, 200);
  std::int64_t durable = 0;
  for (int i = 0; i < 200 && durable < 7; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    durable = protocol::read_feed_page(net.feed().body)->durable_through;
  }
  EXPECT_EQ(durable, 7);
  const auto proposals = matcher.json("proposals");
  EXPECT_EQ(proposals["proposals"][0]["state"], "accepted");
  EXPECT_EQ(matcher.stop(), 0);

  const auto status = matcher.json("status");
  EXPECT_EQ(status["records"]["household"]["from_kiosks"], 1);
  EXPECT_EQ(status["records"]["member"]["from_kiosks"], 4);
  EXPECT_EQ(status["decisions"]["taken"], 1);
  EXPECT_EQ(matcher.log().find("Zwaluwstaart"), std::string::npos) << "a name is in the log";
  EXPECT_EQ(round.out.find("Zwaluwstaart"), std::string::npos) << "a name is on the terminal";
}

TEST_F(HttpsTest, FiveSingleVolunteersBecomeAGroupAroundAHouseholdOrWaitAgain) {
  matcher.start({"--backup-every", "0.1"});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  std::vector<protocol::Envelope> batch = {net.kiosk.envelope(net.kiosk.household("Amal"))};
  for (const char* name : {"Bram", "Cees", "Dina", "Eva", "Fenna"}) {
    batch.push_back(net.kiosk.envelope(net.kiosk.single(name)));
  }
  ASSERT_EQ(net.post(net.kiosk.batch(batch)).status, 200);
  const auto newest_card = [&net] {
    const auto page = protocol::read_feed_page(net.feed().body);
    EXPECT_TRUE(page && !page->items.empty());
    return net.kiosk.open_card(page->items.back()).value();
  };
  const auto say = [&](const domain::ProposalCard& card, domain::Verdict verdict,
                       std::optional<domain::DeclineReason> why, const char* state) {
    const auto decision = net.kiosk.envelope(net.kiosk.decision(card, verdict, why));
    EXPECT_EQ(net.post(net.kiosk.batch({decision})).status, 200);
    for (int i = 0; i < 100 && domain::name_of(newest_card().state) != state; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_EQ(domain::name_of(newest_card().state), state);
  };

  const auto first = matcher.cli({"round", "--seed", "1"});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_NE(first.out.find("A new group of 5 people who each signed up alone"), std::string::npos)
      << first.out;
  const auto declined = newest_card();
  EXPECT_EQ(declined.group_size, 5);
  say(declined, domain::Verdict::decline, domain::DeclineReason::household_prefers_other,
      "declined");
  EXPECT_EQ(matcher.json("status")["singles"]["waiting"], 5) << "dissolved: all of them wait again";
  const auto second = matcher.cli({"round", "--seed", "2"});
  EXPECT_EQ(newest_card().proposal, declined.proposal) << "not the same people again";
  EXPECT_NE(second.out.find("have been discussed already"), std::string::npos) << second.out;

  batch = {net.kiosk.envelope(net.kiosk.household("Basma"))};
  ASSERT_EQ(net.post(net.kiosk.batch(batch)).status, 200);
  ASSERT_EQ(matcher.cli({"round", "--seed", "3"}).exit_code, 0);
  const auto card = newest_card();
  EXPECT_NE(card.household_label, declined.household_label);
  say(card, domain::Verdict::accept, {}, "accepted");
  EXPECT_EQ(matcher.stop(), 0);
  const auto status = matcher.json("status");
  EXPECT_EQ(status["singles"]["matched"], 5);
  EXPECT_EQ(status["households"]["matched"], 1);
  EXPECT_EQ(status["households"]["waiting"], 1);
}

TEST_F(HttpsTest, OnlyThePinnedKeyAndModernTlsAreSpoken) {
  matcher.start();
  HttpsClient wrong(matcher.url(), "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  EXPECT_EQ(wrong.send("GET", "/health").transfer, CURLE_SSL_PINNEDPUBKEYNOTMATCH);
  HttpsClient old(matcher.url(), matcher.pin());
  curl_easy_setopt(old.handle(), CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0");
  curl_easy_setopt(old.handle(), CURLOPT_SSLVERSION, kTls10 | kAtMost * kTls11);
  EXPECT_EQ(old.send("GET", "/health").transfer, CURLE_SSL_CONNECT_ERROR);
  for (const long version : {kAtMost * kTls12, kAtMost * kTls13}) {
    HttpsClient modern(matcher.url(), matcher.pin());
    curl_easy_setopt(modern.handle(), CURLOPT_SSLVERSION, version);
    EXPECT_EQ(modern.send("GET", "/health").status, 200);
  }
  const RawSocket plain(matcher.port());
  ASSERT_TRUE(plain.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_TRUE(plain.closed_within(5'000)) << "plain HTTP is not answered";
}

TEST_F(HttpsTest, OneConnectionCarriesManyRequests) {
  matcher.start();
  HttpsClient client(matcher.url(), matcher.pin());
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client.send("GET", "/health").status, 200);
    long connections = 0;
    curl_easy_getinfo(client.handle(), CURLINFO_NUM_CONNECTS, &connections);
    EXPECT_EQ(connections, i == 0 ? 1 : 0);
  }
  EXPECT_EQ(client.send("HEAD", "/health").status, 200);
  EXPECT_EQ(client.send("GET", "/health").status, 200);
  long connections = 0;
  curl_easy_getinfo(client.handle(), CURLINFO_NUM_CONNECTS, &connections);
  EXPECT_EQ(connections, 0) << "the answer to HEAD has no body that would break the connection";
}

TEST_F(HttpsTest, ATooLargeBodyIsRefusedInWordsWhetherAnnouncedOrNot) {
  matcher.start();
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  const std::string large(3 << 20, ' ');
  const auto announced = net.post(large);
  EXPECT_EQ(announced.status, 413) << curl_easy_strerror(announced.transfer);
  EXPECT_EQ(announced.error_code(), "too_large");
  const auto chunked = net.client.send("POST", "/v1/envelopes", large,
                                       {{"Transfer-Encoding", "chunked"}, {"Expect", ""}});
  EXPECT_EQ(chunked.status, 413) << curl_easy_strerror(chunked.transfer);
  const auto waiting =
      net.client.send("POST", "/v1/envelopes", large, {{"Expect", "100-continue"}});
  EXPECT_EQ(waiting.status, 413);
  EXPECT_EQ(net.client.send("GET", "/health").status, 200);
  const std::string allowed((1 << 20) - 16, ' ');
  const auto malformed = net.client.send("POST", "/v1/envelopes", allowed,
                                         net.kiosk.signature("POST", "/v1/envelopes", "", allowed));
  EXPECT_EQ(malformed.status, 400) << "within the limit it is read, and is no JSON";
  EXPECT_EQ(malformed.error_code(), "bad_request");
  EXPECT_EQ(net.client.send("GET", "/health", "", {{"X-Long", std::string(20'000, 'a')}}).status,
            431);
}

TEST_F(HttpsTest, WrongExpiredAndUsedCodesAreToldApart) {
  matcher.start();
  NetworkKiosk net(matcher, 1);
  const auto code = matcher.code();
  auto wrong = protocol::EnrolmentCode::parse(code).value();
  wrong.secret = "000000000000";
  EXPECT_EQ(net.enrol(wrong.str()).error_code(), "unknown_code");
  EXPECT_EQ(net.enrol(code).status, 200);
  EXPECT_EQ(net.enrol(code).status, 200) << "a lost answer can be asked for again";
  NetworkKiosk second(matcher, 2);
  EXPECT_EQ(second.enrol(code).error_code(), "used_code");
  EXPECT_EQ(matcher.cli({"enrol", "--centre", "Nieuw"}).exit_code, 1) << "a new centre lies where?";
}

TEST_F(HttpsTest, ARevokedKioskIsShutOutAtOnceByAnotherProcess) {
  matcher.start();
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  EXPECT_EQ(net.feed().status, 200);
  const auto revoked = matcher.cli({"revoke", "1"});
  EXPECT_EQ(revoked.exit_code, 0) << revoked.err;
  EXPECT_EQ(net.feed().error_code(), "revoked");
  EXPECT_EQ(matcher.cli({"revoke", "77"}).exit_code, 1);
}

TEST_F(HttpsTest, SlowClientsAreCutOffAndNobodyWaitsForThem) {
  matcher.start({"--request-timeout", "1", "--idle-timeout", "2"});
  std::vector<RawSocket> slow;
  for (int i = 0; i < 60; ++i) slow.emplace_back(matcher.port());
  for (const auto& socket : slow) {
    ASSERT_TRUE(socket.connected());
    socket.send("\x16\x03\x01");  // the first bytes of a handshake, and then nothing
  }
  NetworkKiosk net(matcher, 1);
  const auto code = matcher.code();
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(net.enrol(code).status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  for (const auto& socket : slow) EXPECT_TRUE(socket.closed_within(5'000));

  HttpsClient dripping(matcher.url(), matcher.pin());
  curl_easy_setopt(dripping.handle(), CURLOPT_MAX_SEND_SPEED_LARGE, curl_off_t{32'000});
  curl_easy_setopt(dripping.handle(), CURLOPT_UPLOAD_BUFFERSIZE, 16'384L);
  const auto dripped = dripping.send("POST", "/v1/envelopes", std::string(400'000, ' '));
  EXPECT_NE(dripped.transfer, CURLE_OK) << dripped.status;
  EXPECT_NE(dripped.transfer, CURLE_OPERATION_TIMEDOUT) << "the matcher gives up, not the client";
}

TEST_F(HttpsTest, AFloodOfConnectionsPushesOutTheSlowOnesNotTheKiosk) {
  matcher.start();
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  std::vector<RawSocket> flood;
  for (int i = 0; i < 700; ++i) flood.emplace_back(matcher.port());
  EXPECT_EQ(net.feed().status, 200);
  int cut = 0;
  for (int i = 0; i < 100 && cut <= 100; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    cut = 0;
    for (const auto& socket : flood) cut += socket.closed_within(0) ? 1 : 0;
  }
  EXPECT_GT(cut, 100) << "more connections than the limit are not kept";
  EXPECT_EQ(net.feed().status, 200);
}

TEST_F(HttpsTest, TwoServersOnOneFolderAndAnAddressInUseAreRefusedInWords) {
  matcher.start();
  const auto second = matcher.cli({"serve", "--listen", "127.0.0.1:0"});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_NE(second.err.find("another samen-matcher is serving"), std::string::npos) << second.err;
  EXPECT_EQ(matcher.cli({"restore"}).exit_code, 1) << "not while it is served";
  const MatcherProcess other;
  const auto taken =
      other.cli({"serve", "--listen", "127.0.0.1:" + std::to_string(matcher.port())});
  EXPECT_EQ(taken.exit_code, 1);
  EXPECT_NE(taken.err.find("cannot listen on"), std::string::npos) << taken.err;
  EXPECT_EQ(other.cli({"serve", "--listen", "example"}).exit_code, 1);
}

}  // namespace
}  // namespace samen::test
