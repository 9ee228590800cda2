// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/fleet.hpp"

#include <chrono>
#include <iostream>
#include <regex>

#include <gmock/gmock.h>

#include "protocol/enrolment_code.hpp"
#include "sync/server/store/audit.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Kiosk 1 was heard three days ago, 2 now, 3 never.
class Fleet : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    second = enrolled(2, "Noord");
    third = enrolled(3, "Noord");
    context.viewer = {StaffRole::coordinator, "", "office:cora"};
    context.confirmed = true;
    clock.advance(3 * base::kDayMs);
    hear(*second);
  }
  void hear(test::FakeKiosk& who) { feed(who); }
  std::string kiosks(const ListFilter& filter = {}) {
    return kept("kiosks", pages->kiosks(*store, now(), filter)).html;
  }
  Page one(const std::string& number, std::string_view done = {}) {
    return pages->kiosk(*store, now(), number, done);
  }
  Acted act(const std::string& number, const std::string& what) {
    return pages->act_on_kiosk(*store, now(), number, {{"act", what}});
  }
  std::vector<KioskNeed> needs() {
    std::vector<KioskNeed> all;
    const auto lines = fleet(*store).value();
    for (const auto& line : lines) all.push_back(line.need);
    return all;
  }
  void alarm(AlarmKind kind, const std::string& subject) {
    auto transaction = store->begin();
    ASSERT_TRUE(raise_alarm(*store, kind, subject));
    ASSERT_TRUE(transaction->commit());
  }
  void run(std::string_view sql, std::initializer_list<storage::Value> values) {
    const auto ran = store->database().run(sql, values);
    ASSERT_TRUE(ran) << ran.error().message;
  }

  std::unique_ptr<test::FakeKiosk> second, third;
};

TEST_F(Fleet, ShowsFirstWhatHasToBeLookedAt) {
  EXPECT_EQ(needs(), (std::vector{KioskNeed::silent, KioskNeed::never_heard, KioskNeed::none}));
  run("UPDATE envelope SET state = 'needs_review', review = 'x' WHERE device = 1", {});
  hear(*kiosk);
  EXPECT_EQ(needs(), (std::vector{KioskNeed::never_heard, KioskNeed::review, KioskNeed::none}));
  alarm(AlarmKind::decision_at_night, "kiosk 2");
  EXPECT_EQ(needs().front(), KioskNeed::alarm);
  EXPECT_EQ(act("3", "revoke").location, "/kiosks/3?done=revoke");
  EXPECT_EQ(needs(), (std::vector{KioskNeed::alarm, KioskNeed::review, KioskNeed::revoked}));
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    const auto all = kiosks();
    for (const char* number : {"1", "3"}) EXPECT_EQ(one(number).status, 200);
    EXPECT_EQ(kept("kiosk", one("2")).status, 200);
    kept("kiosk-question", pages->kiosk_service(*store, now(), "2"));
    EXPECT_LT(all.find("/kiosks/2"), all.find("/kiosks/1\""));
    EXPECT_LT(all.find("/kiosks/1\""), all.find("/kiosks/3"));
    EXPECT_THAT(all, AllOf(Not(HasSubstr(std::string(kTheirName))), Not(HasSubstr(label()))));
  }
  context.language = "nl";
  EXPECT_THAT(kiosks(), HasSubstr("3 kiosken, 2 vragen aandacht"));
}

TEST_F(Fleet, SaysOneThingToDoForEachKindOfAlarm) {
  for (const auto kind :
       {AlarmKind::forged_decision, AlarmKind::many_decisions, AlarmKind::decision_at_night,
        AlarmKind::second_identity, AlarmKind::unreadable_record, AlarmKind::too_many_bytes}) {
    clock.advance(1000);
    alarm(kind, kiosk_called(*store, "2")->id.str());
    EXPECT_EQ(fleet(*store)->front().alarm, kind);
    for (const char* language : {"nl", "en"}) {
      context.language = language;
      EXPECT_THAT(one("2").html, HasSubstr("status--late")) << to_string(kind);
    }
  }
  clock.advance(8 * base::kDayMs);
  EXPECT_FALSE(fleet(*store)->front().alarm) << "it is over after a week";
}

