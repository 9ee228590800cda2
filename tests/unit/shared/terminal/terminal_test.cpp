// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdlib>
#include <sstream>

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>

#include "base/say.hpp"
#include "terminal/language.hpp"
#include "terminal/option_words.hpp"

namespace samen::terminal {
namespace {

using testing::HasSubstr;
using testing::Not;

class Language : public testing::Test {
 protected:
  Language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  }
  ~Language() override { base::speak_english(); }
  template <class... Words>
  static std::string_view wanted(Words... words) {
    const std::array<const char*, sizeof...(words) + 1> arguments = {"program", words...};
    return wanted_language(arguments);
  }
  static void speak_dutch() {
    const char* arguments[] = {"program", "--language=nl"};
    ASSERT_EQ(choose_language(2, arguments), "nl");
  }
};

TEST_F(Language, IsThatOfTheOptionElseOfTheFirstLocaleThatIsSet) {
  EXPECT_EQ(wanted(), "en");
  setenv("LANG", "nl_NL.UTF-8", 1);
  EXPECT_EQ(wanted(), "nl");
  setenv("LC_MESSAGES", "", 1);
  EXPECT_EQ(wanted(), "nl");
  setenv("LC_ALL", "C.UTF-8", 1);
  EXPECT_EQ(wanted(), "en");
  EXPECT_EQ(wanted("round", "--language", "nl"), "nl");
  EXPECT_EQ(wanted("--language=nl", "round"), "nl");
  setenv("LC_ALL", "nl", 1);
  EXPECT_EQ(wanted("--language", "en"), "en");
  EXPECT_EQ(wanted("--", "--language", "en"), "nl");
  EXPECT_EQ(wanted("--language"), "nl");
  EXPECT_EQ(wanted("--language", "ar"), "nl");
  setenv("LC_ALL", "nlx_NL", 1);
  EXPECT_EQ(wanted(), "en");
}

// What the installed CLI11 says is what the table knows: each refusal is provoked.
TEST_F(Language, EveryRefusalOfTheOptionParserIsInDutch) {
  speak_dutch();
  CLI::App app("what it is", "program");
  app.require_subcommand(1);
  std::string first;
  std::string second;
  int number = 0;
  bool flag = false;
  auto* below = app.add_subcommand("below", "a command");
  auto* one = below->add_option("--one", first, "")->check(CLI::IsMember({"a", "b"}));
  auto* two = below->add_option("--two", second, "")->check(CLI::ExistingFile);
  auto* three = below->add_option("--three", number, "")->check(CLI::Range(1, 9));
  auto* four = below->add_flag("--four", flag, "");
  below->add_option("--folder", second, "")->check(CLI::ExistingDirectory);
  below->add_option("--must", first, "")->required();
  one->needs(three);
  two->excludes(four);
  speak_of_options(app);
  const auto refusal = [&app](std::vector<std::string> words) -> std::string {
    std::ranges::reverse(words);
    try {
      app.parse(words);
    } catch (const CLI::ParseError& error) {
      return CLI::FailureMessage::simple(&app, error).empty() ? std::string()
                                                              : option_error_in_words(error.what());
    }
    return "accepted";
  };
  EXPECT_EQ(refusal({}), "Er ontbreekt een opdracht");
  EXPECT_EQ(refusal({"below"}), "--must ontbreekt");
  EXPECT_EQ(refusal({"below", "--must", "x", "--nine"}), "Dit hoort hier niet: --nine");
  EXPECT_EQ(refusal({"below", "--must", "x", "--one", "a"}), "Bij --one hoort ook --three");
  EXPECT_EQ(refusal({"below", "--must", "x", "--one", "c"}), "--one: c is geen van {a,b}");
  EXPECT_EQ(refusal({"below", "--must", "x", "--three", "12"}),
            "--three: 12 ligt niet tussen 1 en 9");
  EXPECT_EQ(refusal({"below", "--must", "x", "--three", "x"}),
            "--three: x ligt niet tussen 1 en 9");
  EXPECT_EQ(refusal({"below", "--must", "x", "--two", "/nowhere"}),
            "--two: er is geen bestand /nowhere");
  EXPECT_EQ(refusal({"below", "--must", "x", "--two", "/tmp"}),
            "--two: /tmp is een map, geen bestand");
  EXPECT_EQ(refusal({"below", "--must", "x", "--folder", "/nowhere"}),
            "--folder: er is geen map /nowhere");
  EXPECT_EQ(refusal({"below", "--must", "x", "--two", "/proc/version", "--four"}),
            "--two kan niet samen met --four");
  EXPECT_EQ(refusal({"below", "--must"}), "--must: er ontbreken 1 waarden (TEKST)");
  EXPECT_EQ(refusal({"below", "--must", "x", "--language", "ar"}),
            "--language is nl of en, niet ar");
  EXPECT_EQ(refusal({"--language", "nl", "below", "--must", "x"}), "accepted");
  EXPECT_EQ(refusal({"below", "--must", "x", "--language", "nl"}), "accepted");
}

TEST_F(Language, ARefusalNamesTheHelp) {
  CLI::App app("what it is", "program");
  speak_of_options(app);
  const auto told = [&app] {
    std::ostringstream out;
    std::ostringstream err;
    try {
      app.parse("--nine");
    } catch (const CLI::ParseError& error) {
      app.exit(error, out, err);
    }
    return err.str();
  };
  EXPECT_EQ(told(),
            "The following argument was not expected: --nine\n"
            "Run with --help for more information.\n");
  speak_dutch();
  EXPECT_EQ(told(), "Dit hoort hier niet: --nine\nMeer uitleg: --help\n");
}

TEST_F(Language, TheHelpHasDutchHeadings) {
  speak_dutch();
  CLI::App app("wat het is", "program");
  app.add_subcommand("below", "een opdracht");
  speak_of_options(app);
  const std::string help = app.help();
  EXPECT_THAT(help, HasSubstr("Gebruik: program"));
  EXPECT_THAT(help, HasSubstr("Opties:"));
  EXPECT_THAT(help, HasSubstr("Toont deze uitleg"));
  for (const char* english :
       {"Usage", "Options", "OPTIONS", "Subcommand", "SUBCOMMAND", "Print this"}) {
    EXPECT_THAT(help, Not(HasSubstr(english)));
  }
}

}  // namespace
}  // namespace samen::terminal
