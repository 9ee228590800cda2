// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/command.hpp"

#include <string>

#include <gmock/gmock.h>

namespace samen::automation {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string complaint(std::string_view line) {
  const auto command = parse_command(line);
  return command ? "accepted" : command.error().message;
}

TEST(Command, EachOneIsUnderstood) {
  EXPECT_TRUE(std::holds_alternative<Nodes>(*parse_command(R"({"do":"nodes"})")));
  EXPECT_EQ(std::get<Tap>(*parse_command(R"({"do":"tap","id":"first.language.ar"})")).id,
            "first.language.ar");
  EXPECT_EQ(std::get<Tap>(*parse_command(R"({"do":"tap","id":"k","hold_ms":600})")).hold_ms, 600);
  EXPECT_EQ(std::get<Type>(*parse_command(R"({"do":"type","text":"ሃይለ"})")).text.view(), "ሃይለ");
  EXPECT_EQ(std::get<Advance>(*parse_command(R"({"do":"advance","ms":120000})")).ms, 120000);
  EXPECT_EQ(std::get<WaitIdle>(*parse_command(R"({"do":"wait_idle"})")).timeout_ms, 10000);
  EXPECT_EQ(std::get<Screenshot>(*parse_command(R"({"do":"screenshot","path":"/a/b.png"})")).path,
            "/a/b.png");
  const auto key = std::get<PressKey>(*parse_command(R"({"do":"key","key":"tab","shift":true})"));
  EXPECT_EQ(key.key, input::Key::tab);
  EXPECT_TRUE(key.shift);
  EXPECT_EQ(std::get<PressKey>(*parse_command(R"({"do":"key","key":"page_down"})")).key,
            input::Key::page_down);
  const auto point =
      std::get<Point>(*parse_command(R"({"do":"pointer","kind":"move","x":1.5,"y":2})"));
  EXPECT_EQ(point.kind, input::PointerEvent::Kind::move);
  EXPECT_EQ(point.x, 1.5F);
  EXPECT_TRUE(std::holds_alternative<AskState>(*parse_command(R"({"do":"state"})")));
  EXPECT_TRUE(std::holds_alternative<AskMetrics>(*parse_command(R"({"do":"metrics"})")));
  EXPECT_TRUE(std::holds_alternative<Quit>(*parse_command(R"({"do":"quit"})")));
}

TEST(Command, WrongOnesAreRefusedWithWhatIsWrong) {
  struct Case {
    std::string_view line;
    std::string_view words;
  };
  const Case cases[] = {
      {"", "one JSON object"},
      {"nodes", "one JSON object"},
      {"[]", "one JSON object"},
      {R"({"do":"nodes"} x)", "one JSON object"},
      {"{\"do\":\"nodes\xFF\"}", "one JSON object"},
      {"{}", "\"do\""},
      {R"({"do":7})", "\"do\""},
      {R"({"do":"dance"})", "there are: nodes, tap"},
      {R"({"do":"tap"})", "\"id\" is missing"},
      {R"({"do":"tap","id":3})", "\"id\" must be a text"},
      {R"({"do":"tap","id":"a","hold_ms":-1})", "0 to 10000"},
      {R"({"do":"tap","id":"a","twice":true})", "no field \"twice\""},
      {R"({"do":"advance","ms":1.5})", "whole number"},
      {R"({"do":"advance","ms":18446744073709551615})", "0 to 86400000"},
      {R"({"do":"advance","ms":-5})", "0 to 86400000"},
      {R"({"do":"key","key":"f13"})", "one of tab, enter"},
      {R"({"do":"pointer","kind":"down","x":1e9,"y":0})", "\"x\" must be"},
      {R"({"do":"pointer","kind":"hover","x":1,"y":0})", "one of down, move, up, cancel"},
      {R"({"do":"screenshot","path":""})", "\"path\" must name a file"},
      {R"({"do":"wait_idle","timeout_ms":0})", "1 to 120000"},
  };
  for (const auto& [line, words] : cases) {
    EXPECT_THAT(complaint(line), HasSubstr(std::string(words))) << line;
  }
}

TEST(Command, ALineThatIsTooLongIsRefused) {
  const std::string line = R"({"do":"type","text":")" + std::string(kMaxLine, 'x') + "\"}";
  EXPECT_THAT(complaint(line), HasSubstr("at most 16384 bytes"));
}

TEST(Command, AComplaintNeverRepeatsWhatWasTyped) {
  EXPECT_THAT(complaint(R"({"do":"type","text":["Amina"]})"), Not(HasSubstr("Amina")));
}

TEST(Command, DeeplyNestedInputDoesNoHarm) {
  EXPECT_THAT(complaint(std::string(kMaxLine, '[')), HasSubstr("one JSON object"));
}

}  // namespace
}  // namespace samen::automation
