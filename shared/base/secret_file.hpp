// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "base/data_file.hpp"
#include "base/secret.hpp"

namespace samen::base {

// The one line of the file that `object` names under `name`: a password or a key, at most 512
// bytes, which stands in no settings and in no argument. A path is taken from the folder `beside`.
// Errors name the place in the settings.
Result<SecretText> read_secret_file(const Data& object, std::string_view name,
                                    const std::filesystem::path& beside);

}  // namespace samen::base
