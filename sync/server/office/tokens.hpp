// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/uuid.hpp"
#include "vault/digest.hpp"

// What a browser or a link holds and the store does not: 256 random bits, as 64 hexadecimal digits.
namespace samen::server {

std::string make_token(base::Random& random);
bool is_token(std::string_view text);

// What the store keeps of it. With the store's epoch: after a restore no cookie and no link of
// before counts, whatever the copy says.
vault::Digest hash_of_token(const base::Uuid& epoch, std::string_view token);

// The hidden field of every form, bound to the cookie's token; whoever can read a page's form knows
// it, and nobody finds the token from it.
std::string csrf_of_token(std::string_view token);
bool csrf_fits(std::string_view token, std::string_view csrf);

}  // namespace samen::server
