// SPDX-License-Identifier: Apache-2.0
#include "protocol/envelope.hpp"

#include <gtest/gtest.h>

#include "protocol/receipt.hpp"
#include "protocol/sequence.hpp"

namespace samen::protocol {
namespace {

using base::Errc;

class Envelopes : public testing::Test {
 protected:
  Envelopes() {
    envelope_.id = base::Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();
    envelope_.device = base::Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8058").value();
    envelope_.seq = 7;
    envelope_.key_id = "0123456789abcdef";
    envelope_.stamp = {{1, 2, 3}, 1000, 1'767'225'600'000, true};
    envelope_.body = base::Bytes(1072, 0x5a);
    sign_envelope(envelope_, device_);
  }
  base::SeededRandom random_{1};
  vault::SigningKey device_ = vault::SigningKey::generate(random_);
  vault::SigningKey matcher_ = vault::SigningKey::generate(random_);
  Envelope envelope_;
};

TEST_F(Envelopes, AreSignedOverTheWrittenForm) {
  EXPECT_EQ(base::as_text(envelope_.canonical()),
            "samen-envelope-1\n"
            "01890a5d-ac96-774b-bcce-b302099a8057\n"
            "01890a5d-ac96-774b-bcce-b302099a8058\n"
            "7\n"
            "0123456789abcdef\n"
            "01020300000000000000000000000000\n"
            "1000\n"
            "1767225600000\n"
            "1\n" +
                base::to_hex(vault::sha256(envelope_.body)) + "\n");
  EXPECT_EQ(envelope_.hash(), vault::sha256(envelope_.canonical()));
  EXPECT_TRUE(verify_envelope(envelope_, device_.verify_key()));
}

TEST_F(Envelopes, HoldForNoOtherDevice) {
  EXPECT_EQ(verify_envelope(envelope_, matcher_.verify_key()).error().code, Errc::crypto);
}

struct Tamper {
  const char* what;
  void (*change)(Envelope& envelope);
};
constexpr Tamper kTampers[] = {
    {"id", [](Envelope& e) { e.id.bytes[15] ^= 1; }},
    {"device", [](Envelope& e) { e.device.bytes[0] ^= 1; }},
    {"seq", [](Envelope& e) { ++e.seq; }},
    {"key id", [](Envelope& e) { e.key_id += "0"; }},
    {"boot", [](Envelope& e) { e.stamp.boot[0] ^= 1; }},
    {"mono", [](Envelope& e) { ++e.stamp.mono_ms; }},
    {"wall", [](Envelope& e) { --e.stamp.wall_ms; }},
    {"trusted", [](Envelope& e) { e.stamp.trusted = false; }},
    {"longer body", [](Envelope& e) { e.body.push_back(0); }},
    {"shorter body", [](Envelope& e) { e.body.pop_back(); }},
};

TEST_F(Envelopes, AreRefusedWhenAnyFieldChanged) {
  for (const auto& tamper : kTampers) {
    Envelope altered = envelope_;
    tamper.change(altered);
    const auto verdict = verify_envelope(altered, device_.verify_key());
    ASSERT_FALSE(verdict) << tamper.what;
    EXPECT_EQ(verdict.error().code, Errc::crypto) << tamper.what;
    EXPECT_NE(altered.hash(), envelope_.hash()) << tamper.what;
  }
}

TEST_F(Envelopes, AreRefusedWhenAnyByteOfBodyOrSignatureChanged) {
  for (std::size_t i = 0; i < envelope_.body.size(); ++i) {
    Envelope altered = envelope_;
    altered.body[i] ^= 0x80;
    EXPECT_FALSE(verify_envelope(altered, device_.verify_key())) << "body byte " << i;
  }
  for (std::size_t i = 0; i < envelope_.signature.size(); ++i) {
    Envelope altered = envelope_;
    altered.signature[i] ^= 1;
    EXPECT_FALSE(verify_envelope(altered, device_.verify_key())) << "signature byte " << i;
  }
}

TEST_F(Envelopes, CannotSmuggleALineIntoTheirSignedForm) {
  // A key id with line feeds could make two different envelopes the same bytes.
  envelope_.key_id = "k\n00";
  sign_envelope(envelope_, device_);
  EXPECT_EQ(verify_envelope(envelope_, device_.verify_key()).error().code, Errc::invalid_input);
  envelope_.key_id = "";
  sign_envelope(envelope_, device_);
  EXPECT_EQ(verify_envelope(envelope_, device_.verify_key()).error().code, Errc::invalid_input);
}

TEST_F(Envelopes, HaveASequenceNumberAndABodyInRange) {
  for (const std::int64_t seq : {std::int64_t{0}, std::int64_t{-1}, kMaxSequence + 1}) {
    envelope_.seq = seq;
    sign_envelope(envelope_, device_);
    EXPECT_EQ(verify_envelope(envelope_, device_.verify_key()).error().code, Errc::invalid_input);
  }
  envelope_.seq = 1;
  envelope_.body.assign(kMaxBodyBytes + 1, 0);
  sign_envelope(envelope_, device_);
  EXPECT_EQ(verify_envelope(envelope_, device_.verify_key()).error().code, Errc::limit);
}

TEST_F(Envelopes, ReceiptsSpeakAboutOneEnvelopeOnly) {
  base::Uuid epoch = envelope_.device;
  Receipt receipt{envelope_.id,
                  envelope_.hash(),
                  ReceiptStatus::accepted,
                  epoch,
                  envelope_.device,
                  envelope_.seq,
                  {}};
  sign_receipt(receipt, matcher_);
  const auto check = [&](const Receipt& r, std::int64_t seq = 7) {
    return verify_receipt(r, matcher_.verify_key(), envelope_.id, envelope_.hash(),
                          envelope_.device, seq);
  };
  EXPECT_TRUE(check(receipt));
  EXPECT_EQ(check(receipt, 8).error().code, Errc::conflict);
  for (const auto change :
       {+[](Receipt& r) { r.status = ReceiptStatus::erased; }, +[](Receipt& r) { ++r.seq; },
        +[](Receipt& r) { r.epoch.bytes[3] ^= 1; }, +[](Receipt& r) { r.hash[0] ^= 1; },
        +[](Receipt& r) { r.signature[63] ^= 1; }}) {
    Receipt forged = receipt;
    change(forged);
    EXPECT_EQ(check(forged).error().code, Errc::crypto);
  }
  sign_receipt(receipt, device_);
  EXPECT_EQ(check(receipt).error().code, Errc::crypto) << "signed by somebody else";
}

TEST(Sequence, KnowsWhenNumbersAreMissing) {
  EXPECT_TRUE(follows(0, 1));
  EXPECT_TRUE(follows(1, 2));
  EXPECT_FALSE(follows(1, 3));
  EXPECT_FALSE(follows(2, 2));
  EXPECT_TRUE(follows(17, first_of_generation(1)));
  EXPECT_TRUE(follows(first_of_generation(1), first_of_generation(1) + 1));
  EXPECT_FALSE(follows(17, first_of_generation(1) + 1));
  EXPECT_FALSE(follows(first_of_generation(1), first_of_generation(1)));
}

}  // namespace
}  // namespace samen::protocol
