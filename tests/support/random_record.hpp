// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>

#include "base/random.hpp"
#include "domain/proposal.hpp"
#include "domain/receipt_answer.hpp"
#include "domain/records.hpp"

// Any record or card that the domain allows, from a seed. Names come from many scripts; all of it
// is made up.
namespace samen::test {

class RandomRecords {
 public:
  explicit RandomRecords(std::uint64_t seed) : random_(seed) {}

  domain::Record record() {
    domain::Record out;
    out.id = uuid();
    out.form_version = 1;
    out.language = pick({"nl", "en", "ar", "ti", "ckb", ""});
    random_.fill(out.made.boot);
    out.made.mono_ms = static_cast<std::int64_t>(random_.below(1ULL << 40));
    out.made.wall_ms = static_cast<std::int64_t>(random_.below(1ULL << 42)) - (1LL << 40);
    out.made.trusted = flip();
    switch (random_.below(6)) {
      case 0:
        out.form = "household", out.body = household();
        break;
      case 1:
        out.form = "group", out.body = group_start();
        break;
      case 2:
        out.form = "member", out.body = domain::GroupMember{join_code(), volunteer()};
        break;
      case 3:
        out.form = "single", out.body = domain::SingleVolunteer{volunteer()};
        break;
      case 4:
        out.form = "request", out.body = request();
        return out;
      default:
        out.form = "decision", out.body = decision();
        return out;
    }
    if (random_.below(4) == 0) {
      out.correction = request();
      out.correction->wish = domain::Wish::correct;
      out.correction->match.reset();
      return out;
    }
    out.receipt = code();
    if (flip()) out.way_back = way_back();
    return out;
  }

  domain::Household household() {
    domain::Household out;
    out.name = name();
    out.contact = contact(true);
    for (auto n = 1 + random_.below(domain::kMaxAdults); n > 0; --n) out.adults.push_back(adult());
    for (auto n = random_.below(domain::kMaxChildren + 1); n > 0; --n) {
      out.children.push_back(any<domain::ChildBand>());
    }
    out.postcode = postcode();
    out.arrival = any<domain::ArrivalPeriod>();
    out.interpreter = flip();
    out.times = set<domain::TimeBlock>();
    out.company = any<domain::CompanyWish>();
    out.needs = set<domain::Need>();
    out.prefers_audio = flip();
    out.consents = consents();
    return out;
  }

  domain::Volunteer volunteer() {
    domain::Volunteer out;
    out.name = name();
    out.contact = contact(false);
    out.adult = true;
    out.postcode = postcode();
    out.languages = languages();
    out.times = set<domain::TimeBlock>();
    out.twelve_months = flip();
    out.interests = set<domain::Interest>();
    out.help = set<domain::Help>();
    out.sectors = set<domain::Sector>();
    out.age = maybe<domain::AgeBand>();
    out.children = set<domain::ChildBand>();
    out.gender = maybe<domain::Gender>();
    out.consents = consents();
    return out;
  }

  domain::GroupStart group_start() {
    return {join_code(), volunteer(), 1 + static_cast<int>(random_.below(20)), set<domain::Need>()};
  }

  domain::Decision decision() {
    domain::Decision out{uuid(), 1 + static_cast<int>(random_.below(1000)), any<domain::Verdict>(),
                         std::nullopt};
    if (out.verdict == domain::Verdict::decline) out.reason = any<domain::DeclineReason>();
    if (random_.below(2) == 0) {
      random_.fill(out.staff.emplace().key);
      random_.fill(out.staff->signature);
      out.staff->counter = 1 + static_cast<std::int64_t>(random_.below(1'000'000));
    }
    return out;
  }

  domain::WayBack way_back() {
    domain::WayBack out;
    random_.fill(out.sign);
    random_.fill(out.seal);
    return out;
  }

  domain::ReceiptRequest request() {
    domain::ReceiptRequest out{way_back(), 1 + static_cast<std::int64_t>(random_.below(1ULL << 42)),
                               any<domain::Wish>()};
    // What is told anew comes with a record of its own.
    if (out.wish == domain::Wish::correct) out.wish = domain::Wish::read;
    if (domain::is_about_a_match(out.wish)) out.match = match_word(out.wish);
    random_.fill(out.signature);
    return out;
  }

  domain::MatchWord match_word(domain::Wish wish) {
    domain::MatchWord out{uuid()};
    if (wish == domain::Wish::no) out.because = maybe<domain::NoBecause>();
    if (wish != domain::Wish::check_in) return out;
    out.met = static_cast<int>(random_.below(domain::kMostMet + 1));
    out.mood = maybe<domain::Mood>();
    return out;
  }

  // With as much in common as the programme shows.
  domain::OfferAsked offer() {
    domain::OfferAsked out{uuid(), {}, maybe<domain::OwnAnswer>()};
    auto& others = out.others;
    (flip() ? others.members : others.adults) = 1 + static_cast<int>(random_.below(8));
    if (others.adults > 0) others.children = static_cast<int>(random_.below(9));
    others.minutes = static_cast<int>(random_.below(60));
    others.times = static_cast<int>(random_.below(22));
    for (int i = 0; i < domain::kMostShared; ++i) {
      others.languages.add(any<domain::Language>());
      others.goals.add(any<domain::Goal>());
      others.interests.add(any<domain::Interest>());
    }
    return out;
  }

