// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/enrolment.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/encoding.hpp"
#include "device/layout.hpp"
#include "protocol/enrolment_code.hpp"
#include "protocol/messages.hpp"
#include "unit/sync/agent/fake_matcher.hpp"
#include "unit/sync/agent/tls_fixture.hpp"

namespace samen::agent {
namespace {

using testing::HasSubstr;
using testing::Not;

// Answers enrolments as told.
class EnrolServer final : public HttpClient {
 public:
  explicit EnrolServer(const KeyDigest& key) : key_(key) {}
  HttpResult send(const HttpRequest& request) override {
    bodies.push_back(request.body);
    url = request.url;
    HttpResult next = result;
    if (next) next->server_key = key_;
    return next;
  }
  void answer(int status, std::string body, const char* type = "application/json") {
    HttpAnswer made;
    made.status = status;
    made.headers = {{"content-type", type}};
    made.body = std::move(body);
    result = made;
  }
  void refuse(int status, const char* code) {
    answer(status, protocol::write_json(protocol::ErrorMessage{code, "as asked"}));
  }
  void fail_with(Problem failure) { result = std::unexpected(Trouble{failure, "as asked"}); }

  HttpResult result = std::unexpected(Trouble{});
  std::vector<std::string> bodies;
  std::string url;

 private:
  KeyDigest key_;
};

class Enrolment : public testing::Test {
 protected:
  void SetUp() override {
    auto store = storage::KioskStore::open(folder_.path(), storage::StoreUser::kiosk);
    ASSERT_TRUE(store) << store.error().message;
    store_.emplace(std::move(*store));
    write_key("device.pub", 0x11);
    write_key("staff.pub", 0x22);
    key_.fill(0x5a);
    code_ = protocol::EnrolmentCode::mint(key_, random_);
    server_ = std::make_unique<EnrolServer>(key_);
    accept();
  }
  void write_key(const char* name, std::uint8_t byte) {
    std::ofstream(folder_.path() / name) << base::to_hex(base::Bytes(32, byte)) << '\n';
  }
  void accept() {
    protocol::EnrolAnswer answer;
    answer.device = device_;
    answer.device_number = 12;
    answer.centre = "Library Almere";
    answer.seal_key.fill(0x33);
    answer.seal_key_id = "0123456789abcdef";
    answer.sign_key = matcher_.sign_key().bytes();
    answer.epoch = matcher_.epoch;
    answer.time_ms = 1'795'000'000'000;
    server_->answer(200, protocol::write_json(answer));
  }
  ClientFactory lender() {
    return [this](const KeyPin& pin) -> base::Result<std::unique_ptr<HttpClient>> {
      pin_ = pin;
      struct Borrowed final : HttpClient {
        explicit Borrowed(HttpClient& client) : lent(client) {}
        HttpResult send(const HttpRequest& r) override { return lent.send(r); }
        HttpClient& lent;
      };
      return std::make_unique<Borrowed>(*server_);
    };
  }
  std::expected<storage::Trust, Trouble> run(bool replace = false) {
    return enrol({folder_.path(), "https://matcher.test:8443", typed_, replace}, random_, lender());
  }
  void other_device() {
    device_.bytes[15] ^= 1;
    accept();
  }
  void hold_one() {
    const auto made = store_->append(
        [this](std::int64_t seq) -> base::Result<storage::OutboxRow> {
          protocol::Envelope envelope;
          envelope.seq = seq;
          envelope.id = base::make_uuid(clock_, random_);
          envelope.device = device_;
          envelope.key_id = "0123456789abcdef";
          envelope.body = base::Bytes(1072, 1);
          return storage::OutboxRow{.envelope = envelope, .hash = envelope.hash()};
        },
        {});
    ASSERT_TRUE(made) << made.error().message;
  }
  // Runs, expects this failure, and that the kiosk knows as much as before.
  std::string expect_failure(Exit exit) {
    typed_ = typed_.empty() ? code_.str() : typed_;
    const auto trust = run();
    EXPECT_FALSE(trust);
    if (trust) return "";
    EXPECT_EQ(info_of(trust.error().problem).exit, exit) << trust.error().detail;
    EXPECT_EQ(store_->trust().value(), std::nullopt);
    EXPECT_THAT(trust.error().detail, Not(HasSubstr(code_.secret)));
    return trust.error().detail;
  }

