// SPDX-License-Identifier: Apache-2.0
// Raw bytes against the real listener: what must be refused is refused, and what was sent behind it
// is never read as a request of its own.
#include "integration/server/framing_cases.hpp"
#include "integration/server/https_client.hpp"

namespace samen::test {
namespace {

TEST(Framing, EveryCaseOfRfc9112IsAnsweredAsItMustBe) {
  MatcherProcess matcher;
  matcher.start({"--plain", "--backup-every", "3600"});
  const auto cases = framing_cases();
  int refused = 0, wrong = 0;
  for (const auto& one : cases) {
    const RawSocket socket(matcher.port());
    ASSERT_TRUE(socket.connected());
    socket.send(one.bytes);
    const auto answer = socket.read_answers(one.closes ? 3'000 : 300);
    const auto first = "HTTP/1.1 " + std::to_string(one.status) + " ";
    const bool as_expected = answer.text.starts_with(first) && answer.closed == one.closes &&
                             answer.count("\r\nDate: ") == 1;
    wrong += as_expected ? 0 : 1;
    refused += one.closes ? 1 : 0;
    EXPECT_TRUE(as_expected) << one.name << ": expected " << first
                             << (one.closes ? "and close" : "") << ", got "
                             << (answer.closed ? "(closed) " : "(open) ")
                             << answer.text.substr(0, 300);
  }
  EXPECT_GE(refused, 60);
  EXPECT_EQ(wrong, 0);
  std::printf("%zu raw requests, %d must be refused, %d not answered as they must be\n",
              cases.size(), refused, wrong);
  EXPECT_EQ(matcher.stop(), 0);
}

// The smallest pieces a network can make of a request change nothing about it.
TEST(Framing, ARequestMayComeByteByByteAndTwoMayComeTogether) {
  MatcherProcess matcher;
  matcher.start({"--plain", "--backup-every", "3600"});
  const RawSocket slow(matcher.port());
  for (const char c : get("/health")) {
    slow.send(std::string_view(&c, 1));
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_TRUE(slow.read_answers(300).text.starts_with("HTTP/1.1 200 "));
  const RawSocket two(matcher.port());
  two.send(get("/health") + get("/health"));
  EXPECT_EQ(two.read_answers(500).count("HTTP/1.1 200 "), 2);
  EXPECT_EQ(matcher.stop(), 0);
}

}  // namespace
}  // namespace samen::test
