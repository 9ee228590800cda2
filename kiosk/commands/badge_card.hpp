// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// The staff card as it is handed over: once, as a picture to print (SVG, the size of a bank card,
// mode 0600) with the badge as QR code and as letters for a day without a reader.
namespace samen::commands {

// Makes a badge and writes its card. Errc::conflict when the file is there already (it may be
// another kiosk's card) or would lie in the kiosk's own folder, where a thief would find it.
base::Result<base::SecretBytes> write_badge_card(const std::filesystem::path& card,
                                                 const std::filesystem::path& data_folder,
                                                 base::Random& random);

// The card of a badge that nothing takes.
void discard_badge_card(const std::filesystem::path& card);

// Says on stdout what to do with the file.
void tell_about_badge_card(const std::filesystem::path& card);

}  // namespace samen::commands