TEST_F(Fleet, SaysWhatTheMatcherKnows) {
  const auto line = [&](int number) {
    const auto lines = fleet(*store).value();
    return *std::ranges::find(lines, number,
                              [](const KioskLine& each) { return each.device.number; });
  };
  const auto sent = line(1);
  EXPECT_GT(sent.device.seen_through, 0);
  EXPECT_EQ(sent.not_copied(), 0) << "a copy was made at the enrolment";
  send(*second, {second->envelope(second->household("Nour"))});
  EXPECT_EQ(line(2).not_copied(), 1);
  EXPECT_THAT(one("2").html, HasSubstr("<dd>1</dd>"));
  back_up();
  EXPECT_EQ(line(2).not_copied(), 0);
  EXPECT_THAT(one("1").html, AllOf(HasSubstr("3 dagen geleden"), HasSubstr("De Linde, Almere"),
                                   HasSubstr(kiosk_called(*store, "1")->id.str())));
  EXPECT_THAT(one("3").html, HasSubstr("nog niet"));
  clock.advance(2 * base::kHourMs);
  EXPECT_THAT(one("2").html, HasSubstr("2 uur geleden"));
  for (const auto* nobody : {"77", "<b>", "", "-1", "1 OR 1"}) {
    EXPECT_EQ(pages->kiosk(*store, now(), nobody).status, 404) << nobody;
  }
}

TEST_F(Fleet, RevokesAndTakesItBackWithALineOfTheAudit) {
  const auto lines = read_audit(*store)->size();
  for (const char* none : {"", "else", "REVOKE"}) EXPECT_EQ(act("2", none).again->status, 422);
  EXPECT_EQ(act("9", "revoke").again->status, 404);
  EXPECT_EQ(read_audit(*store)->size(), lines) << "nothing was done";
  EXPECT_THAT(pages->kiosk_service(*store, now(), "2").html, HasSubstr(" intrekken?"));
  EXPECT_EQ(act("2", "revoke").location, "/kiosks/2?done=revoke");
  EXPECT_EQ(read_audit(*store)->back().action, "revoke");
  EXPECT_EQ(read_audit(*store)->back().actor, "office:cora");
  EXPECT_EQ(needs().back(), KioskNeed::revoked);
  EXPECT_THAT(one("2", "revoke").html, HasSubstr("De kiosk is ingetrokken."));
  EXPECT_EQ(send_signed(*second, "GET", "/v1/feed?cursor=&limit=16", "").status, 403);
  EXPECT_EQ(act("2", "revoke").location, "/kiosks/2?done=revoke");
  EXPECT_EQ(read_audit(*store)->size(), lines + 1) << "it was so already";
  EXPECT_THAT(kept("kiosk-question-back", pages->kiosk_service(*store, now(), "2")).html,
              HasSubstr(" weer in gebruik nemen?"));
  EXPECT_EQ(act("2", "undo").location, "/kiosks/2?done=undo");
  EXPECT_EQ(read_audit(*store)->back().action, "revoke_undo");
  hear(*second);
}

TEST_F(Fleet, MakesACodeThatIsShownOnceAndWorks) {
  const auto make = [&](const std::string& centre, const std::string& municipality,
                        const std::string& minutes = "60") {
    return kept("enrol-code",
                pages->make_code(
                    *store, now(),
                    {{"centre", centre}, {"municipality", municipality}, {"minutes", minutes}}));
  };
  EXPECT_EQ(kept("enrol", pages->enrol(*store, now())).status, 200);
  const auto lines = read_audit(*store)->size();
  EXPECT_EQ(make("", "").status, 422);
  EXPECT_EQ(make(std::string(121, 'x'), "Almere").status, 422);
  EXPECT_EQ(make("\xff\xfe", "Almere").status, 422);
  EXPECT_EQ(make("Zuid", "").status, 422) << "new, and nobody knows where";
  EXPECT_EQ(make("Noord", "Haarlem").status, 422) << "known elsewhere";
  EXPECT_EQ(make("Noord", "", "61").status, 422);
  EXPECT_EQ(read_audit(*store)->size(), lines);
  EXPECT_THAT(kept("enrol-again", make("\"><b>Zuid", "")).html,
              AllOf(Not(HasSubstr("<b>")), HasSubstr("&gt;&lt;b&gt;Zuid")));
  const auto made = make("  Noord ", "", "1440");
  EXPECT_EQ(made.status, 200);
  EXPECT_EQ(read_audit(*store)->back().action, "make_code");
  EXPECT_EQ(read_audit(*store)->back().actor, "office:cora");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(made.html, found, std::regex("<bdi>([0-9A-Z-]{30,})</bdi>")));
  const auto code = protocol::EnrolmentCode::parse(found[1].str());
  ASSERT_TRUE(code) << code.error().message;
  EXPECT_TRUE(code->names_key(*public_key_pin(keys->tls.certificate_pem)));
  EXPECT_THAT(made.html, HasSubstr("<path d=\"M"));
  EXPECT_THAT(pages->enrol(*store, now()).html, Not(HasSubstr(found[1].str())));
  clock.advance(23 * base::kHourMs);
  const test::FakeKiosk fourth(4, clock);
  EXPECT_EQ(post_enrol(fourth, code->secret).status, 200);
  EXPECT_EQ(kiosk_called(*store, "4")->centre, find_centre(*store, "Noord").value()->id);
  EXPECT_EQ(make("Zuid", "Almere").status, 200);
  EXPECT_TRUE(find_centre(*store, "Zuid").value());
  context.language = "en";
  make("Zuid", "Almere");
  kept("enrol", pages->enrol(*store, now()));
}

