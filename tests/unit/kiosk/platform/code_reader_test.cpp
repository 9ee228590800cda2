// SPDX-License-Identifier: Apache-2.0
// A reader of codes as the kernel reports its keys. The device here is a pipe with the kernel's
// events; whether the kernel gives one to us alone only a machine with such a reader can show.
#include "kiosk/platform/code_reader.hpp"

#include <atomic>
#include <chrono>
#include <fstream>
#include <future>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/input.h>
#include <unistd.h>

#include "support/temporary_folder.hpp"

namespace samen::platform {
namespace {

std::string keys_pressed(ReaderKeys& keys, std::initializer_list<std::uint16_t> codes) {
  std::string read;
  for (const auto code : codes) {
    for (const std::int32_t value : {1, 0}) {
      if (const auto whole = keys.take(EV_KEY, code, value))
        read += "[" + std::string(whole->view()) + "]";
    }
    EXPECT_FALSE(keys.take(EV_SYN, SYN_REPORT, 0));
  }
  return read;
}

TEST(ReaderKeys, GiveACodeAtItsEnterWithoutTheReadersShifts) {
  ReaderKeys keys;
  EXPECT_EQ(keys_pressed(keys, {KEY_P, KEY_K, KEY_7, KEY_MINUS, KEY_M, KEY_2}), "");
  EXPECT_EQ(keys_pressed(keys, {KEY_ENTER}), "[pk7-m2]");
  EXPECT_FALSE(keys.take(EV_KEY, KEY_LEFTSHIFT, 1));
  EXPECT_EQ(keys_pressed(keys, {KEY_H, KEY_SEMICOLON, KEY_SLASH, KEY_2}), "");
  EXPECT_FALSE(keys.take(EV_KEY, KEY_LEFTSHIFT, 0));
  EXPECT_EQ(keys_pressed(keys, {KEY_Z, KEY_0, KEY_SPACE, KEY_KP7, KEY_KP0, KEY_KPENTER}),
            "[H:?@z0 70]");
  EXPECT_EQ(keys_pressed(keys, {KEY_ENTER, KEY_F1, KEY_LEFTCTRL, KEY_TAB}), "")
      << "an Enter alone is no code, nor are keys without a letter";
  EXPECT_FALSE(keys.take(EV_KEY, KEY_A, 1));
  EXPECT_FALSE(keys.take(EV_KEY, KEY_A, 2)) << "held down";
  EXPECT_EQ(keys_pressed(keys, {KEY_ENTER}), "[a]");
}

TEST(ReaderKeys, AreWholeOrNothing) {
  ReaderKeys keys;
  keys_pressed(keys, {KEY_A, KEY_B});
  keys.forget();
  EXPECT_EQ(keys_pressed(keys, {KEY_C, KEY_ENTER}), "[c]");
  for (std::size_t i = 0; i < ReaderKeys::kMostLetters + 7; ++i) keys_pressed(keys, {KEY_A});
  EXPECT_EQ(keys_pressed(keys, {KEY_ENTER}), "") << "the end of something else is no code";
  EXPECT_EQ(keys_pressed(keys, {KEY_C, KEY_ENTER}), "[c]");
}

// A reader at a plug that can be pulled.
class Plugged {
 public:
  Plugged() {
    int ends[2];
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    here = ends[0];
    there_ = ends[1];
  }
  ~Plugged() { pull(); }
  Plugged(const Plugged&) = delete;
  Plugged& operator=(const Plugged&) = delete;
  void pull() {
    if (there_ >= 0) ::close(there_);
    there_ = -1;
  }
  void press(std::initializer_list<std::uint16_t> codes) const {
    for (const auto code : codes) {
      input_event event{};
      event.type = EV_KEY;
      event.code = code;
      event.value = 1;
      ASSERT_EQ(::write(there_, &event, sizeof event), static_cast<ssize_t>(sizeof event));
    }
  }
  int here = -1;

 private:
  int there_ = -1;
};

std::string next_code(CodeReader& reader) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < end) {
    for (const auto& code : reader.take()) return std::string(code.view());
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return "nothing came";
}

TEST(CodeReader, MayBeUnpluggedInTheMiddleOfACode) {
  Plugged first;
  Plugged second;
  std::atomic<int> plugged = 0;
  std::atomic<int> woken = 0;
  CodeReader reader([&] { return std::array{first.here, second.here}.at(plugged++); },
                    [&] { ++woken; });
  first.press({KEY_A, KEY_B, KEY_ENTER});
  EXPECT_EQ(next_code(reader), "ab");
  first.press({KEY_X, KEY_Y});
  first.pull();
  while (plugged < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // ends: EOF plugs
  second.press({KEY_C, KEY_ENTER});
  EXPECT_EQ(next_code(reader), "c");
  EXPECT_EQ(woken, 2);
}

TEST(CodeReader, OfAWrongPathSaysWhatToDo) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "x";
  const auto no_device = CodeReader::open(folder.path() / "file", [] {});
  ASSERT_FALSE(no_device);
  EXPECT_NE(no_device.error().message.find("ls /dev/input/by-id"), std::string::npos);
  const auto later = CodeReader::open(folder.path() / "not-there-yet", [] {});
  EXPECT_TRUE(later) << "it may be plugged in later";
}

}  // namespace
}  // namespace samen::platform
