// SPDX-License-Identifier: Apache-2.0
#include "forms/postcode_ranges.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "domain/values.hpp"

namespace samen::forms {
namespace {

using base::Data;
using base::Result;

constexpr std::size_t kMostRanges = 5000;

}  // namespace

Result<std::pair<int, int>> read_postcode_range(std::string_view text) {
  const std::size_t dash = std::min(text.find('-'), text.size());
  const auto first = domain::Postcode4::parse(text.substr(0, dash));
  const auto last = dash == text.size() ? first : domain::Postcode4::parse(text.substr(dash + 1));
  if (!first || !last || *last < *first) {
    return base::fail(
        base::Errc::invalid_input,
        base::say("expected a postcode such as \"1021\" or a range such as \"1011-1019\""));
  }
  return std::pair(first->number(), last->number());
}

Result<PostcodeRanges> PostcodeRanges::read(const Data& object, std::string_view name) {
  PostcodeRanges out;
  SAMEN_TRY(const auto list, object.list(name, 0, kMostRanges));
  for (const Data& entry : list) {
    SAMEN_TRY(const std::string_view text, entry.text());
    const auto read = read_postcode_range(text);
    if (!read) return entry.wrong(read.error().message);
    const auto range = *read;
    if (!out.ranges_.empty() && out.ranges_.back().second >= range.first) {
      return entry.wrong(base::say("ranges of postcodes must rise"));
    }
    out.ranges_.push_back(range);
  }
  return out;
}

bool PostcodeRanges::has(int postcode) const {
  const auto after = std::ranges::upper_bound(ranges_, postcode, {}, &std::pair<int, int>::first);
  return after != ranges_.begin() && std::prev(after)->second >= postcode;
}

}  // namespace samen::forms
