// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/routes.hpp"

#include <algorithm>
#include <optional>

#include "sync/server/office/accounts.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kLongestArgument = 64;

// Takes the next part of a path, from its '/' to the one behind it.
std::string_view next_part(std::string_view& path) {
  const auto end = std::min(path.find('/', 1), path.size());
  const auto part = path.substr(0, end);
  path.remove_prefix(end);
  return part;
}

bool is_argument(std::string_view part) {
  return part.size() > 1 && part.size() <= kLongestArgument + 1 &&
         std::ranges::all_of(part.substr(1), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-';
         });
}

// The argument of a path that fits; nothing when it does not.
std::optional<std::string_view> fitted(std::string_view pattern, std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  std::string_view argument;
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = next_part(pattern);
    const auto part = next_part(path);
    if (wanted.starts_with("/{")) {
      const bool fits =
          wanted == "/{account}" ? is_account_name(part.substr(1)) : is_argument(part);
      if (!fits) return std::nullopt;
      argument = part.substr(1);
    } else if (wanted != part) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return argument;
}

std::string_view name_of(Method method) {
  return method == Method::get ? "GET" : "POST";
}

}  // namespace

std::variant<Routed, NoRoute> office_route_of(std::string_view method, std::string_view path) {
  bool other = false;
  for (const auto& route : kOfficeRoutes) {
    const auto argument = fitted(route.path, path);
    if (!argument) continue;
    if (method == name_of(route.method)) return Routed{&route, *argument};
    other = true;
  }
  return other ? NoRoute::other_method : NoRoute::no_such_path;
}

std::string methods_of(std::string_view path) {
  std::string methods;
  for (const auto& route : kOfficeRoutes) {
    if (!fitted(route.path, path)) continue;
    methods += (methods.empty() ? "" : ", ") + std::string(name_of(route.method));
  }
  return methods;
}

bool sees_a_page(const Viewer& viewer) {
  return std::ranges::any_of(kOfficeRoutes, [&viewer](const OfficeRoute& route) {
    return !route.shows.slices.empty() && route.shows.open_to(viewer);
  });
}

}  // namespace samen::server
