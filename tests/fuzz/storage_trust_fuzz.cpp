// SPDX-License-Identifier: Apache-2.0
// The enrolment copy beside kiosk.db, as somebody else may have left it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "storage/trust_copy.hpp"

namespace {

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("samen-fuzz-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  std::ofstream(folder.path / "enrolment.copy", std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto trust = samen::storage::read_trust_copy(folder.path);
  if (trust && (trust->seal_key.size() != 32 || trust->sign_key.size() != 32)) std::abort();
  return 0;
}
