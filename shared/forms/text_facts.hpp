// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "forms/postcode_ranges.hpp"

// What the world says about typed text: which mail domains are common, which postcodes exist, which
// are near. From data files, so that a programme elsewhere changes them without code.
namespace samen::forms {

class MailDomains {
 public:
  static base::Result<MailDomains> parse(std::string_view json, std::string_view name);

  // The common domain that was probably meant; empty when the domain is common itself or like none.
  // "gmail.con", "gmial.com", "gmail.com.com", "gmail..com", "gmailcom" -> "gmail.com".
  std::string meant(std::string_view domain) const;

 private:
  std::vector<std::string> common_;
  std::vector<std::pair<std::string, std::string>> endings_;  // mistyped, meant
};

class Postcodes {
 public:
  static base::Result<Postcodes> parse(std::string_view json, std::string_view name);
  bool exists(int postcode) const;  // true when nothing is known
  // The area of the kiosk's programme; true when none is given.
  bool nearby(int postcode) const;

 private:
  PostcodeRanges existing_, area_;
};

// Which place a postcode belongs to.
class PlaceNames {
 public:
  static base::Result<PlaceNames> parse(std::string_view json, std::string_view name);
  std::string_view of(int postcode) const;  // empty: not known, or several

 private:
  struct Run {
    int first, last;  // both included
    std::string name;
  };
  std::vector<Run> runs_;  // rising
};

struct TextFacts {
  MailDomains mail;
  Postcodes postcodes;
  PlaceNames places;
  // mail_domains.json, postcodes.json and places.json of the folder.
  static base::Result<TextFacts> load(const std::filesystem::path& folder);
};

}  // namespace samen::forms
