// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/flow_driver.hpp"

#include <gtest/gtest.h>

#include "integration/kiosk/app/fake_port.hpp"
#include "support/bounded.hpp"
#include "tests/source_dir.hpp"

namespace samen::app {
namespace {

class Driver : public testing::Test {
 protected:
  Driver()
      : forms_(forms::FormSet::load(SAMEN_SOURCE_DIR "/assets/forms").value()),
        worker_(
            [this]() -> base::Result<std::unique_ptr<flow::RecordsPort>> {
              return std::make_unique<FakePort>(script_);
            },
            [this] { bell_.ring(); }),
        driver_(forms_, {}, clock_, worker_, [this](const flow::Effect& effect) {
          const bool here = std::holds_alternative<flow::WipeSession>(effect);
          wiped_ += here ? 1 : 0;
          return here;
        }) {}

  void take_answer() {
    ASSERT_TRUE(bell_.wait_for(++expected_));
    ASSERT_TRUE(test::within(std::chrono::seconds(10), [this] { return driver_.take_results(); }));
  }
  // Until the worker has nothing left to do.
  void settle() {
    ASSERT_TRUE(test::within(std::chrono::seconds(10), [this] {
      driver_.take_results();
      return !worker_.busy();
    }));
  }
  void open_staff() {
    driver_.dispatch(flow::Started{});
    take_answer();
    driver_.dispatch(flow::StaffPressed{});
    for (const char c : std::string("271828")) driver_.dispatch(flow::PinDigit{c - '0'});
    driver_.dispatch(flow::PinSubmitted{});
    take_answer();  // opened; now cards and status are on their way
    take_answer();
    settle();
    expected_ = 4;
  }

  base::ManualClock clock_;
  forms::FormSet forms_;
  PortScript script_;
  Bell bell_;
  int expected_ = 0;
  int wiped_ = 0;
  Worker worker_;
  FlowDriver driver_;
};

TEST_F(Driver, StartsWithTheStatusOfTheKiosk) {
  EXPECT_EQ(driver_.state().not_ready, flow::NotReady::starting);
  driver_.dispatch(flow::Started{});
  take_answer();
  EXPECT_EQ(driver_.state().not_ready, flow::NotReady::none);
  EXPECT_EQ(driver_.state().screen, flow::Screen::first);
}

TEST_F(Driver, DeadlinesTickOnlyWhenTheyAreDue) {
  driver_.dispatch(flow::Started{});
  take_answer();
  driver_.dispatch(flow::LanguageChosen{"ar"});
  const auto deadline = driver_.next_deadline_ms();
  ASSERT_TRUE(deadline);
  EXPECT_EQ(*deadline, clock_.mono_ms() + driver_.settings().idle_ms);
  clock_.advance(driver_.settings().idle_ms - 1);
  EXPECT_FALSE(driver_.pass_time());
  clock_.advance(1);
  EXPECT_TRUE(driver_.pass_time());
  EXPECT_EQ(driver_.state().overlay, flow::Overlay::idle_warning);
  EXPECT_EQ(wiped_, 0);
  clock_.advance(driver_.settings().warning_ms);
  EXPECT_TRUE(driver_.pass_time());
  EXPECT_EQ(driver_.state().screen, flow::Screen::first);
  EXPECT_EQ(wiped_, 1) << "the screens forget as well";
}

TEST_F(Driver, AnOpenStaffPageIsRefreshedEveryThirtySecondsWithoutCountingAsActivity) {
  open_staff();
  ASSERT_EQ(driver_.state().screen, flow::Screen::staff_home);
  const auto active = driver_.state().last_activity_ms;
  clock_.advance(FlowDriver::kRefreshMs - 1);
  EXPECT_FALSE(driver_.pass_time());
  clock_.advance(1);
  EXPECT_TRUE(driver_.pass_time());
  EXPECT_TRUE(worker_.busy());
  EXPECT_EQ(driver_.state().last_activity_ms, active);
  EXPECT_EQ(driver_.next_deadline_ms(), clock_.mono_ms() + FlowDriver::kRefreshMs);
}

TEST_F(Driver, WipingLeavesTheFirstScreenAndAClosedStaffVault) {
  open_staff();
  driver_.wipe();
  EXPECT_EQ(driver_.state().screen, flow::Screen::first);
  EXPECT_FALSE(driver_.state().staff.open);
  EXPECT_TRUE(driver_.state().staff.cards.empty());
  settle();
  EXPECT_GE(script_.closed, 1);
}

}  // namespace
}  // namespace samen::app
