// SPDX-License-Identifier: Apache-2.0
// The file staff.key: what is in it, and how it is replaced.
#include "vault/staff_key.hpp"

#include <filesystem>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "device/key_file.hpp"
#include "kiosk/records/records.hpp"
#include "kiosk/records/records_impl.hpp"

namespace samen::records {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

bool Records::needs_badge() const {
  return vault::needs_badge(impl_->staff_wrapped);
}

std::string Records::staff_key_id() const {
  const auto& key = impl_->staff_public.sign;
  return key ? key->id() : std::string();
}

Result<void> Records::rewrap_staff_key(const base::SecretText& pin, base::ByteView badge,
                                       vault::PinCost cost) {
  if (!impl_->staff) return fail(Errc::permission, say("only for staff: the PIN comes first"));
  SAMEN_CHECK(vault::check_new_pin(pin));
  return impl_->write_staff_key(pin, badge, cost);
}

Result<void> Records::Impl::write_staff_key(const base::SecretText& pin, base::ByteView badge,
                                            vault::PinCost cost) {
  SAMEN_TRY(base::Bytes wrapped, vault::wrap(*staff, pin, badge, cost));
  SAMEN_TRY(const auto halves, vault::public_halves(wrapped));
  SAMEN_CHECK(base::write_file_durably(folder.staff_key(), wrapped));
  staff_wrapped = std::move(wrapped);
  staff_public = halves;
  return publish_staff_key();
}

// For the courier, who takes it along when the kiosk enrols. Written again when it is not there: a
// power cut may have come between the two files.
Result<void> Records::Impl::publish_staff_key() const {
  if (!staff_public.sign) return {};
  const auto there = device::read_public_key_file(folder.staff_sign_public());
  if (there && *there == staff_public.sign->bytes()) return {};
  return device::write_public_key_file(folder.staff_sign_public(), staff_public.sign->bytes());
}

// A file from before decisions were signed gets its signing key, and today's cost of a try, the
// first time somebody opens it. Whoever cannot write it can still read cards; deciding says why
// not.
void Records::Impl::upgrade_staff_key(const base::SecretText& pin, base::ByteView badge) {
  staff->sign = vault::SigningKey::generate(random);
  const auto written = write_staff_key(pin, badge, vault::PinCost::usual());
  if (written) {
    base::log(base::LogLevel::info, "staff_key_upgraded");
    return;
  }
  staff->sign.reset();
  base::log(base::LogLevel::warning, "staff_key_not_upgraded", {{"error", written.error().code}});
}

}  // namespace samen::records
