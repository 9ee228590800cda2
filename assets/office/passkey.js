// SPDX-License-Identifier: Apache-2.0
// Asks the browser for a passkey and puts what it says into the form, which is sent as every other one.
// Without it everything else goes on: the office needs no script but this.
'use strict';
(() => {
  const ask = document.getElementById('passkey');
  const said = document.getElementById('passkey-said');
  const form = ask.closest('form');
  const given = ask.dataset;
  const WAIT_MS = 240000;  // the question itself is good for five minutes
  const WORDS = {
    NotAllowedError: given.cancelled, AbortError: given.cancelled, InvalidStateError: given.known,
    SecurityError: given.address, NotSupportedError: given.unsupported,
  };
  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const credentials = () => given.ids.split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: toBytes(id) }));

  const created = async () => (await navigator.credentials.create({ publicKey: {
    challenge: toBytes(given.challenge),
    rp: { id: given.host, name: 'Samen' },
    user: { id: toBytes(given.user), name: given.userName, displayName: given.userName },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: credentials(), attestation: 'none', timeout: WAIT_MS,
  } })).response;
  const used = () => navigator.credentials.get({ publicKey: {
    challenge: toBytes(given.challenge), rpId: given.host, allowCredentials: credentials(),
    userVerification: 'required', timeout: WAIT_MS,
  } });

  const fill = (name, bytes) => { form.elements[name].value = bytes ? toText(bytes) : ''; };
  const answer = async () => {
    if (given.kind === 'create') {
      const response = await created();
      fill('client_data', response.clientDataJSON);
      fill('authenticator_data', response.getAuthenticatorData());
      return;
    }
    const passkey = await used();
    fill('credential', passkey.rawId);
    fill('client_data', passkey.response.clientDataJSON);
    fill('authenticator_data', passkey.response.authenticatorData);
    fill('signature', passkey.response.signature);
    fill('user', passkey.response.userHandle);
  };

  let busy = false;
  const start = async () => {
    if (busy) return;
    busy = true;
    said.hidden = true;
    try {
      if (!window.PublicKeyCredential || !('getAuthenticatorData' in AuthenticatorAttestationResponse.prototype)) {
        throw new DOMException('', 'NotSupportedError');
      }
      await answer();
      form.submit();
    } catch (error) {
      const words = document.createElement('p');
      words.textContent = WORDS[error.name] || given.failed;
      said.replaceChildren(words);
      said.hidden = false;
      busy = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
  if (given.atOnce) start();
})();
