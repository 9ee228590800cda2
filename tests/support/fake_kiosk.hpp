// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "domain/records.hpp"
#include "protocol/card_json.hpp"
#include "protocol/decision_signature.hpp"
#include "protocol/http_signature.hpp"
#include "protocol/messages.hpp"
#include "protocol/record_json.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"
#include "vault/sign.hpp"

// A kiosk and its courier as the matcher sees them: keys, sealed and signed envelopes, signed
// requests, and staff who can open cards. Made-up people only.
namespace samen::test {

inline domain::LanguageSkills speaks(
    std::initializer_list<std::pair<domain::Language, domain::LanguageLevel>> list) {
  domain::LanguageSkills skills;
  for (const auto& [language, level] : list) skills.set(language, level);
  return skills;
}

// Who has another name has another number.
inline domain::Contact test_phone(std::string_view name) {
  std::uint32_t number = 17;
  for (const char c : name) number = number * 31 + static_cast<unsigned char>(c);
  const std::string text = "+316" + std::to_string(10'000'000 + number % 90'000'000);
  return {domain::ContactChannel::phone, base::SecretText(text)};
}

inline domain::Volunteer test_volunteer(std::string_view name) {
  using domain::Language;
  using domain::LanguageLevel;
  domain::Volunteer person;
  person.name = base::SecretText(name);
  person.contact = test_phone(name);
  person.adult = true;
  person.postcode = *domain::Postcode4::from_number(1315);
  person.languages =
      speaks({{Language::nl, LanguageLevel::fluent}, {Language::en, LanguageLevel::fluent}});
  person.times = {domain::TimeBlock::mon_evening, domain::TimeBlock::sat_morning};
  person.twelve_months = true;
  person.interests = {domain::Interest::cooking, domain::Interest::walking};
  person.help = {domain::Goal::work, domain::Goal::dutch, domain::Goal::friends};
  person.sectors = {domain::Sector::care};
  person.age = domain::AgeBand::age_35_44;
  person.consents = {{domain::Purpose::service, true, 1, "nl"}};
  return person;
}

inline domain::Household test_household(std::string_view name) {
  using domain::Language;
  using domain::LanguageLevel;
  domain::Household household;
  household.name = base::SecretText(name);
  household.contact = test_phone(name);
  domain::Adult adult;
  adult.languages = speaks(
      {{Language::ar, LanguageLevel::fluent}, {Language::en, LanguageLevel::conversational}});
  adult.goals = {domain::Goal::work, domain::Goal::dutch};
  adult.interests = {domain::Interest::cooking};
  adult.age = domain::AgeBand::age_25_34;
  household.adults = {adult};
  household.children = {domain::ChildBand::child_4_11};
  household.postcode = *domain::Postcode4::from_number(1316);
  household.times = {domain::TimeBlock::mon_evening, domain::TimeBlock::sat_morning};
  household.consents = {{domain::Purpose::service, true, 1, "ar"}};
  return household;
}

class FakeKiosk {
 public:
  explicit FakeKiosk(std::uint64_t seed, const base::Clock& clock)
      : random_(seed),
        clock_(clock),
        kiosk_(vault::SigningKey::generate(random_)),
        courier_(vault::SigningKey::generate(random_)),
        staff_(vault::SealKeyPair::generate(random_)),
        staff_sign_(vault::SigningKey::generate(random_)) {}

  protocol::EnrolRequest enrol_request(std::string secret) const {
    return {std::move(secret), kiosk_.verify_key().bytes(), staff_.public_key().bytes(),
            courier_.verify_key().bytes(), staff_sign_.verify_key().bytes()};
  }
  void trust(const protocol::EnrolAnswer& answer) { trust_ = answer; }
  const protocol::EnrolAnswer& trust() const { return trust_; }
  const vault::SigningKey& kiosk_key() const { return kiosk_; }
  const vault::SigningKey& courier_key() const { return courier_; }
  const vault::SigningKey& staff_sign_key() const { return staff_sign_; }

  base::HumanCode code() {
    return base::HumanCode::mint(base::HumanCode::Use::any, trust_.device_number, random_);
  }

