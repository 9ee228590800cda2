// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace samen::base {

// Memory that is kept out of swap and core files where the system allows it, and is overwritten
// when it is given back. Never returns null (throws std::bad_alloc).
void* locked_allocate(std::size_t bytes);
void locked_free(void* memory, std::size_t bytes) noexcept;

// False once the system has refused to lock memory (RLIMIT_MEMLOCK): staff are told.
bool memory_is_locked();

// Overwrites bytes in a way the compiler does not remove.
void wipe(std::span<std::uint8_t> bytes) noexcept;

// No core files, no ptrace by other processes of the same user, all memory locked if allowed.
// Call first thing in main() of a program that sees clear personal data.
void harden_process();

template <class T>
struct LockedAllocator {
  using value_type = T;
  LockedAllocator() = default;
  template <class U>
  LockedAllocator(const LockedAllocator<U>&) {}  // NOLINT: allocators convert
  T* allocate(std::size_t n) { return static_cast<T*>(locked_allocate(n * sizeof(T))); }
  void deallocate(T* p, std::size_t n) noexcept { locked_free(p, n * sizeof(T)); }
  bool operator==(const LockedAllocator&) const { return true; }
};

using SecretBytes = std::vector<std::uint8_t, LockedAllocator<std::uint8_t>>;

// UTF-8 text about a person: a name, a phone number, a PIN. Always on locked, wiped memory (a
// std::string would keep short texts inside itself). It has no operator<< and the log does not
// take it, on purpose.
class SecretText {
 public:
  SecretText() = default;
  explicit SecretText(std::string_view text) : chars_(text.begin(), text.end()) {}

  std::string_view view() const { return {chars_.data(), chars_.size()}; }
  std::size_t size() const { return chars_.size(); }
  bool empty() const { return chars_.empty(); }
  void clear() { *this = SecretText(); }
  void append(std::string_view text) { chars_.insert(chars_.end(), text.begin(), text.end()); }
  // Replaces `count` bytes at byte offset `at` (clamped to the text) with `text`.
  void replace(std::size_t at, std::size_t count, std::string_view text);
  bool operator==(const SecretText&) const = default;

 private:
  std::vector<char, LockedAllocator<char>> chars_;
};

}  // namespace samen::base
