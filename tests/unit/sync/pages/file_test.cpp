// SPDX-License-Identifier: Apache-2.0
// A person's file: nothing that is held of somebody is left out without a reason, and nothing that
// another said in private is in it.
#include <set>

#include <gmock/gmock.h>

#include "domain/message_life.hpp"
#include "domain/papers.hpp"
#include "forms/from_record.hpp"
#include "forms/to_record.hpp"
#include "i18n/catalogue.hpp"
#include "sync/server/store/held_rows.hpp"
#include "sync/server/store/office_sign_ups.hpp"
#include "sync/server/store/papers.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Files : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.viewer = {StaffRole::coordinator, {}, "office:anna"};
    context.confirmed = true;
  }
  Page file(const std::string& whose) { return pages->file(*store, now(), whose); }
  std::string member() { return holders_in(*store, proposal().join_code).value().front().label; }
  // "table.column" of the database as it is.
  std::set<std::string> schema() {
    auto rows = store->database().prepare(
        "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'");
    std::set<std::string> all;
    while (rows->step().value()) all.insert(rows->text(0));
    return all;
  }
  static std::set<std::string> listed() {
    std::set<std::string> all;
    for (const auto& table : held_tables()) {
      for (const auto& column : table.columns) {
        all.insert(std::string(table.name) + "." + std::string(column.name));
      }
    }
    return all;
  }
};

TEST_F(Files, EveryColumnOfTheStoreIsShownOrHasAReason) {
  EXPECT_EQ(schema(), listed());
  for (const auto& table : held_tables()) {
    for (const auto& column : table.columns) {
      const auto what = std::string(table.name) + "." + std::string(column.name);
      EXPECT_EQ(column.as == HeldAs::none, column.why != NotShown::shown) << what;
      EXPECT_TRUE(table.why == NotShown::shown || column.as == HeldAs::none) << what;
    }
    // What is somebody's is shown, or stands elsewhere on the paper already.
    if (table.of == HeldOf::nobody) {
      EXPECT_NE(table.why, NotShown::shown) << table.name;
    } else {
      EXPECT_TRUE(table.why == NotShown::shown || table.why == NotShown::copy) << table.name;
    }
  }
  ASSERT_TRUE(store->database().execute("ALTER TABLE paper ADD COLUMN seen_by TEXT"));
  std::set<std::string> forgotten;
  std::ranges::set_difference(schema(), listed(), std::inserter(forgotten, forgotten.end()));
  EXPECT_EQ(forgotten, std::set<std::string>{"paper.seen_by"});
}

TEST_F(Files, HasWordsForAllThatItShows) {
  const auto root = std::filesystem::path(SAMEN_SOURCE_DIR) / "assets";
  const auto office = i18n::Catalogues::load(root / "office/texts").value();
  const auto screens = i18n::Catalogues::load(root / "locales").value();
  const auto known = [&](const std::string& key) {
    return office.has("nl", key) || screens.has("nl", key);
  };
  for (const auto& table : held_tables()) {
    if (table.why != NotShown::shown) continue;
    EXPECT_TRUE(known("office.file.table." + std::string(table.name))) << table.name;
    for (const auto& column : table.columns) {
      if (column.as == HeldAs::none) continue;
      EXPECT_TRUE(known("office.file.column." + std::string(column.name))) << column.name;
    }
  }
  const auto all = [&]<class E>(E, const std::string& beginning) {
    for (const auto word : domain::Vocabulary<E>::kNames) {
      std::string name(word);
      std::ranges::replace(name, '-', '_');
      EXPECT_TRUE(known(beginning + name)) << beginning << name;
    }
  };
  all(domain::MatchState::closed, "office.file.word.match.");
  all(domain::MatchEvent::end, "office.file.word.match_event.");
  all(domain::MessageKind::over, "office.file.word.message.");
  all(domain::MessageState::dropped, "office.file.word.message_state.");
  all(domain::Wish::status, "office.file.word.wish.");
  all(domain::Outcome::done, "office.file.word.outcome.");
  all(domain::ProposalState::held, "office.file.word.proposal.");
  all(domain::SaidBy::staff, "office.said_by.");
  all(domain::Paper::talk, "office.paper.");
  all(domain::Verdict::hold, "office.past.");
  all(domain::DeclineReason::other, "decline.");
  all(domain::NoBecause::times, "because.");
  all(domain::ConsentHow::paper, "office.file.word.consent_how.");
  all(domain::Language::ar, "language.");
}

TEST_F(Files, IsAllThatTheHouseholdToldAndWhatWasDoneWithIt) {
  introduce_them();
  done("plan", {{"day", on_day(2)}});
  const auto page = kept("file-household", file(label()));
  ASSERT_EQ(page.status, 200);
  const auto record = find_sign_up(*store, proposal().household).value().value();
  const auto& household = std::get<domain::Household>(record.body);
  for (const auto& words :
       {std::string(kTheirName), std::string(household.contact.value.view()), record.receipt.str(),
        label(), card.group_label, std::string("De Linde"),
        std::string("Autoriteit Persoonsgegevens"), std::string("artikel 15"),
        std::string("Afspraak gepland"), std::string("anna")}) {
    EXPECT_THAT(page.html, HasSubstr(words));
  }
  EXPECT_THAT(page.html, HasSubstr("lang=\"ar\" dir=\"rtl\""));
  EXPECT_THAT(page.html, HasSubstr("كيف")) << "the question in their language";
  EXPECT_THAT(page.html, Not(HasSubstr(std::string(kGroupName)))) << "another's name";
}

