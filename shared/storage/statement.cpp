// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include "storage/database.hpp"
#include "storage/sqlite_edge.hpp"

namespace samen::storage {

using base::Result;

Statement::Statement(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Result<void> Statement::bind(std::initializer_list<Value> values) {
  reset();
  return guard(impl_->database, [&] {
    int index = 0;
    for (const Value& value : values) {
      ++index;
      if (const auto* number = std::get_if<std::int64_t>(&value)) {
        impl_->handle.bind(index, static_cast<int64_t>(*number));
      } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        impl_->handle.bind(index, std::string(*text));
      } else if (const auto* bytes = std::get_if<base::ByteView>(&value)) {
        // SQLite takes a null pointer for NULL; no bytes are a blob all the same.
        const void* data = bytes->empty() ? static_cast<const void*>("") : bytes->data();
        impl_->handle.bind(index, data, static_cast<int>(bytes->size()));
      } else {
        impl_->handle.bind(index);
      }
    }
  });
}

Result<bool> Statement::step() {
  const int code = impl_->handle.tryExecuteStep();
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto* handle = impl_->database->getHandle();
  const base::Error error =
      to_error(code, sqlite3_extended_errcode(handle),
               (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN
                   ? sqlite3_system_errno(handle)
                   : 0,
               sqlite3_errmsg(handle));
  reset();
  return std::unexpected(error);
}

void Statement::reset() {
  impl_->handle.tryReset();  // repeats the last failure's code, which step() has reported
}

bool Statement::is_null(int column) const {
  return impl_->handle.getColumn(column).isNull();
}

std::int64_t Statement::integer(int column) const {
  return impl_->handle.getColumn(column).getInt64();
}

std::string Statement::text(int column) const {
  return impl_->handle.getColumn(column).getString();
}

base::Bytes Statement::bytes(int column) const {
  const auto value = impl_->handle.getColumn(column);
  const auto* data = static_cast<const std::uint8_t*>(value.getBlob());
  return data == nullptr ? base::Bytes{} : base::Bytes(data, data + value.getBytes());
}

}  // namespace samen::storage
