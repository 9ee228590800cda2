// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher {

inline constexpr std::uint8_t kWoman = static_cast<std::uint8_t>(domain::Gender::woman);

struct GenderMask {
  std::uint8_t said = 0;
  std::uint8_t unsaid = 0;
  void add(std::uint8_t gender) {
    if (gender == kUnknown) {
      unsaid = 1;
    } else {
      said = static_cast<std::uint8_t>(said | (1U << gender));
    }
  }
};

// What the members of a group have together.
class Tally {
 public:
  // Entry `i` of Members.
  void add(const Members& m, std::size_t i) {
    ++members_;
    languages_ |= m.languages[i];
    sectors_ |= m.sectors[i];
    interests_several_ |= interests_ & m.interests[i];
    interests_ |= m.interests[i];
    child_bands_ |= m.child_bands[i];
    genders_.add(m.gender[i]);
    if (m.times[i] != 0) times_said_ = kTimesSaid;
    for (std::size_t k = 0; k < present_.size(); ++k) present_[k] += (m.times[i] >> k) & 1U;
    for (std::size_t k = 0; k < kGoals; ++k) helpers_[k] += (m.help[i] >> k) & 1U;
    for (std::size_t k = 0; k < kLanguages; ++k) speakers_[k] += (m.languages[i] >> k) & 1U;
    if (m.age[i] == kUnknown) return;
    ++ages_said_;
    const int age = m.age[i];
    for (int k = std::max(age - 1, 0); k <= std::min(age + 1, static_cast<int>(kAges) - 1); ++k) {
      ++near_age_[static_cast<std::size_t>(k)];
    }
  }

  void write(Groups& g, const Policy& policy) const {
    g.times.push_back(times(policy.members_present));
    g.languages.push_back(languages_);
    g.sectors.push_back(sectors_);
    g.interests.push_back(interests_);
    g.interests_several.push_back(interests_several_);
    std::uint32_t help = 0;
    for (std::size_t k = 0; k < kGoals; ++k) help |= std::min(helpers_[k], 3U) << (2 * k);
    g.help.push_back(help);
    g.child_bands.push_back(static_cast<std::uint8_t>(child_bands_));
    g.genders.push_back(genders_.said);
    g.gender_unsaid.push_back(genders_.unsaid);
    g.members.push_back(static_cast<std::uint8_t>(members_));
    for (std::size_t k = 0; k < kLanguages; ++k) {
      g.language_speakers[k].push_back(static_cast<std::uint8_t>(std::min(speakers_[k], 3U)));
    }
    for (std::size_t k = 0; k < kAges; ++k) {
      const unsigned fit = ages_said_ == 0 ? static_cast<unsigned>(policy.unsaid.life_stage)
                                           : near_age_[k] * 1000 / ages_said_;
      g.age_fit[k].push_back(static_cast<std::uint16_t>(fit));
    }
  }

 private:
  // The blocks in which enough members can; of a small group all have to.
  std::uint32_t times(int members_present) const {
    const unsigned enough = std::min(static_cast<unsigned>(members_present), members_);
    std::uint32_t blocks = times_said_;
    for (std::size_t k = 0; k < present_.size(); ++k) {
      if (present_[k] > 0 && present_[k] >= enough) blocks |= 1U << k;
    }
    return blocks;
  }

  unsigned members_ = 0;
  unsigned ages_said_ = 0;
  std::uint32_t languages_ = 0;
  std::uint32_t sectors_ = 0;
  std::uint32_t interests_ = 0;
  std::uint32_t interests_several_ = 0;
  std::uint32_t times_said_ = 0;
  std::uint32_t child_bands_ = 0;
  GenderMask genders_;
  std::array<unsigned, domain::vocabulary_size<domain::TimeBlock>()> present_{};
  std::array<unsigned, kLanguages> speakers_{};
  std::array<unsigned, kGoals> helpers_{};
  std::array<unsigned, kAges> near_age_{};
};

}  // namespace samen::matcher
