// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "sync/server/office/form.hpp"

// A form with a file in it: multipart/form-data (RFC 7578) as browsers send it. What no form of
// ours can send is refused.
namespace samen::server {

inline constexpr std::size_t kMaxUploadBytes = (std::size_t{4} << 20) + kMaxFormBytes;

struct Upload {
  FormFields fields;      // all but the file
  std::string_view file;  // its bytes, in the body; empty when none was chosen
};
bool is_upload(std::string_view content_type);
// Errc::limit for more or larger than allowed, Errc::invalid_input for what is no such body. The
// body must outlive the answer.
base::Result<Upload> read_upload(std::string_view content_type, std::string_view body);

}  // namespace samen::server
