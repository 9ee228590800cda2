// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/proposal.hpp"
#include "i18n/catalogue.hpp"

namespace samen::server {

// How the terms of one argument ("goal.work", "goal.dutch") become one text.
using TermList = std::function<std::string(const std::vector<std::string>&)>;

// A reason or caution of a card in words, wherever staff read it. A key that the catalogue does not
// know is shown as it is, with its arguments.
std::string reason_words(const i18n::Catalogues& catalogues, std::string_view language,
                         const domain::Reason& reason, const TermList& list);

}  // namespace samen::server