  domain::Record record(std::string form, domain::Body body) {
    domain::Record record;
    record.id = base::make_uuid(clock_, random_);
    record.form = std::move(form);
    record.form_version = 1;
    record.language = "nl";
    record.made = stamp();
    record.body = std::move(body);
    if (domain::is_sign_up(record.body)) record.receipt = code();
    return record;
  }
  domain::Record household(std::string_view name) {
    return record("household", test_household(name));
  }
  domain::Record group_start(const base::HumanCode& join_code, std::string_view name) {
    return record("group", domain::GroupStart{join_code, test_volunteer(name), 6, {}});
  }
  domain::Record group_member(const base::HumanCode& join_code, std::string_view name) {
    return record("member", domain::GroupMember{join_code, test_volunteer(name)});
  }
  domain::Record single(std::string_view name) {
    return record("single", domain::SingleVolunteer{test_volunteer(name)});
  }
  domain::Record decision(const domain::ProposalCard& card, domain::Verdict verdict,
                          std::optional<domain::DeclineReason> reason = std::nullopt) {
    return record("decision", domain::Decision{card.proposal, card.version, verdict, reason});
  }

  // Sealed, numbered and signed, as a row of the outbox is; a decision by the staff, too.
  protocol::Envelope envelope(domain::Record record) {
    if (auto* decision = std::get_if<domain::Decision>(&record.body);
        decision != nullptr && !decision->staff) {
      protocol::sign_decision(*decision, trust_.device, last_seq_ + 1, staff_sign_);
    }
    return envelope_around(record.id, protocol::write_record(record));
  }
  void lose_courier_key() { courier_ = vault::SigningKey::generate(random_); }
  std::int64_t next_seq() const { return last_seq_ + 1; }
  protocol::Envelope envelope_around(const base::Uuid& id, base::ByteView json) {
    protocol::Envelope envelope;
    envelope.id = id;
    envelope.device = trust_.device;
    envelope.seq = ++last_seq_;
    envelope.key_id = trust_.seal_key_id;
    envelope.stamp = stamp();
    const auto to = vault::SealPublicKey::from_bytes(trust_.seal_key);
    envelope.body = vault::seal(to.value(), vault::pad(json).value()).value();
    protocol::sign_envelope(envelope, kiosk_);
    return envelope;
  }
  void sign_again(protocol::Envelope& envelope) const { protocol::sign_envelope(envelope, kiosk_); }

  std::string batch(std::vector<protocol::Envelope> envelopes) const {
    return protocol::write_json(protocol::BatchRequest{std::move(envelopes)});
  }

  // The header fields that sign this request.
  std::vector<std::pair<std::string, std::string>> signature(std::string_view method,
                                                             std::string_view path,
                                                             std::string_view query,
                                                             std::string_view body,
                                                             std::int64_t skew_s = 0) {
    base::Bytes nonce(16);
    random_.fill(nonce);
    const protocol::SignedRequest request{std::string(method), std::string(path),
                                          std::string(query), base::as_bytes(body)};
    const auto headers = protocol::sign_request(request, courier_, trust_.device.str(),
                                                clock_.wall_ms() / 1000 + skew_s, nonce);
    return {{"content-digest", headers.content_digest},
            {"signature-input", headers.signature_input},
            {"signature", headers.signature}};
  }

  base::Result<domain::ProposalCard> open_card(const protocol::FeedItem& item) const {
    SAMEN_TRY(const auto padded, vault::open(staff_, item.sealed));
    SAMEN_TRY(const auto json, vault::unpad(padded));
    return protocol::read_card(json);
  }

 private:
  base::Stamp stamp() const { return {clock_.boot_id(), clock_.mono_ms(), clock_.wall_ms(), true}; }

  base::SeededRandom random_;
  const base::Clock& clock_;
  vault::SigningKey kiosk_;
  vault::SigningKey courier_;
  vault::SealKeyPair staff_;
  vault::SigningKey staff_sign_;
  protocol::EnrolAnswer trust_;
  std::int64_t last_seq_ = 0;
};

}  // namespace samen::test
