// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/spans.hpp"
#include "protocol/enrolment_code.hpp"
#include "support/fake_kiosk.hpp"
#include "support/temporary_folder.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/cases/apply.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/cases/round.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

// As if staff had seen today what the policy asks, or took back what they had.
inline base::Result<void> note_readiness(Store& store, std::string_view label, bool screened,
                                         bool trained) {
  std::vector<domain::Paper> seen, not_seen;
  (screened ? seen : not_seen).push_back(domain::Paper::conduct);
  (trained ? seen : not_seen).push_back(domain::Paper::training);
  SAMEN_CHECK(take_back_papers(store, label, not_seen));
  return note_papers(store, label, seen, store.now_ms() / base::kDayMs * base::kDayMs);
}

// A matcher without sockets: requests go straight to the service.
class MatcherTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder.root = temporary.path();
    const std::string names[] = {"127.0.0.1"};
    auto made = make_keys(folder, names, clock.wall_ms(), random);
    ASSERT_TRUE(made) << made.error().message;
    keys = std::make_unique<MatcherKeys>(std::move(*made));
    auto opened = Store::create(folder, clock, random);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::make_unique<Store>(std::move(*opened));
    ASSERT_TRUE(note_tls_pin(*store, keys->tls.certificate_pem));
    service = std::make_unique<MatcherService>(*store, *keys, folder);
  }

  // A one-time code for a centre, as `samen-matcher enrol` makes it.
  std::string code(std::string_view centre = "De Linde", int minutes = 60) {
    const auto pin = public_key_pin(keys->tls.certificate_pem);
    const auto made = protocol::EnrolmentCode::mint(*pin, random);
    const auto row = ensure_centre(*store, centre, "Almere");
    EXPECT_TRUE(
        add_code(*store, hash_code(made.secret), row->id, clock.wall_ms() + minutes * 60'000));
    return made.secret;
  }

  HttpResponse post_enrol(const test::FakeKiosk& kiosk, const std::string& secret,
                          const std::string& peer = "10.0.0.1") {
    HttpRequest request;
    request.method = "POST";
    request.target = "/v1/enrol";
    request.body = protocol::write_json(kiosk.enrol_request(secret));
    request.peer = peer;
    return service->handle(request);
  }

  std::unique_ptr<test::FakeKiosk> enrolled(std::uint64_t seed,
                                            std::string_view centre = "De Linde") {
    auto kiosk = std::make_unique<test::FakeKiosk>(seed, clock);
    const auto response = post_enrol(*kiosk, code(centre));
    EXPECT_EQ(response.status, 200) << response.body;
    const auto answer = protocol::read_enrol_answer(response.body);
    EXPECT_TRUE(answer);
    if (answer) kiosk->trust(*answer);
    return kiosk;
  }

  HttpResponse send_signed(test::FakeKiosk& kiosk, const std::string& method,
                           const std::string& target, const std::string& body,
                           std::int64_t skew_s = 0) {
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.peer = "10.0.0.1";
    request.headers = kiosk.signature(method, request.path(), request.query(), body, skew_s);
    return service->handle(request);
  }

  protocol::BatchAnswer send(test::FakeKiosk& kiosk, std::vector<protocol::Envelope> envelopes) {
    const auto response =
        send_signed(kiosk, "POST", "/v1/envelopes", kiosk.batch(std::move(envelopes)));
    EXPECT_EQ(response.status, 200) << response.body;
    auto answer = protocol::read_batch_answer(response.body);
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? *answer : protocol::BatchAnswer{};
  }

  protocol::FeedPage feed(test::FakeKiosk& kiosk, const std::string& cursor = "", int limit = 16) {
    const auto response = send_signed(
        kiosk, "GET", "/v1/feed?cursor=" + cursor + "&limit=" + std::to_string(limit), "");
    EXPECT_EQ(response.status, 200) << response.body;
    auto page = protocol::read_feed_page(response.body);
    EXPECT_TRUE(page);
    return page ? *page : protocol::FeedPage{};
  }

  void apply() {
    while (service->rest()) {
    }
  }

  // What serve does within a moment: as many verified copies as kiosks wait for.
  void back_up() { service->back_up_if_needed(MatcherService::Hurry::now); }

  // One column of one row, as it lies in the file.
  base::Bytes bytes_of(std::string_view sql) {
    auto rows = store->database().prepare(sql);
    EXPECT_TRUE(rows && rows->step().value_or(false)) << sql;
    return rows->bytes(0);
  }
  static std::size_t times_in(const std::filesystem::path& file, base::ByteView bytes) {
    const auto content = base::read_file(file, std::size_t{64} << 20);
    EXPECT_TRUE(content);
    std::size_t times = 0;
    for (auto at = content->find(base::as_text(bytes)); at != std::string::npos;
         at = content->find(base::as_text(bytes), at + 1)) {
      ++times;
    }
    return times;
  }

  StoreCounts counts() {
    auto counted = count_everything(*store);
    EXPECT_TRUE(counted) << counted.error().message;
    return counted ? *counted : StoreCounts{};
  }

  // A household and a group of five that fit, and a round that pairs them.
  domain::ProposalCard make_proposal(test::FakeKiosk& kiosk) {
    return make_proposal(kiosk, kiosk.household("Amal"));
  }
  domain::ProposalCard make_proposal(test::FakeKiosk& kiosk, const domain::Record& household) {
    const auto join_code = kiosk.code();
    std::vector<protocol::Envelope> batch = {kiosk.envelope(household),
                                             kiosk.envelope(kiosk.group_start(join_code, "Bram"))};
    for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
      batch.push_back(kiosk.envelope(kiosk.group_member(join_code, name)));
    }
    send(kiosk, std::move(batch));
    apply();
    const auto outcome = run_and_store_round(*store, RoundRequest{});
    EXPECT_TRUE(outcome) << outcome.error().message;
    if (!outcome || outcome->proposals.size() != 1) {
      ADD_FAILURE() << "expected one proposal";
      return {};
    }
    return outcome->proposals.front().card;
  }

  test::TemporaryFolder temporary;
  DataFolder folder;
  base::ManualClock clock;
  base::SeededRandom random{7};
  std::unique_ptr<MatcherKeys> keys;
  std::unique_ptr<Store> store;
  std::unique_ptr<MatcherService> service;
};

}  // namespace samen::server
