// SPDX-License-Identifier: Apache-2.0
// "What happened -> what to type" of sync/server/operating.md: every line begins in its situation,
// types what the page says, and ends with nothing lost. The real program, as an operator has it.
#include <fstream>

#include "integration/server/https_client.hpp"
#include "integration/server/kill_at_call.hpp"
#include "tests/source_dir.hpp"

namespace samen::test {
namespace {

namespace fs = std::filesystem;

class RecoveryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    matcher.start({"--backup-every", "0.05", "--backup", backup.string()});
    net = std::make_unique<NetworkKiosk>(matcher, 1);
    ASSERT_EQ(net->enrol(matcher.code()).status, 200);
    for (int i = 0; i < 8; ++i) kept.push_back(net->kiosk.envelope(net->kiosk.household("Amal")));
    ASSERT_EQ(send(kept), 8);
    wait_for_envelopes("stored", 0);  // applying comes after the answer
    ASSERT_EQ(matcher.stop(), 0);
  }
  // How many were taken, now or before.
  int send(const std::vector<protocol::Envelope>& envelopes) {
    const auto answer = protocol::read_batch_answer(net->post(net->kiosk.batch(envelopes)).body);
    int taken = 0;
    if (answer) {
      for (const auto& result : answer->results) {
        taken += result.result == protocol::ResultClass::accepted ||
                         result.result == protocol::ResultClass::duplicate
                     ? 1
                     : 0;
      }
    }
    return taken;
  }
  CommandResult restore(std::vector<std::string> more = {}) {
    std::vector<std::string> command = {"restore", "--backup", backup.string()};
    command.insert(command.end(), more.begin(), more.end());
    return matcher.cli(command);
  }
  std::int64_t households() {
    return matcher.json("status")["records"]["household"]["from_kiosks"];
  }
  // Everything sent before is there, and the kiosk goes on as it was.
  void expect_whole(const char* where) {
    matcher.start({"--backup-every", "0.05", "--backup", backup.string()});
    EXPECT_EQ(send(kept), 8) << where;
    EXPECT_EQ(send({net->kiosk.envelope(net->kiosk.household("Basma"))}), 1) << where;
    wait_for_envelopes("stored", 0);  // applying comes after the answer
    EXPECT_EQ(matcher.stop(), 0);
    EXPECT_GE(households(), 9) << where;
  }
  // Serves, and has one proposal whose card the kiosk has read.
  domain::ProposalCard propose() {
    const auto join_code = net->kiosk.code();
    std::vector<protocol::Envelope> group = {
        net->kiosk.envelope(net->kiosk.group_start(join_code, "Bram"))};
    for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
      group.push_back(net->kiosk.envelope(net->kiosk.group_member(join_code, name)));
    }
    matcher.start({"--backup-every", "0.05", "--backup", backup.string()});
    EXPECT_EQ(send(group), 5);
    wait_for_envelopes("stored", 0);
    EXPECT_EQ(matcher.cli({"round"}).exit_code, 0);
    const auto page = protocol::read_feed_page(net->feed().body);
    if (!page || page->items.size() != 1) {
      ADD_FAILURE() << "expected one card";
      return {};
    }
    return net->kiosk.open_card(page->items[0]).value_or(domain::ProposalCard{});
  }
  void wait_for_envelopes(const std::string& state, int count) {
    for (int i = 0; i < 200; ++i) {
      if (matcher.json("status")["envelopes"][state] == count) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << "never " << count << " " << state;
  }
  static bool names(const CommandResult& result, const std::string& word) {
    return result.err.find(word) != std::string::npos;
  }

  TemporaryFolder other;
  fs::path backup = other.path() / "copies";
  MatcherProcess matcher;
  std::unique_ptr<NetworkKiosk> net;
  std::vector<protocol::Envelope> kept;
};

TEST_F(RecoveryTest, TheStoreIsGone) {
  fs::rename(matcher.data() / "matcher.db", other.path() / "moved");
  const auto status = matcher.cli({"status"});
  EXPECT_EQ(status.exit_code, 1);
  EXPECT_TRUE(names(status, "samen-matcher restore")) << status.err;
  // Whoever types init all the same destroys nothing.
  const auto key = base::read_file(matcher.data() / "sign.key", 1000).value();
  const auto init = matcher.cli({"init"});
  EXPECT_EQ(init.exit_code, 1);
  EXPECT_TRUE(names(init, "samen-matcher restore")) << init.err;
  EXPECT_EQ(base::read_file(matcher.data() / "sign.key", 1000).value(), key);
  EXPECT_EQ(restore().exit_code, 0);
  expect_whole("after the store was gone");
}

