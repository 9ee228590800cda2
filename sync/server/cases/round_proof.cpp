// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round_proof.hpp"

#include "base/encoding.hpp"
#include "base/say.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::say;

namespace {

constexpr std::string_view kSeal = "\"sha256\":\"";
constexpr std::string_view kEnd = "\"}\n";

std::string digest_of(std::string_view text) {
  return base::to_hex(vault::sha256(base::as_bytes(text)));
}

}  // namespace

std::string seal_proof(std::string open) {
  open.append(",\n");
  const std::string digest = digest_of(open);
  return open.append(kSeal).append(digest).append(kEnd);
}

base::Result<std::string> check_seal(std::string_view proof) {
  const auto at = proof.rfind(kSeal);
  if (at == std::string_view::npos) {
    return base::fail(base::Errc::invalid_input,
                      say("proof: not a whole file of `round --proof`: its SHA-256 is missing"));
  }
  const std::string digest = digest_of(proof.substr(0, at));
  if (proof.substr(at + kSeal.size()) != digest + std::string(kEnd)) {
    return base::fail(
        base::Errc::invalid_input,
        say("proof: the file was changed: its SHA-256 is {}, not what stands at its end", digest));
  }
  return digest;
}

}  // namespace samen::server
