// SPDX-License-Identifier: Apache-2.0
// Passkeys at the gate: who comes in with one, and every way in which one is not what it says.
#include <gmock/gmock.h>

#include "sync/server/office/sound_cbor.hpp"
#include "sync/server/office/tokens.hpp"
#include "unit/sync/office/authenticator.hpp"
#include "unit/sync/office/office_fixture.hpp"

namespace samen::server {
namespace {

using base::Bytes;
using test::Authenticator;
using test::text_bytes;
using test::operator+;

class Passkeys : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    auto opened =
        Gate::open(*store, SAMEN_SOURCE_DIR "/assets/common_passwords.txt",
                   vault::PasswordCost::for_tests(), PasskeySite::of("https://office.example"));
    ASSERT_TRUE(opened) << opened.error().message;
    gate = std::move(*opened);
    anna = join("anna");
  }
  OfficeSession session_of(const std::string& token) {
    return gate->session(token).value().value();
  }
  PasskeyTrouble add(const std::string& token, const MadePasskey& made, const std::string& ticket,
                     const std::string& name = "laptop") {
    const auto added = gate->add(session_of(token),
                                 {.made = made, .name = name, .ticket = ticket, .token = token});
    EXPECT_TRUE(added) << added.error().message;
    return added.value_or(PasskeyTrouble::wrong);
  }
  // As a browser does it; whose it is, the key keeps as well.
  PasskeyTrouble add(const std::string& token, Authenticator& key) {
    const auto challenge = gate->challenge(PasskeyUse::add, token);
    const auto& id = session_of(token).account.id.bytes;
    key.user.assign(id.begin(), id.end());
    return add(token, key.make(challenge.bytes), challenge.ticket);
  }
  Verdict try_it(const UsedPasskey& used, const std::string& ticket, const std::string& token) {
    const auto verdict = gate->sign_in(
        PasskeyTry{.used = used, .ticket = ticket, .token = token, .source = "10.0.0.1"});
    EXPECT_TRUE(verdict) << verdict.error().message;
    return verdict.value_or(Verdict{.notice = DoorNotice::wrong_code});
  }
  Verdict sign_in_with(Authenticator& key) {
    const auto challenge = gate->challenge(PasskeyUse::sign_in, visitor);
    return try_it(key.use(challenge.bytes), challenge.ticket, visitor);
  }
  Verdict confirm_with(Authenticator& key, const std::string& token) {
    const auto challenge = gate->challenge(PasskeyUse::confirm, token);
    const auto verdict = gate->confirm(PasskeyTry{.used = key.use(challenge.bytes),
                                                  .ticket = challenge.ticket,
                                                  .token = token,
                                                  .source = "10.0.0.1"});
    EXPECT_TRUE(verdict) << verdict.error().message;
    return verdict.value_or(Verdict{.notice = DoorNotice::wrong_code});
  }
  std::size_t passkeys(const std::string& name) {
    return passkeys_of(*store, account_named(*store, name).value()->id)->size();
  }

  const PasskeySite site = PasskeySite::of("https://office.example").value();
  std::string anna;                                  // her session's token
  const std::string visitor = std::string(64, 'a');  // of a browser in which nobody is signed in
};

TEST_F(Passkeys, OfEveryKindAreAddedAndSignIn) {
  for (const auto kind :
       {Authenticator::Kind::es256, Authenticator::Kind::eddsa, Authenticator::Kind::rs256}) {
    Authenticator key(kind, text_bytes("key of kind " + std::to_string(static_cast<int>(kind))));
    ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
    EXPECT_EQ(last_line().action, "add_passkey");
    const auto verdict = sign_in_with(key);
    ASSERT_EQ(verdict.notice, DoorNotice::none) << static_cast<int>(kind);
    EXPECT_TRUE(is_in(verdict.token));
    EXPECT_EQ(session_of(verdict.token).account.name, "anna");
    EXPECT_TRUE(gate->is_confirmed(session_of(verdict.token)));
    EXPECT_EQ(last_line().action, "sign_in_passkey");
    EXPECT_EQ(last_line().actor, "office:anna");
    EXPECT_EQ(last_line().subject, "anna");
  }
  const auto mine = passkeys_of(*store, session_of(anna).account.id).value();
  ASSERT_EQ(mine.size(), 3U);
  EXPECT_EQ(mine[0].counter, 1U);
  EXPECT_EQ(mine[0].used_ms, store->now_ms());
}

