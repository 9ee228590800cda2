// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/source_dir.hpp"
#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

Json household_json() {
  std::ifstream file(std::string(SAMEN_SOURCE_DIR) + "/assets/forms/household.v4.json");
  return Json::parse(file);
}

Json& question(Json& form, const std::string& id) {
  for (auto& one : form["questions"]) {
    if (one["id"] == id) return one;
  }
  throw std::runtime_error("no such question: " + id);
}

struct BadForm {
  const char* name;
  const char* says;
  std::function<void(Json&)> breaks;
};
void PrintTo(const BadForm& one, std::ostream* out) {
  *out << one.name;
}
class ABrokenForm : public testing::TestWithParam<BadForm> {};

TEST_P(ABrokenForm, IsRefusedWithFileAndReason) {
  Json json = household_json();
  GetParam().breaks(json);
  const auto form = parse_form(json.dump(), "household.v4.json");
  ASSERT_FALSE(form);
  EXPECT_THAT(form.error().message, HasSubstr("household.v4.json:1: "));
  EXPECT_THAT(form.error().message, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    , ABrokenForm,
    testing::Values(
        BadForm{"list_instead", "one JSON object", [](Json& f) { f = Json::array(); }},
        BadForm{"unknown_member", "unknown member \"colour\"",
                [](Json& f) { f["colour"] = "red"; }},
        BadForm{"unknown_form", "not known", [](Json& f) { f["form"] = "survey"; }},
        BadForm{"no_version", "\"version\" is missing", [](Json& f) { f.erase("version"); }},
        BadForm{"version_zero", "from 1 to", [](Json& f) { f["version"] = 0; }},
        BadForm{"version_text", "whole number", [](Json& f) { f["version"] = "1"; }},
        BadForm{"version_huge", "whole number",
                [](Json& f) { f["version"] = 18446744073709551615ULL; }},
        BadForm{"no_questions", "1 to 40", [](Json& f) { f["questions"] = Json::array(); }},
        BadForm{"too_many_questions", "1 to 40",
                [](Json& f) { f["questions"] = Json(41, f["questions"][0]); }},
        BadForm{"question_twice", "question 2 \"name\": this id stands twice",
                [](Json& f) { f["questions"][1] = f["questions"][0]; }},
        BadForm{"question_not_object", "question 3", [](Json& f) { f["questions"][2] = 7; }},
        BadForm{"bad_id", "short lower-case name",
                [](Json& f) { question(f, "name")["id"] = "Full Name"; }},
        BadForm{"unknown_kind", "unknown kind \"essay\" (in question 1 \"name\")",
                [](Json& f) { question(f, "name")["kind"] = "essay"; }},
        BadForm{"other_kind", "the record expects \"name\"",
                [](Json& f) { question(f, "name")["kind"] = "postcode"; }},
        BadForm{"unknown_vocabulary", "unknown vocabulary \"gaol\"",
                [](Json& f) { question(f, "goals")["vocabulary"] = "gaol"; }},
        BadForm{"other_vocabulary", "chooses from \"interest\"",
                [](Json& f) { question(f, "goals")["vocabulary"] = "interest"; }},
        BadForm{"unknown_option", "unknown option \"fax\"",
                [](Json& f) { question(f, "contact")["options"] = {"phone", "fax"}; }},
        BadForm{"option_twice", "stands twice",
                [](Json& f) { question(f, "contact")["options"] = {"phone", "phone"}; }},
        BadForm{"no_options", "1 to 3 entries",
                [](Json& f) { question(f, "contact")["options"] = Json::array(); }},
        BadForm{"options_on_name", "no options to choose from",
                [](Json& f) { question(f, "name")["options"] = {"a"}; }},
        BadForm{"typing_mistake", "unknown member \"requird\"",
                [](Json& f) { question(f, "name")["requird"] = true; }},
        BadForm{"not_required", "must be required",
                [](Json& f) { question(f, "postcode")["required"] = false; }},
        BadForm{"required_is_text", "true or false",
                [](Json& f) { question(f, "postcode")["required"] = "yes"; }},
        BadForm{"repeat_unknown", "knows only \"adults\"",
                [](Json& f) { question(f, "languages")["repeat"] = "children"; }},
        BadForm{"not_repeated", "repeated for every adult",
                [](Json& f) { question(f, "languages").erase("repeat"); }},
        BadForm{"name_repeated", "\"adults\" must be asked before",
                [](Json& f) { question(f, "name")["repeat"] = "adults"; }},
        BadForm{"skip_on_later", "not asked before it",
                [](Json& f) {
                  question(f, "children")["skip_if"] = {{"question", "audio"}, {"is", "yes"}};
                }},
        BadForm{"skip_of_required", "cannot be skipped",
                [](Json& f) {
                  question(f, "arrival")["skip_if"] = {{"question", "adults"}, {"is", 1}};
                }},
        BadForm{"skip_on_no_level", "a level of Dutch",
                [](Json& f) {
                  question(f, "audio")["skip_if"] = {{"question", "languages"}, {"is", "some"}};
                }},
        BadForm{"later_but_required", "cannot be for later",
                [](Json& f) { question(f, "audio")["required"] = true; }},
        BadForm{"later_in_between", "stands behind a question for later",
                [](Json& f) { question(f, "children")["later"] = true; }},
        BadForm{"no_minutes", "\"minutes\" is missing", [](Json& f) { f.erase("minutes"); }},
        BadForm{"minutes_of_hours", "from 1 to 60", [](Json& f) { f["minutes"] = 61; }},
        BadForm{"skip_without_value", "either \"is\" or \"is_not\"",
                [](Json& f) { question(f, "gender")["skip_if"] = {{"question", "company"}}; }},
        BadForm{"skip_on_text", "can only ask about",
                [](Json& f) {
                  question(f, "audio")["skip_if"] = {{"question", "name"}, {"is", "Amal"}};
                }},
        BadForm{"nine_adults", "between 1 and 8",
                [](Json& f) { question(f, "adults")["max"] = 9; }},
        BadForm{"min_above_max", "\"min\" must be",
                [](Json& f) { question(f, "adults")["min"] = 9; }},
        BadForm{"limits_on_name", "means nothing for this kind",
                [](Json& f) { question(f, "name")["max"] = 9; }},
        BadForm{"too_many_children", "from 1 to 12",
                [](Json& f) { question(f, "children")["max"] = 13; }},
        BadForm{"research_required", "never required",
                [](Json& f) { question(f, "consent")["purposes"][1]["required"] = true; }},
        BadForm{"service_optional", "must be asked and required",
                [](Json& f) { question(f, "consent")["purposes"][0]["required"] = false; }},
        BadForm{"purposes_on_name", "only a consent question",
                [](Json& f) { question(f, "name")["purposes"] = Json::array(); }},
        BadForm{"stop_on_wrong_question", "cannot end the sign-up",
                [](Json& f) { question(f, "audio")["stop_on_no"] = "notice.under_18"; }},
        BadForm{"no_icon", "\"icon\"", [](Json& f) { question(f, "name").erase("icon"); }},
        BadForm{"odd_text", "beginning of a message key",
                [](Json& f) { question(f, "name")["text"] = "Your name?"; }},
        BadForm{"unknown_question", "no such field",
                [](Json& f) {
                  f["questions"].push_back(
                      {{"id", "bsn"}, {"kind", "name"}, {"later", true}, {"icon", "account"}});
                }},
        BadForm{"missing_question", "question \"arrival\" is missing",
                [](Json& f) {
                  question(f, "arrival").swap(f["questions"][0]), f["questions"].erase(0);
                }}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(AForm, ThatIsNotJsonIsRefusedWithThePlace) {
  EXPECT_THAT(parse_form("{\"form\": }", "x.json").error().message,
              HasSubstr("x.json:1: this is not JSON"));
  EXPECT_FALSE(parse_form("", "x.json"));
  EXPECT_FALSE(parse_form("\xff\xfe", "x.json"));
}

TEST(AForm, WithAMemberTwiceIsRefused) {
  EXPECT_THAT(parse_form(R"({"form":"household","form":"group"})", "x.json").error().message,
              HasSubstr("\"form\" stands twice"));
}

TEST(AForm, CannotBeUsedToExhaustTheKiosk) {
  const auto large = parse_form(std::string(kMaxFormBytes + 1, ' '), "x.json");
  EXPECT_EQ(large.error().code, base::Errc::limit);
  const auto deep = parse_form(std::string(30000, '['), "x.json");
  EXPECT_FALSE(deep);
  const auto deep_and_closed =
      parse_form("{\"a\":" + std::string(9, '[') + std::string(9, ']') + "}", "x.json");
  EXPECT_EQ(deep_and_closed.error().code, base::Errc::limit);
}

TEST(AForm, NeverEchoesControlCharactersOfTheFile) {
  Json json = household_json();
  question(json, "name")["kind"] = "\x1b[31mred";
  const std::string message = parse_form(json.dump(), "x.json").error().message;
  EXPECT_EQ(message.find('\x1b'), std::string::npos) << message;
}

class FormFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "samen-forms-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    std::filesystem::copy(std::string(SAMEN_SOURCE_DIR) + "/assets/forms", folder_,
                          std::filesystem::copy_options::recursive);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(FormFolder, LoadsWhole) {
  EXPECT_TRUE(FormSet::load(folder_));
}

TEST_F(FormFolder, MissesNoForm) {
  std::filesystem::remove(folder_ / "member.v2.json");
  EXPECT_THAT(FormSet::load(folder_).error().message, HasSubstr("\"member\" is missing"));
}

TEST_F(FormFolder, HoldsOneVersionOfEachForm) {
  Json json = household_json();
  json["version"] = 5;
  std::ofstream(folder_ / "household.v5.json") << json.dump();
  EXPECT_THAT(FormSet::load(folder_).error().message, HasSubstr("stands twice"));
}

TEST_F(FormFolder, NamesFilesAfterWhatTheyHold) {
  std::filesystem::rename(folder_ / "single.v2.json", folder_ / "single.v3.json");
  EXPECT_THAT(FormSet::load(folder_).error().message, HasSubstr("must be called single.v2.json"));
}

TEST_F(FormFolder, ThatIsNotThereIsReported) {
  EXPECT_EQ(FormSet::load(folder_ / "none").error().code, base::Errc::not_found);
}

}  // namespace
}  // namespace samen::forms
