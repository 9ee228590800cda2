// SPDX-License-Identifier: Apache-2.0
// A round's log is read by its parts: what each is, against a reader of the whole.
#include "sync/server/cases/log_reading.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace samen::server {
namespace {

nlohmann::json random_value(std::mt19937& random, int depth) {
  constexpr const char* kTexts[] = {"", "H-7K2M", "\"", "\\", "a\\\"]}", "{[,", "日本\n", "pairs"};
  switch (random() % (depth > 0 ? 6U : 4U)) {
    case 0:
      return kTexts[random() % std::size(kTexts)];
    case 1:
      return static_cast<std::int64_t>(random() % 1000) - 500;
    case 2:
      return random() % 2 == 0;
    case 3:
      return nullptr;
    default:
      break;
  }
  nlohmann::json made = random() % 2 == 0 ? nlohmann::json::array() : nlohmann::json::object();
  const auto many = random() % 5;
  for (std::uint64_t i = 0; i < many; ++i) {
    nlohmann::json value = random_value(random, depth - 1);
    if (made.is_array()) {
      made.push_back(std::move(value));
    } else {
      made["k" + std::to_string(i)] = std::move(value);
    }
  }
  return made;
}

nlohmann::json put_together(const std::string& text) {
  const auto parts = parts_of(text);
  if (!parts) return nlohmann::json(nlohmann::json::value_t::discarded);
  nlohmann::json made = text.find_first_not_of(" \n") != std::string::npos &&
                                text[text.find_first_not_of(" \n")] == '{'
                            ? nlohmann::json::object()
                            : nlohmann::json::array();
  for (const auto& part : *parts) {
    nlohmann::json value = nlohmann::json::parse(part.text, nullptr, false);
    if (made.is_array()) {
      made.push_back(std::move(value));
    } else {
      made[nlohmann::json::parse('"' + std::string(part.name) + '"').get<std::string>()] =
          std::move(value);
    }
  }
  return made;
}

TEST(PartsOfALog, AreWhatAReaderOfTheWholeFindsHoweverItIsWritten) {
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    nlohmann::json whole = random_value(random, 4);
    if (!whole.is_structured()) whole = nlohmann::json::array({whole});
    EXPECT_EQ(put_together(whole.dump()), whole) << whole;
    EXPECT_EQ(put_together(whole.dump(2) + "\n"), whole) << whole;
  }
}

TEST(PartsOfALog, AreNothingWhereTheTextIsCutOrGoesOn) {
  std::mt19937 random(8);
  for (int i = 0; i < 200; ++i) {
    const std::string whole = nlohmann::json::array({random_value(random, 3)}).dump();
    for (std::size_t size = 0; size < whole.size(); ++size) {
      EXPECT_FALSE(parts_of(whole.substr(0, size))) << whole.substr(0, size);
    }
    EXPECT_FALSE(parts_of(whole + "]"));
  }
  for (const char* text :
       {"", "1", "\"[]\"", "{\"a\"}", "{\"a\":}", "[1,]", "[,1]", "{1:2}", "[1 2"}) {
    EXPECT_FALSE(parts_of(text)) << text;
  }
}

TEST(PartsOfALog, FactsAreTheLogWithoutItsLists) {
  const nlohmann::json log = {{"seed", "1"},
                              {"shortages", {{{"kind", "language"}, {"pairs", {1, 2}}}}},
                              {"pairs", {{{"household", "H-1"}}}},
                              {"why_not", {{{"household", "H-2"}}}},
                              {"zero", 0}};
  nlohmann::json facts = log;
  facts.erase("pairs");
  facts.erase("why_not");
  EXPECT_EQ(read_log_facts(log.dump()), facts);
  EXPECT_EQ(read_log_facts("{}"), nlohmann::json::object());
  EXPECT_EQ(read_log_facts("[1]"), nlohmann::json::object());
  EXPECT_EQ(read_log_facts("{\"seed\":"), nlohmann::json::object());
}

}  // namespace
}  // namespace samen::server
