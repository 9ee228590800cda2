// SPDX-License-Identifier: Apache-2.0
// What an attacker with a network, a stolen courier key or an enrolled kiosk of their own can try,
// one test an attack, against the real program over real TLS.
#include "integration/server/https_client.hpp"

namespace samen::test {
namespace {

using protocol::ResultClass;
using Headers = std::vector<std::pair<std::string, std::string>>;

class AttackTest : public ::testing::Test {
 protected:
  void SetUp() override {
    matcher.start({"--backup-every", "3600"});
    net = std::make_unique<NetworkKiosk>(matcher, 1);
    ASSERT_EQ(net->enrol(matcher.code()).status, 200);
  }
  void TearDown() override {
    // Whatever was tried: the matcher runs, and an honest sign-up still arrives.
    const auto answer = send({net->kiosk.envelope(net->kiosk.household("Honest"))});
    ASSERT_EQ(answer.results.size(), 1U);
    EXPECT_EQ(answer.results[0].result, ResultClass::accepted);
    EXPECT_EQ(matcher.stop(), 0);
  }
  protocol::BatchAnswer send(std::vector<protocol::Envelope> envelopes) {
    const auto sent = net->post(net->kiosk.batch(std::move(envelopes)));
    const auto answer = protocol::read_batch_answer(sent.body);
    EXPECT_TRUE(answer) << sent.status << " " << sent.body;
    return answer ? *answer : protocol::BatchAnswer{};
  }
  std::int64_t stored() {
    const auto counts = matcher.json("status")["envelopes"];
    return counts["stored"].get<int>() + counts["applied"].get<int>() +
           counts["needs_review"].get<int>();
  }
  Answer post_as(const Headers& headers, const std::string& body) {
    return net->client.send("POST", "/v1/envelopes", body, headers);
  }

  MatcherProcess matcher;
  std::unique_ptr<NetworkKiosk> net;
};

TEST_F(AttackTest, AReplayedRequestIsAnsweredTheSameAndStoresNothingTwice) {
  const auto body = net->kiosk.batch({net->kiosk.envelope(net->kiosk.household("Amal"))});
  const auto headers = net->kiosk.signature("POST", "/v1/envelopes", "", body);
  const auto first = protocol::read_batch_answer(post_as(headers, body).body);
  const auto again = protocol::read_batch_answer(post_as(headers, body).body);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->results[0].result, ResultClass::accepted);
  EXPECT_EQ(again->results[0].result, ResultClass::duplicate);
  EXPECT_EQ(again->results[0].receipt, first->results[0].receipt);
  EXPECT_EQ(stored(), 1);
  // The same signature on another method, address or query.
  EXPECT_EQ(net->client.send("GET", "/v1/feed", "", headers).status, 401);
  EXPECT_EQ(net->client.send("POST", "/v1/envelopes?again=1", body, headers).status, 401);
}

TEST_F(AttackTest, AForgedSignatureOfRequestOrEnvelopeStoresNothing) {
  const auto body = net->kiosk.batch({net->kiosk.envelope(net->kiosk.household("Amal"))});
  auto headers = net->kiosk.signature("POST", "/v1/envelopes", "", body);
  auto& signature = headers[2].second;
  signature[12] = signature[12] == 'A' ? 'B' : 'A';
  EXPECT_EQ(post_as(headers, body).error_code(), "signature");
  NetworkKiosk forger(matcher, 2);
  forger.kiosk.trust(net->kiosk.trust());  // knows everything but the keys
  EXPECT_EQ(post_as(forger.kiosk.signature("POST", "/v1/envelopes", "", body), body).error_code(),
            "signature");
  // With the courier's key but not the kiosk's.
  auto forged = forger.kiosk.envelope(forger.kiosk.household("Nobody"));
  const auto answer = send({forged});
  EXPECT_EQ(answer.results[0].result, ResultClass::refused);
  EXPECT_EQ(answer.results[0].error->code, "signature");
  EXPECT_EQ(stored(), 0);
  EXPECT_EQ(matcher.json("status")["devices"][0]["seen_through"], 0) << "no mark moved";
}

TEST_F(AttackTest, ASwappedBodyIsRefusedInTheRequestAndInTheEnvelope) {
  const auto one = net->kiosk.envelope(net->kiosk.household("Amal"));
  const auto two = net->kiosk.envelope(net->kiosk.household("Basma"));
  const auto signed_body = net->kiosk.batch({one});
  EXPECT_EQ(post_as(net->kiosk.signature("POST", "/v1/envelopes", "", signed_body),
                    net->kiosk.batch({two}))
                .status,
            401);
  auto mixed = one;
  mixed.body = two.body;
  EXPECT_EQ(send({mixed}).results[0].error->code, "signature");
  EXPECT_EQ(stored(), 0);
}

TEST_F(AttackTest, AnotherDevicesIdOpensNothing) {
  NetworkKiosk other(matcher, 2);
  ASSERT_EQ(other.enrol(matcher.code()).status, 200);
  const auto theirs = other.kiosk.envelope(other.kiosk.household("Amal"));
  // Their envelope through our courier: refused, with a receipt that speaks about their envelope.
  const auto answer = send({theirs});
  EXPECT_EQ(answer.results[0].error->code, "other_device");
  ASSERT_TRUE(answer.results[0].receipt);
  EXPECT_EQ(answer.results[0].receipt->device, other.kiosk.trust().device);
  // Our key under their id: their feed stays closed.
  const auto ours = net->kiosk.trust();
  auto theirs_too = ours;
  theirs_too.device = other.kiosk.trust().device;
  net->kiosk.trust(theirs_too);
  EXPECT_EQ(net->feed().error_code(), "signature");
  net->kiosk.trust(ours);
  EXPECT_EQ(stored(), 0);
}

TEST_F(AttackTest, ARevokedDeviceGetsAndGivesNothing) {
  NetworkKiosk stolen(matcher, 2);
  ASSERT_EQ(stolen.enrol(matcher.code()).status, 200);
  ASSERT_EQ(matcher.cli({"revoke", "2"}).exit_code, 0);
  EXPECT_EQ(stolen.feed().error_code(), "revoked");
  const auto body = stolen.kiosk.batch({stolen.kiosk.envelope(stolen.kiosk.household("Amal"))});
  EXPECT_EQ(stolen.post(body).error_code(), "revoked");
  EXPECT_EQ(stored(), 0);
}

TEST_F(AttackTest, AnExpiredCodeIsWorthNothing) {
  const auto code = matcher.code();
  matcher.tamper("UPDATE enrolment_code SET expires_ms = 1 WHERE device IS NULL");
  NetworkKiosk late(matcher, 2);
  const auto answer = late.enrol(code);
  EXPECT_EQ(answer.status, 410);
  EXPECT_EQ(answer.error_code(), "expired_code");
}

TEST_F(AttackTest, GuessingCodesIsSlowForTheGuesserOnly) {
  const auto good = matcher.code();
  auto wrong = protocol::EnrolmentCode::parse(good).value();
  wrong.secret = "000000000000";
  NetworkKiosk guesser(matcher, 2);
  curl_easy_setopt(guesser.client.handle(), CURLOPT_INTERFACE, "127.0.0.2");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guesser.enrol(wrong.str()).error_code(), "unknown_code");
  const auto limited = guesser.enrol(wrong.str());
  EXPECT_EQ(limited.error_code(), "too_many_guesses");
  EXPECT_GT(std::stoi(limited.headers.at("retry-after")), 10);
  EXPECT_EQ(guesser.enrol(good).status, 429) << "even the right one has to wait";
  NetworkKiosk honest(matcher, 3);
  curl_easy_setopt(honest.client.handle(), CURLOPT_INTERFACE, "127.0.0.3");
  EXPECT_EQ(honest.enrol(good).status, 200);
}

