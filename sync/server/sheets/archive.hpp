// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "sync/server/sheets/sheet.hpp"

namespace samen::server {

// A ZIP archive in memory, read part by part (libzip). Nothing is ever unpacked to a file, and no
// more of a part than `take` is given piece by piece.
class Archive {
 public:
  // `bytes` must outlive it. SheetTrouble::broken for what is none.
  static SheetResult<Archive> open(std::string_view bytes, const SheetLimits& limits);
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) = delete;

  bool has(const std::string& part) const;
  using Take = std::function<SheetResult<void>(std::string_view piece)>;
  SheetResult<void> read(const std::string& part, const Take& take) const;

 private:
  struct Inside;
  explicit Archive(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace samen::server
