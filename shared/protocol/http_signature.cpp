// SPDX-License-Identifier: Apache-2.0
#include "protocol/http_signature.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "vault/digest.hpp"

namespace samen::protocol {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::string_view kLabel = "samen";
constexpr std::string_view kCovered = R"(("@method" "@path" "@query" "content-digest"))";
constexpr std::size_t kMaxHeader = 1024;
constexpr std::size_t kMaxKeyid = 64;
constexpr std::size_t kMaxNonce = 64;

std::vector<Component> covered(const SignedRequest& request, std::string_view digest) {
  return {{R"("@method")", request.method},
          {R"("@path")", request.path},
          {R"("@query")", "?" + request.query},  // RFC 9421 2.2.7: with the question mark
          {R"("content-digest")", std::string(digest)}};
}

// Steps through a header value, piece by piece.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool skip(std::string_view expected) {
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }
  std::string_view until(char stop) {
    const auto piece = text_.substr(0, text_.find(stop));
    text_.remove_prefix(piece.size());
    return piece;
  }
  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

std::unexpected<base::Error> malformed(std::string_view header) {
  return fail(Errc::invalid_input, std::string(header) + ": not in the form this API takes");
}

bool plain_text(std::string_view text) {  // printable ASCII that needs no escape (RFC 8941 3.3.3)
  return std::ranges::all_of(text,
                             [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
}

Result<base::Bytes> byte_sequence(Scanner& in, std::string_view header) {
  if (!in.skip(":")) return malformed(header);
  auto bytes = base::from_base64(in.until(':'));
  if (!bytes || !in.skip(":")) return malformed(header);
  return bytes;
}

}  // namespace

std::string signature_base(const std::vector<Component>& components, std::string_view parameters) {
  std::string text;
  for (const auto& [name, value] : components) {
    text.append(name).append(": ").append(value).append("\n");
  }
  return text.append("\"@signature-params\": ").append(parameters);
}

std::string content_digest(base::ByteView body) {
  return "sha-256=:" + base::to_base64(vault::sha256(body)) + ":";
}

Result<void> check_content_digest(std::string_view header, base::ByteView body) {
  if (header.size() > kMaxHeader) return fail(Errc::limit, "Content-Digest: too long");
  while (!header.empty()) {
    const auto comma = header.find(',');
    auto member = header.substr(0, comma);
    header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
    while (member.starts_with(' ')) member.remove_prefix(1);
    while (member.ends_with(' ')) member.remove_suffix(1);
    Scanner in(member);
    if (!in.skip("sha-256=")) continue;
    SAMEN_TRY(const auto stated, byte_sequence(in, "Content-Digest"));
    if (!in.rest().empty()) return malformed("Content-Digest");
    if (vault::same_bytes(stated, vault::sha256(body))) return {};
    return fail(Errc::crypto, "Content-Digest: the body is not the one that was sent");
  }
  return fail(Errc::invalid_input, "Content-Digest: no sha-256 in it");
}

SignatureHeaders sign_request(const SignedRequest& request, const vault::SigningKey& key,
                              std::string_view keyid, std::int64_t created_s,
                              base::ByteView nonce) {
  SignatureHeaders headers;
  headers.content_digest = content_digest(request.body);
  const std::string parameters = std::string(kCovered) + ";created=" + std::to_string(created_s) +
                                 ";keyid=\"" + std::string(keyid) + "\";alg=\"ed25519\";nonce=\"" +
                                 base::to_base64(nonce) + "\"";
  headers.signature_input = std::string(kLabel) + "=" + parameters;
  const std::string text = signature_base(covered(request, headers.content_digest), parameters);
  headers.signature =
      std::string(kLabel) + "=:" + base::to_base64(key.sign(base::as_bytes(text))) + ":";
  return headers;
}

Result<SignatureClaim> read_signature(const SignatureHeaders& headers) {
  if (headers.signature_input.size() > kMaxHeader || headers.signature.size() > kMaxHeader) {
    return fail(Errc::limit, "Signature: too long");
  }
  SignatureClaim claim;
  Scanner input(headers.signature_input);
  if (!input.skip(kLabel) || !input.skip("=")) return malformed("Signature-Input");
  claim.parameters = input.rest();
  if (!input.skip(kCovered) || !input.skip(";created=")) return malformed("Signature-Input");
  const auto digits = input.until(';');
  const auto created = base::parse_number<std::int64_t>(digits);
  if (!created || *created < 0 || *created > (std::int64_t{1} << 40)) {
    return malformed("Signature-Input");
  }
  claim.created_s = *created;
  if (!input.skip(";keyid=\"")) return malformed("Signature-Input");
  claim.keyid = input.until('"');
  if (!input.skip("\";alg=\"ed25519\";nonce=\"")) return malformed("Signature-Input");
  claim.nonce = input.until('"');
  if (input.rest() != "\"" || claim.keyid.empty() || claim.keyid.size() > kMaxKeyid ||
      claim.nonce.empty() || claim.nonce.size() > kMaxNonce || !plain_text(claim.keyid) ||
      !plain_text(claim.nonce)) {
    return malformed("Signature-Input");
  }
  Scanner signature(headers.signature);
  if (!signature.skip(kLabel) || !signature.skip("=")) return malformed("Signature");
  SAMEN_TRY(claim.signature, byte_sequence(signature, "Signature"));
  if (!signature.rest().empty() || claim.signature.size() != sizeof(vault::Signature)) {
    return malformed("Signature");
  }
  return claim;
}

Result<void> verify_request(const SignedRequest& request, const SignatureHeaders& headers,
                            const SignatureClaim& claim, const vault::VerifyKey& key,
                            std::int64_t now_s, std::int64_t max_skew_s) {
  SAMEN_CHECK(check_content_digest(headers.content_digest, request.body));
  const std::string text =
      signature_base(covered(request, headers.content_digest), claim.parameters);
  if (!key.verify(base::as_bytes(text), claim.signature)) {
    return fail(Errc::crypto, "Signature: not made with this device's key over this request");
  }
  if (claim.created_s < now_s - max_skew_s || claim.created_s > now_s + max_skew_s) {
    return fail(Errc::expired, "Signature: the device's clock differs from ours by " +
                                   std::to_string(claim.created_s - now_s) + " seconds");
  }
  return {};
}

}  // namespace samen::protocol
