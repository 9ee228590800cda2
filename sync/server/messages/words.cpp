// SPDX-License-Identifier: Apache-2.0
#include "sync/server/messages/words.hpp"

#include "domain/wait_words.hpp"
#include "i18n/message.hpp"

namespace samen::server {

using domain::MessageKind;

namespace {

constexpr std::string_view kParagraph = "\n\n";

// Whose words the screens have already.
bool as_on_the_screen(MessageKind kind) {
  return kind == MessageKind::agreed;
}

// A day is no secret, and who knows it need not go to a kiosk for it.
std::string_view short_key(MessageKind kind) {
  switch (kind) {
    case MessageKind::waiting:
      return "message.short.waiting";
    case MessageKind::meeting:
      return "message.short.meeting";
    case MessageKind::meeting_off:
      return "message.short.meeting_off";
    default:
      return "message.short.news";
  }
}

}  // namespace

std::string MessageWords::day_of(const MessageFacts& facts, std::string_view language) const {
  return facts.day_ms == 0 ? std::string() : catalogues_->day(language, facts.day_ms);
}

std::string MessageWords::say(std::string_view language, std::string_view key,
                              std::string_view day) const {
  return catalogues_->format(
      language, key,
      {{"programme", settings_->programme}, {"reach", settings_->reach}, {"day", day}});
}

std::string MessageWords::subject(std::string_view language) const {
  // A list of mails is no place for marks between letters.
  return i18n::without_isolates(say(language, "message.subject"));
}

std::string MessageWords::calendar_title(std::string_view language) const {
  return i18n::without_isolates(say(language, "message.calendar"));
}

std::string MessageWords::text(const MessageFacts& facts, std::string_view language) const {
  std::string text;
  if (as_on_the_screen(facts.kind)) {
    text = say(language, "standing.match.agreed.title") + ". " +
           say(language, "standing.match.agreed.text");
  } else {
    text = say(language, "message." + std::string(domain::name_of(facts.kind)) + ".text",
               day_of(facts, language));
  }
  if (facts.kind == MessageKind::waiting) {
    const auto words = domain::wait_words(facts.wait);
    text += kParagraph;
    text += catalogues_->format(language, words.key, {{"from", words.from}, {"to", words.to}});
  }
  text += kParagraph;
  text += say(language, "message.how");
  text += kParagraph;
  return text + settings_->programme + "\n";
}

std::string MessageWords::short_text(const MessageFacts& facts, std::string_view language) const {
  std::string text = say(language, short_key(facts.kind), day_of(facts, language));
  return catalogues_->right_to_left(language) ? text : i18n::without_isolates(std::move(text));
}

}  // namespace samen::server
