// SPDX-License-Identifier: Apache-2.0
#include "base/data_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace samen::base {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string refusal(std::string_view json, const DataLimits& limits = {}) {
  const auto file = DataFile::parse(json, "x.json", limits);
  return file ? "read" : file.error().message;
}

DataFile read(std::string_view json) {
  auto file = DataFile::parse(json, "x.json");
  EXPECT_TRUE(file) << file.error().message;
  return std::move(*file);
}

TEST(ADataFile, GivesItsValuesInTheirOrder) {
  const auto file = read(R"({"b": "text", "a": [1, -2, 0.5], "c": {"on": true, "none": null}})");
  const Data& root = file.root();
  EXPECT_EQ(root.items().size(), 3U);
  EXPECT_EQ(root.items()[0].name(), "b");
  EXPECT_EQ(root.text("b").value(), "text");
  EXPECT_EQ(root.find("a")->items()[1].whole(-5, 5).value(), -2);
  EXPECT_EQ(root.find("a")->items()[2].number(0, 1).value(), 0.5);
  EXPECT_TRUE(root.find("c")->flag_or("on", false).value());
  EXPECT_TRUE(root.find("c")->find("none")->is(Data::Kind::null));
  EXPECT_EQ(root.text_or("absent", "otherwise").value(), "otherwise");
  EXPECT_TRUE(root.texts_or_none("absent", 3)->empty());
}

// Every kind of value, each followed by a line break: the line is that of the value itself.
TEST(ADataFile, KnowsTheLineOfEveryValue) {
  const auto file =
      read("{\n\"a\": 1\n,\n\"b\": \"x\"\n,\"c\": [\n2\n,\n{\n\"d\":true}\n]\n,\"e\":\n-3.5\n}\n");
  const Data& root = file.root();
  EXPECT_THAT(root.find("a")->wrong("w").error().message, StartsWith("x.json:2: w"));
  EXPECT_THAT(root.find("b")->wrong("w").error().message, StartsWith("x.json:4: "));
  EXPECT_THAT(root.find("c")->wrong("w").error().message, StartsWith("x.json:5: "));
  EXPECT_THAT(root.find("c")->items()[0].wrong("w").error().message, StartsWith("x.json:6: "));
  EXPECT_THAT(root.find("c")->items()[1].wrong("w").error().message, StartsWith("x.json:8: "));
  EXPECT_THAT(root.find("c")->items()[1].items()[0].wrong("w").error().message,
              StartsWith("x.json:9: "));
  EXPECT_THAT(root.find("e")->wrong("w").error().message, StartsWith("x.json:12: "));
  EXPECT_THAT(root.wrong("w").error().message, StartsWith("x.json:1: "));
}

TEST(ADataFile, RefusesAMemberThatStandsTwiceAndSaysWhere) {
  EXPECT_EQ(refusal("{\"a\": 1,\n\"b\": 2,\n\"a\": 3}"), "x.json:3: \"a\" stands twice");
  EXPECT_EQ(refusal("{\"in\": {\"b\": 1,\n\"b\": 1}}"), "x.json:2: \"b\" stands twice");
  EXPECT_EQ(refusal(R"({"a": 1, "\u0061": 2})"), "x.json:1: \"a\" stands twice");
}

TEST(ADataFile, RefusesWhatIsNotOneJsonObject) {
  for (const char* json : {"", "[]", "1", "\"x\"", "null", "{", "{}{}", "{} x", "{\"a\":}",
                           "{'a':1}", "{\"a\":1,}", "// why\n{}", "{\"a\": 1e999}", "{\"a\": NaN}",
                           "{\"\": 1}", "{\"a\": \"\xff\"}", "{\"a\": \"\n\"}", "{\"a\": 01}"}) {
    EXPECT_THAT(refusal(json), StartsWith("x.json:")) << json;
  }
  EXPECT_THAT(refusal("{\n\"a\": 1\n\"b\": 2}"), StartsWith("x.json:3: this is not JSON"));
}

TEST(ADataFile, HasLimits) {
  const DataLimits small{.bytes = 64, .depth = 2, .values = 4};
  EXPECT_EQ(refusal(R"({"a": [1, 2]})", small), "read");
  EXPECT_THAT(refusal(R"({"a": [1, 2, 3]})", small), HasSubstr("more values"));
  EXPECT_THAT(refusal(R"({"a": [[1]]})", small), HasSubstr("nested deeper than 2"));
  EXPECT_THAT(refusal(std::string(65, ' '), small), HasSubstr("larger than 64"));
  EXPECT_EQ(DataFile::parse(std::string(9999, '['), "x").has_value(), false);
  std::string deep;
  for (int i = 0; i < 9999; ++i) deep += "{\"a\":";
  EXPECT_EQ(DataFile::parse(deep, "x").error().code, Errc::limit);
}

TEST(AValue, OfAnotherKindIsRefusedByItsName) {
  const auto file = read(
      "{\"text\": \"x\",\n\"number\": 7, \"half\": 0.5, \"list\": [\"a\", 1], \"flag\": false}");
  const Data& root = file.root();
  EXPECT_EQ(root.text("number").error().message, "x.json:2: \"number\" must be text");
  EXPECT_EQ(root.text("none").error().message, "x.json:1: \"none\" is missing");
  EXPECT_EQ(root.flag_or("text", true).error().message, "x.json:1: \"text\" must be true or false");
  EXPECT_THAT(root.whole("half", 0, 9).error().message, HasSubstr("whole number from 0 to 9"));
  EXPECT_THAT(root.whole("number", 0, 6).error().message, HasSubstr("whole number from 0 to 6"));
  EXPECT_THAT(root.find("number")->number(7.5, 9).error().message, HasSubstr("from 7.5 to 9"));
  EXPECT_FALSE(root.list("list", 3, 9));
  EXPECT_FALSE(root.list("text", 0, 9));
  EXPECT_FALSE(root.texts_or_none("list", 9));
  EXPECT_FALSE(root.texts_or_none("list", 1));
  EXPECT_FALSE(root.need("flag", Data::Kind::object));
}

TEST(AValue, WithAnUnknownMemberIsRefusedOnItsLine) {
  const auto file = read("{\"known\": 1,\n\"knwon\": 2}");
  EXPECT_EQ(file.root().only({"known", "other"}).error().message,
            "x.json:2: unknown member \"knwon\"; known here: known, other");
  EXPECT_TRUE(file.root().only({"known", "knwon"}));
  EXPECT_FALSE(file.root().find("known")->only({}));
}

TEST(InQuotes, IsShortAndHarmless) {
  EXPECT_EQ(in_quotes("plain"), "\"plain\"");
  EXPECT_EQ(in_quotes("\x1b[31mred\x7f"), "\"?[31mred?\"");
  EXPECT_EQ(in_quotes(std::string(39, 'a') + "é!"), "\"" + std::string(39, 'a') + "...\"");
}

}  // namespace
}  // namespace samen::base