TEST_F(Passkeys, StandInForTheCodeOfTheirOwnerOnly) {
  Authenticator key;
  Authenticator berts(Authenticator::Kind::es256, text_bytes("bert's"));
  const auto bert = join("bert");
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  ASSERT_EQ(add(bert, berts), PasskeyTrouble::none);
  clock.advance(kConfirmedMs);
  EXPECT_FALSE(gate->is_confirmed(session_of(anna)));
  EXPECT_EQ(confirm_with(berts, anna).notice, DoorNotice::passkey_wrong);
  EXPECT_FALSE(gate->is_confirmed(session_of(anna)));
  EXPECT_EQ(confirm_with(key, anna).notice, DoorNotice::none);
  EXPECT_TRUE(gate->is_confirmed(session_of(anna)));
  EXPECT_EQ(confirm_with(key, visitor).notice, DoorNotice::session_over);
}

// A challenge is for one use, one browser, five minutes, once.
TEST_F(Passkeys, AnswerAChallengeOnceSoonAndWhereItWasAsked) {
  Authenticator key;
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  const auto challenge = gate->challenge(PasskeyUse::sign_in, visitor);
  const auto used = key.use(challenge.bytes);
  const std::string other(64, 'b');
  EXPECT_EQ(try_it(used, challenge.ticket, other).notice, DoorNotice::passkey_late);
  ASSERT_EQ(try_it(used, challenge.ticket, visitor).notice, DoorNotice::none);
  EXPECT_EQ(try_it(used, challenge.ticket, visitor).notice, DoorNotice::passkey_late)
      << "the same bytes again";
  const auto for_adding = gate->challenge(PasskeyUse::add, visitor);
  EXPECT_EQ(try_it(key.use(for_adding.bytes), for_adding.ticket, visitor).notice,
            DoorNotice::passkey_late);
  const auto mine = gate->challenge(PasskeyUse::sign_in, visitor);
  const auto next = gate->challenge(PasskeyUse::sign_in, visitor);
  EXPECT_EQ(try_it(key.use(mine.bytes), next.ticket, visitor).notice, DoorNotice::passkey_late)
      << "another challenge than the ticket's";
  EXPECT_EQ(try_it(key.use(Bytes(32)), next.ticket, visitor).notice, DoorNotice::passkey_late);
  for (const std::string ticket : {"", "-", "1-", "99999999999999999999-00", "x"}) {
    EXPECT_EQ(try_it(key.use(mine.bytes), ticket, visitor).notice, DoorNotice::passkey_late);
  }
  clock.advance(kChallengeMs);
  EXPECT_EQ(try_it(key.use(mine.bytes), mine.ticket, visitor).notice, DoorNotice::passkey_late);
  const auto for_anna = gate->challenge(PasskeyUse::add, anna);
  const auto made = Authenticator().make(for_anna.bytes);
  EXPECT_EQ(add(join("bert"), made, for_anna.ticket), PasskeyTrouble::late);
}

TEST_F(Passkeys, MadeForAnotherPageOrWithoutLookingAreRefused) {
  Authenticator key;
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  const auto refused = [&](auto change) {
    clock.advance(60'000);  // so that nobody has to wait for the tries before
    const auto origin = key.origin, host = key.host, cross = key.cross_origin;
    const auto flags = key.flags;
    change(key);
    const auto notice = sign_in_with(key).notice;
    Authenticator fresh(Authenticator::Kind::es256, text_bytes("another"));
    change(fresh);
    EXPECT_NE(add(anna, fresh), PasskeyTrouble::none);
    key.origin = origin, key.host = host, key.cross_origin = cross, key.flags = flags;
    EXPECT_EQ(sign_in_with(key).notice, DoorNotice::none) << "and as it was it is taken";
    return notice == DoorNotice::passkey_wrong;
  };
  EXPECT_TRUE(refused([](auto& a) { a.origin = "https://0ffice.example"; }));
  EXPECT_TRUE(refused([](auto& a) { a.origin = "http://office.example"; }));
  EXPECT_TRUE(refused([](auto& a) { a.origin = "https://office.example:8444"; }));
  EXPECT_TRUE(refused([](auto& a) { a.origin = "https://office.example.evil.example"; }));
  EXPECT_TRUE(refused([](auto& a) { a.host = "example"; }));
  EXPECT_TRUE(refused([](auto& a) { a.cross_origin = "true"; }));
  EXPECT_TRUE(refused([](auto& a) { a.flags = 0x01U; })) << "nobody was verified";
  EXPECT_TRUE(refused([](auto& a) { a.flags = 0x04U; })) << "nobody was present";
  EXPECT_EQ(passkeys("anna"), 1U);
}

TEST_F(Passkeys, OfOthersAndOfNobodyDoNotSignIn) {
  Authenticator key;
  const auto bert = join("bert");
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  Authenticator unknown(Authenticator::Kind::es256, text_bytes("unknown"));
  unknown.user = key.user;
  EXPECT_EQ(sign_in_with(unknown).notice, DoorNotice::passkey_wrong);
  Authenticator forged(Authenticator::Kind::es256, key.credential);
  forged.user = key.user;
  EXPECT_EQ(sign_in_with(forged).notice, DoorNotice::passkey_wrong) << "another key's signature";
  const auto annas = key.user;
  const auto& berts = session_of(bert).account.id.bytes;
  key.user.assign(berts.begin(), berts.end());
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::passkey_wrong) << "says it is Bert's";
  key.user.clear();
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::passkey_wrong) << "does not say whose it is";
  key.user = annas;
  // Adding what somebody has, takes it from nobody.
  const auto challenge = gate->challenge(PasskeyUse::add, bert);
  EXPECT_EQ(add(bert, key.make(challenge.bytes), challenge.ticket), PasskeyTrouble::known);
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::none);
  ASSERT_TRUE(close_account(*store, "anna"));
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::passkey_wrong);
  EXPECT_EQ(passkeys("anna"), 0U);
}