TEST_F(RecoveryTest, TheKeysOfWhatPeopleToldAreGone) {
  fs::rename(matcher.data() / "record.keys", other.path() / "moved");
  const auto status = matcher.cli({"status"});
  EXPECT_EQ(status.exit_code, 1);
  EXPECT_TRUE(names(status, "samen-matcher restore")) << status.err;
  // Neither here nor beside the copy: refused, and what it says helps.
  const auto store = base::read_file(matcher.data() / "matcher.db", 1 << 26).value();
  fs::rename(backup / "record.keys", other.path() / "beside");
  const auto refused = restore();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(names(refused, "Put the file record.keys")) << refused.err;
  EXPECT_EQ(base::read_file(matcher.data() / "matcher.db", 1 << 26).value(), store);
  fs::rename(other.path() / "beside", backup / "record.keys");
  EXPECT_EQ(restore().exit_code, 0);
  expect_whole("after the keys were gone");
}

TEST_F(RecoveryTest, InitRefusesOverEveryTraceOfAMatcher) {
  for (const char* trace :
       {"sign.key", "seal.key", "seal-1700000000000.key", "tls.key", "tls.crt", "matcher.db",
        "matcher.db-journal", "matcher.db.before-restore-1", "matcher.db.damaged-20260101T000000Z",
        "erased", "record.keys", "backup", "restore", "tls-next.key", "restore.unfinished"}) {
    const TemporaryFolder folder;
    std::ofstream(folder / trace) << "x";
    const auto out = folder.path().string() + ".out";
    const auto err = folder.path().string() + ".err";
    EXPECT_EQ(wait_for(spawn({SAMEN_MATCHER, "init", "--data", folder.path().string()}, out, err)),
              1)
        << trace;
    const auto words = base::read_file(err, 10'000).value_or("");
    EXPECT_NE(words.find("samen-matcher restore"), std::string::npos) << trace << ": " << words;
    EXPECT_NE(words.find(trace), std::string::npos) << words;
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << trace;
    fs::remove(out);
    fs::remove(err);
  }
}

TEST_F(RecoveryTest, TheStoreIsDamagedOrEmpty) {
  for (const auto size : {std::uintmax_t{0}, fs::file_size(matcher.data() / "matcher.db") / 2}) {
    fs::resize_file(matcher.data() / "matcher.db", size);
    const auto status = matcher.cli({"status"});
    EXPECT_EQ(status.exit_code, 1) << size;
    EXPECT_TRUE(names(status, "samen-matcher restore")) << status.err;
    EXPECT_EQ(restore().exit_code, 0) << size;
    EXPECT_EQ(households(), 8) << size;
  }
  expect_whole("after a damage");
}

// A new machine: init made other keys, and the backup is brought. What restores it is the keys.
TEST_F(RecoveryTest, TheMachineIsLostAndOnlyBackupAndKeysAreLeft) {
  const auto keys = other.path() / "keys";
  fs::create_directory(keys);
  for (const char* name : {"sign.key", "seal.key", "tls.key", "tls.crt"}) {
    fs::copy_file(matcher.data() / name, keys / name);
  }
  fs::remove_all(matcher.data());
  EXPECT_EQ(matcher.cli({"init"}).exit_code, 0);
  const auto refused = restore();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(names(refused, "Put the copies of sign.key")) << refused.err;
  for (const auto& entry : fs::directory_iterator(keys)) {
    fs::copy_file(entry.path(), matcher.data() / entry.path().filename(),
                  fs::copy_options::overwrite_existing);
  }
  // The store that init made belongs to other keys than those that are there now.
  EXPECT_TRUE(names(matcher.cli({"status"}), "belongs to other keys"));
  EXPECT_EQ(restore().exit_code, 0);
  expect_whole("on a new machine");
}

TEST_F(RecoveryTest, TheNewestCopyIsDamagedAndAnOlderOneHolds) {
  const auto newest = backup / "matcher.db";
  std::ofstream(newest) << std::string(fs::file_size(newest), 'x');  // under both its names
  fs::remove(matcher.data() / "matcher.db");
  const auto refused = restore();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(names(refused, "Older copies there, for --copy: matcher-")) << refused.err;
  const auto list = matcher.cli({"restore", "--backup", backup.string(), "--list"});
  const auto at = list.out.find("matcher-");
  ASSERT_NE(at, std::string::npos) << list.out;
  const auto name = list.out.substr(at, list.out.find(' ', at) - at);
  EXPECT_EQ(restore({"--copy", name}).exit_code, 0);
  EXPECT_EQ(households(), 8) << "kiosks may have deleted them";
  expect_whole("from an older copy");
}

// Killed before every call that changes the disk, one after the other: each time either the store
// is as it was, or every command says to restore again, and restoring again ends it.
TEST_F(RecoveryTest, ARestoreKilledAtAnyCallLosesNothing) {
  const std::vector<std::string> command = {SAMEN_MATCHER,           "restore",  "--data",
                                            matcher.data().string(), "--backup", backup.string()};
  int points = 0, said_again = 0;
  for (int n = 1;; ++n) {
    const auto killed = run_killed_before_call(command, n);
    if (killed == Killed::cannot_trace) GTEST_SKIP() << "no program may be traced here";
    if (killed == Killed::ran_to_its_end) break;
    ++points;
    const auto status = matcher.cli({"status", "--json"});
    if (status.exit_code != 0) {
      ++said_again;
      EXPECT_TRUE(names(status, "samen-matcher restore")) << n << ": " << status.err;
      ASSERT_EQ(restore().exit_code, 0) << n;
    }
    EXPECT_EQ(households(), 8) << "killed before call " << n;
  }
  std::printf("restore killed before %d calls; %d times it had to be done again\n", points,
              said_again);
  EXPECT_GT(points, 30);
  EXPECT_GT(said_again, 0);
  expect_whole("after all that");
}

TEST_F(RecoveryTest, AnInitKilledAtAnyCallIsRunAgain) {
  const TemporaryFolder folder;
  const auto data = folder / "m";
  const std::vector<std::string> init = {SAMEN_MATCHER, "init", "--data", data.string()};
  int points = 0;
  for (int n = 1;; ++n) {
    fs::remove_all(data);
    const auto killed = run_killed_before_call(init, n);
    if (killed == Killed::cannot_trace) GTEST_SKIP() << "no program may be traced here";
    if (killed == Killed::ran_to_its_end) break;
    ++points;
    const auto out = folder / "out", err = folder / "err";
    // Either it was through, or it can be run again; never a dead end.
    const int status =
        wait_for(spawn({SAMEN_MATCHER, "status", "--data", data.string()}, out, err));
    const int again = status == 0 ? 0 : wait_for(spawn(init, out, err));
    EXPECT_EQ(again, 0) << n << ": " << base::read_file(err, 10'000).value_or("");
    EXPECT_EQ(wait_for(spawn({SAMEN_MATCHER, "status", "--data", data.string()}, out, err)), 0)
        << n;
    if (n > 20) n += 4;  // the middle is SQLite making its file
  }
  EXPECT_GT(points, 20);
}

TEST_F(RecoveryTest, AKioskWasRevokedByMistake) {
  ASSERT_EQ(matcher.cli({"revoke", "1"}).exit_code, 0);
  matcher.start({"--backup-every", "0.05", "--backup", backup.string()});
  const auto waiting = net->kiosk.envelope(net->kiosk.household("Basma"));
  EXPECT_EQ(send({waiting}), 0);
  EXPECT_EQ(matcher.cli({"revoke", "--undo", "1"}).exit_code, 0);
  EXPECT_EQ(send({waiting}), 1);
  EXPECT_EQ(matcher.stop(), 0);
}

TEST_F(RecoveryTest, AKioskNeedsANewCodeAndIsTheSameKiosk) {
  matcher.start({"--backup-every", "0.05", "--backup", backup.string()});
  const auto before = net->kiosk.trust().device;
  const auto waiting = net->kiosk.envelope(net->kiosk.household("Basma"));
  net->kiosk.lose_courier_key();
  EXPECT_EQ(send({waiting}), 0);
  EXPECT_EQ(net->enrol(matcher.code()).status, 200);
  EXPECT_EQ(net->kiosk.trust().device, before);
  EXPECT_EQ(send({waiting}), 1);
  EXPECT_EQ(matcher.stop(), 0);
}

TEST_F(RecoveryTest, AWrongVerdictIsTakenBack) {
  const auto card = propose();
  ASSERT_EQ(send({net->kiosk.envelope(
                net->kiosk.decision(card, domain::Verdict::decline, domain::DeclineReason{}))}),
            1);
  wait_for_envelopes("stored", 0);
  EXPECT_EQ(matcher.json("proposals")["proposals"][0]["state"], "declined");
  const auto undone = matcher.cli({"undo", card.household_label});
  EXPECT_EQ(undone.exit_code, 0) << undone.err;
  EXPECT_EQ(matcher.json("proposals")["proposals"][0]["state"], "proposed");
  EXPECT_TRUE(names(matcher.cli({"undo", card.household_label}), "nothing to take back"));
  EXPECT_EQ(matcher.stop(), 0);
}

TEST_F(RecoveryTest, SomebodySignedUpTwice) {
  const auto first = propose().household_label;
  std::set<std::string> before;  // the others of this test have one name and number
  const auto others = matcher.json("doubles");
  for (const auto& row : others["held"]) before.insert(row["held"]);
  const auto held = [&] {
    return matcher.json("status")["held"].get<std::size_t>() - before.size();
  };
  auto again = net->kiosk.household("Somebody");
  auto& contact = std::get<domain::Household>(again.body).contact;
  contact = {domain::ContactChannel::phone, base::SecretText("0611112222")};
  auto once_more = net->kiosk.household("Someone");
  std::get<domain::Household>(once_more.body).contact = {domain::ContactChannel::phone,
                                                         base::SecretText("+31 6 11112222")};
  ASSERT_EQ(send({net->kiosk.envelope(again), net->kiosk.envelope(once_more)}), 2);
  wait_for_envelopes("stored", 0);
  EXPECT_EQ(held(), 1U);
  std::string later;
  std::string earlier;
  const auto list = matcher.json("doubles");
  for (const auto& row : list["held"]) {
    if (before.contains(row["held"])) continue;
    later = row["held"];
    earlier = row["like"];
  }
  const auto round = matcher.cli({"round"});
  EXPECT_NE(round.out.find(later + " is held: it looks like " + earlier +
                           " (the same telephone number or e-mail address"),
            std::string::npos)
      << round.out;
  EXPECT_NE(matcher.cli({"explain", later}).out.find(later + " is held"), std::string::npos);
  EXPECT_EQ(matcher.cli({"doubles", later}).exit_code, 2) << "two labels";
  EXPECT_EQ(matcher.cli({"doubles", later, earlier}).exit_code, 1) << "and a word";
  EXPECT_EQ(matcher.cli({"doubles", later, earlier, "--counts", first}).exit_code, 1);
  EXPECT_EQ(matcher.cli({"doubles", later, earlier, "--two"}).exit_code, 0);
  EXPECT_EQ(held(), 0U);
  const auto counts = matcher.cli({"doubles", later, earlier, "--counts", later});
  EXPECT_EQ(counts.exit_code, 0) << counts.err;
  EXPECT_NE(counts.out.find(earlier + " stands aside"), std::string::npos) << counts.out;
  EXPECT_NE(matcher.cli({"audit"}).out.find(later + " counts, not " + earlier), std::string::npos);
  EXPECT_EQ(matcher.stop(), 0);
}

TEST_F(RecoveryTest, VerdictsCameWithoutTheStaffsSignature) {
  matcher.tamper("DELETE FROM staff_key");  // as of a kiosk enrolled before there were any
  const auto card = propose();
  ASSERT_EQ(send({net->kiosk.envelope(net->kiosk.decision(card, domain::Verdict::accept))}), 1);
  wait_for_envelopes("needs_review", 1);
  EXPECT_EQ(matcher.json("proposals")["proposals"][0]["state"], "proposed");
  const auto status = matcher.cli({"status"});
  EXPECT_NE(status.out.find("ALARM        kiosk 1"), std::string::npos) << status.out;
  const auto fingerprint = net->kiosk.staff_sign_key().verify_key().id();
  EXPECT_NE(matcher.cli({"staff", "show"}).out.find("not confirmed: " + fingerprint),
            std::string::npos);
  EXPECT_EQ(
      matcher.cli({"staff", "confirm", "--kiosk", "1", "--key", "0000000000000000"}).exit_code, 1);
  const auto done = matcher.cli({"staff", "confirm", "--kiosk", "1", "--key", fingerprint});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(net->feed().status, 200);  // whatever is asked, what waits is applied behind it
  wait_for_envelopes("needs_review", 0);
  wait_for_envelopes("stored", 0);
  EXPECT_EQ(matcher.json("proposals")["proposals"][0]["state"], "accepted");
  EXPECT_EQ(matcher.stop(), 0);
}

TEST_F(RecoveryTest, ARecordNobodyCanUnderstandIsDiscardedWithALineInTheAudit) {
  matcher.start({"--backup-every", "0.05", "--backup", backup.string()});
  const base::SystemClock clock;
  base::SystemRandom random;
  const auto id = base::make_uuid(clock, random);
  const auto odd = net->kiosk.envelope_around(id, base::as_bytes("{}"));
  ASSERT_EQ(send({odd}), 1);
  wait_for_envelopes("needs_review", 1);
  EXPECT_EQ(matcher.cli({"review", "--discard", id.str()}).exit_code, 0);
  EXPECT_EQ(matcher.json("status")["envelopes"]["needs_review"], 1) << "not without --yes";
  EXPECT_EQ(matcher.cli({"review", "--discard", id.str(), "--yes"}).exit_code, 0);
  EXPECT_EQ(matcher.json("status")["envelopes"]["needs_review"], 0);
  EXPECT_NE(matcher.cli({"audit"}).out.find("unreadable"), std::string::npos);
  const auto again = protocol::read_batch_answer(net->post(net->kiosk.batch({odd})).body);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->results[0].result, protocol::ResultClass::erased);
  EXPECT_EQ(matcher.cli({"review", "--discard", id.str(), "--yes"}).exit_code, 1);
  EXPECT_EQ(matcher.stop(), 0);
}

// One sudo must not break the service.
TEST_F(RecoveryTest, ACommandInAFolderOfAnotherUserChangesNothing) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  std::set<std::string> before;
  for (const auto& entry : fs::directory_iterator(matcher.data())) {
    before.insert(entry.path().filename().string());
    ASSERT_EQ(chown(entry.path().c_str(), 65534, 65534), 0);
  }
  ASSERT_EQ(chown(matcher.data().c_str(), 65534, 65534), 0);
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"keys", "rotate"},
                                             {"restore", "--backup", backup.string()},
                                             {"status"},
                                             {"round"},
                                             {"erase", "--record", "H-7Q2", "--yes"},
                                             {"init"},
                                             {"serve"},
                                             {"tls", "announce"}}) {
    const auto done = matcher.cli(command);
    EXPECT_EQ(done.exit_code, 1) << command[0];
    EXPECT_TRUE(names(done, "sudo -u nobody")) << command[0] << ": " << done.err;
  }
  for (const auto& entry : fs::directory_iterator(matcher.data())) {
    EXPECT_TRUE(before.contains(entry.path().filename().string())) << entry.path();
  }
}

// Every line of the page's table is one of these tests.
TEST(OperatorsGuide, EveryLineOfItsTableIsATest) {
  auto page = base::read_file(SAMEN_SOURCE_DIR "/sync/server/operating.md", 1 << 20).value();
  page.resize(page.find("## At a kiosk"));  // those lines name tests of the courier
  const auto tests =
      base::read_file(SAMEN_SOURCE_DIR "/tests/integration/server/recovery_test.cpp", 1 << 20)
          .value();
  int lines = 0;
  for (auto at = page.find("<!-- test: "); at != std::string::npos;
       at = page.find("<!-- test: ", at + 1)) {
    const auto start = at + 11;
    const auto name = page.substr(start, page.find(' ', start) - start);
    EXPECT_NE(tests.find("TEST_F(RecoveryTest, " + name + ")"), std::string::npos) << name;
    ++lines;
  }
  EXPECT_GE(lines, 9);
}

}  // namespace
}  // namespace samen::test
