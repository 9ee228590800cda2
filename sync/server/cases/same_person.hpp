// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/secret.hpp"
#include "domain/records.hpp"
#include "sync/server/cases/name_sound.hpp"
#include "sync/server/cases/shares.hpp"

// Which sign-ups look like one person's, or one household's.
namespace samen::server {

// What two sign-ups have in common, as staff are told.
enum class Common : std::uint8_t { contact, name, postcode, ages, languages, children, answers };
inline constexpr std::string_view kCommon[] = {"contact",   "name",     "postcode", "ages",
                                               "languages", "children", "answers"};
using CommonFacts = std::uint8_t;  // a bit each
constexpr bool has(CommonFacts facts, Common fact) {
  return (facts >> static_cast<unsigned>(fact) & 1U) != 0;
}

struct LikePair {
  std::uint32_t one = 0;
  std::uint32_t other = 0;
  CommonFacts common = 0;
};

// Record linkage after Fellegi and Sunter (1969): what agrees counts the more the rarer it is among
// everybody here, what differs counts against; silence counts nothing. Two sign-ups are one
// person's when their telephone number or address is the same, or when the weight of everything
// else leaves less than one false pair in five hundred whole crowds. One crowd are households,
// or volunteers. Lives in locked memory as long as a round reads its pool, and is written nowhere.
class Crowd {
 public:
  // Only pairs with somebody in them who waits are looked for.
  enum class Standing : std::uint8_t { waits, stands };
  void add(const domain::Household& household, Standing standing);
  void add(const domain::Volunteer& volunteer, Standing standing);

  // By index in the order of adding, `one` below `other`, rising.
  std::vector<LikePair> like_pairs();

 private:
  struct Person {
    SoundedName name;
    std::uint32_t fluent = 0;
    std::uint32_t goals = 0;
    std::uint32_t sectors = 0;
    std::uint32_t interests = 0;
    std::int8_t age = -1;
    std::int8_t gender = -1;
  };
  struct SignUp {
    std::uint64_t contact = 0;  // a hash; 0: none that is a person's own
    std::int32_t postcode = 0;
    std::uint32_t first = 0;  // of people_
    std::uint8_t people = 0;
    std::int8_t arrival = -1;
    std::array<std::uint8_t, 3> children{};
    std::uint32_t times = 0;
    Standing standing = Standing::waits;
    int child_key() const { return (children[0] * 13 + children[1]) * 13 + children[2]; }
  };
  struct Evidence {
    double bits = 0;
    double family = 0;  // of them, what one adult of a household has in common with the next
    CommonFacts common = 0;
    bool names_alike = false;
    void agree(Common fact, double weight);
  };
  using Index = std::uint32_t;
  using Keys = std::vector<std::pair<std::uint64_t, Index>,
                           base::LockedAllocator<std::pair<std::uint64_t, Index>>>;

  void add_person(Person person);
  Evidence compare(const Person& a, const Person& b) const;
  Evidence compare(const SignUp& a, const SignUp& b) const;
  void compare_people(const SignUp& a, const SignUp& b, Evidence& evidence) const;
  void compare_children(const SignUp& a, const SignUp& b, Evidence& evidence) const;
  double name_bits(const SoundedName& name, std::uint8_t matched) const;
  Keys keys() const;
  void look_at(Index a, Index b, double enough,
               std::map<std::pair<Index, Index>, CommonFacts>& found) const;

  std::vector<Person, base::LockedAllocator<Person>> people_;
  std::vector<SignUp, base::LockedAllocator<SignUp>> sign_ups_;
  Tally postcodes_, names_, fluent_, ages_, genders_, arrivals_, children_;
  Choices times_, goals_, sectors_, interests_;
};

}  // namespace samen::server