TEST_F(Passkeys, WhoseCounterGoesBackAreLockedAndTheirOwnerIsTold) {
  Authenticator key;
  key.counter = 7;
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  ASSERT_EQ(sign_in_with(key).notice, DoorNotice::none);
  key.counter = 3;
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::passkey_locked);
  EXPECT_EQ(last_line().action, "passkey_locked");
  EXPECT_EQ(last_line().subject, "anna");
  key.counter = 100;
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::passkey_locked) << "and stays so";
  Authenticator forged(Authenticator::Kind::es256, key.credential);
  forged.user = key.user;
  EXPECT_EQ(sign_in_with(forged).notice, DoorNotice::passkey_wrong)
      << "who has not got it learns nothing";
  Authenticator never_counts(Authenticator::Kind::es256, text_bytes("platform"));
  never_counts.step = 0;
  ASSERT_EQ(add(anna, never_counts), PasskeyTrouble::none);
  EXPECT_EQ(sign_in_with(never_counts).notice, DoorNotice::none);
  EXPECT_EQ(sign_in_with(never_counts).notice, DoorNotice::none);
}

// As for passwords: the name waits, whichever way it is tried.
TEST_F(Passkeys, ThatDoNotFitMakeTheNameWait) {
  Authenticator key;
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  Authenticator forged(Authenticator::Kind::es256, key.credential);
  for (int i = 0; i < device::kFreePinTries; ++i) {
    EXPECT_EQ(sign_in_with(forged).notice, DoorNotice::passkey_wrong);
  }
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::wait);
  EXPECT_EQ(sign_in("anna", kGoodPassword, next_code("anna")).notice, DoorNotice::none)
      << "half a minute later";
}

TEST_F(Passkeys, AreOnesOwnAndGoWithANewLink) {
  Authenticator key;
  const auto bert = join("bert");
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  const auto id = passkeys_of(*store, session_of(anna).account.id)->front().id;
  const auto others = gate->remove(session_of(bert), id);
  ASSERT_FALSE(others);
  EXPECT_EQ(others.error().code, base::Errc::not_found);
  EXPECT_EQ(passkeys("anna"), 1U);
  ASSERT_TRUE(gate->remove(session_of(anna), id));
  EXPECT_EQ(last_line().action, "remove_passkey");
  EXPECT_EQ(sign_in_with(key).notice, DoorNotice::passkey_wrong);
  ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  ASSERT_TRUE(reset_account(*store, "anna"));
  EXPECT_EQ(passkeys("anna"), 0U);
}

TEST_F(Passkeys, HaveANameAndThereAreTenAtMost) {
  const auto with_name = [&](const std::string& name) {
    const auto challenge = gate->challenge(PasskeyUse::add, anna);
    return add(anna, Authenticator().make(challenge.bytes), challenge.ticket, name);
  };
  const std::vector<std::string> names = {"", "a\nb", "\xff",
                                          std::string(kLongestPasskeyName + 1, 'a')};
  for (const auto& name : names) {
    EXPECT_EQ(with_name(name), PasskeyTrouble::name);
  }
  for (std::size_t i = 0; i < kMostPasskeys; ++i) {
    Authenticator key(Authenticator::Kind::es256, text_bytes("key " + std::to_string(i)));
    ASSERT_EQ(add(anna, key), PasskeyTrouble::none);
  }
  Authenticator one_more(Authenticator::Kind::es256, text_bytes("one more"));
  EXPECT_EQ(add(anna, one_more), PasskeyTrouble::many);
}

// --- bytes

