// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "domain/proposal.hpp"

// Proposal cards as JSON, before they are padded and sealed to a centre's staff key.
namespace samen::protocol {

inline constexpr std::size_t kMaxReasonsOnCard = 24;
inline constexpr std::size_t kMaxArgumentsOfReason = 8;
inline constexpr std::size_t kMaxTermsOfArgument = 16;

base::SecretBytes write_card(const domain::ProposalCard& card);
base::Result<domain::ProposalCard> read_card(base::ByteView json);  // errors as in record_json.hpp

}  // namespace samen::protocol
