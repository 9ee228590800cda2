// SPDX-License-Identifier: Apache-2.0
// The input is the content of a catalogue file; what is accepted is formatted with every argument
// missing, as a number and as a text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "i18n/catalogue.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using samen::i18n::Argument;
  using samen::i18n::Catalogues;
  samen::i18n::CatalogueLimits limits;
  limits.keys = 20;
  limits.file_bytes = 1U << 16;
  const std::vector<Catalogues::Source> files{
      {"nl.json", std::string(reinterpret_cast<const char*>(data), size)}};
  const auto catalogues = Catalogues::parse(files, limits);
  if (!catalogues) return 0;
  for (const auto& key : catalogues->keys("nl")) {
    std::vector<Argument> numbers, texts;
    const auto shape = catalogues->shape("nl", key);
    for (const auto& name : shape->arguments) {
      numbers.push_back({name, std::int64_t{21}});
      texts.push_back({name, "\u2067x\u2069\u2069{y}"});
    }
    catalogues->format("nl", key);
    catalogues->format("nl", key, numbers);
    catalogues->format("nl", key, texts);
    catalogues->speech("nl", key, numbers);
  }
  return 0;
}
