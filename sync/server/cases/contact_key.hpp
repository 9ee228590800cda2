// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/values.hpp"

// Ways to reach somebody that may be written in many ways, as a number to compare.
namespace samen::server {

std::uint64_t hash_of(std::string_view text);

// The same for every way to write one telephone number or e-mail address; 0 where there is none, or
// where it is a caseworker's, who stands for many.
std::uint64_t contact_key(const domain::Contact& contact);

}  // namespace samen::server
