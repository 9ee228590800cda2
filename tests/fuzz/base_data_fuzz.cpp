// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/data_file.hpp"

namespace {

std::size_t count_values(const samen::base::Data& data, int depth) {
  if (depth > 8) std::abort();
  std::size_t all = 1;
  for (const auto& item : data.items()) all += count_values(item, depth + 1);
  return all;
}

}  // namespace

// Any bytes as a data file: refused with file and line in front, or a tree within the limits whose
// every value knows its line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::base;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const DataLimits limits{.bytes = 4096, .depth = 8, .values = 500};
  const auto file = DataFile::parse(text, "fuzz.json", limits);
  if (!file) {
    if (!file.error().message.starts_with("fuzz.json:")) std::abort();
    return 0;
  }
  if (text.size() > limits.bytes || count_values(file->root(), 1) > limits.values) std::abort();
  for (const Data& member : file->root().items()) {
    if (file->root().find(member.name()) != &member) std::abort();
    if (!member.wrong("w").error().message.starts_with("fuzz.json:")) std::abort();
    static_cast<void>(member.whole(0, 9));
    static_cast<void>(member.texts(9));
  }
  return 0;
}
