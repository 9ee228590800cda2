// SPDX-License-Identifier: Apache-2.0
// Memory that this program gives back is overwritten first.
//
// What people type lives in base::SecretText on locked memory. But a vector that grows inside a
// library, a std::string made on the way to a shaper, a message on its way to a box: copies end up
// on the ordinary heap for a moment. Replacing operator new and delete for the whole program (the
// C++ libraries it loads included) keeps none of them after their moment is over. It costs one pass
// over each freed block; a frame frees little.
//
// The sanitizers bring their own operators and look at freed memory themselves.
#ifndef SAMEN_SANITIZED

#include <cstdlib>
#include <cstring>
#include <new>

#include <malloc.h>

namespace {

void* take(std::size_t bytes) {
  for (;;) {
    if (void* memory = std::malloc(bytes > 0 ? bytes : 1)) return memory;
    const auto handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void* take_aligned(std::size_t bytes, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  for (;;) {
    const std::size_t rounded = (bytes > 0 ? bytes + step - 1 : step) / step * step;
    if (void* memory = std::aligned_alloc(step, rounded)) return memory;
    const auto handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void give_back(void* memory) noexcept {
  if (memory == nullptr) return;
  // Asks the allocator, since unsized delete does not know; includes slack a library may have used.
  explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) {
  return take(bytes);
}
void* operator new[](std::size_t bytes) {
  return take(bytes);
}
void* operator new(std::size_t bytes, std::align_val_t a) {
  return take_aligned(bytes, a);
}
void* operator new[](std::size_t bytes, std::align_val_t a) {
  return take_aligned(bytes, a);
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete[](void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  give_back(memory);
}

#endif
