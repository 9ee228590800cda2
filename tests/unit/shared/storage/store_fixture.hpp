// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>

#include <gtest/gtest.h>

#include "storage/kiosk_store.hpp"
#include "support/temporary_folder.hpp"

namespace samen::storage::test {

inline base::Uuid uuid(std::uint8_t tail) {
  base::Uuid id;
  id.bytes[0] = 1;
  id.bytes[15] = tail;
  return id;
}

inline base::Result<OutboxRow> make_row(std::int64_t seq, std::size_t body = 1072) {
  protocol::Envelope envelope;
  envelope.seq = seq;
  envelope.id = uuid(static_cast<std::uint8_t>(seq));
  envelope.device = uuid(200);
  envelope.key_id = "ab12";
  envelope.stamp = {{1, 2}, 30, 40, true};
  envelope.body = base::Bytes(body, static_cast<std::uint8_t>(seq));
  return OutboxRow{.envelope = envelope, .hash = envelope.hash()};
}

inline Trust make_trust() {
  return {"https://example.org:8443",   base::Bytes(32, 1), uuid(9), 17,
          "Bibliotheek \"Zuid\"\nمركز", base::Bytes(32, 2), "key-1", base::Bytes(32, 3)};
}

using What = KioskStore::Outcome::What;
using Order = KioskStore::Order;

inline base::Result<void> settle(KioskStore& store, const base::Uuid& id, What what,
                                 std::string reason = {}, std::string receipt = {}) {
  return store.apply({{id, what, std::move(reason), std::move(receipt)}}, 0);
}

class Store : public testing::Test {
 protected:
  KioskStore open(StoreUser user = StoreUser::kiosk) {
    auto opened = KioskStore::open(folder_.path(), user);
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }
  void add(KioskStore& store, int count) {
    for (int i = 0; i < count; ++i) {
      ASSERT_TRUE(store.append([](std::int64_t seq) { return make_row(seq); }, {}));
    }
  }
  static std::vector<std::int64_t> sequence(const std::vector<OutboxRow>& rows) {
    std::vector<std::int64_t> out;
    for (const auto& row : rows) out.push_back(row.envelope.seq);
    return out;
  }
  void destroy_database() {
    std::ofstream(folder_ / "kiosk.db", std::ios::binary) << std::string(8192, 'Z');
  }
  samen::test::TemporaryFolder folder_;
};

}  // namespace samen::storage::test