TEST_F(Passkeys, AreReadOnlyWhole) {
  const Authenticator key;
  const auto challenge = gate->challenge(PasskeyUse::add, anna);
  const auto made = key.make(challenge.bytes);
  ASSERT_TRUE(read_new_passkey(site, made));
  for (std::size_t size = 0; size < made.authenticator_data.size(); ++size) {
    auto cut = made;
    cut.authenticator_data.resize(size);
    EXPECT_FALSE(read_new_passkey(site, cut)) << size;
  }
  for (const auto& tail : {Bytes{0x00}, Bytes(kMaxAuthenticatorData), Bytes{0xA0}}) {
    auto longer = made;
    longer.authenticator_data = longer.authenticator_data + tail;
    EXPECT_FALSE(read_new_passkey(site, longer)) << tail.size();
  }
  auto off_the_curve = made;
  off_the_curve.authenticator_data.back() ^= 1U;
  EXPECT_FALSE(read_new_passkey(site, off_the_curve));
  auto other_kind = made;  // says ES384
  other_kind.authenticator_data[made.authenticator_data.size() - key.cose().size() + 4] = 0x38;
  EXPECT_FALSE(read_new_passkey(site, other_kind));
}

TEST_F(Passkeys, ClientDataIsStrictJsonOfTheRightPage) {
  Authenticator key;
  const Bytes right(32, 0x2A);
  const auto get = ClientDataType::get;
  key.more = R"(,"other_keys_can_be_added_here":"do not compare clientDataJSON")";
  EXPECT_EQ(challenge_in(site, get, key.client_data("webauthn.get", right)), right);
  EXPECT_FALSE(challenge_in(site, get, key.client_data("webauthn.create", right)));
  EXPECT_FALSE(challenge_in(site, get, key.client_data("webauthn.get", Bytes(31))));
  EXPECT_FALSE(challenge_in(site, get, key.client_data("webauthn.get", Bytes(64))));
  const auto whole = key.client_data("webauthn.get", right);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(challenge_in(site, get, base::ByteView(whole).first(size))) << size;
  }
  key.more = R"(,"origin":"https://office.example")";
  EXPECT_FALSE(challenge_in(site, get, key.client_data("webauthn.get", right))) << "twice";
  key.more = ",\"pad\":\"" + std::string(kMaxClientData, 'a') + "\"";
  EXPECT_FALSE(challenge_in(site, get, key.client_data("webauthn.get", right))) << "too long";
  for (const std::string text :
       {"", "null", "[]", "{}", R"({"type":1,"challenge":2,"origin":3})"}) {
    EXPECT_FALSE(challenge_in(site, get, base::as_bytes(text))) << text;
  }
}

TEST(SoundCbor, IsWholeShallowAndPromisesNothing) {
  const auto sound = [](const Bytes& bytes, std::size_t items = 1) {
    return is_sound_cbor(bytes, items);
  };
  EXPECT_TRUE(sound({}, 0));
  EXPECT_TRUE(sound({0x00}));
  EXPECT_TRUE(sound({0xA1, 0x01, 0x42, 0x00, 0x00}));
  EXPECT_TRUE(sound({0x39, 0x01, 0x00}));
  EXPECT_TRUE(sound({0x00, 0xF5}, 2));
  EXPECT_FALSE(sound({}));
  EXPECT_FALSE(sound({0x00, 0x00})) << "one too many";
  EXPECT_FALSE(sound({0x00}, 2));
  EXPECT_FALSE(sound({0x42, 0x00})) << "cut off";
  EXPECT_FALSE(sound({0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}));
  EXPECT_FALSE(sound({0xBB, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x00}));
  EXPECT_FALSE(sound({0x5B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}));
  EXPECT_FALSE(sound({0x9F, 0xFF})) << "until the end";
  EXPECT_FALSE(sound({0xC0, 0x00})) << "a tag";
  EXPECT_FALSE(sound({0x1C})) << "a size nobody has";
  EXPECT_FALSE(sound({0x81, 0x81, 0x81, 0x81, 0x81, 0x00})) << "too deep";
}

TEST(PasskeySite, IsAHostWithAName) {
  const auto origin = [](std::string_view url) {
    const auto site = PasskeySite::of(url);
    return site ? site->host + " " + site->origin : std::string();
  };
  EXPECT_EQ(origin("https://Office.Example"), "office.example https://office.example");
  EXPECT_EQ(origin("https://localhost:8444"), "localhost https://localhost:8444");
  EXPECT_EQ(origin("https://office.example:443"), "office.example https://office.example");
  for (const auto* url :
       {"", "http://office.example", "https://", "https://127.0.0.1:8444", "https://[::1]:8444",
        "https://office.example:0", "https://office.example:x", "https://anna@office.example",
        "https://office.example/path", "https://.example", "https://office."}) {
    EXPECT_EQ(origin(url), "") << url;
  }
}

}  // namespace
}  // namespace samen::server
