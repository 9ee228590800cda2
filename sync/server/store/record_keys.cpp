// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/record_keys.hpp"

#include <algorithm>
#include <vector>

#include "base/say.hpp"
#include "device/key_file.hpp"
#include "sync/server/store/erasures.hpp"
#include "vault/record_key.hpp"
#include "vault/sign.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

static_assert(kWrappedKeyBytes == vault::kRecordKeyBytes + vault::kUnderKeyOverhead);

namespace {

constexpr std::string_view kStoreKeyKind = "samen-store-key";

Result<base::SecretBytes> wrapping_of(const std::filesystem::path& sign_key) {
  SAMEN_TRY(const auto key, vault::SigningKey::load(sign_key));
  return vault::derive_key(key.seed(), "samen-record-keys-1");
}

}  // namespace

Result<void> RecordKeys::load_wrapping() {
  if (!wrapping_.empty()) return {};
  auto made = wrapping_of(sign_key_);
  std::error_code ignored;
  const bool shared =
      !made && made.error().code == Errc::not_found && std::filesystem::exists(store_key_, ignored);
  if (shared) made = device::read_key_file(store_key_, kStoreKeyKind, vault::kRecordKeyBytes);
  SAMEN_TRY(wrapping_, std::move(made));
  return {};
}

Result<void> write_store_key(const std::filesystem::path& store_key,
                             const std::filesystem::path& sign_key) {
  SAMEN_TRY(const auto wrapping, wrapping_of(sign_key));
  return device::write_key_file(store_key, kStoreKeyKind, wrapping);
}

Result<const KeySlot*> RecordKeys::look_for(const vault::Digest& name) {
  if (const auto* slot = file_.find(name)) return slot;
  if (const auto waits = new_.find(name); waits != new_.end()) return &waits->second;
  SAMEN_CHECK(file_.read_on());
  return file_.find(name);
}

Result<base::SecretBytes> RecordKeys::find(const base::Uuid& owner) {
  const auto name = erasure_hash(owner);
  SAMEN_TRY(const auto* slot, look_for(name));
  if (slot == nullptr)
    return fail(Errc::not_found, say("there is no key for it in {}", path().string()));
  SAMEN_CHECK(load_wrapping());
  return vault::open_under(wrapping_, name, slot->wrapped);
}

Result<base::SecretBytes> RecordKeys::find_or_make(const base::Uuid& owner) {
  auto known = find(owner);
  if (known || known.error().code != Errc::not_found) return known;
  SAMEN_CHECK(load_wrapping());
  auto key = vault::make_record_key();
  KeySlot slot{erasure_hash(owner), {}};
  std::ranges::copy(vault::seal_under(wrapping_, slot.name, key), slot.wrapped.begin());
  new_.emplace(slot.name, slot);
  if (!holding_back_) SAMEN_CHECK(keep_new());
  return key;
}

Result<void> RecordKeys::keep_new() {
  holding_back_ = false;
  std::vector<KeySlot> more;
  for (const auto& [name, slot] : new_) more.push_back(slot);
  new_.clear();
  return file_.add(more);
}

void RecordKeys::drop_new() {
  holding_back_ = false;
  new_.clear();
}

Result<int> forget_record_keys(const std::filesystem::path& file, const ErasedNames& erased) {
  if (erased.empty()) return 0;
  return KeyFile(file).clear([&erased](const auto& name) { return erased.contains(name); });
}

Result<void> copy_record_keys(const std::filesystem::path& from, const std::filesystem::path& to,
                              const ErasedNames& erased) {
  KeyFile source(from);
  KeyFile target(to);
  SAMEN_CHECK(source.read_on());
  SAMEN_CHECK(target.read_on());
  std::vector<KeySlot> missing;
  for (const auto& [name, slot] : source.slots()) {
    if (target.find(name) == nullptr && !erased.contains(name)) missing.push_back(slot);
  }
  SAMEN_CHECK(target.add(missing));
  SAMEN_TRY([[maybe_unused]] const int gone, forget_record_keys(to, erased));
  return {};
}

}  // namespace samen::server
