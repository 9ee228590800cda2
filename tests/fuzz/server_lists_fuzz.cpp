// SPDX-License-Identifier: Apache-2.0
// What the matcher reads beside requests: the list of erasures, names of proxies, cursors,
// addresses, certificates. The first byte chooses which.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "sync/server/api/feed_cursor.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/http/source.hpp"
#include "sync/server/keys/tls_identity.hpp"
#include "sync/server/store/erasures.hpp"

namespace {

using namespace samen;

void require(bool holds) {
  if (!holds) std::abort();
}

struct List {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("samen-fuzz-list-" + std::to_string(::getpid()));
  ~List() { ::unlink(path.c_str()); }
};

void read_list(std::string_view text) {
  static const List list;
  std::ofstream(list.path, std::ios::binary)
      .write(text.data(), static_cast<std::streamsize>(text.size()));
  const auto erased = server::read_erasures(list.path);
  if (!erased) return;
  // All or an error: a list that was cut short must not be taken for a shorter one.
  const auto bytes = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c != '\n'; }));
  std::size_t read = 0;
  for (const auto& one : *erased)
    read += one.kind == server::ErasedKind::receipt ? 64 + std::string_view(" receipt").size() : 64;
  require(read == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0:
      read_list(text);
      break;
    case 1: {
      const auto source = server::forwarded_source(text);
      // Stable: a source is a source of itself, so nobody gets a second bucket by spelling.
      if (!source.empty() && source.find('/') == std::string::npos) {
        require(server::source_of(source) == source);
      }
      require(source.size() < 64);
      (void)server::is_loopback(text);
      break;
    }
    case 2:
      if (const auto cursor = server::FeedCursor::parse(text)) {
        require(cursor->str() == text && cursor->number >= 0);
      }
      break;
    case 3:
      if (const auto pin = server::public_key_pin(text)) require(pin->size() == 32);
      break;
    default:
      if (const auto address = server::parse_address(text)) {
        const auto again = server::parse_address(address->url("x").substr(4));
        require(again && again->host == address->host && again->port == address->port);
      }
      break;
  }
  return 0;
}
