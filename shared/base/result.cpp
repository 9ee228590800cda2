// SPDX-License-Identifier: Apache-2.0
#include "base/result.hpp"

namespace samen::base {

std::string_view to_string(Errc code) {
  switch (code) {
    case Errc::invalid_input:
      return "invalid_input";
    case Errc::not_found:
      return "not_found";
    case Errc::conflict:
      return "conflict";
    case Errc::permission:
      return "permission";
    case Errc::expired:
      return "expired";
    case Errc::storage_full:
      return "storage_full";
    case Errc::storage_damaged:
      return "storage_damaged";
    case Errc::storage:
      return "storage";
    case Errc::crypto:
      return "crypto";
    case Errc::network:
      return "network";
    case Errc::timeout:
      return "timeout";
    case Errc::unavailable:
      return "unavailable";
    case Errc::limit:
      return "limit";
    case Errc::unsupported:
      return "unsupported";
    case Errc::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace samen::base
