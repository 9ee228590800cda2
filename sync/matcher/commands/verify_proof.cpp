// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "base/say.hpp"
#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/commands/flat_json.hpp"

// Reads and adds up by itself: nothing of what wrote the proof (formats/proof.hpp) is in here.
namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using second::FlatJson;
__extension__ using Wide = __int128;

std::unexpected<base::Error> no(const std::string& what) {
  return fail(Errc::invalid_input, say("proof: {}", what));
}

class ProofReader {
 public:
  explicit ProofReader(const FlatJson& json) : json_(json) {}

  Result<std::string> run() {
    SAMEN_CHECK(shape());
    SAMEN_CHECK(pairs());
    SAMEN_CHECK(prices("household_prices", household_price_));
    SAMEN_CHECK(prices("group_prices", group_price_));
    SAMEN_CHECK(covered());
    SAMEN_CHECK(chosen());
    return say("holds: {} pairs chosen among {}, worth {}; no set of pairs is worth more than {}\n",
               json_.lists.at("chosen").numbers.size() / 2, pairs_.size() / 3, number("value"),
               number("bound"));
  }

 private:
  std::int64_t number(const char* name) const { return json_.numbers.at(name); }

  Result<void> shape() {
    const auto format = json_.words.find("format");
    if (format == json_.words.end() || format->second != "samen-proof/1" ||
        json_.words.size() != 2 || !json_.words.contains("sha256")) {
      return no(say("not of the format samen-proof/1"));
    }
    for (const auto* name : {"households", "groups", "value", "bound"}) {
      const auto at = json_.numbers.find(name);
      if (at == json_.numbers.end()) return no(say("{} is missing", name));
      if (at->second < 0) return no(say("{} is below 0", name));
    }
    for (const auto& [name, width] :
         {std::pair{"pairs", 3U}, {"chosen", 2U}, {"household_prices", 2U}, {"group_prices", 2U}}) {
      const auto at = json_.lists.find(name);
      if (at == json_.lists.end()) return no(say("{} is missing", name));
      if (at->second.width != 0 && at->second.width != width) {
        return no(say("{}: lists of {} numbers", name, width));
      }
    }
    if (json_.numbers.size() != 4 || json_.lists.size() != 4)
      return no(say("more than the format has"));
    // A node stands in a pair: there are no more of them than numbers.
    const auto most = static_cast<std::int64_t>(json_.lists.at("pairs").numbers.size());
    if (number("households") > most || number("groups") > most) return no(say("too few pairs"));
    household_price_.assign(static_cast<std::size_t>(number("households")), 0);
    group_price_.assign(static_cast<std::size_t>(number("groups")), 0);
    return {};
  }

  static bool inside(std::int64_t index, const std::vector<std::int64_t>& of) {
    return index >= 0 && index < std::ssize(of);
  }

  Result<void> pairs() {
    pairs_ = json_.lists.at("pairs").numbers;
    std::vector<bool> household(household_price_.size(), false);
    std::vector<bool> group(group_price_.size(), false);
    for (std::size_t i = 0; i < pairs_.size(); i += 3) {
      if (!inside(pairs_[i], household_price_) || !inside(pairs_[i + 1], group_price_)) {
        return no(say("a pair of somebody who is not there"));
      }
      if (pairs_[i + 2] <= 0) return no(say("a pair without value"));
      if (i > 0 && std::pair(pairs_[i - 3], pairs_[i - 2]) >= std::pair(pairs_[i], pairs_[i + 1])) {
        return no(say("pairs: not in rising order"));
      }
      household[static_cast<std::size_t>(pairs_[i])] = true;
      group[static_cast<std::size_t>(pairs_[i + 1])] = true;
    }
    if (std::ranges::find(household, false) != household.end() ||
        std::ranges::find(group, false) != group.end()) {
      return no(say("somebody stands in no pair"));
    }
    return {};
  }

  Result<void> prices(const char* name, std::vector<std::int64_t>& to) {
    const auto& list = json_.lists.at(name).numbers;
    for (std::size_t i = 0; i < list.size(); i += 2) {
      if (!inside(list[i], to) || list[i + 1] <= 0) return no(say("{}: of nobody", name));
      if (i > 0 && list[i - 2] >= list[i]) return no(say("{}: not in rising order", name));
      to[static_cast<std::size_t>(list[i])] = list[i + 1];
      sum_ += list[i + 1];
    }
    return {};
  }

  Result<void> covered() {
    for (std::size_t i = 0; i < pairs_.size(); i += 3) {
      const Wide both = Wide{household_price_[static_cast<std::size_t>(pairs_[i])]} +
                        group_price_[static_cast<std::size_t>(pairs_[i + 1])];
      if (both < pairs_[i + 2]) return no(say("a pair is worth more than its two prices"));
    }
    if (sum_ != number("bound")) return no(say("bound: not the sum of the prices"));
    return {};
  }

  Result<void> chosen() {
    const auto& list = json_.lists.at("chosen").numbers;
    std::vector<bool> taken(group_price_.size(), false);
    Wide worth = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < list.size(); i += 2) {
      if (i > 0 && list[i - 2] >= list[i]) return no(say("chosen: not in rising order"));
      while (at < pairs_.size() && (pairs_[at] != list[i] || pairs_[at + 1] != list[i + 1]))
        at += 3;
      if (at == pairs_.size()) return no(say("chosen: a pair that was not possible"));
      const auto group = static_cast<std::size_t>(list[i + 1]);
      if (taken[group]) return no(say("chosen: a group stands twice"));
      taken[group] = true;
      worth += pairs_[at + 2];
    }
    if (worth != number("value")) return no(say("value: not that of the chosen pairs"));
    return worth > sum_ ? no(say("value: above the bound")) : Result<void>{};
  }

  const FlatJson& json_;
  std::vector<std::int64_t> pairs_;  // three numbers each
  std::vector<std::int64_t> household_price_;
  std::vector<std::int64_t> group_price_;
  Wide sum_ = 0;
};

}  // namespace

Result<std::string> run_verify_proof(std::string_view proof) {
  SAMEN_TRY(const auto json, FlatJson::parse(proof, base::to_say("proof")));
  return ProofReader(json).run();
}

}  // namespace samen::matcher
