// SPDX-License-Identifier: Apache-2.0
// new-receipt: for who has lost the secret of theirs.
#include "sync/server/cases/new_receipt.hpp"

#include <ostream>

#include "base/say.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/store/erasures.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

Result<void> run_new_receipt(const NewReceiptCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(auto transaction, matcher.store->begin());
  SAMEN_TRY(const auto id, find_record(*matcher.store, command.record));
  if (!id) {
    return fail(Errc::not_found,
                say("nothing here has that label, reference or id; it may not have come from its "
                    "kiosk yet, or be erased"));
  }
  SAMEN_TRY(const auto secret,
            give_new_receipt(*matcher.store, *matcher.random, *id, command.asked));
  SAMEN_CHECK(transaction.commit());
  out << say("The new secret code, for the person alone, shown this once:") << "\n\n  "
      << secret.shown().view() << "\n\n"
      << say("Let them write it down or take a photo, then clear this screen. The old code opens "
             "nothing any more.")
      << "\n";
  return {};
}

}  // namespace samen::server
