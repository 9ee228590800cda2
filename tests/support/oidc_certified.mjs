// SPDX-License-Identifier: Apache-2.0
// A provider that others made and had certified (npm's oidc-provider), on the loopback address: whatever name is
// typed there signs in. usage: node oidc_certified.mjs PORT REDIRECT CLIENT, the secret on standard input.
import { readFileSync } from 'node:fs';
import { Provider } from 'oidc-provider';

const [port, redirect, client] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: client,
    client_secret: readFileSync(0, 'utf8').trim(),
    redirect_uris: [redirect],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
  }],
  pkce: { required: () => true },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
