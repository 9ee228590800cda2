// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/secret.hpp"

// What carries a message to somebody.
namespace samen::server {

struct Letter {
  base::SecretText to;        // an address of mail, or a telephone number (E.164)
  std::string subject;        // nothing a relative may not see
  std::string text;           // without a name
  std::string language;       // BCP 47
  std::string calendar = {};  // an entry (RFC 5545) to go with it; empty: none
  std::int64_t number = 0;    // of the message: the same when it is sent again
  std::int64_t made_ms = 0;   // Unix milliseconds
};

enum class Handed : std::uint8_t {
  over,        // somebody else is responsible for it now
  later,       // not now, to this person: a full mailbox, greylisting
  never,       // refused for good: no such mailbox or number
  no_service,  // the service did not answer or does not know us; says nothing about the person
};

struct Handing {
  Handed how = Handed::over;
  std::string why = {};  // without an address; empty when it was handed over
};

class Post {
 public:
  virtual ~Post() = default;
  virtual Handing hand_over(const Letter& letter) = 0;
};

}  // namespace samen::server
