// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/explain/readiness.hpp"

namespace samen::matcher {

void put_readiness(std::vector<domain::Reason>& cautions, bool screened, bool trained) {
  constexpr std::string_view kNotScreened = "caution.not_screened";
  constexpr std::string_view kNotTrained = "caution.not_trained";
  std::erase_if(cautions, [&](const auto& caution) {
    return caution.key == kNotScreened || caution.key == kNotTrained;
  });
  if (!trained) cautions.insert(cautions.begin(), {std::string(kNotTrained), {}, 0});
  if (!screened) cautions.insert(cautions.begin(), {std::string(kNotScreened), {}, 0});
}

}  // namespace samen::matcher