  test::TemporaryFolder folder_;
  base::ManualClock clock_;
  base::SeededRandom random_{21};
  test::FakeMatcher matcher_{clock_};
  base::Uuid device_ = matcher_.device();
  std::optional<storage::KioskStore> store_;
  KeyDigest key_{};
  KeyPin pin_;
  protocol::EnrolmentCode code_;
  std::string typed_;
  std::unique_ptr<EnrolServer> server_;
};

TEST_F(Enrolment, TradesTheCodeForTrust) {
  typed_ = code_.str();
  const auto trust = run();
  ASSERT_TRUE(trust) << trust.error().detail;
  EXPECT_EQ(trust->centre, "Library Almere");
  EXPECT_EQ(store_->trust().value(), *trust);
  EXPECT_EQ(trust->tls_pin, base::Bytes(32, 0x5a)) << "from now on the whole key is pinned";
  EXPECT_EQ(store_->epoch().value(), matcher_.epoch);
  EXPECT_EQ(server_->url, "https://matcher.test:8443/v1/enrol");
  EXPECT_FALSE(pin_.is_whole());

  const auto asked = protocol::read_enrol_request(server_->bodies.at(0));
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->secret, code_.secret);
  EXPECT_EQ(asked->kiosk_sign_key[0], 0x11);
  EXPECT_EQ(asked->staff_seal_key[0], 0x22);
  EXPECT_FALSE(asked->staff_sign_key) << "a kiosk from before decisions were signed";
  const auto key = vault::SigningKey::load(device::KioskFolder{folder_.path()}.courier_key());
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(asked->courier_sign_key, key->verify_key().bytes());
  struct stat info{};
  ASSERT_EQ(::stat((device::KioskFolder{folder_.path()}.courier_key()).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
}

TEST_F(Enrolment, TakesAlongTheKeyThatSignsDecisions) {
  typed_ = code_.str();
  write_key("staff-sign.pub", 0x44);
  ASSERT_TRUE(run());
  const auto asked = protocol::read_enrol_request(server_->bodies.at(0));
  ASSERT_TRUE(asked && asked->staff_sign_key);
  EXPECT_EQ((*asked->staff_sign_key)[0], 0x44);
}

TEST_F(Enrolment, ATypingMistakeIsFoundBeforeAnythingIsSent) {
  typed_ = code_.str();
  typed_[typed_.size() / 2] = typed_[typed_.size() / 2] == 'Z' ? 'Y' : 'Z';
  expect_failure(Exit::code_mistyped);
  typed_ = code_.str().substr(0, 20);
  expect_failure(Exit::code_mistyped);
  typed_ = "UUUUU";
  expect_failure(Exit::code_mistyped);
  EXPECT_TRUE(server_->bodies.empty());
}

TEST_F(Enrolment, EachRefusalHasItsOwnWordsAndExitCode) {
  server_->refuse(403, "unknown_code");
  EXPECT_THAT(expect_failure(Exit::code_refused), HasSubstr("does not know this code"));
  server_->refuse(409, "used_code");
  EXPECT_THAT(expect_failure(Exit::code_refused), HasSubstr("used already"));
  server_->refuse(410, "expired_code");
  EXPECT_THAT(expect_failure(Exit::code_expired), HasSubstr("too old"));
  server_->refuse(429, "too_many_guesses");
  EXPECT_THAT(expect_failure(Exit::too_many_tries), HasSubstr("Wait"));
  server_->refuse(404, "not_found");
  expect_failure(Exit::not_our_server);
  server_->answer(200, "<html>", "text/html");
  expect_failure(Exit::not_our_server);
  server_->answer(200, "{\"device\":1}");
  expect_failure(Exit::not_our_server);
  server_->fail_with(Problem::wrong_key);
  EXPECT_THAT(expect_failure(Exit::wrong_key), HasSubstr("the code was not sent"));
  server_->fail_with(Problem::unreachable);
  EXPECT_THAT(expect_failure(Exit::unreachable), HasSubstr("not been used up"));
  server_->fail_with(Problem::timeout);
  expect_failure(Exit::unreachable);
}

TEST_F(Enrolment, AServerWhoseKeyTheCodeDoesNotNameIsNeverTrusted) {
  KeyDigest other = key_;
  other[0] ^= 1;
  server_ = std::make_unique<EnrolServer>(other);
  accept();
  expect_failure(Exit::wrong_key);
}

TEST_F(Enrolment, AfterALostAnswerTheSameCodeAndKeysAreTriedAgain) {
  server_->fail_with(Problem::cut);
  expect_failure(Exit::unreachable);
  accept();
  ASSERT_TRUE(run());
  ASSERT_EQ(server_->bodies.size(), 2U);
  EXPECT_EQ(server_->bodies[0], server_->bodies[1]);
}

TEST_F(Enrolment, AKioskComesBackToItsMatcherWithEverythingItHolds) {
  typed_ = code_.str();
  ASSERT_TRUE(run());
  hold_one();
  key_.fill(0x6b);  // the matcher has a new TLS key, announced while this kiosk lay in a drawer
  code_ = protocol::EnrolmentCode::mint(key_, random_);
  typed_ = code_.str();
  server_ = std::make_unique<EnrolServer>(key_);
  accept();
  std::filesystem::remove(device::KioskFolder{folder_.path()}.courier_key());  // lost as well
  const auto trust = run();
  ASSERT_TRUE(trust) << trust.error().detail;
  EXPECT_EQ(store_->trust().value()->tls_pin, base::Bytes(32, 0x6b));
  EXPECT_EQ(store_->counts().value().waiting, 1);
  EXPECT_TRUE(vault::SigningKey::load(device::KioskFolder{folder_.path()}.courier_key()));
}

TEST_F(Enrolment, AKioskThatBelongsSomewhereElseIsOnlyMovedWhenAskedAndEmpty) {
  typed_ = code_.str();
  ASSERT_TRUE(run());
  const auto before = store_->trust().value();
  other_device();
  const auto again = run();
  ASSERT_FALSE(again);
  EXPECT_EQ(info_of(again.error().problem).exit, Exit::already_enrolled);
  EXPECT_THAT(again.error().detail, HasSubstr("Library Almere"));
  EXPECT_EQ(store_->trust().value(), before);
  EXPECT_TRUE(run(true));
  hold_one();
  const std::size_t asked = server_->bodies.size();
  const auto held = run(true);
  ASSERT_FALSE(held);
  EXPECT_THAT(held.error().detail, HasSubstr("still holds 1"));
  EXPECT_EQ(server_->bodies.size(), asked) << "the code is not used up";
}

TEST_F(Enrolment, AMatcherIsFoundUnderAnotherAddressByItsKey) {
  typed_ = code_.str();
  ASSERT_TRUE(run());
  hold_one();
  server_->refuse(401, "unknown_device");
  const auto moved = move_matcher(folder_.path(), "https://new.test/samen/", lender());
  ASSERT_TRUE(moved) << moved.error().detail;
  EXPECT_EQ(server_->url, "https://new.test/samen/v1/feed");
  EXPECT_EQ(store_->trust().value()->server_url, "https://new.test/samen");
  EXPECT_EQ(store_->trust().value()->tls_pin, base::Bytes(32, 0x5a));
  EXPECT_EQ(store_->counts().value().waiting, 1);
  EXPECT_TRUE(pin_.is_whole());

  KeyDigest other = key_;
  other[31] ^= 1;
  server_ = std::make_unique<EnrolServer>(other);
  server_->refuse(401, "unknown_device");
  EXPECT_EQ(move_matcher(folder_.path(), "https://evil.test", lender()).error().problem,
            Problem::wrong_key);
  server_->fail_with(Problem::unreachable);
  EXPECT_EQ(move_matcher(folder_.path(), "https://gone.test", lender()).error().problem,
            Problem::unreachable);
  EXPECT_EQ(move_matcher(folder_.path(), "http://new.test", lender()).error().problem,
            Problem::usage);
  EXPECT_EQ(store_->trust().value()->server_url, "https://new.test/samen") << "nothing changed";
}

TEST_F(Enrolment, AFolderWithoutAKioskIsNamed) {
  const test::TemporaryFolder empty;
  const EnrolOptions options{empty.path(), "https://matcher.test", code_.str(), false};
  const auto trust = enrol(options, random_, [](const KeyPin&) {
    return base::Result<std::unique_ptr<HttpClient>>(base::fail(base::Errc::internal, "unused"));
  });
  ASSERT_FALSE(trust);
  EXPECT_EQ(info_of(trust.error().problem).exit, Exit::not_initialised);
  EXPECT_THAT(trust.error().detail, HasSubstr("samen-kiosk init"));
}

}  // namespace
}  // namespace samen::agent
