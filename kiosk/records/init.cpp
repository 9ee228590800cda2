// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "base/file.hpp"
#include "base/say.hpp"
#include "device/key_file.hpp"
#include "device/layout.hpp"
#include "kiosk/records/records.hpp"
#include "storage/kiosk_store.hpp"
#include "vault/sign.hpp"

namespace samen::records {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// The wrapped staff key is written last: where it lies, everything else does too. An enrolled
// kiosk is never made anew, whatever it has lost: its key is what the matcher knows it by.
Result<void> check_unused(const std::filesystem::path& folder) {
  if (std::error_code code;
      std::filesystem::exists(device::KioskFolder{folder}.staff_key(), code)) {
    return fail(Errc::conflict, say("{} is a kiosk's folder already; nothing changed", folder));
  }
  auto store = storage::KioskStore::open(folder, storage::StoreUser::kiosk);
  if (!store) return std::unexpected(std::move(store).error());
  SAMEN_TRY(const auto trust, store->trust());
  if (trust) {
    return fail(Errc::conflict,
                say("{} belongs to an enrolled kiosk that has lost its staff.key; nothing changed. "
                    "Start over in a new folder and enrol again",
                    folder));
  }
  return {};
}

}  // namespace

Result<void> init_kiosk(const std::filesystem::path& data_folder, const base::SecretText& pin,
                        base::Random& random, const InitOptions& options) {
  SAMEN_CHECK(vault::check_new_pin(pin));
  SAMEN_CHECK(base::make_private_folder(data_folder));
  SAMEN_CHECK(check_unused(data_folder));
  const device::KioskFolder folder{data_folder};
  const auto device_key = vault::SigningKey::generate(random);
  SAMEN_CHECK(device_key.save(folder.device_key()));
  SAMEN_CHECK(
      device::write_public_key_file(folder.device_public(), device_key.verify_key().bytes()));
  const vault::StaffKeys staff{vault::SealKeyPair::generate(random),
                               vault::SigningKey::generate(random)};
  SAMEN_CHECK(
      device::write_public_key_file(folder.staff_public(), staff.seal.public_key().bytes()));
  SAMEN_CHECK(
      device::write_public_key_file(folder.staff_sign_public(), staff.sign->verify_key().bytes()));
  SAMEN_TRY(const base::Bytes wrapped, vault::wrap(staff, pin, options.badge, options.pin_cost));
  return base::write_file_durably(folder.staff_key(), wrapped);
}

}  // namespace samen::records
