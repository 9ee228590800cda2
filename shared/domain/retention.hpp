// SPDX-License-Identifier: Apache-2.0
#pragma once

// For how many days a programme keeps what: the retention of its policy file.
namespace samen::domain {

struct RetentionRules {
  int unheard = 730;    // somebody who is in no match, since anything was last heard of them
  int withdrawn = 122;  // somebody who withdrew, or stopped when their match was over
  int words = 365;      // what people said with their receipt about a match that is over
  int reconfirm = 122;  // who waits unheard for so long is asked whether they still want to
  int notice = 14;      // staff see for so long who is about to go
  bool operator==(const RetentionRules&) const = default;
};

}  // namespace samen::domain