TEST_F(AttackTest, JsonBombsCostNothing) {
  const auto nested = [](const std::string& open, std::size_t bytes) {
    std::string text = R"({"envelopes":)";
    while (text.size() < bytes) text += open;
    return text;
  };
  std::string many_keys = "{";
  for (int i = 0; many_keys.size() < 900'000; ++i) {
    many_keys += "\"k" + std::to_string(i) + "\":0,";
  }
  const std::string bombs[] = {
      nested("[", 1'000'000),
      nested("{\"a\":", 1'000'000),
      nested("[],", 1'000'000),
      many_keys + "\"envelopes\":[]}",
      R"({"envelopes":[{"seq":1)" + std::string(900'000, '0') + "}]}",
      R"({"envelopes":[{"seq":1e)" + std::string(900'000, '9') + "}]}",
      R"({"envelopes":[{"id":")" + std::string(900'000, 'a') + "\"}]}",
      R"({"envelopes":[{"id":")" + nested("\\u0000", 900'000) + "\"}]}",
      R"({"envelopes":[)" + std::string(900'000, ' ') + "]}",
  };
  EXPECT_EQ(net->feed().status, 200);
  const long before = matcher.memory_kib("VmHWM");
  for (const auto& bomb : bombs) {
    const auto answer = net->post(bomb);
    EXPECT_EQ(answer.status, 400) << bomb.substr(0, 40);
    EXPECT_EQ(answer.error_code(), "bad_request") << bomb.substr(0, 40);
  }
  EXPECT_LT(matcher.memory_kib("VmHWM") - before, 48 * 1024) << "KiB more than before";
}

TEST_F(AttackTest, InvalidUtf8IsRefusedWhereverItStands) {
  for (const std::string bad :
       {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82"}) {
    EXPECT_EQ(net->post(R"({"envelopes":[{"id":")" + bad + "\"}]}").error_code(), "bad_request");
    EXPECT_EQ(net->post("{\"" + bad + "\":1}").error_code(), "bad_request");
    EXPECT_EQ(net->client.send("POST", "/v1/enrol", R"({"secret":")" + bad + "\"}").error_code(),
              "bad_request");
    const auto target = "/v1/feed?cursor=" + bad;
    const auto fed = net->client.send("GET", target, "",
                                      net->kiosk.signature("GET", "/v1/feed", "cursor=" + bad, ""));
    EXPECT_TRUE(fed.status == 400 || fed.status == 200) << fed.status;
    if (fed.status == 200) {
      EXPECT_TRUE(protocol::read_feed_page(fed.body)->full) << "as any unknown cursor";
    }
  }
  EXPECT_TRUE(base::is_utf8(matcher.log()));
}

