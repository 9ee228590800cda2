// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "forms/validate.hpp"

// How this room puts a message and its arguments together; for this folder only.
namespace samen::forms {

inline Argument number(std::string name, std::int64_t value) {
  return {std::move(name), {}, value};
}

inline FieldError error(std::string key, std::vector<Argument> arguments = {}) {
  return {std::move(key), std::move(arguments)};
}

}  // namespace samen::forms
