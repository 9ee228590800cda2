// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string_view>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

// Time and memory of a piece of work, in a child process so that its memory is its own.
namespace samen::matcher::bench {

struct Measured {
  std::int64_t value = -1;  // what the work returned; -1: the child failed
  double processor = 0;     // seconds, of all threads
  double clock = 0;
  double megabytes = 0;  // peak above what was there before
};

// Of all threads, or of the calling one alone: what else the machine does is not in it.
inline double processor_seconds(clockid_t whose = CLOCK_PROCESS_CPUTIME_ID) {
  timespec now{};
  clock_gettime(whose, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// VmRSS or VmHWM of this process.
inline double megabytes(const char* what) {
  double found = 0;
  if (std::FILE* file = std::fopen("/proc/self/status", "r")) {
    char line[256];
    while (std::fgets(line, sizeof line, file) != nullptr) {
      char name[64];
      long kilobytes = 0;
      if (std::sscanf(line, "%63[^:]: %ld", name, &kilobytes) == 2 &&
          std::string_view(name) == what) {
        found = static_cast<double>(kilobytes) / 1024.0;
      }
    }
    std::fclose(file);
  }
  return found;
}

// Forgets the peak so far: what a process reached before the work is not the work's.
inline void forget_peak() {
  if (std::FILE* file = std::fopen("/proc/self/clear_refs", "w")) {
    std::fputs("5", file);
    std::fclose(file);
  }
}

// The best of `repeats` runs. Other work on the machine disturbs the clock more than the processor
// time, and the best run least.
inline Measured measure(const std::function<std::int64_t()>& work, int repeats) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  malloc_trim(0);  // what was freed but kept would hide what the work takes
  const pid_t child = fork();
  if (child == 0) {
    Measured best;
    for (int i = 0; i < repeats; ++i) {
      if (i == 0) forget_peak();
      const double before = megabytes("VmRSS");
      const double processor = processor_seconds();
      const auto clock = std::chrono::steady_clock::now();
      const std::int64_t value = work();
      const double spent = processor_seconds() - processor;
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - clock;
      if (i == 0) best.megabytes = std::max(0.0, megabytes("VmHWM") - before);
      if (i == 0 || spent < best.processor) best.processor = spent;
      if (i == 0 || passed.count() < best.clock) best.clock = passed.count();
      best.value = value;
    }
    const auto written = write(ends[1], &best, sizeof best);
    _exit(written == sizeof best ? 0 : 1);
  }
  close(ends[1]);
  Measured measured;
  const auto got = read(ends[0], &measured, sizeof measured);
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return got == sizeof measured ? measured : Measured{};
}

}  // namespace samen::matcher::bench
