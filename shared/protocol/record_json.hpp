// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "domain/records.hpp"

// Records as canonical JSON: fixed order of fields, no white space, names from the vocabularies.
// The text is clear personal data, so it only ever lies in SecretBytes; the reader keeps every
// string on locked memory too.
namespace samen::protocol {

inline constexpr std::size_t kMaxRecordBytes = 65532;  // what the largest padding bucket holds
// Of the JSON, not of the forms. Corrections are of their own, so that a reader from before them
// keeps one for review and does not take it for a sign-up.
inline constexpr int kRecordFormat = 1;
inline constexpr int kCorrectionFormat = 2;

// The form a body belongs to: "household", "group", "member", "single", "decision",
// "request". A record's
// `form` must say the same, or nobody can read it back.
std::string_view form_of(const domain::Body& body);

// Same record, same bytes.
base::SecretBytes write_record(const domain::Record& record);

// The record, also checked by domain::validate. Errc::unsupported for a format, form or form
// version this build does not know: keep the raw bytes for review. Errc::invalid_input and
// Errc::limit name the field by path; the value is never repeated.
base::Result<domain::Record> read_record(base::ByteView json);

// What can be read of a record whose form is unknown.
struct RecordHead {
  base::Uuid id;
  std::string form;
  int form_version = 0;
};
base::Result<RecordHead> read_record_head(base::ByteView json);

}  // namespace samen::protocol