  domain::ReceiptAnswer answer() {
    domain::ReceiptAnswer out{uuid(),
                              any<domain::Wish>(),
                              any<domain::Outcome>(),
                              any<domain::Standing>(),
                              static_cast<std::int64_t>(random_.below(1ULL << 42)),
                              static_cast<std::int64_t>(random_.below(1ULL << 42)),
                              static_cast<std::int64_t>(random_.below(1ULL << 42))};
    if (random_.below(2) == 0) out.stage = any<domain::MatchStage>();
    if (random_.below(3) == 0) out.offer = offer();
    if (random_.below(3) == 0) {
      out.check_in = {uuid(), static_cast<std::int64_t>(random_.below(1ULL << 42))};
    }
    if (random_.below(2) == 0) return out;
    const int from = static_cast<int>(random_.below(1000));
    out.wait = {from, from + static_cast<int>(random_.below(1000)), random_.below(2) == 0 ? 8 : 5};
    return out;
  }

  domain::ProposalCard card() {
    domain::ProposalCard out;
    out.proposal = uuid();
    out.version = 1 + static_cast<int>(random_.below(50));
    out.state = any<domain::ProposalState>();
    out.centre = pick({"Bibliotheek Almere", "Centrum \"De Brug\"\\", ""});
    out.household_label = "H-7Q2";
    out.group_label = "G-4MX";
    out.adults = 1 + static_cast<int>(random_.below(8));
    for (auto n = random_.below(5); n > 0; --n) out.children.push_back(any<domain::ChildBand>());
    out.group_size = 5;
    out.waiting_days = static_cast<int>(random_.below(400));
    out.score = 1 + static_cast<int>(random_.below(1000));
    out.travel_minutes = static_cast<int>(random_.below(60));
    out.travel_is_coarse = flip();
    for (auto n = random_.below(6); n > 0; --n) out.reasons.push_back(reason());
    for (auto n = random_.below(3); n > 0; --n) out.cautions.push_back(reason());
    if (flip()) out.next_best_score = static_cast<int>(random_.below(1000));
    if (flip()) out.through = name();
    out.synthetic = flip();
    out.declined_because = maybe<domain::DeclineReason>();
    out.updated_wall_ms = static_cast<std::int64_t>(random_.below(1ULL << 42));
    if (flip()) {
      const auto due = static_cast<std::int64_t>(random_.below(1ULL << 42));
      out.work = {{any<domain::NextStep>(), any<domain::Owner>(), due}, flip()};
    }
    return out;
  }

  base::Uuid uuid() {
    base::Uuid id;
    random_.fill(id.bytes);
    return id;
  }
  base::HumanCode code(base::HumanCode::Use use = base::HumanCode::Use::own) {
    return base::HumanCode::mint(use, static_cast<std::uint32_t>(random_.below(32768)), random_);
  }
  base::HumanCode join_code() {
    return code(flip() ? base::HumanCode::Use::group : base::HumanCode::Use::any);
  }
  bool flip() { return random_.below(2) == 0; }
  base::SeededRandom& random() { return random_; }

 private:
  const char* pick(std::initializer_list<const char*> list) {
    return list.begin()[random_.below(list.size())];
  }
  base::SecretText name() {
    std::string text = pick({"Amina", "عبد الله", "ሰላም", "Søren", "Оксана", "李 雷",
                             "O'Neill \"Bo\"", "back\\slash", "🙂 emoji", "e\xcc\x81"});
    for (auto n = random_.below(4); n > 0; --n) text += pick({" x", "-y", " ز", " /*{}[]:,"});
    return base::SecretText(text);
  }
  domain::Contact contact(bool caseworker) {
    switch (random_.below(caseworker ? 3 : 2)) {
      case 0:
        return {domain::ContactChannel::phone, base::SecretText("+31 6 12345678")};
      case 1:
        return {domain::ContactChannel::email, base::SecretText("a.b+c@voorbeeld.nl")};
      default:
        return {domain::ContactChannel::caseworker, flip() ? name() : base::SecretText()};
    }
  }
  domain::Adult adult() {
    domain::Adult out;
    out.languages = languages();
    for (std::size_t i = 0; i < domain::vocabulary_size<domain::Goal>(); ++i) {
      if (flip()) out.goals.push_back(static_cast<domain::Goal>(i));
    }
    for (std::size_t i = out.goals.size(); i > 1; --i) {
      std::swap(out.goals[i - 1], out.goals[random_.below(i)]);
    }
    out.sectors = set<domain::Sector>();
    out.interests = set<domain::Interest>();
    out.age = maybe<domain::AgeBand>();
    out.gender = maybe<domain::Gender>();
    if (flip()) out.called = name();
    if (flip()) out.consents = consents();
    return out;
  }
  domain::LanguageSkills languages() {
    domain::LanguageSkills out;
    for (auto n = random_.below(6); n > 0; --n) {
      out.set(any<domain::Language>(), any<domain::LanguageLevel>());
    }
    return out;
  }
  domain::Postcode4 postcode() {
    return domain::Postcode4::from_number(1000 + static_cast<int>(random_.below(9000))).value();
  }
  std::vector<domain::Consent> consents() {
    std::vector<domain::Consent> out{{domain::Purpose::service, true, 1, "ar"}};
    if (flip()) out.push_back({domain::Purpose::research, flip(), 3, "nl"});
    return out;
  }
  domain::Reason reason() {
    domain::Reason out{"reason.goals_covered", {}, static_cast<int>(random_.below(1000))};
    if (flip()) out.arguments.push_back({"goals", {"goal.work", "language.ar"}, 0});
    if (flip())
      out.arguments.push_back({"count", {}, static_cast<std::int64_t>(random_.below(99))});
    return out;
  }
  template <class E>
  E any() {
    return static_cast<E>(random_.below(domain::vocabulary_size<E>()));
  }
  template <class E>
  std::optional<E> maybe() {
    return flip() ? std::optional(any<E>()) : std::nullopt;
  }
  template <class E>
  domain::SetOf<E> set() {
    return domain::SetOf<E>::from_bits(random_.next_u64() & random_.next_u64());
  }

  base::SeededRandom random_;
};

}  // namespace samen::test
