# SPDX-License-Identifier: Apache-2.0
"""Ed25519 through the openssl program: a second opinion on what our own vault signs and verifies."""
import base64
import hashlib
import pathlib
import subprocess
import tempfile

_PUBLIC_PREFIX = bytes.fromhex("302a300506032b6570032100")            # RFC 8410 SubjectPublicKeyInfo
_PRIVATE_PREFIX = bytes.fromhex("302e020100300506032b657004220420")    # RFC 8410 PKCS #8


def _openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, check=False)


def verify(public_key, message, signature):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "key").write_bytes(_PUBLIC_PREFIX + public_key)
        (folder / "message").write_bytes(message)
        (folder / "signature").write_bytes(signature)
        done = _openssl("pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey",
                        folder / "key", "-in", folder / "message", "-sigfile",
                        folder / "signature")
        return done.returncode == 0


def sign(seed, message):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "key").write_bytes(_PRIVATE_PREFIX + seed)
        (folder / "message").write_bytes(message)
        done = _openssl("pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", folder / "key",
                        "-in", folder / "message", "-out", folder / "signature")
        assert done.returncode == 0, done.stderr
        return (folder / "signature").read_bytes()


def receipt_holds(receipt, sign_key, row_id, row_hash, device, seq):
    """Whether a receipt (as JSON) is the matcher's word about exactly this row."""
    text = "".join(f"{line}\n" for line in ("samen-receipt-1", row_id, row_hash, "accepted",
                                            receipt["epoch"], device, seq))
    return verify(sign_key, text.encode(), base64.b64decode(receipt["signature"]))


def signed_headers(seed, device, method, path, query, body, created, nonce):
    """The three headers of a signed request, written from RFC 9421 and RFC 9530, not from our code."""
    digest = f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"
    parameters = (f'("@method" "@path" "@query" "content-digest");created={created}'
                  f';keyid="{device}";alg="ed25519";nonce="{nonce}"')
    base = (f'"@method": {method}\n"@path": {path}\n"@query": ?{query}\n'
            f'"content-digest": {digest}\n"@signature-params": {parameters}')
    signature = base64.b64encode(sign(seed, base.encode())).decode()
    return {"Content-Digest": digest, "Signature-Input": f"samen={parameters}",
            "Signature": f"samen=:{signature}:"}
