// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/human_code.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/uuid.hpp"
#include "domain/values.hpp"
#include "domain/vocabulary.hpp"
#include "domain/way_back.hpp"

// What people tell the kiosk, as plain values. Every record that leaves a kiosk is one of these.
namespace samen::domain {

// One adult of a household. Scores are averaged over all adults, never only the first, who signs up
// and whose name and consents are the household's.
struct Adult {
  base::SecretText called = {};        // a name or a word of the family's ("my brother"), if any
  std::vector<Consent> consents = {};  // none: still to be asked
  LanguageSkills languages;            // Dutch among them
  std::vector<Goal> goals;             // ranked, most wanted first, no repeats
  SetOf<Sector> sectors;               // experience or wish
  SetOf<Interest> interests;
  std::optional<AgeBand> age;
  std::optional<Gender> gender;
  bool operator==(const Adult&) const = default;
};

struct Household {
  base::SecretText name;  // first name or alias
  Contact contact;
  std::vector<Adult> adults;        // 1..kMaxAdults
  std::vector<ChildBand> children;  // one entry a child
  Postcode4 postcode;
  ArrivalPeriod arrival = ArrivalPeriod::under_1_year;
  bool interpreter = false;
  SetOf<TimeBlock> times;
  CompanyWish company = CompanyWish::no_wish;
  SetOf<Need> needs;
  bool prefers_audio = false;
  std::vector<Consent> consents;
  // Adults after the first who have not said yes themselves; kiosks before version 3 of the form
  // asked nobody but the first.
  int consents_to_ask() const;
  int people() const { return static_cast<int>(adults.size() + children.size()); }
  bool operator==(const Household&) const = default;
};

struct Volunteer {
  base::SecretText name;
  Contact contact;
  bool adult = false;  // 18 or over
  Postcode4 postcode;
  LanguageSkills languages;
  SetOf<TimeBlock> times;
  bool twelve_months = false;
  SetOf<Interest> interests;
  SetOf<Help> help;
  SetOf<Sector> sectors;
  std::optional<AgeBand> age;
  SetOf<ChildBand> children;
  std::optional<Gender> gender;
  std::vector<Consent> consents;
  bool operator==(const Volunteer&) const = default;
};

// The first member starts the group; the others join with its code, at any kiosk, in any order.
struct GroupStart {
  base::HumanCode join_code;
  Volunteer coordinator;
  int largest_household = 4;  // people, adults and children together
  SetOf<Need> offers;         // practical needs the group can meet
  bool operator==(const GroupStart&) const = default;
};

struct GroupMember {
  base::HumanCode join_code;
  Volunteer member;
  bool operator==(const GroupMember&) const = default;
};

struct SingleVolunteer {  // "place me in a group"
  Volunteer volunteer;
  bool operator==(const SingleVolunteer&) const = default;
};

// What shows that staff decided and not whoever holds the kiosk's files: Ed25519 by the key that
// only their PIN (and badge) unwraps. What is signed: protocol/decision_signature.hpp.
struct StaffSignature {
  std::array<std::uint8_t, 32> key{};  // its public half
  std::int64_t counter = 0;            // the sequence number of the envelope it travels in
  std::array<std::uint8_t, 64> signature{};
  bool operator==(const StaffSignature&) const = default;
};

// A caseworker's word on a proposal. `version` is the version of the card it was decided on.
struct Decision {
  base::Uuid proposal;
  int version = 0;
  Verdict verdict = Verdict::hold;
  std::optional<DeclineReason> reason;       // required with decline
  std::optional<StaffSignature> staff = {};  // none: from a kiosk before it, or not signed yet
  bool operator==(const Decision&) const = default;
};

using Body =
    std::variant<Household, GroupStart, GroupMember, SingleVolunteer, Decision, ReceiptRequest>;

// What somebody told about themselves, as opposed to a word on it.
constexpr bool is_sign_up(const Body& body) {
  return !std::holds_alternative<Decision>(body) && !std::holds_alternative<ReceiptRequest>(body);
}

// A record as it is sealed: who may later change it, what it says, and under which form version it
// was asked.
struct Record {
  base::Uuid id;
  base::HumanCode receipt;  // short reference for staff, of a sign-up; else empty
  // Who may later ask and change: none in a sign-up from before it, and in what is no sign-up.
  std::optional<WayBack> way_back = {};
  // Of what is told anew, with Wish::correct: this takes the place of the sign-up whose receipt
  // signs it, and has neither a receipt nor a way back of its own.
  std::optional<ReceiptRequest> correction = {};
  std::string form;  // "household", "group", "member", "single", "decision", "request"
  int form_version = 1;
  std::string language;  // interface language, BCP 47
  base::Stamp made;
  Body body;
  bool operator==(const Record&) const = default;
};

// Checks every limit and every hard rule that does not need another record (consent for the
// service given, adults 1..8, 18 or over, ...). The error names the field.
base::Result<void> validate(const Record& record);

}  // namespace samen::domain
