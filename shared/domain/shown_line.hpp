// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/data_file.hpp"

// Words of a data file that stand on a screen as they are, in one line: nothing in them that a
// screen or a voice would stumble over.
namespace samen::domain {

// At most `longest` characters, not empty.
base::Result<std::string> shown_line(const base::Data& value, std::size_t longest);
// The member `name` of an object; empty where there is none.
base::Result<std::string> shown_line_or_none(const base::Data& object, std::string_view name,
                                             std::size_t longest);

}  // namespace samen::domain
