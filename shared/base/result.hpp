// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace samen::base {

// What kind of failure a caller may react to. The words for people are in Error::message.
enum class Errc {
  invalid_input,  // the data given is not what the format allows
  not_found,
  conflict,    // same identity, other content; or a stale version
  permission,  // wrong PIN, wrong key, revoked
  expired,
  storage_full,
  storage_damaged,
  storage,  // any other failure of files or databases
  crypto,   // a box that does not open, a signature that does not hold
  network,
  timeout,
  unavailable,  // the other side is there but cannot serve now
  limit,        // larger, deeper or more often than allowed
  unsupported,  // a version or feature this build does not know
  internal,     // a bug of ours
};

std::string_view to_string(Errc code);

// A failure as a value. `message` says what failed, where, and how to mend it, in plain English for
// logs and terminals; it never contains personal data. Screens translate `code`, not `message`.
struct [[nodiscard]] Error {
  Errc code = Errc::internal;
  std::string message;

  // The same failure seen from one layer up: "<what>: <message>".
  [[nodiscard]] Error context(std::string_view what) const {
    return Error{code, std::string(what) + ": " + message};
  }
};

template <class T = void>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(Errc code, std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

}  // namespace samen::base

#define SAMEN_CONCAT_INNER(a, b) a##b
#define SAMEN_CONCAT(a, b) SAMEN_CONCAT_INNER(a, b)

// SAMEN_TRY(auto value, expression): the value, or return the error to the caller.
#define SAMEN_TRY(declaration, expression)                                         \
  auto SAMEN_CONCAT(samen_try_, __LINE__) = (expression);                          \
  if (!SAMEN_CONCAT(samen_try_, __LINE__))                                         \
    return std::unexpected(std::move(SAMEN_CONCAT(samen_try_, __LINE__)).error()); \
  declaration = std::move(*SAMEN_CONCAT(samen_try_, __LINE__))

// SAMEN_CHECK(expression): for Result<void>; return the error to the caller.
#define SAMEN_CHECK(expression)                                      \
  do {                                                               \
    if (auto samen_check_result = (expression); !samen_check_result) \
      return std::unexpected(std::move(samen_check_result).error()); \
  } while (false)
