// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "sync/server/office/accounts.hpp"
#include "sync/server/office/codes.hpp"
#include "sync/server/office/gate.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/office_sessions.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {

inline const char* const kGoodPassword = "fietsen langs het kanaal";

// A store of its own, the gate in front of it, and people with a telephone.
class OfficeTest : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    ASSERT_TRUE(ensure_centre(*store, "De Linde", "Almere"));
    ASSERT_TRUE(ensure_centre(*store, "Noord", "Almere"));
    open_gate();
  }
  void open_gate() {
    auto opened = Gate::open(*store, SAMEN_SOURCE_DIR "/assets/common_passwords.txt",
                             vault::PasswordCost::for_tests());
    ASSERT_TRUE(opened) << opened.error().message;
    gate = std::move(*opened);
  }
  void restart() {
    gate.reset();
    service.reset();
    store.reset();
    auto opened = Store::open(folder, clock, random);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::make_unique<Store>(std::move(*opened));
    open_gate();
  }

  // The token of the link.
  std::string invite(const std::string& name, StaffRole role = StaffRole::caseworker,
                     const std::string& centre = "De Linde") {
    const auto link = invite_account(*store, {.name = name, .role = role, .centre = centre});
    EXPECT_TRUE(link) << link.error().message;
    return link ? link->path.substr(std::string("/invite/").size()) : std::string();
  }
  base::SecretBytes telephone(const std::string& name) {
    return code_secret_of(*store, account_named(*store, name).value().value().id).value();
  }
  // The next code that was not used: a new one comes every half minute.
  std::string next_code(const std::string& name) {
    clock.advance(30'000);
    return code_at(telephone(name), clock.wall_ms());
  }
  Verdict accept(const std::string& token, const std::string& password, const std::string& again,
                 const std::string& code) {
    const auto verdict = gate->accept({.token = token,
                                       .password = base::SecretText(password),
                                       .again = base::SecretText(again),
                                       .code = code,
                                       .source = "10.0.0.1"});
    EXPECT_TRUE(verdict) << verdict.error().message;
    return verdict.value_or(Verdict{});
  }
  // Anna has come in by her link; the session's token.
  std::string join(const std::string& name, StaffRole role = StaffRole::caseworker,
                   const std::string& centre = "De Linde") {
    const auto token = invite(name, role, centre);
    const auto verdict = accept(token, kGoodPassword, kGoodPassword, next_code(name));
    EXPECT_EQ(verdict.notice, DoorNotice::none);
    return verdict.token;
  }
  Verdict sign_in(const std::string& name, const std::string& password, const std::string& code,
                  const std::string& source = "10.0.0.1") {
    const auto verdict = gate->sign_in(
        {.account = name, .password = base::SecretText(password), .code = code, .source = source});
    EXPECT_TRUE(verdict) << verdict.error().message;
    return verdict.value_or(Verdict{});
  }
  bool is_in(const std::string& token) {
    const auto session = gate->session(token);
    EXPECT_TRUE(session) << session.error().message;
    return session && session->has_value();
  }
  AuditLine last_line() { return read_audit(*store).value().back(); }

  std::unique_ptr<Gate> gate;
};

}  // namespace samen::server
