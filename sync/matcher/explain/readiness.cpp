// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/explain/readiness.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace samen::matcher {
namespace {

constexpr std::string_view kNotScreened = "caution.not_screened";
constexpr std::string_view kNotTrained = "caution.not_trained";
constexpr std::string_view kConsents = "caution.consents";

bool is_readiness(const domain::Reason& caution) {
  return caution.key == kNotScreened || caution.key == kNotTrained;
}

}  // namespace

void put_readiness(std::vector<domain::Reason>& cautions, bool screened, bool trained) {
  std::erase_if(cautions, is_readiness);
  if (!trained) cautions.insert(cautions.begin(), {std::string(kNotTrained), {}, 0});
  if (!screened) cautions.insert(cautions.begin(), {std::string(kNotScreened), {}, 0});
}

void put_consents(std::vector<domain::Reason>& cautions, int to_ask) {
  std::erase_if(cautions, [](const domain::Reason& caution) { return caution.key == kConsents; });
  if (to_ask == 0) return;
  cautions.insert(std::ranges::find_if_not(cautions, is_readiness),
                  {std::string(kConsents), {{"count", {}, to_ask}}, 0});
}

}  // namespace samen::matcher
