// SPDX-License-Identifier: Apache-2.0
#include "sync/server/sheets/archive.hpp"

#include <zip.h>

namespace samen::server {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10;
// Up to here a part may be as dense as it likes: white space of a small sheet.
constexpr std::size_t kDenseBytes = std::size_t{1} << 20;

std::unexpected<SheetFault> archive_fault(SheetTrouble trouble, std::size_t limit = 0) {
  return std::unexpected(SheetFault{trouble, 0, 0, static_cast<std::int64_t>(limit)});
}

struct CloseZip {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct ClosePart {
  void operator()(zip_file_t* part) const { zip_fclose(part); }
};

}  // namespace

struct Archive::Inside {
  std::unique_ptr<zip_t, CloseZip> zip;
  SheetLimits limits;
};

Archive::Archive(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;

SheetResult<Archive> Archive::open(std::string_view bytes, const SheetLimits& limits) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return archive_fault(SheetTrouble::broken);
  auto inside = std::make_unique<Inside>();
  inside->limits = limits;
  inside->zip.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (inside->zip == nullptr) {
    zip_source_free(source);
    return archive_fault(SheetTrouble::broken);
  }
  const auto parts = zip_get_num_entries(inside->zip.get(), 0);
  if (parts < 0) return archive_fault(SheetTrouble::broken);
  if (static_cast<std::size_t>(parts) > limits.parts) {
    return archive_fault(SheetTrouble::bomb, limits.parts);
  }
  return Archive(std::move(inside));
}

bool Archive::has(const std::string& part) const {
  return zip_name_locate(inside_->zip.get(), part.c_str(), 0) >= 0;
}

SheetResult<void> Archive::read(const std::string& part, const Take& take) const {
  const auto& limits = inside_->limits;
  const auto index = zip_name_locate(inside_->zip.get(), part.c_str(), 0);
  zip_stat_t said;
  if (index < 0 ||
      zip_stat_index(inside_->zip.get(), static_cast<zip_uint64_t>(index), 0, &said) != 0) {
    return archive_fault(SheetTrouble::broken);
  }
  if ((said.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && said.encryption_method != ZIP_EM_NONE) {
    return archive_fault(SheetTrouble::old_format);
  }
  const std::unique_ptr<zip_file_t, ClosePart> open(
      zip_fopen_index(inside_->zip.get(), static_cast<zip_uint64_t>(index), 0));
  if (open == nullptr) return archive_fault(SheetTrouble::broken);
  const auto packed = static_cast<std::size_t>(said.comp_size);
  base::SecretBytes piece(kPieceBytes);
  // What the archive says of itself is not believed: what comes out is counted.
  for (std::size_t unpacked = 0; unpacked <= limits.unpacked_bytes;) {
    const auto got = zip_fread(open.get(), piece.data(), piece.size());
    if (got < 0) return archive_fault(SheetTrouble::broken);
    if (got == 0) return {};
    unpacked += static_cast<std::size_t>(got);
    if (unpacked > kDenseBytes && unpacked / limits.ratio > packed) {
      return archive_fault(SheetTrouble::bomb, limits.ratio);
    }
    SAMEN_CHECK(take({reinterpret_cast<const char*>(piece.data()), static_cast<std::size_t>(got)}));
  }
  return archive_fault(SheetTrouble::too_large, limits.unpacked_bytes);
}

}  // namespace samen::server
