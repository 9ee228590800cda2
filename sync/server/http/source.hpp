// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Who a connection or a request comes from, as far as limits care.
namespace samen::server {

// The network behind an address: an IPv4 address as it is (also when it is written as IPv6), the
// first 64 bits of an IPv6 address, because whoever has one of those has all of them. Text that is
// no address stays as it is.
std::string source_of(std::string_view address);

// The client named last in X-Forwarded-For: the only entry that our own proxy wrote; the ones
// before it are what the client said. Empty when it is no IP address.
std::string forwarded_source(std::string_view header);

// 127.0.0.0/8 and ::1.
bool is_loopback(std::string_view address);

}  // namespace samen::server
