// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/source_dir.hpp"
#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using testing_support::form;
using testing_support::shipped;

nlohmann::json read_json(const std::string& path) {
  std::ifstream file(std::string(SAMEN_SOURCE_DIR) + path);
  return nlohmann::json::parse(file);
}

std::set<std::string> keys_of(const Form& one) {
  std::set<std::string> keys;
  for (const auto& question : one.questions) {
    keys.insert({question.title_key, question.label_key, question.help_key});
    for (const int option : question.options) keys.insert(option_key(question, option));
    for (const auto& purpose : question.purposes) {
      const std::string key = "consent." + std::string(domain::name_of(purpose.purpose));
      keys.insert({key, key + ".help", "check." + key + ".yes", "check." + key + ".no"});
    }
    if (!question.stop_on_no.empty()) {
      keys.insert({question.stop_on_no + ".title", question.stop_on_no + ".text"});
    }
  }
  return keys;
}

TEST(TheShippedForms, AreFourInTheOrderOfTheRoles) {
  ASSERT_EQ(shipped().forms().size(), 4U);
  EXPECT_EQ(shipped().at(0).id, "household");
  EXPECT_EQ(shipped().at(1).id, "group");
  EXPECT_EQ(shipped().at(2).id, "member");
  EXPECT_EQ(shipped().at(3).id, "single");
  EXPECT_EQ(shipped().find("nobody"), -1);
}

TEST(TheShippedForms, HaveEveryWordInEveryLanguage) {
  for (const char* language : {"nl", "en", "ar"}) {
    const auto catalogue = read_json("/assets/locales/" + std::string(language) + ".json");
    for (const auto& one : shipped().forms()) {
      for (const auto& key : keys_of(one)) {
        EXPECT_TRUE(catalogue.contains(key)) << language << ": " << key;
      }
    }
  }
}

TEST(TheShippedForms, AskWhoJoinsAGroupForTheCodeANameAWayToReachThemAndAYes) {
  std::vector<std::string> needed;
  for (const auto& question : form("member").questions) {
    if (!question.later) needed.push_back(question.id);
  }
  EXPECT_EQ(needed, (std::vector<std::string>{"join_code", "adult", "twelve_months", "name",
                                              "contact", "consent"}));
}

TEST(TheShippedForms, NameOnlyPictogramsThatExist) {
  const auto icons = read_json("/assets/icons/icons.json");
  for (const auto& one : shipped().forms()) {
    for (const auto& question : one.questions) {
      EXPECT_TRUE(icons["icons"].contains(question.icon)) << question.icon;
    }
  }
}

TEST(TheShippedForms, NeverOfferACaseworkerToVolunteers) {
  for (const char* id : {"group", "member", "single"}) {
    const auto& f = form(id);
    EXPECT_EQ(f.questions[static_cast<std::size_t>(f.find("contact"))].options.size(), 2U) << id;
  }
  const auto& f = form("household");
  EXPECT_EQ(f.questions[static_cast<std::size_t>(f.find("contact"))].options.size(), 3U);
}

TEST(TheShippedForms, AskWhetherSomebodyMayTakePartBeforeAnythingPersonal) {
  for (const char* id : {"group", "member", "single"}) {
    const auto& f = form(id);
    EXPECT_LT(f.find("adult"), f.find("name")) << id;
    EXPECT_LT(f.find("twelve_months"), f.find("name")) << id;
  }
}

TEST(TheShippedForms, AskConsentLastAndResearchIsOptional) {
  for (const auto& one : shipped().forms()) {
    const auto later = std::ranges::find(one.questions, true, &Question::later);
    const auto& last = *std::prev(later);
    ASSERT_EQ(last.kind, Kind::consent) << one.id;
    ASSERT_EQ(last.purposes.size(), 2U);
    EXPECT_TRUE(last.purposes[0].required);
    EXPECT_FALSE(last.purposes[1].required);
  }
}

TEST(TheShippedForms, MakeHardFactsRequiredAndLetTheRestBeSkipped) {
  const auto required = [](const Form& f, const char* id) {
    return f.questions[static_cast<std::size_t>(f.find(id))].required;
  };
  for (const char* id : {"languages", "postcode", "interpreter", "company", "arrival"}) {
    EXPECT_TRUE(required(form("household"), id)) << id;
  }
  const auto later = [](const Form& f, const char* id) {
    return f.questions[static_cast<std::size_t>(f.find(id))].later;
  };
  for (const char* id : {"goals", "sectors", "interests", "age", "needs", "audio", "times"}) {
    EXPECT_TRUE(later(form("household"), id)) << id;
  }
  for (const char* id : {"help", "sectors", "interests", "age", "children", "gender", "times"}) {
    EXPECT_TRUE(later(form("single"), id)) << id;
  }
}

}  // namespace
}  // namespace samen::forms
