// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "base/encoding.hpp"

namespace samen::server {

// Whether these bytes are just so many items of CBOR (RFC 8949) as authenticators write it: of
// definite length, whole, a few levels deep, with nothing behind them. A library that reads on
// makes room for as many elements as a head promises; here they have to be there.
bool is_sound_cbor(base::ByteView bytes, std::size_t items);

}  // namespace samen::server