// What today's questions do not say is shown as it is stored; where they say all, nothing is twice.
TEST_F(Files, AreCompleteForRecordsThatTodaysFormWouldNotMake) {
  EXPECT_THAT(file(label()).html, HasSubstr("file__raw"));
  auto record = find_sign_up(*store, proposal().household).value().value();
  const auto set = forms::FormSet::load(SAMEN_SOURCE_DIR "/assets/forms").value();
  const auto& form = set.at(set.find(record.form));
  auto told = forms::to_record(form, forms::from_record(form, record).value(), record.language);
  ASSERT_TRUE(told) << told.error().message;
  record.body = told->body;
  auto transaction = store->begin();
  ASSERT_TRUE(replace_sign_up(*store, record));
  ASSERT_TRUE(transaction->commit());
  const auto page = kept("file-household-now", file(label())).html;
  EXPECT_THAT(page, Not(HasSubstr("file__raw")));
  EXPECT_THAT(page, HasSubstr(std::string(kTheirName)));
}

// Every value that the store holds of somebody, and that is for them, stands on their page.
TEST_F(Files, ShowsEveryValueOfEveryRow) {
  introduce_them();
  for (const auto& whose : {label(), member()}) {
    context.language = "nl";
    const auto page = file(whose).html;
    const auto id = whose == label() ? proposal().household
                                     : holders_in(*store, proposal().join_code)->front().id;
    int values = 0;
    const auto held = rows_held_of(*store, id).value();
    for (const auto& rows : held) {
      EXPECT_EQ(count_held(*store, *rows.table, id).value(),
                static_cast<std::int64_t>(rows.rows.size()))
          << rows.table->name;
      for (const auto& row : rows.rows) {
        for (const auto& value : row) {
          if (value.text.empty() || value.column->as == HeldAs::words ||
              value.column->as == HeldAs::reason || value.column->as == HeldAs::account) {
            continue;
          }
          EXPECT_THAT(page, HasSubstr(">" + value.text + "<")) << value.column->name;
          ++values;
        }
      }
    }
    EXPECT_GE(values, 7) << whose;
  }
}

TEST_F(Files, OfAVolunteerTellsNothingThatTheHouseholdSaid) {
  introduce_them();
  done("plan", {{"day", on_day(1)}});
  clock.advance(2 * base::kDayMs);
  done("meet", {{"day", on_day(-1)}});
  done("go-on");
  done("check-in", {{"met", "2"}, {"mood", "poor"}});
  const auto theirs = kept("file-volunteer", file(member())).html;
  EXPECT_THAT(theirs, HasSubstr("Vrijwilliger"));
  EXPECT_THAT(theirs, Not(HasSubstr(std::string(kTheirName))));
  EXPECT_THAT(theirs, Not(HasSubstr("Niet goed"))) << "how it went, as staff heard it";
  EXPECT_THAT(theirs, Not(HasSubstr("Huishouden zei ja")));
  EXPECT_THAT(theirs, HasSubstr("verklaring omtrent gedrag"));
  const auto own = file(label()).html;
  EXPECT_THAT(own, HasSubstr("Huishouden zei ja"));
  EXPECT_THAT(own, Not(HasSubstr("Groep zei ja")));
}

// "The household prefers another" is nothing for the group to read, and the other way round.
TEST_F(Files, SayWhyAProposalWasDeclinedOnlyToWhomItIsNotPrivateFrom) {
  const auto whose = member();
  done("decline", {{"reason", "household_prefers_other"}});
  const auto words = i18n::Catalogues::load(SAMEN_SOURCE_DIR "/assets/locales")
                         ->format("nl", "decline.household_prefers_other");
  EXPECT_THAT(file(label()).html, HasSubstr(words));
  EXPECT_THAT(file(whose).html, Not(HasSubstr(words)));
  done("undo");
  done("decline", {{"reason", "group_prefers_other"}});
  EXPECT_THAT(file(label()).html, Not(HasSubstr("Waarom het niet doorging")));
}

TEST_F(Files, IsForWhoSeesAllAndGaveTheCodeAgain) {
  for (const auto& row : kRoles) {
    context.viewer.role = row.role;
    EXPECT_EQ(file(label()).status, row.role == StaffRole::coordinator ? 200 : 403)
        << domain::name_of(row.role);
  }
  context.viewer.role = StaffRole::coordinator;
  context.viewer.centre = "De Kers";
  EXPECT_EQ(file(label()).html, file("H-ZZZ").html);
  EXPECT_EQ(file(label()).status, 404);
  context.viewer.centre = {};
  for (const auto& nobody :
       {std::string(), std::string(200, 'H'), proposal().household.str(), card.group_label}) {
    EXPECT_EQ(file(nobody).status, 404) << nobody;
  }
  context.confirmed = false;
  EXPECT_EQ(file(label()).status, 403);
}

TEST_F(Files, CanBeOpenedFromTheCaseByWhoMay) {
  EXPECT_THAT(page(), HasSubstr("href=\"/file/" + label() + "\""));
  EXPECT_THAT(page(), HasSubstr("href=\"/file/" + member() + "\""));
  context.viewer.role = StaffRole::caseworker;
  EXPECT_THAT(page(), Not(HasSubstr("/file/")));
}

}  // namespace
}  // namespace samen::server