TEST_F(Fleet, WhatACentreIsCalledIsNeverMoreThanText) {
  run("UPDATE centre SET name = ?1 || id, municipality = ?1", {"<script>x()</script>{{t_name}}"});
  const auto all = kiosks({.search = "\"><script>"}) + kiosks() + one("1").html +
                   pages->kiosk_service(*store, now(), "1").html + pages->enrol(*store, now()).html;
  EXPECT_THAT(all, HasSubstr("&lt;script&gt;x()&lt;/script&gt;{{t_name}}"));
  EXPECT_THAT(all, Not(HasSubstr("<script")));
}

TEST_F(Fleet, IsForCoordinatorsAndWhatOpensWantsTheCodeOnceMore) {
  const auto statuses = [&] {
    return std::vector{
        pages->kiosk_service(*store, now(), "1").status,
        act("1", "revoke").again.value_or(Page{303, {}}).status, pages->enrol(*store, now()).status,
        pages->make_code(*store, now(), {{"centre", "Noord"}, {"minutes", "60"}}).status};
  };
  context.confirmed = false;
  EXPECT_EQ(statuses(), std::vector(4, 403));
  EXPECT_EQ(one("1").status, 200);
  context.confirmed = true;
  for (const auto role :
       {StaffRole::caseworker, StaffRole::screener, StaffRole::auditor, StaffRole::researcher}) {
    context.viewer = {role, "De Linde", "office:somebody"};
    EXPECT_EQ(pages->kiosks(*store, now(), {}).status, 403);
    EXPECT_EQ(pages->kiosk(*store, now(), "1").status, 403);
    EXPECT_EQ(statuses(), std::vector(4, 403));
    EXPECT_THAT(pages->problem(now(), 403).html, Not(HasSubstr("/kiosks")));
  }
  EXPECT_FALSE(kiosk_called(*store, "1").value().revoked_ms);
}

TEST_F(Fleet, OfTenThousandKiosksIsAPageAndASearch) {
  constexpr int kMany = 10'000;
  auto transaction = store->begin();
  for (int i = 4; i <= kMany; ++i) {
    const auto id = base::make_uuid(clock, random);
    const auto key = vault::SigningKey::generate(random).verify_key().bytes();
    run("INSERT INTO device SELECT ?1, ?2, centre, ?3, staff_seal_key, ?3, enrolled_ms, NULL, ?4, "
        "0, 0, 0 FROM device WHERE number = 1",
        {i, bind_id(id), base::ByteView(key), clock.wall_ms() - i * base::kHourMs});
  }
  ASSERT_TRUE(transaction->commit());
  const auto begun = std::chrono::steady_clock::now();
  const auto all = pages->kiosks(*store, now(), {}).html;
  const auto took = std::chrono::steady_clock::now() - begun;
  std::cout << kMany
            << " kiosks: " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
            << " ms, " << all.size() << " bytes\n";
  EXPECT_LT(all.size(), 100'000U);
  EXPECT_THAT(all, HasSubstr("Pagina 1 van 200"));
  const auto next = kiosks({.search = {}, .page = 2});
  EXPECT_THAT(next, AllOf(HasSubstr("/kiosks?page=3"), HasSubstr("rel=\"prev\"")));
  const auto noord = kiosks({.search = "noord", .page = 1});
  EXPECT_THAT(noord, AllOf(HasSubstr("2 gevonden"), HasSubstr("href=\"/kiosks/3\"")));
  EXPECT_THAT(kiosks({.search = "7777", .page = 9}), HasSubstr("href=\"/kiosks/7777\""));
  EXPECT_THAT(kiosks({.search = "nergens"}), HasSubstr("Geen kiosk gevonden."));
}

}  // namespace
}  // namespace samen::server
