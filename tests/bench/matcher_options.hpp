// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

// The options of a benchmark of the matcher: `--name N`, `--name TEXT` and `--name`. `--help` says
// which there are; what is not understood ends the program before anything is measured.
namespace samen::matcher::bench {

class Options {
 public:
  Options(int count, char** arguments, std::string_view help) : help_(help) {
    for (int i = 1; i < count; ++i) left_.emplace_back(arguments[i]);
    for (const auto argument : left_) {
      if (argument != "--help" && argument != "-h") continue;
      std::printf("%.*s", static_cast<int>(help.size()), help.data());
      std::exit(0);
    }
  }

  bool flag(std::string_view name) {
    const auto at = std::ranges::find(left_, name);
    if (at == left_.end()) return false;
    left_.erase(at);
    return true;
  }

  std::string_view text(std::string_view name, std::string_view otherwise) {
    const auto at = std::ranges::find(left_, name);
    if (at == left_.end()) return otherwise;
    if (at + 1 == left_.end()) refuse(name, "needs a value");
    const auto value = at[1];
    left_.erase(at, at + 2);
    return value;
  }

  template <class Number>
  Number number(std::string_view name, Number otherwise) {
    const auto said = text(name, {});
    if (said.empty()) return otherwise;
    Number value{};
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), value);
    if (error != std::errc{} || end != said.data() + said.size()) refuse(said, "is no number");
    return value;
  }

  // After all have been asked for.
  void finish() const {
    if (!left_.empty()) refuse(left_.front(), "is not known");
  }

 private:
  [[noreturn]] void refuse(std::string_view what, const char* why) const {
    std::fprintf(stderr, "%.*s %s\n%.*s", static_cast<int>(what.size()), what.data(), why,
                 static_cast<int>(help_.size()), help_.data());
    std::exit(2);
  }

  std::string_view help_;
  std::vector<std::string_view> left_;
};

}  // namespace samen::matcher::bench
