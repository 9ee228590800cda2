// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/line_socket.hpp"

#include <cstring>
#include <fstream>
#include <semaphore>

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/temporary_folder.hpp"

namespace samen::automation {
namespace {

using testing::HasSubstr;

// A test's end of the socket.
class Client {
 public:
  explicit Client(const std::filesystem::path& path) : fd_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(fd_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  bool connected() const { return connected_; }
  void send(std::string_view text) const {
    [[maybe_unused]] const auto put = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
  }
  // One line, or what came before the other side hung up.
  std::string line() const {
    std::string text;
    char c = 0;
    while (::recv(fd_, &c, 1, 0) == 1 && c != '\n') text += c;
    return text;
  }

 private:
  int fd_;
  bool connected_ = false;
};

class Socket : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_ / "a.sock"; }
  std::unique_ptr<LineSocket> open() {
    auto opened = LineSocket::open(path(), [this] { waiting_.release(); });
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? *std::move(opened) : nullptr;
  }
  // What the main loop does: waits to be woken, answers.
  std::optional<Command> next() {
    waiting_.acquire();
    return socket_->take();
  }

  samen::test::TemporaryFolder folder_;
  std::counting_semaphore<> waiting_{0};
  std::unique_ptr<LineSocket> socket_;
};

TEST_F(Socket, OnlyItsOwnerMayUseIt) {
  socket_ = open();
  struct stat info{};
  ASSERT_EQ(::stat(path().c_str(), &info), 0);
  EXPECT_TRUE(S_ISSOCK(info.st_mode));
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  socket_.reset();
  EXPECT_NE(::stat(path().c_str(), &info), 0) << "it goes with the program";
}

TEST_F(Socket, CommandsReachTheLoopAndAnswersComeBack) {
  socket_ = open();
  const Client client(path());
  ASSERT_TRUE(client.connected());
  client.send("{\"do\":\"nodes\"}\n{\"do\":\"quit\"}\n");
  EXPECT_TRUE(std::holds_alternative<Nodes>(*next()));
  EXPECT_FALSE(socket_->take());
  socket_->answer("{\"ok\":true,\"nodes\":[]}");
  EXPECT_EQ(client.line(), "{\"ok\":true,\"nodes\":[]}");
  EXPECT_TRUE(std::holds_alternative<Quit>(*next()));
  socket_->answer("bye");
  socket_.reset();
  EXPECT_EQ(client.line(), "bye") << "the last answer is not lost when the program ends";
}

TEST_F(Socket, WhatIsNoCommandIsAnsweredAtOnceAndTheNextOneStillWorks) {
  socket_ = open();
  const Client client(path());
  client.send("hello\n");
  EXPECT_THAT(client.line(), HasSubstr("one JSON object"));
  client.send("{\"do\":\"state\"}\n");
  EXPECT_TRUE(std::holds_alternative<AskState>(*next()));
  socket_->answer("{}");
  EXPECT_EQ(client.line(), "{}");
}

TEST_F(Socket, AnEndlessLineIsAnsweredAndHungUpOn) {
  socket_ = open();
  {
    const Client client(path());
    client.send(std::string(kMaxLine + 5000, 'x'));
    EXPECT_THAT(client.line(), HasSubstr("at most"));
    EXPECT_EQ(client.line(), "");
  }
  const Client next_client(path());
  next_client.send("{}\n");
  EXPECT_THAT(next_client.line(), HasSubstr("says what to do"));
}

TEST_F(Socket, ALeftOverSocketIsReplacedAndAFileIsNot) {
  open().reset();
  {
    // A socket whose program is gone.
    const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path().c_str(), sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(dead);
  }
  EXPECT_NE(open(), nullptr);

  std::ofstream(path()) << "somebody's file";
  const auto refused = LineSocket::open(path(), [] {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("is not a socket"));
}

TEST_F(Socket, APathThatIsTooLongIsRefusedWithTheLimit) {
  const auto refused = LineSocket::open(path().string() + std::string(120, 'a'), [] {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("107"));
}

TEST_F(Socket, EndingDoesNotWaitForAClientThatSaysNothing) {
  socket_ = open();
  const Client client(path());
  client.send("{\"do\":");
  socket_.reset();
  EXPECT_EQ(client.line(), "");
}

}  // namespace
}  // namespace samen::automation
