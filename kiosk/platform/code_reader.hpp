// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace samen::platform {

// What a reader of codes types, key by key as the kernel reports it (linux/input.h). Readers come
// set to a US keyboard; whatever layout the kiosk's own keyboard has does not matter here.
class ReaderKeys {
 public:
  static constexpr std::size_t kMostLetters = 4096;  // more than the largest code holds

  // The whole code, when this event is the Enter behind it. What is longer than kMostLetters is no
  // code, nor is nothing at all.
  std::optional<base::SecretText> take(std::uint16_t type, std::uint16_t code, std::int32_t value);
  // Of a code that stopped in the middle: the reader is gone.
  void forget();

 private:
  base::SecretText letters_;
  bool shift_ = false;
  bool too_long_ = false;
};

// A reader of codes as a device of its own, held for the kiosk alone: what it reads never reaches a
// field, a button or another program. It may be unplugged and plugged in again. A thread waits for
// it and sleeps in the kernel otherwise.
class CodeReader {
 public:
  // `device`: such as /dev/input/by-id/...-event-kbd. `came` is called on the reader's thread when
  // take() has something. A device that is not there is waited for; errors are for what is no
  // input device, or may not be read, or is another program's.
  static base::Result<std::unique_ptr<CodeReader>> open(const std::filesystem::path& device,
                                                        std::function<void()> came);
  // The same over anything that gives the kernel's events. `plug` opens it anew: a descriptor, or
  // below 0 while there is none.
  CodeReader(std::function<int()> plug, std::function<void()> came);
  ~CodeReader();
  CodeReader(const CodeReader&) = delete;
  CodeReader& operator=(const CodeReader&) = delete;

  // Codes read since the last call, oldest first. Any thread.
  std::vector<base::SecretText> take();

 private:
  static constexpr int kLookAgainMs = 2000;  // for a reader that is not there

  void wait_for_keys();
  bool read_keys(int device);

  std::function<int()> plug_;
  std::function<void()> came_;
  ReaderKeys keys_;
  std::mutex mutex_;
  std::vector<base::SecretText> codes_;  // guarded by mutex_
  int stop_ = -1;
  std::thread thread_;
};

}  // namespace samen::platform
