// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "i18n/catalogue.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/messages/post.hpp"
#include "sync/server/messages/settings.hpp"
#include "sync/server/messages/words.hpp"
#include "sync/server/store/messages.hpp"

// What a timer runs every few minutes: what has to be said is noted, what is not true any more is
// dropped, what a program can carry is handed over. Every step is committed before the next, so a
// kill loses nothing and sends at most one message a second time (with the same Message-ID).
namespace samen::server {

// Everything a round of post needs; all must outlive it.
struct PostOffice {
  Store* store = nullptr;
  const matcher::Policy* policy = nullptr;
  const MessageSettings* settings = nullptr;
  const i18n::Catalogues* catalogues = nullptr;
  Post* mail = nullptr;  // nullptr: staff say it
  Post* text = nullptr;
};

struct PostDone {
  int noted = 0;
  int dropped = 0;
  int handed_over = 0;
  int failed = 0;               // tried again later
  int for_staff = 0;            // became theirs in this round
  bool at_night = false;        // nothing was sent: not at this hour
  std::string no_service = {};  // why it was broken off; empty: it was not
};

// Errc::conflict when another one is at work.
base::Result<PostDone> round_of_post(const PostOffice& office);

// A message as it would be said now, in whole sentences, with whoever it is for.
struct MessageShown {
  domain::Record record;
  Letter letter;
};
base::Result<MessageShown> show_message(const PostOffice& office, const MessageRow& message);

}  // namespace samen::server
