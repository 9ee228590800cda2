// SPDX-License-Identifier: Apache-2.0
// Key files as somebody else may have left them: a secret one, then the same bytes as a public one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include "device/key_file.hpp"
#include "vault/seal.hpp"
#include "vault/sign.hpp"

namespace {

struct File {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("samen-fuzz-key-" + std::to_string(::getpid()));
  ~File() { ::unlink(path.c_str()); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  static const File file;
  const int fd = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0 || ::write(fd, data, size) != static_cast<ssize_t>(size)) std::abort();
  ::close(fd);
  constexpr std::size_t kHeading = 17;  // "samen-sign-key 1\n", "samen-seal-key 1\n"
  const auto sign = vault::SigningKey::load(file.path);
  const auto seal = vault::SealKeyPair::load(file.path);
  if ((sign || seal) && size != kHeading + 32) std::abort();
  if (sign && seal) std::abort();  // one kind is never taken for the other
  const auto open = device::read_public_key_file(file.path);
  if (open && size < 64) std::abort();
  return 0;
}
