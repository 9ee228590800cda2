// SPDX-License-Identifier: Apache-2.0
#include "kiosk/records/records.hpp"

#include <algorithm>

#include <sys/statvfs.h>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "kiosk/records/records_impl.hpp"

namespace samen::records {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// How long ago something was stamped, where that can be known: within one boot by the monotonic
// clock, else by wall clocks that were both trusted.
std::optional<std::int64_t> age_ms(const base::Stamp& then, const base::Stamp& now) {
  if (then.boot == now.boot) return std::max<std::int64_t>(0, now.mono_ms - then.mono_ms);
  if (!then.trusted || !now.trusted) return std::nullopt;
  return std::max<std::int64_t>(0, now.wall_ms - then.wall_ms);
}

std::int64_t free_bytes(const std::filesystem::path& folder) {
  struct statvfs info{};
  if (::statvfs(folder.c_str(), &info) != 0) return 0;
  return static_cast<std::int64_t>(info.f_bavail) * static_cast<std::int64_t>(info.f_frsize);
}

}  // namespace

Records::Records(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Records::~Records() = default;

Result<std::unique_ptr<Records>> Records::open(const std::filesystem::path& data_folder,
                                               const base::Clock& clock, base::Random& random,
                                               vault::ReceiptCost receipt_cost) {
  const device::KioskFolder folder{data_folder};
  if (std::error_code code; !std::filesystem::exists(folder.staff_key(), code)) {
    return fail(
        Errc::not_found,
        say("{0} is not a kiosk's folder yet; make it one with: samen-kiosk init --data {0}",
            data_folder));
  }
  SAMEN_CHECK(base::make_private_folder(data_folder));
  SAMEN_TRY(auto lock,
            device::Lock::take(folder.kiosk_lock(),
                               "another samen-kiosk is running on " + data_folder.string()));
  SAMEN_TRY(auto device_key, vault::SigningKey::load(folder.device_key()));
  SAMEN_TRY(const std::string wrapped, base::read_file(folder.staff_key(), 4096));
  const auto bytes = base::as_bytes(wrapped);
  SAMEN_TRY(const auto staff_public, vault::public_halves(bytes));
  auto impl = std::make_unique<Impl>(
      Impl{folder, clock, random, std::move(lock), Reserve(folder.reserve()), std::move(device_key),
           staff_public, base::Bytes(bytes.begin(), bytes.end()), std::nullopt, std::nullopt});
  impl->receipt_cost = receipt_cost;
  SAMEN_CHECK(impl->publish_staff_key());
  // A folder that cannot be opened for want of room must not stay closed for good.
  if (auto opened = impl->with_store([](storage::KioskStore&) { return Result<void>{}; });
      !opened) {
    return std::unexpected(std::move(opened).error());
  }
  impl->release_decisions();  // nobody is left who would take one back
  impl->reserve.refill();
  return std::unique_ptr<Records>(new Records(std::move(impl)));
}

Result<storage::KioskStore*> Records::Impl::store() {
  if (!open_store) {
    auto opened = storage::KioskStore::open(folder.root, storage::StoreUser::kiosk);
    if (!opened && opened.error().code == Errc::storage_full && reserve.release()) {
      opened = storage::KioskStore::open(folder.root, storage::StoreUser::kiosk);
    }
    if (!opened) return std::unexpected(std::move(opened).error());
    if (const auto& aside = opened->damaged_file()) {
      base::log(base::LogLevel::warning, "kiosk_db_was_set_aside",
                {{"file", base::LogValue::public_text(aside->string())}});
    }
    open_store.emplace(*std::move(opened));
  }
  return &*open_store;
}

Result<flow::QueueStatus> Records::status() {
  flow::QueueStatus out;
  impl_->release_decisions();
  // Without the reserve the next sign-up could not be finished if the disk filled up during it: to
  // those who decide whether this kiosk takes sign-ups, that is a full disk.
  out.free_bytes = impl_->reserve.refill() ? free_bytes(impl_->folder.root) : 0;
  out.memory_locked = base::memory_is_locked();
  out.staff_badge = needs_badge();
  out.staff_key = staff_key_id();
  SAMEN_TRY(const base::Stamp now, impl_->stamp());
  out.clock_trusted = now.trusted;
  SAMEN_CHECK(impl_->with_store([&](storage::KioskStore& store) -> Result<void> {
    SAMEN_TRY(const auto trust, store.trust());
    out.enrolled = trust.has_value();
    out.centre = trust ? trust->centre : std::string();
    SAMEN_TRY(const auto counts, store.counts());
    out.waiting = static_cast<int>(counts.waiting);
    out.received = static_cast<int>(counts.received);
    out.safely_stored = static_cast<int>(counts.safely_stored);
    out.refused = static_cast<int>(counts.refused + counts.quarantined);
    SAMEN_TRY(const auto oldest, store.oldest_waiting());
    out.oldest_unsent_ms = oldest ? age_ms(*oldest, now) : std::nullopt;
    SAMEN_TRY(const auto courier, store.courier_status());
    out.last_contact_ms_ago =
        courier.last_success ? age_ms(*courier.last_success, now) : std::nullopt;
    if (!courier.problem.empty()) out.courier_problem = "staff.problem." + courier.problem;
    out.damaged_file_set_aside = store.damaged_file().has_value();
    return {};
  }));
  return out;
}

}  // namespace samen::records
