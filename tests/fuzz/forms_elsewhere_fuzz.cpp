// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "forms/elsewhere.hpp"

// Any bytes as a municipality's file: refused with the name in front, or places that can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  forms::Elsewhere all;
  if (const auto added = all.add(text, "fuzz.json"); !added) {
    if (!added.error().message.starts_with("fuzz.json:")) std::abort();
    if (!all.near(0).empty()) std::abort();
    return 0;
  }
  for (int postcode = 1000; postcode <= 9999; postcode += 7) {
    for (const forms::Place* place : all.near(postcode)) {
      std::string language = "ti";
      if (place->name.empty() || place->about_in(language).empty()) std::abort();
      if (!base::is_utf8(place->name) || !base::is_utf8(place->about_in(language))) std::abort();
      if (place->web.empty() && place->phone.empty() && place->address.empty()) std::abort();
    }
  }
  return 0;
}
