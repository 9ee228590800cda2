// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "forms/answers.hpp"
#include "forms/form.hpp"
#include "forms/programme.hpp"
#include "forms/validate.hpp"

// Whom the programme can bring together at all, as far as somebody's own answers can tell. The
// matcher decides that by its hard rules and its policy; a kiosk that knows nothing of it would
// thank people who wait for nothing. tests/integration/programme asks both about the same answers.
namespace samen::forms {

// Why no group there could ever be would do. Named after the hard rule of the matcher.
enum class Outside : std::uint8_t { not_eligible, size, language };
inline constexpr std::array<std::string_view, 3> kOutsideNames = {"not_eligible", "size",
                                                                  "language"};
constexpr std::string_view name_of(Outside why) {
  return kOutsideNames[static_cast<std::size_t>(why)];
}

// Every reason the answers so far give, in the order above. A question that was not seen yet gives
// none.
std::vector<Outside> outside(const Form& form, const Answers& answers, const Programme& programme);

// The key of what is said about it ("outside.size", "outside.language.volunteer"): .title and
// .text, with the arguments {people} and {most}.
std::string outside_key(const Form& form, Outside why);
std::vector<Argument> outside_arguments(const Form& form, const Answers& answers,
                                        const Programme& programme);

// The places for who gave these answers.
std::vector<const Place*> places_for(const Form& form, const Answers& answers,
                                     const Programme& programme);

}  // namespace samen::forms
