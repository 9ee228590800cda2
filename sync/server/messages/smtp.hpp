// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/messages/post.hpp"
#include "sync/server/messages/settings.hpp"

namespace samen::server {

// Hands mails to a mail server (RFC 5321), one connection a mail. TLS 1.2 or newer always, with
// STARTTLS where the address says smtp://; in clear only to a server on this machine. A mail is
// plain text in UTF-8 (RFC 2045), with the entry of a calendar beside it where there is one; its
// subject as RFC 2047 has it, marked as written by a program (RFC 3834) so that nobody's "I am
// away" answers it.
class Smtp final : public Post {
 public:
  // Both must outlive it.
  Smtp(const SmtpSettings& settings, std::string_view programme)
      : settings_(&settings), programme_(programme) {}
  Handing hand_over(const Letter& letter) override;

 private:
  const SmtpSettings* settings_;
  std::string_view programme_;
};

// A header's words in parts of at most 75 characters (RFC 2047); for the tests.
std::string encoded_words(std::string_view text);

}  // namespace samen::server
