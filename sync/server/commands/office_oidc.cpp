// SPDX-License-Identifier: Apache-2.0
// office oidc: whether people can sign in with a municipality's own accounts.
#include <ostream>

#include "base/clock.hpp"
#include "base/say.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/office/accounts.hpp"
#include "sync/server/oidc/client.hpp"

namespace samen::server {

using base::Result;
using base::say;

Result<void> run_office_oidc(const OfficeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto settings, OidcSettings::load(command.data / kOidcFile));
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto url, matcher.store->setting(kOfficeUrlSetting));
  const std::string back = url.value_or("https://office.example") + "/oidc/callback";
  OidcClient client(std::move(settings), *matcher.clock, back);
  SAMEN_TRY(const auto provider, client.learn());
  const auto& known = client.settings();
  out << say("{} answers as {}.\n", known.name, known.issuer)
      << say("Keys for signatures: {}.\n", provider->keys.size())
      << say("The client is {}, {}.\n", known.client_id,
             known.secret.empty() ? say("without a secret (PKCE alone)")
                                  : say("with a secret (client_secret_basic)"))
      << (known.second_step_there
              ? say("After it no code of ours is asked: the provider asks for the second factor.\n")
              : say("After it the code of our app is asked.\n"))
      << say("The provider has to send browsers back to {}\n", client.redirect());
  if (!url) {
    out << say("That is an example: the address is known here once serve --office ran.\n");
  }
  return {};
}

}  // namespace samen::server
