// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "domain/vocabulary.hpp"

namespace samen::domain {

// Limits of every record, whoever sends it. A form may ask for less, never for more.
inline constexpr std::size_t kMaxNameCharacters = 80;  // code points
inline constexpr std::size_t kMaxContactCharacters = 80;
inline constexpr int kMaxAdults = 8;
inline constexpr int kMaxChildren = 12;
inline constexpr int kMinGroupSize = 3;
inline constexpr int kMaxGroupSize = 6;
inline constexpr int kTargetGroupSize = 5;

// The four digits of a Dutch postcode, 1000..9999. The letters are never asked: four digits are
// enough for travel time and too coarse to find a door.
class Postcode4 {
 public:
  Postcode4() = default;
  static base::Result<Postcode4> parse(std::string_view text);
  static base::Result<Postcode4> from_number(int number);
  int number() const { return number_; }
  std::string str() const { return std::to_string(number_); }
  bool empty() const { return number_ == 0; }
  auto operator<=>(const Postcode4&) const = default;

 private:
  int number_ = 0;
};

// Which languages at which level; absent means none.
class LanguageSkills {
 public:
  void set(Language language, LanguageLevel level);
  LanguageLevel level(Language language) const;
  SetOf<Language> at_least(LanguageLevel level) const;
  bool empty() const { return levels_.empty(); }
  const std::map<Language, LanguageLevel>& all() const { return levels_; }
  bool operator==(const LanguageSkills&) const = default;

 private:
  std::map<Language, LanguageLevel> levels_;
};

// A safe way to reach someone. `value` is a number, an address or, through a
// caseworker or centre, their name (empty in records of form 1).
struct Contact {
  ContactChannel channel = ContactChannel::phone;
  base::SecretText value;
  bool operator==(const Contact&) const = default;
};

// A yes to one purpose: which text was read, in which language.
struct Consent {
  Purpose purpose = Purpose::service;
  bool given = false;
  int text_version = 0;
  std::string language;  // interface language, BCP 47
  bool operator==(const Consent&) const = default;
};

// Checks shared by the forms on the kiosk and the reader at the matcher. Errors never repeat the
// value. A name may be in any script, 1..80 code points, without control characters.
base::Result<void> check_name(std::string_view text);
base::Result<void> check_phone(std::string_view text);  // E.164 or Dutch national, 8..15 digits
base::Result<void> check_email(std::string_view text);  // local@domain.tld, at most 80 characters

// How many code points well-formed UTF-8 has.
std::size_t code_points(std::string_view text);

}  // namespace samen::domain
