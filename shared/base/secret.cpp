// SPDX-License-Identifier: Apache-2.0
#include "base/secret.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <mutex>
#include <new>

#include <sodium.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace samen::base {
namespace {

std::atomic<bool> lock_refused = false;

void* map_locked(std::size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  if (mlock(memory, bytes) != 0) lock_refused = true;
  madvise(memory, bytes, MADV_DONTDUMP);
  madvise(memory, bytes, MADV_WIPEONFORK);
  return memory;
}

// Power-of-two size classes from 32 bytes to 64 KiB cut from 256 KiB arenas that live as long as
// the program; larger pieces get a mapping of their own. Secrets are few and small, so a lock and
// some slack cost nothing that shows.
constexpr std::size_t kSmallest = 32;
constexpr std::size_t kLargest = 65536;
constexpr std::size_t kArena = 262144;

struct FreeCell {
  FreeCell* next;
};

struct Pool {
  std::mutex mutex;
  std::array<FreeCell*, 12> free{};  // 32 << i
  std::uint8_t* arena = nullptr;
  std::size_t left = 0;
};

Pool& pool() {
  static auto* instance = new Pool;  // never destroyed: statics may hold secrets until exit
  return *instance;
}

std::size_t size_class(std::size_t bytes) {
  const std::size_t rounded = std::bit_ceil(std::max(bytes, kSmallest));
  return static_cast<std::size_t>(std::countr_zero(rounded) - std::countr_zero(kSmallest));
}

std::size_t whole_pages(std::size_t bytes) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return (bytes + page - 1) / page * page;
}

}  // namespace

void* locked_allocate(std::size_t bytes) {
  if (bytes > kLargest) return map_locked(whole_pages(bytes));
  auto& p = pool();
  const std::lock_guard lock(p.mutex);
  const std::size_t index = size_class(bytes);
  if (auto* cell = p.free[index]) {
    p.free[index] = cell->next;
    return cell;
  }
  const std::size_t size = kSmallest << index;
  if (p.left < size) {
    p.arena = static_cast<std::uint8_t*>(map_locked(kArena));
    p.left = kArena;
  }
  void* memory = p.arena;
  p.arena += size;
  p.left -= size;
  return memory;
}

void locked_free(void* memory, std::size_t bytes) noexcept {
  if (memory == nullptr) return;
  if (bytes > kLargest) {
    sodium_memzero(memory, bytes);
    munmap(memory, whole_pages(bytes));
    return;
  }
  auto& p = pool();
  const std::lock_guard lock(p.mutex);
  const std::size_t index = size_class(bytes);
  sodium_memzero(memory, kSmallest << index);
  p.free[index] = new (memory) FreeCell{p.free[index]};
}

bool memory_is_locked() {
  return !lock_refused;
}

void wipe(std::span<std::uint8_t> bytes) noexcept {
  sodium_memzero(bytes.data(), bytes.size());
}

void harden_process() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
#ifndef SAMEN_SANITIZED  // shadow memory cannot be locked
  // Under a finite limit, MCL_FUTURE would turn ordinary growth into failed allocations later on;
  // then only the secrets themselves are locked, and staff are told.
  const rlimit endless{RLIM_INFINITY, RLIM_INFINITY};
  rlimit now{};
  const bool may_grow = setrlimit(RLIMIT_MEMLOCK, &endless) == 0 ||
                        (getrlimit(RLIMIT_MEMLOCK, &now) == 0 && now.rlim_cur == RLIM_INFINITY);
  if (!may_grow || mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0) lock_refused = true;
#endif
}

void SecretText::replace(std::size_t at, std::size_t count, std::string_view text) {
  at = std::min(at, chars_.size());
  count = std::min(count, chars_.size() - at);
  const auto start = chars_.begin() + static_cast<std::ptrdiff_t>(at);
  const auto rest = chars_.erase(start, start + static_cast<std::ptrdiff_t>(count));
  chars_.insert(rest, text.begin(), text.end());
  // Bytes behind the end keep nothing: the vector may have capacity left over.
  const std::size_t size = chars_.size();
  chars_.resize(chars_.capacity());
  sodium_memzero(chars_.data() + size, chars_.size() - size);
  chars_.resize(size);
}

}  // namespace samen::base
