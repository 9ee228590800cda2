// SPDX-License-Identifier: Apache-2.0
// Every role runs every command, and sees nothing that belongs to another.
#include <algorithm>
#include <regex>
#include <set>

#include "sync/server/commands/command_roles.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/store/audit.hpp"
#include "unit/sync/server/two_centres_fixture.hpp"

namespace samen::server {
namespace {

class Roles : public TwoCentresTest {
 protected:
  // What it printed, and on stderr.
  struct Ran {
    int code = 0;
    std::string all;
  };
  Ran run(StaffRole role, const std::vector<std::string>& words, const std::string& centre = "") {
    std::vector<std::string> line = {"samen-matcher", "--as", std::string(domain::name_of(role))};
    if (!centre.empty()) line.insert(line.end(), {"--centre", centre});
    line.insert(line.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (auto& word : line) arguments.push_back(word.data());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    Ran ran;
    ran.code = run_command_line(static_cast<int>(arguments.size()), arguments.data(), "test");
    ran.all = ::testing::internal::GetCapturedStdout() + ::testing::internal::GetCapturedStderr();
    return ran;
  }
  std::string data() { return folder.root.string(); }
  // Every command that shows something, as somebody curious types it.
  std::vector<std::vector<std::string>> everything() {
    const auto& home = linde.card.household_label;
    return {{"matches", "--data", data()},
            {"matches", "--data", data(), "--json"},
            {"contacts", "--data", data(), home},
            {"contacts", "--data", data(), noord.card.group_label},
            {"talk", "--data", data()},
            {"papers", "--data", data()},
            {"papers", "--data", data(), "--json"},
            {"match", "--data", data(), home, "check-in", "--mood", "good"},
            {"match", "new", "--data", data(), home, linde.card.group_label},
            {"proposals", "--data", data()},
            {"proposals", "--data", data(), "--json"},
            {"explain", "--data", data(), home},
            {"consent", "--data", data(), home},
            {"doubles", "--data", data()},
            {"retention", "--data", data()},
            {"status", "--data", data()},
            {"status", "--data", data(), "--json"},
            {"audit", "--data", data()},
            {"review", "--data", data()},
            {"erase", "--data", data(), "--record", home},
            {"new-receipt", "--data", data(), "--record", home, "--asked", "name,postcode"}};
  }
  struct Canary {
    Slice slice;
    std::string text;
  };
  std::vector<Canary> canaries(const Centre& of) {
    const std::string tail = &of == &linde ? "linde" : "noord";
    return {{Slice::contacts, "Canaryhome" + tail},
            {Slice::contacts, "Canarystart" + tail},
            {Slice::contacts, "Canarymember" + tail},
            {Slice::cases, of.card.household_label + " with"},
            {Slice::words, "too far)"},
            {Slice::words, "too_far"},
            {Slice::papers, of.member},
            {Slice::chain, "staff of " + of.name + " (kiosk"}};
  }
};

TEST_F(Roles, EachSeesItsOwnSliceAndNothingElse) {
  std::set<std::string> seen;
  for (const auto& row : kRoles) {
    for (const auto& words : everything()) {
      const auto ran = run(row.role, words);
      const auto shown = domain::name_of(row.role);
      for (const auto* centre : {&linde, &noord}) {
        const auto all = canaries(*centre);
        for (const auto& [slice, text] : all) {
          const bool there = ran.all.find(text) != std::string::npos;
          if (there) seen.insert(text);
          ASSERT_TRUE(!there || row.sees.has(slice) || row.role == StaffRole::coordinator)
              << shown << " saw '" << text << "' by " << words.front() << ":\n"
              << ran.all;
        }
      }
      if (!may_run({row.role, ""}, words.front())) {
        EXPECT_EQ(ran.code, 1) << shown << " ran " << words.front();
        EXPECT_NE(ran.all.find("is not for a"), std::string::npos) << ran.all;
      }
    }
  }
  EXPECT_TRUE(seen.contains("Canaryhomelinde"));
  EXPECT_TRUE(seen.contains("too far)"));
  EXPECT_TRUE(seen.contains("too_far"));
  EXPECT_TRUE(seen.contains(linde.member));
  EXPECT_TRUE(seen.contains(linde.card.household_label + " with"));
  EXPECT_TRUE(seen.contains("staff of De Linde (kiosk"));
}

TEST_F(Roles, ACaseworkerSeesTheirOwnCentre) {
  for (const auto& words : everything()) {
    const auto ran = run(StaffRole::caseworker, words, "Noord");
    for (const auto& canary :
         {std::string("Canaryhomelinde"), std::string("Canarystartlinde"),
          std::string("Canarymemberlinde"), linde.card.household_label + " ", linde.member}) {
      ASSERT_EQ(ran.all.find(canary), std::string::npos) << words.front() << ":\n" << ran.all;
    }
  }
  const auto own = run(StaffRole::caseworker,
                       {"contacts", "--data", data(), noord.card.household_label}, "Noord");
  EXPECT_NE(own.all.find("Canaryhomenoord"), std::string::npos) << own.all;
  EXPECT_EQ(read_audit(*store)->back().actor, "caseworker of Noord");
  const auto other = run(StaffRole::caseworker,
                         {"contacts", "--data", data(), linde.card.household_label}, "Noord");
  EXPECT_NE(other.all.find("another centre's"), std::string::npos) << other.all;
  const auto screener =
      run(StaffRole::screener,
          {"papers", "--data", data(), linde.member, "--saw", "conduct", "--day", "2026-01-15"},
          "Noord");
  EXPECT_NE(screener.all.find("another centre's"), std::string::npos) << screener.all;
}

TEST_F(Roles, ARoleIsGivenOnce) {
  EXPECT_EQ(run(StaffRole::screener,
                {"--as", "coordinator", "contacts", "--data", data(), linde.card.household_label})
                .code,
            2);
  EXPECT_EQ(run(StaffRole::screener,
                {"contacts", "--as", "coordinator", "--data", data(), linde.card.household_label})
                .code,
            2);
}

// Whatever is not in the table is the coordinator's.
TEST_F(Roles, NoOtherCommandIsAnybodyElses) {
  const auto help = run(StaffRole::coordinator, {"--help"}).all;
  const std::regex line("^  ([a-z-]+)  ");
  int commands = 0;
  std::istringstream lines(help.substr(help.find("SUBCOMMANDS") == std::string::npos
                                           ? help.find("Subcommands")
                                           : help.find("SUBCOMMANDS")));
  for (std::string text; std::getline(lines, text);) {
    std::smatch found;
    if (!std::regex_search(text, found, line)) continue;
    ++commands;
    const bool listed =
        std::ranges::find(kCommands, found[1].str(), &CommandRow::command) != std::end(kCommands);
    if (listed) continue;
    for (const auto& row : kRoles) {
      EXPECT_EQ(may_run({row.role, ""}, found[1].str()).has_value(),
                row.role == StaffRole::coordinator)
          << found[1].str();
    }
  }
  EXPECT_GT(commands, 20);
}

}  // namespace
}  // namespace samen::server
