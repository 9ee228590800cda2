// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "domain/records.hpp"
#include "forms/answers.hpp"
#include "forms/form.hpp"

namespace samen::forms {

// The other way round than to_record(): the answers that say this record, for whoever told it and
// changes something. Every planned question counts as seen, so that nothing is asked again that was
// skipped, but what was left for later can still be told; what this form does not offer (any more)
// is left out, and a required question then says so. A record that this version of the form has
// made gives the same record again, byte by byte. Errc::unsupported for a record of another form,
// or of a newer version of it.
base::Result<Answers> from_record(const Form& form, const domain::Record& record);

}  // namespace samen::forms
