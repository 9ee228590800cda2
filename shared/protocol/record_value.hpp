// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "domain/records.hpp"
#include "protocol/json.hpp"
#include "protocol/json_writer.hpp"

// Inside this room only: a record as a value within other JSON, see record_json.hpp.
namespace samen::protocol {

void put_record(json::SecretWriter& out, const domain::Record& record);
// Errors as read_record(); the document's own verdict is among them.
base::Result<domain::Record> read_record(json::Document& document, json::Value value);

}  // namespace samen::protocol
