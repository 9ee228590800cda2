// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/message_life.hpp"
#include "domain/receipt_answer.hpp"
#include "i18n/catalogue.hpp"
#include "sync/server/messages/settings.hpp"

// What a message says, from assets/locales. Never a name: not of who gets it, not of the others.
namespace samen::server {

struct MessageFacts {
  domain::MessageKind kind = domain::MessageKind::waiting;
  std::int64_t day_ms = 0;                     // of meeting and meeting_off
  std::optional<domain::WaitRange> wait = {};  // of waiting; nothing: nobody knows yet
};

class MessageWords {
 public:
  MessageWords(const i18n::Catalogues& catalogues, const MessageSettings& settings)
      : catalogues_(&catalogues), settings_(&settings) {}

  // The same for every kind: it may be read over a shoulder.
  std::string subject(std::string_view language) const;
  // Of an entry in a calendar.
  std::string calendar_title(std::string_view language) const;
  // What is to be said, in whole sentences: of a mail, and for staff to read out or hand over.
  std::string text(const MessageFacts& facts, std::string_view language) const;
  // Of a text message, which a locked telephone shows: that there is a word, and where.
  std::string short_text(const MessageFacts& facts, std::string_view language) const;

 private:
  std::string day_of(const MessageFacts& facts, std::string_view language) const;
  std::string say(std::string_view language, std::string_view key, std::string_view day = {}) const;
  const i18n::Catalogues* catalogues_;
  const MessageSettings* settings_;
};

}  // namespace samen::server
