// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/worker.hpp"

#include <gmock/gmock.h>

#include "integration/kiosk/app/fake_port.hpp"

namespace samen::app {
namespace {

using base::Errc;

class Effects : public testing::Test {
 protected:
  std::unique_ptr<Worker> make() {
    return std::make_unique<Worker>(
        [this]() -> base::Result<std::unique_ptr<flow::RecordsPort>> {
          if (closed_) return base::fail(closed_code_, "the folder is closed");
          return std::make_unique<FakePort>(script_);
        },
        [this] { bell_.ring(); });
  }
  // Posts one effect and waits for its answer.
  flow::Event answer_to(Worker& worker, flow::Effect effect) {
    worker.post(std::move(effect));
    EXPECT_TRUE(bell_.wait_for(++expected_));
    auto results = worker.take_results();
    EXPECT_EQ(results.size(), 1U);
    return results.empty() ? flow::Event(flow::Tick{}) : results.front();
  }

  PortScript script_;
  Bell bell_;
  int expected_ = 0;
  std::atomic<bool> closed_ = false;
  std::atomic<Errc> closed_code_ = Errc::conflict;
};

TEST_F(Effects, EachIsAnsweredByItsEventWithItsTicket) {
  const auto worker = make();
  EXPECT_EQ(std::get<flow::Submitted>(answer_to(*worker, flow::Submit{7, {}})).ticket, 7U);
  EXPECT_EQ(std::get<flow::StaffOpened>(
                answer_to(*worker, flow::OpenStaff{8, base::SecretText("271828")}))
                .ticket,
            8U);
  const auto refused = std::get<flow::StaffRefused>(
      answer_to(*worker, flow::OpenStaff{9, base::SecretText("111111")}));
  EXPECT_EQ(refused.ticket, 9U);
  EXPECT_EQ(refused.code, Errc::limit);
  EXPECT_EQ(refused.retry_after_ms, 30'000);
  EXPECT_EQ(std::get<flow::CardsLoaded>(answer_to(*worker, flow::LoadCards{10})).cards.size(), 2U);
  EXPECT_EQ(std::get<flow::StatusLoaded>(answer_to(*worker, flow::LoadStatus{})).status.waiting, 1);
  domain::Decision decision;
  decision.version = 1;
  EXPECT_EQ(std::get<flow::Decided>(answer_to(*worker, flow::Decide{decision})).decision, decision);
  decision.version = 2;
  EXPECT_EQ(std::get<flow::DecideFailed>(answer_to(*worker, flow::Decide{decision})).code,
            Errc::conflict);
}

TEST_F(Effects, AFailedSendComesBackAsAFailureAndTheNextOneMayWork) {
  const auto worker = make();
  script_.refuse_submit = true;
  EXPECT_EQ(std::get<flow::SubmitFailed>(answer_to(*worker, flow::Submit{1, {}})).code,
            Errc::storage_full);
  script_.refuse_submit = false;
  script_.throw_on_submit = true;
  EXPECT_EQ(std::get<flow::SubmitFailed>(answer_to(*worker, flow::Submit{2, {}})).code,
            Errc::internal);
  script_.throw_on_submit = false;
  EXPECT_EQ(std::get<flow::Submitted>(answer_to(*worker, flow::Submit{3, {}})).ticket, 3U);
}

TEST_F(Effects, AClosedFolderIsToldAndTriedAgainWithTheNextEffect) {
  closed_ = true;
  const auto worker = make();
  EXPECT_EQ(std::get<flow::SubmitFailed>(answer_to(*worker, flow::Submit{1, {}})).code,
            Errc::conflict);
  EXPECT_EQ(std::get<flow::StatusFailed>(answer_to(*worker, flow::LoadStatus{})).code,
            Errc::storage_damaged);
  closed_code_ = Errc::not_found;
  EXPECT_FALSE(
      std::get<flow::StatusLoaded>(answer_to(*worker, flow::LoadStatus{})).status.enrolled);
  closed_ = false;
  EXPECT_TRUE(std::get<flow::StatusLoaded>(answer_to(*worker, flow::LoadStatus{})).status.enrolled);
  EXPECT_EQ(script_.opened, 1);
}

TEST_F(Effects, WhatWasPostedIsDoneBeforeTheWorkerGoes) {
  auto worker = make();
  script_.submit_takes_ms = 5;
  for (std::uint32_t ticket = 1; ticket <= 10; ++ticket) worker->post(flow::Submit{ticket, {}});
  worker->post(flow::CloseStaff{});
  EXPECT_TRUE(worker->busy());
  worker.reset();
  EXPECT_EQ(script_.submitted, 10);
  EXPECT_EQ(script_.closed, 1);
  EXPECT_NE(script_.thread, std::this_thread::get_id()) << "never on the thread of the screens";
}

TEST_F(Effects, BusyUntilTheAnswerHasBeenTaken) {
  const auto worker = make();
  EXPECT_FALSE(worker->busy());
  worker->post(flow::Submit{1, {}});
  EXPECT_TRUE(worker->busy());
  ASSERT_TRUE(bell_.wait_for(1));
  EXPECT_TRUE(worker->busy());
  EXPECT_EQ(worker->take_results().size(), 1U);
  EXPECT_FALSE(worker->busy());
}

}  // namespace
}  // namespace samen::app
