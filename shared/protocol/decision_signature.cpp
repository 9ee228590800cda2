// SPDX-License-Identifier: Apache-2.0
#include "protocol/decision_signature.hpp"

#include <cassert>
#include <string>

#include "protocol/signed_lines.hpp"

namespace samen::protocol {

base::Bytes signed_text(const domain::Decision& decision, const base::Uuid& device,
                        std::int64_t counter) {
  return signed_lines({"samen-decision-1", device.str(), decision.proposal.str(),
                       std::to_string(decision.version), domain::name_of(decision.verdict),
                       decision.reason ? domain::name_of(*decision.reason) : "-",
                       std::to_string(counter)});
}

void sign_decision(domain::Decision& decision, const base::Uuid& device, std::int64_t seq,
                   const vault::SigningKey& staff_key) {
  assert(seq >= 1);
  decision.staff = domain::StaffSignature{staff_key.verify_key().bytes(), seq,
                                          staff_key.sign(signed_text(decision, device, seq))};
}

base::Result<void> verify_decision(const domain::Decision& decision, const base::Uuid& device,
                                   std::int64_t seq, const vault::VerifyKey& staff_key) {
  const auto refuse = [](const char* why) { return base::fail(base::Errc::crypto, why); };
  if (!decision.staff) return refuse("staff: the decision is not signed");
  if (decision.staff->key != staff_key.bytes()) {
    return refuse("staff.key: not the staff key that is known of this kiosk");
  }
  if (decision.staff->counter != seq) return refuse("staff.counter: signed for another envelope");
  if (!staff_key.verify(signed_text(decision, device, seq), decision.staff->signature)) {
    return refuse("staff.signature: does not hold");
  }
  return {};
}

}  // namespace samen::protocol