TEST_F(AttackTest, ClocksMayBeAnywhereAndMoveNothing) {
  const auto body = net->kiosk.batch({net->kiosk.envelope(net->kiosk.household("Amal"))});
  for (const std::int64_t skew : {-601L, 601L, -1'700'000'000L, 4'000'000'000L}) {
    const auto answer =
        post_as(net->kiosk.signature("POST", "/v1/envelopes", "", body, skew), body);
    EXPECT_EQ(answer.error_code(), "clock") << skew;
    EXPECT_TRUE(answer.headers.contains("date")) << "tells the kiosk what time it is";
  }
  EXPECT_EQ(stored(), 0);
  auto extreme = net->kiosk.envelope(net->kiosk.household("Basma"));
  extreme.stamp.wall_ms = -(std::int64_t{1} << 52);
  extreme.stamp.mono_ms = std::int64_t{1} << 52;
  net->kiosk.sign_again(extreme);
  EXPECT_EQ(send({extreme}).results[0].result, ResultClass::accepted);
}

TEST_F(AttackTest, NothingWeakerThanTheContractIsSpoken) {
  const std::string body = R"({"envelopes":[]})";
  // Correctly signed, but over less than the contract covers, or by other means.
  const auto digest = protocol::content_digest(base::as_bytes(body));
  const auto id = net->kiosk.trust().device.str();
  const auto now = std::to_string(std::time(nullptr));
  const auto tail = ";created=" + now + ";keyid=\"" + id + "\";alg=\"ed25519\";nonce=\"n\"";
  const std::vector<protocol::Component> all = {{"\"@method\"", "POST"},
                                                {"\"@path\"", "/v1/envelopes"},
                                                {"\"@query\"", "?"},
                                                {"\"content-digest\"", digest}};
  for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
    auto fewer = all;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
    std::string names;
    for (const auto& component : fewer) names += (names.empty() ? "" : " ") + component.name;
    const auto parameters = "(" + names + ")" + tail;
    const auto signature =
        net->kiosk.courier_key().sign(base::as_bytes(protocol::signature_base(fewer, parameters)));
    const auto answer = post_as({{"content-digest", digest},
                                 {"signature-input", "samen=" + parameters},
                                 {"signature", "samen=:" + base::to_base64(signature) + ":"}},
                                body);
    EXPECT_EQ(answer.error_code(), "signature") << "without " << all[left_out].name;
  }
  const Headers whole = net->kiosk.signature("POST", "/v1/envelopes", "", body);
  for (std::size_t left_out = 0; left_out < whole.size(); ++left_out) {
    auto fewer = whole;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
    EXPECT_EQ(post_as(fewer, body).status, 401) << "without " << whole[left_out].first;
  }
  // Other versions of the interface.
  for (const char* path : {"/v0/envelopes", "/v2/envelopes", "/v10/feed"}) {
    EXPECT_EQ(net->client.send("POST", path, body, whole).error_code(), "version") << path;
  }
  // TLS 1.2 without forward secrecy or without authenticated encryption.
  constexpr long kTls12Only = 6 | (6 << 16);
  for (const char* cipher :
       {"AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA", "AES128-SHA", "ECDHE-ECDSA-AES128-SHA256"}) {
    HttpsClient weak(matcher.url(), matcher.pin());
    curl_easy_setopt(weak.handle(), CURLOPT_SSLVERSION, kTls12Only);
    curl_easy_setopt(weak.handle(), CURLOPT_SSL_CIPHER_LIST,
                     (std::string(cipher) + ":@SECLEVEL=0").c_str());
    EXPECT_EQ(weak.send("GET", "/health").transfer, CURLE_SSL_CONNECT_ERROR) << cipher;
  }
  HttpsClient modern(matcher.url(), matcher.pin());
  curl_easy_setopt(modern.handle(), CURLOPT_SSLVERSION, kTls12Only);
  curl_easy_setopt(modern.handle(), CURLOPT_SSL_CIPHER_LIST, "ECDHE-ECDSA-AES128-GCM-SHA256");
  EXPECT_EQ(modern.send("GET", "/health").status, 200);
}

}  // namespace
}  // namespace samen::test
