// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "sync/server/cases/roles.hpp"
#include "sync/server/office/codes.hpp"
#include "sync/server/office/tokens.hpp"
#include "sync/server/store/office_sessions.hpp"
#include "unit/sync/office/browser.hpp"

namespace samen::server {

struct Somebody {
  std::string name = "anna";
  StaffRole role = StaffRole::caseworker;
  std::string centre = {};
};

// The browser holds the cookie of a session that began now. Also for roles that have no page and
// cannot be invited.
inline void sign_in_as(Browser& browser, Store& store, const Somebody& who) {
  const OfficeAccount account{.id = base::make_uuid(store.clock(), store.random()),
                              .name = who.name,
                              .role = std::string(domain::name_of(who.role)),
                              .centre = who.centre,
                              .made_ms = store.now_ms(),
                              .password = {},
                              .invite_until_ms = {}};
  const auto token = make_token(store.random());
  const auto link = make_token(store.random());
  auto transaction = store.begin();
  ASSERT_TRUE(transaction) << transaction.error().message;
  ASSERT_TRUE(add_account(store, account,
                          {.token = hash_of_token(store.epoch(), link),
                           .until_ms = store.now_ms(),
                           .code_secret = make_code_secret(store.random())}));
  ASSERT_TRUE(begin_session(store, hash_of_token(store.epoch(), token), account.id));
  ASSERT_TRUE(transaction->commit());
  browser.cookies[std::string(kTokenCookie)] = token;
}

}  // namespace samen::server
